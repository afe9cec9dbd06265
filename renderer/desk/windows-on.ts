import { nextMinute, slotsOfDay } from '../../shared/booking/index.ts';
import type { OpenWindow } from './contract.ts';
import { choiceOf, type DraftContext } from './draft-check.ts';

/** The windows of a service on a local date that are not over, closed ones left out, by start time; null where nobody knows its places. */
export function windowsOn(serviceId: string, date: string, context: DraftContext): readonly OpenWindow[] | null {
  const { branchId, snapshot, now, rights, knowsPlaces } = context;
  if (!knowsPlaces(date)) return null;
  return slotsOfDay(branchId, date, serviceId, snapshot)
    .map((slot) => ({ ...slot, bookAt: Math.max(slot.startsAt, nextMinute(now)) }))
    .filter((slot) => slot.open && slot.bookAt < slot.endsAt)
    .map((slot) => ({ ...choiceOf(slot, context), yoursNow: rights.of(slot).now }));
}
