/** Bounds of a growing wait, milliseconds. */
export interface Backoff {
  readonly firstMs: number;
  readonly longestMs: number;
}

/** Between tries to reach a server that does not answer. */
export const connectionBackoff: Backoff = { firstMs: 2_000, longestMs: 60_000 };

/** Between tries of one booking, or of one read, that the server answers with a fault of its own. */
export const faultBackoff: Backoff = { firstMs: 2_000, longestMs: 600_000 };

/**
 * The wait before the next try: doubles with each failure up to the longest; half of it is jitter, so that the desks of a
 * clinic whose line came back do not all call at once.
 *
 * @param failures failures in a row, 1 or more
 * @param random 0 (inclusive) to 1 (exclusive)
 * @returns milliseconds, from half the bound to the bound
 */
export function backoffMs(failures: number, random: number, backoff: Backoff): number {
  const doublings = Math.min(Math.max(failures, 1) - 1, 30);
  const bound = Math.min(backoff.longestMs, backoff.firstMs * 2 ** doublings);
  return Math.round(bound / 2 + (bound / 2) * random);
}
