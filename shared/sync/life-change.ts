import type { Appointment } from '../model/appointment.ts';
import type { Booking, ExistingAppointment, Intent, Life, RefusalRecord } from '../model/booking.ts';
import {
  adopted,
  carriesReference,
  endOfVisit,
  gracedPatch,
  iso,
  moved,
  notBroughtBackMark,
  patchPending,
  recorded,
  reversible,
  undoOf,
  withoutRecord,
} from './advance.ts';
import { intentOf, laterInWindow } from './life-sending.ts';
import { ignored, type Advance, type LifeEvent, type Seat } from './life-event.ts';
import { bookedAnewElsewhere, goneElsewhere, movedElsewhere, restoredElsewhere } from './news-lines.ts';
import type { SendOutcome } from './outcome.ts';
import { sameWindow, sendablePlace } from './place.ts';
import { QUIET_PERIOD_MS } from './quiet-period.ts';
import { patchRequest } from './request.ts';

/** SYNCED, PATCH_PENDING and the states of a record that is cancelled (SPEC PATCH, REMOTE). */

type In<S extends Life['state']> = Extract<Life, { state: S }>;
type Pending = In<'PATCH_PENDING'>;
type Wish = Extract<LifeEvent, { kind: 'cancel' | 'reschedule' }>;

/** How long a change that was sent can be taken back by another one, milliseconds (SPEC UNDO-4). */
export const CHANGE_UNDO_MS = 10 * 60_000;

export function advanceSynced(booking: Booking, life: In<'SYNCED'>, event: LifeEvent, now: number): Advance {
  switch (event.kind) {
    case 'cancel':
    case 'reschedule':
      return isElsewhere(booking, event)
        ? ignored('other-branch')
        : moved(
            booking,
            now,
            gracedPatch(life.serverId, intentOf(event, null, now), now),
            { by: 'person', what: `${event.kind} to be sent` },
            { undo: undoOf(booking, iso(now + CHANGE_UNDO_MS)), reason: event.reason ?? null },
          );
    case 'seen':
      return event.record.appointmentId === life.serverId
        ? seenSynced(booking, life, event.record, event.seat, now)
        : ignored(event.record.status === 'cancelled' ? 'nothing-new' : 'stray');
    case 'missing':
      return event.appointmentId === life.serverId ? gone(booking, life, now) : ignored('stray');
    case 'rebooked':
      return rebooked(booking, life, event.record, event.seat, now);
    default:
      return ignored('not-in-this-state');
  }
}

/** The API moves an appointment in time, never to another branch [D]. */
function isElsewhere(booking: Booking, event: Wish): boolean {
  return event.kind === 'reschedule' && event.seat.place.branchId !== booking.place.branchId;
}

function seenSynced(
  booking: Booking,
  life: In<'SYNCED'>,
  record: Appointment,
  seat: Seat | null,
  now: number,
): Advance {
  if (record.status === 'cancelled') return recorded(booking, record, seat, null, now);
  const change = adopted(booking, record, seat);
  if (Object.keys(change).length === 0) return ignored('nothing-new');
  const isMoved = change.place !== undefined;
  return moved(
    booking,
    now,
    { ...life, syncedAt: iso(now) },
    { by: 'sync', what: isMoved ? movedElsewhere : 'changed elsewhere' },
    isMoved ? { ...change, undo: null } : change,
    isMoved ? [{ kind: 'tell', news: 'remote-moved' }] : [],
  );
}

/** Nothing is there that the patient could come to: staff are told, and can book anew (SPEC REMOTE-7). */
function gone(booking: Booking, { serverId }: In<'SYNCED'>, now: number): Advance {
  const life: Life = { state: 'REMOTE_CANCELLED', serverId, seenAt: iso(now) };
  return moved(booking, now, life, { by: 'sync', what: goneElsewhere }, { undo: null }, [
    { kind: 'tell', news: 'remote-gone' },
  ]);
}

