import { Day } from './day.ts';
import { DemoRecord } from './record.ts';
import { story } from './story.ts';

/**
 * `npm run demo`: a day at the desk with an outage, driven through the real app against the sandbox server. Prints each step,
 * leaves pictures and a summary in out/demo, and ends with 1 where anything was not as promised.
 */
const record = new DemoRecord();
const day = new Day();
try {
  await story(day, record);
} catch (error) {
  await record.fail(error, day.pageIfOpen);
  process.exitCode = 1;
} finally {
  await day.end();
  record.finish();
}
