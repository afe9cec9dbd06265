import type { Appointment } from '../model/appointment.ts';
import {
  lastPromisedMove,
  referenceOf,
  type AuditEntry,
  type Booking,
  type Intent,
  type Life,
  type RefusalRecord,
} from '../model/booking.ts';
import { formerTokensAfter } from '../model/tokens-of.ts';
import { stageOf } from '../visit/visit.ts';
import { sameWindow } from './place.ts';
import type { Advance, Effect, Seat } from './life-event.ts';
import { cancelledBeforeMove, cancelledElsewhere, confirmedElsewhere } from './news-lines.ts';

/** Lines kept of a booking's history; the first one always stays. */
const AUDIT_LIMIT = 100;

/** What changes besides the life. */
type Change = Partial<
  Pick<
    Booking,
    | 'generation'
    | 'token'
    | 'formerTokens'
    | 'earlierRecords'
    | 'phoneKey'
    | 'patient'
    | 'place'
    | 'basis'
    | 'assignedDoctor'
    | 'undo'
    | 'call'
    | 'visit'
    | 'reason'
  >
>;

/** Who did it and what it was, for the audit; null for what would only fill it (sending, and sending again). */
export type Line = { readonly by: AuditEntry['by']; readonly what: string } | null;

/** The booking after a step. `updatedAt` always grows, whatever the clock does: the newer of two copies is told by it. */
export function moved(
  booking: Booking,
  now: number,
  life: Life,
  line: Line,
  change: Change = {},
  effects: readonly Effect[] = [],
): Advance {
  const at = iso(now);
  const updatedAt = iso(Math.max(now, Date.parse(booking.updatedAt) + 1));
  const audit = line === null ? booking.audit : withLine(booking.audit, { at, ...line });
  const changed: Booking = { ...booking, ...change, life, audit, updatedAt };
  const next = { ...changed, formerTokens: formerTokensAfter(booking, changed) };
  return { kind: 'moved', booking: next.undo === null ? withoutFormer(next) : next, effects };
}

/** What a correction replaced is kept only while the correction can be undone. */
function withoutFormer(booking: Booking): Booking {
  if (booking.patient.former === undefined) return booking;
  const { former: _former, ...patient } = booking.patient;
  return { ...booking, patient };
}

function withLine(audit: readonly AuditEntry[], line: AuditEntry): AuditEntry[] {
  const [first] = audit;
  if (first === undefined || audit.length < AUDIT_LIMIT) return [...audit, line];
  return [first, ...audit.slice(audit.length - AUDIT_LIMIT + 2), line];
}

export function iso(now: number): string {
  return new Date(now).toISOString();
}

/** Waiting to be sent, nothing tried yet. */
export function queued(): Life {
  return { state: 'QUEUED', attempts: 0, notBefore: null, lastRefusal: null };
}

/** A change of a record that is still to be sent. */
export function patchPending(serverId: string, intent: Intent, lastRefusal: RefusalRecord | null = null): Life {
  return { state: 'PATCH_PENDING', serverId, intent, attempts: 0, sentAt: null, notBefore: null, lastRefusal };
}

/** The audit's words where the server refused a booking. */
export const refusedMark = 'refused: ';

/** The audit's words where the server did not take a cancellation back. */
export const notBroughtBackMark = 'not brought back: ';

/** A choice of a person is sent no sooner than this, milliseconds, so that a slip of the hand can be undone (SPEC UNDO-1). */
export const UNDO_GRACE_MS = 10_000;

/** How long a choice that sends nothing can be undone, milliseconds: the working day. */
export const UNDO_KEPT_MS = 12 * 60 * 60 * 1000;

export function graced(now: number): Life {
  return { ...(queued() as Extract<Life, { state: 'QUEUED' }>), notBefore: iso(now + UNDO_GRACE_MS) };
}

export function gracedPatch(serverId: string, intent: Intent, now: number): Life {
  const pending = patchPending(serverId, intent) as Extract<Life, { state: 'PATCH_PENDING' }>;
  return { ...pending, notBefore: iso(now + UNDO_GRACE_MS) };
}

/** The booking as it is, to come back to. `until`: ISO, null: until it is sent. */
export function undoOf(booking: Booking, until: string | null): NonNullable<Booking['undo']> {
  const { generation, token, place, life } = booking;
  return { generation, token, place, life, until };
}

