const DAY_MS = 86_400_000;

/** When the quota of the day begins anew (epoch ms) [D], by the clock that `now` is of. */
export function nextUtcDay(now: number): number {
  return now + (DAY_MS - (now % DAY_MS));
}
