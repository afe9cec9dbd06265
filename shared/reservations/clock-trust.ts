/** A clock this far behind what is certainly past is implausible, milliseconds (SPEC CLOCK-1). */
export const CLOCK_BEHIND_MS = 5 * 60_000;

/**
 * Whether rights may be used by a clock (SPEC CLOCK). A clock that runs ahead gives nothing that it would not give in time; one that
 * went back might open a day again that is over.
 * @param now epoch ms, as the desk goes by
 * @param heard the latest instant that the server told, epoch ms; null: none yet
 */
export function isClockPlausible(now: number, heard: number | null): boolean {
  return heard === null || now > heard - CLOCK_BEHIND_MS;
}
