import type { Booking } from '../model/booking.ts';
import { called } from './called.ts';
import { advancePatchPending, advanceRemoteCancelled, advanceSynced } from './life-change.ts';
import type { Advance, LifeEvent } from './life-event.ts';
import { advanceAtRest, advanceDecision } from './life-person.ts';
import { undo } from './life-undo.ts';
import { advanceInFlight, advanceQueued, advanceUnknown } from './life-sending.ts';
import { visitStep, visitStepBack } from './life-visit.ts';
import { newsRead } from './news.ts';

/**
 * One step of a booking's life: the whole table of `SPEC.md` ("LIFE"), pure.
 *
 * @param now epoch ms by the server's clock (clock.ts)
 * @returns the booking after the event, with what has to be done about it once it is durably saved; or why nothing
 *   changed. It never throws: an event that a state does not have is ignored and says so.
 */
export function advance(booking: Booking, event: LifeEvent, now: number): Advance {
  const { life } = booking;
  if (event.kind === 'undo') return undo(booking, now);
  if (event.kind === 'news-read') return newsRead(booking, now);
  if (event.kind === 'visit') return visitStep(booking, event.step, event.token ?? null, now);
  if (event.kind === 'visit-undo') return visitStepBack(booking, now);
  if (event.kind === 'called') return called(booking, event.outcome, now);
  switch (life.state) {
    case 'QUEUED':
      return advanceQueued(booking, life, event, now);
    case 'IN_FLIGHT':
      return advanceInFlight(booking, life, event, now);
    case 'UNKNOWN':
      return advanceUnknown(booking, life, event, now);
    case 'SYNCED':
      return advanceSynced(booking, life, event, now);
    case 'PATCH_PENDING':
      return advancePatchPending(booking, life, event, now);
    case 'NEEDS_DECISION':
      return advanceDecision(booking, life, event, now);
    case 'REMOTE_CANCELLED':
      return event.kind === 'settle'
        ? advanceAtRest(booking, event, now)
        : advanceRemoteCancelled(booking, life, event, now);
    case 'CANCELLED_SYNCED':
      return advanceRemoteCancelled(booking, life, event, now);
    case 'NEEDS_REBOOK':
    case 'NEEDS_FIX':
    case 'VISIT_UNREPORTED':
    case 'WAITING_LIST':
    case 'CANCELLED_LOCAL':
    case 'LINKED':
      return advanceAtRest(booking, event, now);
  }
}

export { canUndo } from './life-undo.ts';
