/** What our work and the peer's took in one round, each time, in milliseconds; the two took turns. */
export interface Round {
  readonly ours: readonly number[];
  readonly peer: readonly number[];
}

/** Medians of several rounds, in milliseconds, and how they compare. */
export interface Comparison {
  readonly ours: number;
  readonly peer: number;
  /** Ours divided by the peer's: the median of what the rounds say one by one, with the least and the most of them. */
  readonly ratio: number;
  readonly lowest: number;
  readonly highest: number;
  readonly rounds: number;
}

/** The value in the middle; of an even number of values the mean of the two. NaN where there is none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN;
  return (lower + upper) / 2;
}

/**
 * Compares round by round before it takes the median: what slows the machine for a while slows both sides of the rounds it
 * falls into, so their ratio stands while their milliseconds do not.
 */
export function compare(rounds: readonly Round[]): Comparison {
  const ours = rounds.map((round) => median(round.ours));
  const peer = rounds.map((round) => median(round.peer));
  const ratios = rounds.map((_, at) => (ours[at] ?? Number.NaN) / (peer[at] ?? Number.NaN));
  return {
    ours: median(ours),
    peer: median(peer),
    ratio: median(ratios),
    lowest: Math.min(...ratios),
    highest: Math.max(...ratios),
    rounds: rounds.length,
  };
}