/** The voice agent reschedules by cancelling and booking anew: the new record takes the old one's part. */
function rebooked(
  booking: Booking,
  before: In<'SYNCED'> | In<'REMOTE_CANCELLED'>,
  record: Appointment,
  seat: Seat | null,
  now: number,
): Advance {
  const isKnown = before.state === 'SYNCED' && before.serverId === record.appointmentId;
  if (record.status === 'cancelled' || isKnown) return ignored('nothing-new');
  if (seat === null && !sameWindow(booking.place, record)) return ignored('too-early');
  const life: Life = { state: 'SYNCED', serverId: record.appointmentId, syncedAt: iso(now) };
  const line = { by: 'sync', what: bookedAnewElsewhere } as const;
  const change = { ...adopted(booking, record, seat), ...withoutRecord(booking, before.serverId) };
  return moved(booking, now, life, line, change, [{ kind: 'tell', news: 'remote-moved' }]);
}

export function advanceRemoteCancelled(
  booking: Booking,
  life: In<'REMOTE_CANCELLED'> | In<'CANCELLED_SYNCED'>,
  event: LifeEvent,
  now: number,
): Advance {
  if (event.kind === 'rebooked') {
    return life.state === 'REMOTE_CANCELLED'
      ? rebooked(booking, life, event.record, event.seat, now)
      : ignored('not-in-this-state');
  }
  if (event.kind !== 'seen') return ignored('not-in-this-state');
  const { record } = event;
  const isIts = record.appointmentId === life.serverId || carriesReference(booking, record);
  if (record.status === 'cancelled' || !isIts) return ignored('nothing-new');
  // A list that was made before our own cancellation reached every corner of the server is no news.
  const stale = life.state === 'CANCELLED_SYNCED' && Date.parse(record.updatedAt) <= Date.parse(life.cancelledAt);
  if (stale) return ignored('nothing-new');
  return standsAgain(booking, record, event.seat, now);
}

/** A record that was cancelled is active again: staff are told. */
export function standsAgain(booking: Booking, record: Appointment, seat: Seat | null, now: number): Advance {
  const next: Life = { state: 'SYNCED', serverId: record.appointmentId, syncedAt: iso(now) };
  const line = { by: 'sync', what: restoredElsewhere } as const;
  return moved(booking, now, next, line, { ...adopted(booking, record, seat), undo: null }, [
    { kind: 'tell', news: 'remote-restored' },
  ]);
}

export function advancePatchPending(booking: Booking, life: Pending, event: LifeEvent, now: number): Advance {
  switch (event.kind) {
    case 'cancel':
    case 'reschedule':
      return wishedMeanwhile(booking, life, event, now);
    case 'send':
      return life.sentAt === null ? sendPatch(booking, life, now) : ignored('too-early');
    case 'reply':
      return life.sentAt === null ? ignored('not-in-this-state') : replied(booking, life, event, now);
    case 'start':
      return life.sentAt === null ? ignored('nothing-new') : moved(booking, now, { ...life, sentAt: iso(now) }, null);
    case 'clock-moved': {
      if (life.sentAt !== null) return moved(booking, now, { ...life, sentAt: iso(now) }, null);
      return life.notBefore === null ? ignored('nothing-new') : moved(booking, now, { ...life, notBefore: null }, null);
    }
    case 'record-read':
      return recordRead(booking, life, event, now);
    case 'seen':
      return seenPending(booking, life, event, now);
    default:
      return ignored('not-in-this-state');
  }
}

function wishedMeanwhile(booking: Booking, life: Pending, event: Wish, now: number): Advance {
  if (isElsewhere(booking, event)) return ignored('other-branch');
  const intent = intentOf(event, life.sentAt === null ? life.intent : null, now);
  const line = { by: 'person', what: `${intent.kind} to be sent` } as const;
  const reason = event.reason ?? null;
  if (life.sentAt !== null) return moved(booking, now, { ...life, next: intent }, line, { reason, undo: null });
  // Once it was sent, taking it back leads to what the server had, whatever was wanted in between.
  const undo = booking.undo?.life.state === 'SYNCED' ? booking.undo : null;
  return moved(booking, now, gracedPatch(life.serverId, intent, now), line, { undo, reason });
}

function sendPatch(booking: Booking, life: Pending, now: number): Advance {
  const { intent } = life;
  const ready: Intent = intent.kind === 'reschedule' ? { ...intent, place: sendablePlace(intent.place, now) } : intent;
  const next: Life = { ...life, intent: ready, attempts: life.attempts + 1, sentAt: iso(now) };
  return moved(booking, now, next, null, {}, [{ kind: 'request', operation: patchRequest(life.serverId, ready) }]);
}

