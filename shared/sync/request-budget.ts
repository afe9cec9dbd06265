import { z } from 'zod/mini';
import type { BudgetStatus } from '../ipc/contract.ts';
import { LONGEST_RETRY_AFTER_MS } from '../api/limits.ts';
import { REQUESTS_PER_MINUTE, wholeKey, type Allowance } from './allowance.ts';
import { nextUtcDay } from './utc-day.ts';

/**
 * How many requests this device may still send with one API key: its allowance over a sliding window, all endpoints
 * together [D], nothing while a Retry-After runs, and no more in a UTC day than its part of the quota. Pure: every function
 * takes `now` (epoch ms of the machine's clock) and returns a new state; main keeps the state on disk so that a restart
 * forgets nothing. The allowance is no part of the state: a setting that changes counts at once.
 */

export const WINDOW_MS = 60_000;
/**
 * The server counts arrivals, this side counts departures. A request that travelled slowly arrives close to a later one
 * that travelled fast, so a departure is counted for this much longer.
 */
export const TRAVEL_MARGIN_MS = 1_000;
const COUNTED_MS = WINDOW_MS + TRAVEL_MARGIN_MS;

const holdSchema = z.object({ from: z.number(), until: z.number() });

/** `sentAt`: departures that still count, oldest first. `hold`: the running Retry-After. Times are epoch ms. */
export const requestBudgetSchema = z.object({
  sentAt: z.array(z.number()).check(z.maxLength(REQUESTS_PER_MINUTE)),
  hold: z.nullable(holdSchema),
  /** UTC day that `sentToday` counts, YYYY-MM-DD. */
  day: z.string(),
  sentToday: z.int().check(z.nonnegative()),
});
export type RequestBudget = z.infer<typeof requestBudgetSchema>;

export const freshBudget: RequestBudget = { sentAt: [], hold: null, day: '', sentToday: 0 };

export type Take =
  /** One request may leave now; keep `budget` before it does. */
  { readonly kind: 'take'; readonly budget: RequestBudget } | NoneLeft;

export type NoneLeft =
  /** None may leave before `until` (epoch ms), by the count of the minute or because the server asked for it. */
  | { readonly kind: 'wait'; readonly until: number; readonly heldByServer: boolean }
  /** This device's part of the day's quota is used up until the next UTC day (epoch ms). */
  | { readonly kind: 'used-up'; readonly until: number };

/** Takes the right to send one request, or tells when there may be one. */
export function takeRequest(budget: RequestBudget, now: number, allowance: Allowance = wholeKey): Take {
  const { perMinute, perDay } = allowance;
  const current = budgetAt(budget, now);
  if (perDay !== null && current.sentToday >= perDay) return { kind: 'used-up', until: nextUtcDay(now) };
  if (current.hold !== null) return { kind: 'wait', until: current.hold.until, heldByServer: true };
  // Where the allowance has shrunk more may have left than it holds now.
  const blocking = current.sentAt[current.sentAt.length - perMinute];
  if (blocking !== undefined) return { kind: 'wait', until: blocking + COUNTED_MS, heldByServer: false };
  return {
    kind: 'take',
    budget: { ...current, sentAt: [...current.sentAt, now], sentToday: current.sentToday + 1 },
  };
}

/** Gives back a request that certainly never left this machine (no name, nothing listening, no trust). */
export function giveBackRequest(budget: RequestBudget, takenAt: number): RequestBudget {
  const index = budget.sentAt.lastIndexOf(takenAt);
  if (index < 0) return budget;
  return {
    ...budget,
    sentAt: budget.sentAt.filter((_, position) => position !== index),
    sentToday: Math.max(0, budget.sentToday - 1),
  };
}

/** Nobody sends before `until` (epoch ms); a longer hold that already runs is kept. */
export function holdRequests(budget: RequestBudget, until: number, now: number): RequestBudget {
  const current = budgetAt(budget, now);
  const bounded = Math.min(until, now + LONGEST_RETRY_AFTER_MS);
  if (bounded <= now || (current.hold !== null && current.hold.until >= bounded)) return current;
  return { ...current, hold: { from: now, until: bounded } };
}

/**
 * What the screens show and the plan goes by. `blockedUntil` and `freeAt` are in the same clock as `now`.
 * @param devices that share the key, this one included
 */
export function budgetStatus(
  budget: RequestBudget,
  now: number,
  allowance: Allowance = wholeKey,
  devices = 1,
): BudgetStatus {
  const { perMinute, perDay } = allowance;
  const current = budgetAt(budget, now);
  const next = takeRequest(current, now, allowance);
  const leftToday = perDay === null ? null : Math.max(0, perDay - current.sentToday);
  const ofMinute = current.hold === null ? Math.max(0, perMinute - current.sentAt.length) : 0;
  return {
    perMinute,
    leftThisMinute: leftToday === null ? ofMinute : Math.min(ofMinute, leftToday),
    devices,
    sentToday: current.sentToday,
    perDay,
    leftToday,
    blockedUntil: current.hold === null ? null : new Date(current.hold.until).toISOString(),
    freeAt: next.kind === 'take' ? null : new Date(next.until).toISOString(),
  };
}

/**
 * The budget without what no longer counts. A clock that was set back would leave departures in the future and hold for a
 * day what should wait a minute: such departures are taken as just made, such a hold as just begun. Whoever keeps a budget
 * keeps this one from then on, or it would begin anew at each look.
 */
export function budgetAt(budget: RequestBudget, now: number): RequestBudget {
  const day = new Date(now).toISOString().slice(0, 10);
  return {
    sentAt: budget.sentAt.map((at) => Math.min(at, now)).filter((at) => at + COUNTED_MS > now),
    hold: holdAt(budget.hold, now),
    day,
    sentToday: budget.day === day ? budget.sentToday : 0,
  };
}

function holdAt(hold: RequestBudget['hold'], now: number): RequestBudget['hold'] {
  if (hold === null || hold.until <= now) return null;
  if (hold.from <= now) return hold;
  return { from: now, until: now + (hold.until - hold.from) };
}
