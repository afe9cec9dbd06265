import type { ReserveRule } from './branch-rules.ts';

/** Of 100 earlier dates, on how many the reserve would have sufficed (SPEC RES-4). */
const PERCENTILE = 0.95;

/**
 * The places of a slot that are left to other channels.
 * @param history what they booked in such a slot (same weekly window, same service) on each earlier date that is known
 */
export function reserveFor(rule: ReserveRule, history: readonly number[]): number {
  return rule.kind === 'fixed' ? rule.places : percentile(history);
}

/** Of 100 earlier dates, on how many the rest of the day would have sufficed for a hub's reserve (SPEC HUB-11). */
const PERCENTILE_AHEAD = 0.8;

/**
 * The places of a slot that a hub leaves to other channels for the time that is left (SPEC HUB-11).
 * @param leads for each earlier date that is known: how long before the window's end each of their bookings was made
 * @param lead how long it is until the window's end, in the same unit
 * @param part of earlier dates on which the reserve would have sufficed, above 0, at most 1
 */
export function reserveAhead(
  leads: readonly (readonly number[])[],
  lead: number,
  part: number = PERCENTILE_AHEAD,
): number {
  return percentile(
    leads.map((date) => date.filter((one) => one < lead).length),
    part,
  );
}

/** The smallest number that `part` of the numbers do not exceed (nearest rank); 0 where nothing is known. */
function percentile(history: readonly number[], part: number = PERCENTILE): number {
  const sorted = [...history].sort((a, b) => a - b);
  return sorted[Math.ceil(part * sorted.length) - 1] ?? 0;
}
