import { needsPerson, pendingIntent, type Booking, type Life } from '../../shared/model/booking.ts';
import type { OrgConfig } from '../../shared/model/clinic.ts';
import { canUndo } from '../../shared/sync/life.ts';
import { isUndoneByServer } from '../../shared/sync/life-undo.ts';
import { canTakeBackStep, stageOf } from '../../shared/visit/visit.ts';
import type { ChangesView, Permission } from './contract.ts';
import { standingOf } from './standing.ts';

const hourMs = 3_600_000;

/** Nothing is left to move or to cancel. */
const ended: ReadonlySet<Life['state']> = new Set([
  'CANCELLED_LOCAL',
  'CANCELLED_SYNCED',
  'REMOTE_CANCELLED',
  'LINKED',
  'VISIT_UNREPORTED',
]);

/**
 * What may be done with an appointment, by the organisation's rules [S, D]: they bind what the server has or may have; a booking that was
 * never sent can always be taken back.
 * @param completed the server's record says that the visit is over
 * @param now epoch ms
 */
export function changesView(booking: Booking, config: OrgConfig, completed: boolean, now: number): ChangesView {
  const { life, visit } = booking;
  const isOver =
    ended.has(life.state) || pendingIntent(life)?.kind === 'cancel' || stageOf(visit) === 'done' || completed;
  return {
    move: isOver ? { kind: 'over' } : movePermission(booking),
    cancel: isOver ? { kind: 'over' } : cancelPermission(booking, config, now),
    standing: standingOf(booking),
    undo: undoOf(booking, now),
    stepBack: (!ended.has(life.state) || life.state === 'REMOTE_CANCELLED') && canTakeBackStep(visit, now),
  };
}

function movePermission({ life, place, bookingId }: Booking): Permission {
  if (needsPerson(life) || life.state === 'WAITING_LIST') return { kind: 'settle-first', bookingId };
  return place.calendarId === '' ? { kind: 'unknown-window' } : { kind: 'allowed' };
}

function cancelPermission({ life, place, bookingId }: Booking, config: OrgConfig, now: number): Permission {
  if (needsPerson(life)) return { kind: 'settle-first', bookingId };
  if (life.state === 'QUEUED' || life.state === 'WAITING_LIST') return { kind: 'allowed' };
  const { allowCancellation, cancellationNoticeHours: noticeHours } = config;
  if (!allowCancellation) return { kind: 'not-allowed' };
  const isLate = noticeHours > 0 && Date.parse(place.startsAt) - now < noticeHours * hourMs;
  return isLate ? { kind: 'too-late', noticeHours } : { kind: 'allowed' };
}

/** Of a conflict that was settled the inbox tells; here, of a move or a cancellation alone. */
function undoOf(booking: Booking, now: number): ChangesView['undo'] {
  if (!canUndo(booking, now)) return null;
  const { undo, life } = booking;
  const isChange = undo === null || undo.life.state === 'SYNCED' || undo.life.state === 'QUEUED';
  if (!isChange) return null;
  const isCancelled =
    life.state === 'CANCELLED_LOCAL' || life.state === 'CANCELLED_SYNCED' || pendingIntent(life)?.kind === 'cancel';
  const until = undo?.until ?? null;
  return {
    kind: isCancelled ? 'cancel' : 'move',
    // What is still to be sent can be taken back until it is, if that is later.
    until: until === null || Date.parse(until) <= now ? null : Date.parse(until),
    sent: isUndoneByServer(booking, now),
  };
}
