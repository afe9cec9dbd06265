import { join } from 'node:path';
import type { Searched, Side } from './page/bench-page.ts';
import { countDiskSyncs } from './disk-syncs.ts';
import { tableOf, type Measurement } from './report.ts';
import { openStage, type Stage } from '../stage/stage.ts';
import { compare, type Round } from './statistics.ts';

/** Rounds of each measurement, and how often each side runs in one. */
const bookingRounds = 14;
const bookingPairs = 15;
const boardRounds = 11;
const boardPairs = 10;
const otherDayRounds = 9;
const otherDayPairs = 8;
const coldRounds = 7;
/** Bookings of one side whose transactions and disk syncs are counted, outside the timed rounds. */
const countedBookings = 40;

type RoundOf = 'bookRound' | 'boardRound' | 'rereadRound' | 'otherDayRound';

/** `npm run bench`: measures, prints a table, and judges nothing but what could not be run at all. */
async function main(): Promise<void> {
  print('building the page and opening the window');
  const stage = await openStage({ source: join(import.meta.dirname, 'page'), offers: 'bench' });
  try {
    print(`Electron ${stage.versions.electron}, Chromium ${stage.versions.chromium}`);
    print('filling both databases');
    const filled = await stage.page.evaluate(() => window.bench.fill());
    print(
      `${String(filled.appointments)} appointments and ${String(filled.bookings)} bookings of this desk are stored`,
    );
    const measurements = await measure(stage);
    const counts = await countCommits(stage);
    await stage.reload();
    const searched = await stage.page.evaluate(() => window.bench.search());
    await stage.reload();
    const emptied = await stage.page.evaluate(() => window.bench.wipe());
    print(`\n${tableOf(measurements)}\n\n${counts.join('\n')}`);
    print(searchLine(searched));
    const { appointments, bookings, ms } = emptied;
    print(
      `"Remove clinic data": ${String(appointments)} appointments, ${String(bookings)} bookings in ${ms.toFixed(0)} ms`,
    );
  } finally {
    await stage.close();
  }
}

async function measure(stage: Stage): Promise<readonly Measurement[]> {
  const measurements: Measurement[] = [];
  const add = (name: string, peer: string, rounds: readonly Round[], aim: Measurement['aim'] = null): void => {
    print(`measured: ${name}`);
    measurements.push({ name, peer, comparison: compare(rounds), aim });
  };
  const rawCommit = 'raw strict commit of the two records';
  await stage.reload();
  const board = await roundsOf(stage, 'boardRound', boardRounds, boardPairs);
  const reread = await roundsOf(stage, 'rereadRound', boardRounds, boardPairs);
  await stage.reload();
  const book = await roundsOf(stage, 'bookRound', bookingRounds, bookingPairs);
  add('book()', rawCommit, book, { kind: 'at-most', times: 2.2 });
  const otherDay = await roundsOf(stage, 'otherDayRound', otherDayRounds, otherDayPairs);
  await stage.page.evaluate(() => window.bench.openOtherWindow());
  add('book(), another window open', rawCommit, await roundsOf(stage, 'bookRound', bookingRounds, bookingPairs));
  add('board of 200 rows, from the database', 'raw getAll of the same records', board, { kind: 'at-most', times: 3 });
  add('the same board again, unchanged', 'raw getAll of the same records', reread);
  add('another day on the screen, both branches', 'raw getAll of the same records', otherDay);
  add('cold start to the first board', 'raw open and getAll of its days', await coldRoundsOf(stage));
  add('one decision', 'the same rules with luxon', await stage.page.evaluate(() => window.bench.decideRounds()), {
    kind: 'faster',
    times: 20,
  });
  return measurements;
}

async function roundsOf(stage: Stage, kind: RoundOf, count: number, pairs: number): Promise<readonly Round[]> {
  const rounds: Round[] = [];
  for (let round = 0; round < count; round += 1) {
    rounds.push(
      await stage.page.evaluate(([name, at, each]) => window.bench[name](at, each), [kind, round, pairs] as const),
    );
  }
  return rounds;
}

/** A window of its own for each start. */
async function coldRoundsOf(stage: Stage): Promise<readonly Round[]> {
  const start = async (side: Side): Promise<number> => {
    await stage.reload();
    return stage.page.evaluate((of) => window.bench.coldStart(of), side);
  };
  const rounds: Round[] = [];
  for (let round = 0; round < coldRounds; round += 1) {
    const first: Side = round % 2 === 0 ? 'ours' : 'peer';
    const one = await start(first);
    const other = await start(first === 'ours' ? 'peer' : 'ours');
    rounds.push(first === 'ours' ? { ours: [one], peer: [other] } : { ours: [other], peer: [one] });
  }
  return rounds;
}

/** What each side asks of IndexedDB, and what reaches the disk, for one booking. */
async function countCommits(stage: Stage): Promise<readonly string[]> {
  await stage.reload();
  const lines = [`Counted over ${String(countedBookings)} bookings of each:`];
  for (const side of ['ours', 'peer'] as const) {
    const book = (count: number) =>
      stage.page.evaluate(([of, many]) => window.bench.bookAlone(of, many), [side, count] as const);
    // The first booking opens the databases, and the desk starts: neither is counted.
    await book(1);
    await stage.page.evaluate(() => window.bench.quiet());
    const writes = (await book(countedBookings)).filter(({ mode }) => mode === 'readwrite');
    const syncs = await countDiskSyncs(stage.pid, () => book(countedBookings));
    const transactions = writes.map(
      ({ database, durability, count }) =>
        `${String(count)} transactions that write (${durability}, ${shortName(database)})`,
    );
    const seen = syncs === null ? 'disk syncs can not be counted here (strace)' : `${String(syncs)} disk syncs`;
    lines.push(`  ${side === 'ours' ? 'book()' : 'raw IndexedDB'}: ${transactions.join(', ')}; ${seen}`);
  }
  return lines;
}

function searchLine({ entries, readMs, longestTaskMs, queries }: Searched): string {
  const each = queries.map(({ query, count, ms }) => `“${query}” ${ms.toFixed(1)} ms (${String(count)} found)`);
  const long = longestTaskMs === 0 ? 'no task of 50 ms' : `the longest task ${longestTaskMs.toFixed(0)} ms`;
  const read = `${String(entries)} entries in ${readMs.toFixed(0)} ms, ${long}`;
  return `Search: ${read}; the slowest of several runs of ${each.join(', ')}`;
}

/** RxDB's names of databases are long and begin alike. */
function shortName(database: string): string {
  return database.split('--').slice(-1).join('') || database;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

try {
  await main();
} catch (error) {
  process.stderr.write(
    `The benchmark could not be run: ${error instanceof Error ? (error.stack ?? '') : String(error)}\n`,
  );
  process.exitCode = 1;
}
