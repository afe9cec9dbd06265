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

/** The smallest number that 95 of 100 do not exceed (nearest rank); 0 where nothing is known. */
function percentile(history: readonly number[]): number {
  const sorted = [...history].sort((a, b) => a - b);
  return sorted[Math.ceil(PERCENTILE * sorted.length) - 1] ?? 0;
}
