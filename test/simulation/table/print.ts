import { aloneFigures, type AloneOutage, type AlonePolicy } from './alone.ts';
import { drainOf } from './drain.ts';
import { hubFigures, type HubOutage, type HubPolicy } from './hub-day.ts';
import type { Figures } from './tally.ts';

/** The policy table of the design (sync and reservations), measured anew on the code of `shared/reservations` and of sync. */

export interface TableOptions {
  /** Slot-days of each cell; by default 600. */
  readonly runs?: number;
  readonly seed?: number;
}

/** Per 1,000: at most so many sold twice, at most so many refused in vain. */
interface Goal {
  readonly oversold: number;
  readonly refused: number;
}

const DAYS = 600;
const SEED = 1;
/** A drain may take this many times the bound. */
export const DRAIN_FACTOR = 1.05;
const PENDING = 1_000;

const DESKS = [2, 3, 5] as const;
const someOutside = [0.1, 0.5] as const;
const noOutside = [0, 0] as const;

interface HubRow {
  readonly name: string;
  readonly outage: HubOutage;
  readonly outside: readonly [number, number];
  /** The design's figures: no reservation, equal split, re-split with a day lease. */
  readonly design: readonly [string, string, string];
}

const hubRows: readonly HubRow[] = [
  { name: 'no outage', outage: 'none', outside: someOutside, design: ['0/2/97', '0/94/87', '0/2/97'] },
  {
    name: 'internet 30 % of the day',
    outage: 'internet',
    outside: someOutside,
    design: ['19/2/97', '2.5/98/86', '1.3/4/97'],
  },
  {
    name: 'partial partitions',
    outage: 'partitions',
    outside: someOutside,
    design: ['28/1/98', '3.6/95/87', '1.5/6/97'],
  },
  { name: 'each desk alone 30 %', outage: 'each-alone', outside: someOutside, design: ['', '', ''] },
  {
    name: 'internet all day',
    outage: 'internet-all-day',
    outside: someOutside,
    design: ['130/0/98', '25/92/87', '39/21/95'],
  },
  { name: 'no outside bookings: internet 30 %', outage: 'internet', outside: noOutside, design: ['', '0', '0'] },
  { name: '… partial partitions', outage: 'partitions', outside: noOutside, design: ['', '0', '0'] },
  { name: '… each desk alone 30 %', outage: 'each-alone', outside: noOutside, design: ['', '0', '0'] },
  { name: '… internet all day', outage: 'internet-all-day', outside: noOutside, design: ['138', '0', '0'] },
];

const hubColumns: readonly { readonly name: string; readonly policy: HubPolicy }[] = [
  { name: 'no reservation', policy: 'none' },
  { name: 'equal split', policy: 'equal' },
  { name: 're-split, day lease', policy: 'hub' },
  { name: '… reserve ahead, 80 %', policy: 'hub-80' },
  { name: '… reserve ahead, 95 %', policy: 'hub-95' },
];

const aloneRows: readonly {
  readonly name: string;
  readonly outage: AloneOutage;
  readonly design: readonly [string, string, string];
}[] = [
  { name: 'no outage', outage: 'none', design: ['0/0', '0/50 0/79 0/111', '0/0'] },
  {
    name: 'one uplink, 30 % of the day',
    outage: 'uplink',
    design: ['12–17/0', '0/51 0/78 0/111', '0.1/1.6 0.1/3.5 0/8.3'],
  },
  { name: 'one uplink, all day', outage: 'uplink-all-day', design: ['110/0', '0/51 0/78 0/111', '0/51 0/78 0/110'] },
  {
    name: 'each desk alone, 30 %',
    outage: 'each-alone',
    design: ['23–34/0', '0/51 0/78 0/111', '11.6/1.3 14.4/2.6 15/6.3'],
  },
];

const aloneColumns: readonly { readonly name: string; readonly policy: AlonePolicy }[] = [
  { name: 'no reservation', policy: 'none' },
  { name: 'strict', policy: 'strict' },
  { name: 'balanced', policy: 'balanced' },
];