/**
 * What a change that the server has carried out can be taken back to, by another change, while its time lasts (SPEC UNDO-4); null: it stands.
 */
export function reversible({ undo }: Booking, now: number): Booking['undo'] {
  return undo?.life.state === 'SYNCED' && undo.until !== null && now < Date.parse(undo.until) ? undo : null;
}

/** A visit that ended before the server had the booking is told as soon as it has (visit SPEC, VISIT-6); null: it goes on. */
export function endOfVisit({ visit }: Pick<Booking, 'visit'>, now: number): Intent | null {
  return stageOf(visit) === 'done' ? { kind: 'complete', at: iso(now) } : null;
}

/** Puts a booking on another seat. `moved` keeps the token it had among its former ones, for a slip of it may be about. */
export function seated({ place, token }: Seat): Pick<Booking, 'place' | 'token'> {
  return { place, token };
}

/** It is booked anew: the record that it had is cancelled, and is no other appointment (SPEC SETTLE-11). */
export function withoutRecord({ earlierRecords }: Booking, serverId: string): Pick<Booking, 'earlierRecords'> {
  return { earlierRecords: [...earlierRecords.filter((id) => id !== serverId), serverId] };
}

/** Whether a record carries the reference of this booking's current generation. */
export function carriesReference(booking: Booking, record: Pick<Appointment, 'externalReferenceId'>): boolean {
  return record.externalReferenceId === referenceOf(booking);
}

/** Whether a record carries a reference of this booking, of whatever generation. */
export function isOwnRecord(booking: Booking, record: Pick<Appointment, 'externalReferenceId'>): boolean {
  return record.externalReferenceId?.startsWith(`${booking.bookingId}-g`) === true;
}

/** The place and the doctor of a record where the booking has others; no place where its window is not known yet. */
export function adopted(booking: Booking, record: Appointment, seat: Seat | null): Change {
  const { assignedDoctor } = record;
  // A record without a doctor may come from a server that does not keep them: the desk keeps its own.
  const doctor = assignedDoctor === null || assignedDoctor === booking.assignedDoctor ? {} : { assignedDoctor };
  if (seat === null || sameWindow(booking.place, record)) return doctor;
  return { ...doctor, ...seated(seat) };
}

/**
 * The server has the booking as `record`: what follows, with the change a person wanted meanwhile (SPEC LIFE-5).
 */
export function recorded(
  booking: Booking,
  record: Appointment,
  seat: Seat | null,
  intent: Intent | null,
  now: number,
): Advance {
  const serverId = record.appointmentId;
  const at = iso(now);
  if (record.status === 'cancelled') {
    if (intent?.kind === 'cancel') {
      const life: Life = { state: 'CANCELLED_SYNCED', serverId, cancelledAt: at };
      const undo = reversible(booking, now);
      return moved(booking, now, life, { by: 'sync', what: 'cancelled at the server' }, { undo });
    }
    const life: Life = { state: 'REMOTE_CANCELLED', serverId, seenAt: at };
    const promised = lastPromisedMove(booking.life);
    const what = promised === null ? cancelledElsewhere : cancelledBeforeMove;
    // The patient counts on the window they were told, and no call was about this yet (SPEC PATCH-7).
    const change = promised === null ? {} : { ...seated(promised), call: null };
    return moved(booking, now, life, { by: 'sync', what }, { ...change, undo: null }, [
      { kind: 'tell', news: 'remote-cancelled' },
    ]);
  }
  // The server has a place for it: whatever was risked is over.
  const change: Change = { ...adopted(booking, record, seat), basis: 'place', undo: null };
  const wanted = intent ?? endOfVisit(booking, now);
  const done = wanted === null || (wanted.kind === 'complete' && record.status === 'completed');
  const life: Life = done ? { state: 'SYNCED', serverId, syncedAt: at } : patchPending(serverId, wanted);
  const effects: readonly Effect[] = change.place === undefined ? [] : [{ kind: 'tell', news: 'remote-moved' }];
  const what = change.place === undefined ? 'confirmed by the server' : confirmedElsewhere;
  return moved(booking, now, life, { by: 'sync', what }, change, effects);
}
