import { Branch } from './branch.ts';
import { Day } from './day.ts';
import { DemoRecord } from './record.ts';
import { story } from './story.ts';
import { twoDesks } from './two-desks.ts';

/**
 * `npm run demo`: a day at the desk with an outage, and one with two desks cut off from each other, driven through the real app against the
 * sandbox server. Prints each step, leaves pictures and a summary in out/demo, and ends with 1 where anything was not as promised.
 */
const record = new DemoRecord();
const day = new Day();
const branch = new Branch();
try {
  await story(day, record);
  await twoDesks(branch, record);
} catch (error) {
  await record.fail(error, day.pageIfOpen ?? branch.pageIfOpen);
  process.exitCode = 1;
} finally {
  await day.end();
  await branch.end();
  record.finish();
}