/** What is asked of a cell with a hub; null: nothing. */
export function hubGoal(outage: HubOutage, policy: HubPolicy, outside: readonly [number, number]): Goal | null {
  if (!policy.startsWith('hub')) return null;
  if (outside[1] === 0) return { oversold: 0, refused: Infinity };
  if (policy !== 'hub-80') return null;
  return outage === 'none' || outage === 'internet' || outage === 'partitions' ? { oversold: 2, refused: 10 } : null;
}

/** What is asked of a cell without a hub; null: nothing. */
export function aloneGoal(outage: AloneOutage, policy: AlonePolicy): Goal | null {
  if (policy === 'strict') return { oversold: 0, refused: Infinity };
  return policy === 'balanced' && (outage === 'none' || outage === 'uplink') ? { oversold: 0.2, refused: 10 } : null;
}

export function meets({ oversold, refused }: Figures, goal: Goal | null): boolean {
  return goal === null || (oversold <= goal.oversold && refused <= goal.refused);
}

/**
 * Prints both comparisons of the design, each figure of ours above the design's, and the drain.
 * @returns false where a goal is missed
 */
export async function printTable(write: (line: string) => void, options: TableOptions = {}): Promise<boolean> {
  const { runs = DAYS, seed = SEED } = options;
  write(
    'Sold twice per 1,000 bookings / refused while places stayed empty, per 1,000 requests / places used in per cent',
  );
  write(
    `${runs} slot-days in each cell, seed ${seed}. "!" misses its goal. Design: the figures that the design gives.`,
  );
  write(
    'Goals with a hub are asked of the reserve ahead, 80 %, in the first three rows; each desk alone and a whole day without internet miss 2/10 and have none.',
  );
  const isHubMet = printHub(write, runs, seed);
  const isAloneMet = printAlone(write, runs, seed);
  const { minutes, bound } = await drainOf(PENDING);
  const isDrained = minutes <= DRAIN_FACTOR * bound;
  write('');
  write(
    `${PENDING} bookings that wait are sent in ${minutes.toFixed(2)} minutes; bound ${bound}, goal ${(DRAIN_FACTOR * bound).toFixed(1)}${mark(isDrained)}`,
  );
  return isHubMet && isAloneMet && isDrained;
}

function printHub(write: (line: string) => void, days: number, seed: number): boolean {
  const rows: string[][] = [['With a hub', ...hubColumns.map(({ name }) => name)]];
  let allMet = true;
  for (const { name, outage, outside, design } of hubRows) {
    const cells = hubColumns.map(({ policy }) => {
      const figures = hubFigures({ outage, policy, outside, days, seed });
      const met = meets(figures, hubGoal(outage, policy, outside));
      allMet &&= met;
      return `${figures.oversold.toFixed(2)}/${figures.refused.toFixed(1)}/${figures.used.toFixed(0)}${mark(met)}`;
    });
    const designs = outage === 'internet-all-day' && outside === someOutside ? [...design, '', '13/89/87'] : design;
    rows.push([name, ...cells], ['  design', ...designs]);
  }
  printAligned(write, rows);
  return allMet;
}

function printAlone(write: (line: string) => void, days: number, seed: number): boolean {
  const rows: string[][] = [['Without a hub: 2, 3, 5 desks', ...aloneColumns.map(({ name }) => name)]];
  const then: string[] = [];
  let allMet = true;
  for (const { name, outage, design } of aloneRows) {
    const cells = aloneColumns.map(({ policy }) => {
      const perDesks = DESKS.map((desks) => {
        const figures = aloneFigures(outage, policy, desks, days, seed);
        const met = meets(figures, aloneGoal(outage, policy));
        allMet &&= met;
        if (outage === 'uplink' && policy === 'balanced') then.push(figures.refusedThen.toFixed(1));
        return `${figures.oversold.toFixed(2)}/${figures.refused.toFixed(1)}${mark(met)}`;
      });
      return perDesks.join('  ');
    });
    rows.push([name, ...cells], ['  design', ...design]);
  }
  printAligned(write, rows);
  write(
    `Balanced, one uplink 30 %: ${then.join(', ')} per 1,000 were refused while a place was free at that moment, whoever got it later.`,
  );
  return allMet;
}

function mark(met: boolean): string {
  return met ? '' : ' !';
}

function printAligned(write: (line: string) => void, rows: readonly (readonly string[])[]): void {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  write('');
  for (const row of rows)
    write(
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    );
}
