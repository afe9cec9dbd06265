import { compareTokens } from './token-order.ts';
import type { VisitStage } from './visit.ts';

/** Where a visit of the day stands, as far as its turn depends on it. */
export interface Queued {
  readonly visit: VisitStage | 'cancelled';
  /** Place of its window among those of the day, in time order; a visit without a window comes after all of them. */
  readonly windowOrder: number;
  /** Epoch ms. */
  readonly arrivedAt: number | null;
  /** Null: none yet. */
  readonly token: string | null;
}

/** Whose turn it is (SPEC VISIT-8); null: nobody who has arrived is still to be called. */
export function nextToCall<Visit extends Queued>(visits: Iterable<Visit>): Visit | null {
  let next: Visit | null = null;
  for (const visit of visits) {
    if (visit.visit === 'arrived' && (next === null || comesBefore(visit, next))) next = visit;
  }
  return next;
}

/** How many of these are called before somebody who has arrived (SPEC VISIT-8). @param visits of others */
export function countCalledBefore(mine: Queued, visits: readonly Queued[]): number {
  return visits.filter((visit) => visit.visit === 'arrived' && comesBefore(visit, mine)).length;
}

function comesBefore(one: Queued, other: Queued): boolean {
  if (one.windowOrder !== other.windowOrder) return one.windowOrder < other.windowOrder;
  const cameAt = one.arrivedAt ?? Number.POSITIVE_INFINITY;
  const otherCameAt = other.arrivedAt ?? Number.POSITIVE_INFINITY;
  if (cameAt !== otherCameAt) return cameAt < otherCameAt;
  if (one.token === null || other.token === null) return one.token !== null;
  return compareTokens(one.token, other.token) < 0;
}
