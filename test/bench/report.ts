import type { Comparison } from './statistics.ts';

/** What a measurement is hoped to show. Nothing fails where it does not: the figures are there to choose by. */
export type Aim =
  /** Ours takes at most this many times as long as the peer. */
  | { readonly kind: 'at-most'; readonly times: number }
  /** Ours is at least this many times as fast as the peer. */
  | { readonly kind: 'faster'; readonly times: number };

export interface Measurement {
  readonly name: string;
  /** What it is compared with, measured in the same run. */
  readonly peer: string;
  readonly comparison: Comparison;
  readonly aim: Aim | null;
}

const heads = ['work', 'ours', 'peer', 'median', 'ratio', '(rounds)', 'aim', 'verdict'] as const;

/** A table of plain text, one line for each measurement, with its heading. */
export function tableOf(measurements: readonly Measurement[]): string {
  const rows = measurements.map((measurement) => cellsOf(measurement));
  const widths = heads.map((head, column) => Math.max(head.length, ...rows.map((row) => (row[column] ?? '').length)));
  const lines = [heads, widths.map((width) => '-'.repeat(width)), ...rows];
  return lines
    .map((cells) =>
      cells
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Whether the aim is met, in words. */
export function verdictOf({ comparison, aim }: Pick<Measurement, 'comparison' | 'aim'>): string {
  if (aim === null) return 'no aim set';
  const { ratio, lowest, highest } = comparison;
  const meets = (value: number): boolean => (aim.kind === 'at-most' ? value <= aim.times : 1 / value >= aim.times);
  const always = meets(lowest) && meets(highest);
  const never = !meets(lowest) && !meets(highest);
  if (meets(ratio)) return always ? 'meets the aim' : 'meets the aim, not in every round';
  return never ? 'misses the aim' : 'misses the aim, not in every round';
}

function cellsOf(measurement: Measurement): readonly string[] {
  const { name, peer, comparison, aim } = measurement;
  const { ours, ratio, lowest, highest } = comparison;
  const isFaster = aim?.kind === 'faster';
  const shown = (value: number): string => times(isFaster ? 1 / value : value);
  const [from, to] = isFaster ? [highest, lowest] : [lowest, highest];
  return [
    name,
    duration(ours),
    peer,
    duration(comparison.peer),
    isFaster ? `${shown(ratio)} as fast` : shown(ratio),
    `${shown(from)} to ${shown(to)}`,
    aim === null ? '-' : `${isFaster ? 'at least' : 'at most'} ${times(aim.times)}`,
    verdictOf(measurement),
  ];
}

function times(value: number): string {
  return `${value >= 10 ? value.toFixed(0) : value.toFixed(2)}×`;
}

/** Milliseconds, or microseconds below a tenth of one. */
function duration(ms: number): string {
  return ms < 0.1 ? `${(ms * 1000).toFixed(2)} µs` : `${ms.toFixed(ms < 10 ? 2 : 1)} ms`;
}