/** When a PATCH that may be under way can be judged by reading the record (epoch ms). */
export function readableAt(life: { readonly sentAt: string }): number {
  return Date.parse(life.sentAt) + QUIET_PERIOD_MS;
}

function replied(booking: Booking, life: Pending, event: Extract<LifeEvent, { kind: 'reply' }>, now: number): Advance {
  const { outcome } = event;
  switch (outcome.kind) {
    case 'recorded':
      return (
        settledBy(booking, life, outcome.record, event.seat, now) ??
        tryAgain(booking, life, null, now + event.retryInMs, now)
      );
    case 'uncertain':
      return moved(booking, now, { ...life, sentAt: iso(now), lastRefusal: outcome.refusal }, null);
    case 'not-carried-out': {
      const notBefore = outcome.refusal?.status === null ? now + event.retryInMs : null;
      const attempts = outcome.left ? life.attempts : life.attempts - 1;
      return tryAgain(booking, { ...life, attempts }, outcome.refusal, notBefore, now);
    }
    case 'past': {
      const { intent } = life;
      const place = intent.kind === 'reschedule' ? laterInWindow(intent.place, now) : null;
      if (place === null || intent.kind !== 'reschedule') return refusedChange(booking, life, outcome, now);
      const notBefore = life.attempts <= 1 ? null : now + event.retryInMs;
      return tryAgain(booking, { ...life, intent: { ...intent, place } }, outcome.refusal, notBefore, now);
    }
    case 'no-place':
    case 'duplicate':
    case 'rejected':
      return refusedChange(booking, life, outcome, now);
  }
}

/** The PATCH was certainly not carried out: it waits, or what a person wanted meanwhile takes its part. */
function tryAgain(
  booking: Booking,
  life: Pending,
  lastRefusal: RefusalRecord | null,
  notBefore: number | null,
  now: number,
): Advance {
  if (life.next !== undefined) return moved(booking, now, withoutIntent(life, life.next, now), null);
  const waits = notBefore === null ? null : iso(notBefore);
  return moved(booking, now, { ...life, sentAt: null, notBefore: waits, lastRefusal }, null);
}

/** The server refuses the change: its record stays as it was, and a person decides (SPEC PATCH-4). */
function refusedChange(
  booking: Booking,
  life: Pending,
  outcome: Extract<SendOutcome, { readonly refusal: RefusalRecord | null }>,
  now: number,
): Advance {
  if (life.next !== undefined) return moved(booking, now, withoutIntent(life, life.next, now), null);
  const refusal = outcome.refusal ?? { code: 'refused', message: '', status: null, at: iso(now) };
  if (life.intent.kind === 'restore' && life.intent.of === 'cancel') return notBroughtBack(booking, life, refusal, now);
  const line = { by: 'sync', what: `change refused: ${refusal.code}` } as const;
  const before = booking.undo?.life;
  if (before?.state === 'NEEDS_DECISION' && before.serverId === null) {
    return moved(booking, now, { ...before, refusal, since: iso(now) }, line, { undo: null, call: null });
  }
  return decision(booking, life, refusal, null, now);
}

/** What follows where `intent` was certainly not carried out: there is nothing to bring back. */
function withoutIntent({ serverId }: Pending, next: Intent, now: number): Life {
  return next.kind === 'restore' ? { state: 'SYNCED', serverId, syncedAt: iso(now) } : patchPending(serverId, next);
}

/** The record stays cancelled, and the patient was told that it is not: they are placed anew (SPEC UNDO-5). */
function notBroughtBack(booking: Booking, { serverId }: Pending, refusal: RefusalRecord, now: number): Advance {
  const life: Life = { state: 'NEEDS_REBOOK', since: iso(now), refusal };
  const line = { by: 'sync', what: `${notBroughtBackMark}${refusal.code}` } as const;
  return moved(booking, now, life, line, { undo: null, call: null, ...withoutRecord(booking, serverId) });
}

function decision(
  booking: Booking,
  life: Pending,
  refusal: RefusalRecord,
  existing: ExistingAppointment | null,
  now: number,
): Advance {
  const { serverId, intent: wanted } = life;
  const next: Life = {
    state: 'NEEDS_DECISION',
    since: iso(now),
    refusal,
    existingId: null,
    existing,
    serverId,
    wanted,
  };
  const line = { by: 'sync', what: `change refused: ${refusal.code}` } as const;
  return moved(booking, now, next, line, { undo: null, call: null });
}

