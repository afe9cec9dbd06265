import { z } from 'zod/mini';
import type { BudgetStatus } from '../ipc/contract.ts';
import { LONGEST_RETRY_AFTER_MS } from '../api/limits.ts';

/**
 * How many requests one API key may still send: 60 a minute over a sliding window, all endpoints together [D], nothing
 * while a Retry-After runs, and a count of the UTC day for the daily quota. Pure: every function takes `now` (epoch ms of
 * the machine's clock) and returns a new state; main keeps the state on disk so that a restart forgets nothing.
 */

/** Requests per key in any window of `WINDOW_MS` [D]. */
export const REQUESTS_PER_MINUTE = 60;
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
  | { readonly kind: 'take'; readonly budget: RequestBudget }
  /** None may leave before `until` (epoch ms), by the count of the minute or because the server asked for it. */
  | Wait;

export interface Wait {
  readonly kind: 'wait';
  readonly until: number;
  readonly heldByServer: boolean;
}

/** Takes the right to send one request, or tells when there may be one. */
export function takeRequest(budget: RequestBudget, now: number): Take {
  const current = atTime(budget, now);
  if (current.hold !== null) return { kind: 'wait', until: current.hold.until, heldByServer: true };
  const oldest = current.sentAt[0];
  if (oldest !== undefined && current.sentAt.length >= REQUESTS_PER_MINUTE) {
    return { kind: 'wait', until: oldest + COUNTED_MS, heldByServer: false };
  }
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
  const current = atTime(budget, now);
  const bounded = Math.min(until, now + LONGEST_RETRY_AFTER_MS);
  if (bounded <= now || (current.hold !== null && current.hold.until >= bounded)) return current;
  return { ...current, hold: { from: now, until: bounded } };
}

/** What the screens show. `blockedUntil` and `freeAt` are in the same clock as `now`. */
export function budgetStatus(budget: RequestBudget, now: number): BudgetStatus {
  const current = atTime(budget, now);
  const next = takeRequest(current, now);
  return {
    perMinute: REQUESTS_PER_MINUTE,
    leftThisMinute: current.hold === null ? REQUESTS_PER_MINUTE - current.sentAt.length : 0,
    sentToday: current.sentToday,
    blockedUntil: current.hold === null ? null : new Date(current.hold.until).toISOString(),
    freeAt: next.kind === 'take' ? null : new Date(next.until).toISOString(),
  };
}

/**
 * Forgets what no longer counts. A clock that was set back would leave departures in the future and hold for a day
 * what should wait a minute: such departures are taken as just made, such a hold as just begun.
 */
function atTime(budget: RequestBudget, now: number): RequestBudget {
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