function recordRead(
  booking: Booking,
  life: Pending,
  event: Extract<LifeEvent, { kind: 'record-read' }>,
  now: number,
): Advance {
  const settled = settledBy(booking, life, event.record, event.seat, now);
  if (settled !== null) return settled;
  if (life.sentAt === null) return ignored('nothing-new');
  if (event.startedAt < readableAt({ sentAt: life.sentAt })) return ignored('too-early');
  return tryAgain(booking, life, life.lastRefusal, null, now);
}

function seenPending(
  booking: Booking,
  life: Pending,
  event: Extract<LifeEvent, { kind: 'seen' }>,
  now: number,
): Advance {
  if (event.record.appointmentId !== life.serverId) return ignored('stray');
  return settledBy(booking, life, event.record, event.seat, now) ?? ignored('nothing-new');
}

/**
 * What the record says of the change: done, overtaken by a cancellation, or crossed by another change, which a person decides
 * (design, PATCH_PENDING "changed remotely too"). Null: the record is as it was before.
 */
function settledBy(
  booking: Booking,
  life: Pending,
  record: Appointment,
  seat: Seat | null,
  now: number,
): Advance | null {
  const { intent } = life;
  if (record.status === 'cancelled') return settledAsCancelled(booking, life, record, seat, now);
  if (intent.kind === 'restore') {
    return intent.of === 'complete' && record.status === 'completed'
      ? null
      : carriedOut(booking, life, adopted(booking, record, seat), now);
  }
  if (intent.kind === 'complete' && record.status === 'completed') return carriedOut(booking, life, {}, now);
  // Who was seen is not cancelled behind the back of whoever noted it.
  if (intent.kind === 'cancel' && record.status === 'completed') return crossedBy(booking, life, record, now);
  if (intent.kind === 'reschedule' && sameWindow(intent.place, record)) {
    const place = { ...intent.place, serviceId: record.serviceId };
    return carriedOut(booking, life, { place, token: intent.token }, now);
  }
  if (sameWindow(baseOf(booking, life), record)) return null;
  return crossedBy(booking, life, record, now);
}

function crossedBy(booking: Booking, life: Pending, record: Appointment, now: number): Advance {
  const refusal: RefusalRecord = { code: 'changed-elsewhere', message: '', status: null, at: iso(now) };
  return decision(booking, life, refusal, existingOf(record), now);
}

function settledAsCancelled(
  booking: Booking,
  life: Pending,
  record: Appointment,
  seat: Seat | null,
  now: number,
): Advance | null {
  const { intent, next, serverId } = life;
  // Not brought back yet.
  if (intent.kind === 'restore' && intent.of === 'cancel') return null;
  if (intent.kind === 'cancel' && next?.kind === 'restore')
    return moved(booking, now, patchPending(serverId, next), { by: 'sync', what: 'cancelled at the server' });
  return recorded(booking, record, seat, intent, now);
}

function carriedOut(booking: Booking, life: Pending, change: Partial<Booking>, now: number): Advance {
  const { serverId, next, intent } = life;
  const wanted = next ?? (intent.kind === 'complete' ? null : endOfVisit(booking, now));
  const after: Life =
    wanted === null ? { state: 'SYNCED', serverId, syncedAt: iso(now) } : patchPending(serverId, wanted);
  const line = { by: 'sync', what: `${intent.kind} confirmed by the server` } as const;
  return moved(booking, now, after, line, { ...change, undo: wanted === null ? reversible(booking, now) : null });
}

/** Where the record stood when the change was wanted: an existing appointment that is being moved has its own place. */
function baseOf(booking: Booking, life: Pending): Pick<ExistingAppointment, 'branchId' | 'date' | 'session' | 'batch'> {
  const before = booking.undo?.life;
  if (before?.state !== 'NEEDS_DECISION' || before.existing?.appointmentId !== life.serverId) return booking.place;
  return before.existing;
}

/** A record as a decision keeps it: no patient data. */
export function existingOf(record: Appointment): ExistingAppointment {
  return {
    appointmentId: record.appointmentId,
    serviceId: record.serviceId,
    branchId: record.branchId,
    date: record.date,
    session: record.session,
    batch: record.batch,
    status: record.status,
    assignedDoctor: record.assignedDoctor,
    createdAt: record.createdAt,
    externalReferenceId: record.externalReferenceId,
  };
}
