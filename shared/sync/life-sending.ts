import type { Appointment } from '../model/appointment.ts';
import type { Booking, Intent, Life, Place, RefusalRecord } from '../model/booking.ts';
import {
  carriesReference,
  graced,
  iso,
  moved,
  patchPending,
  queued,
  recorded,
  refusedMark,
  seated,
  undoOf,
  UNDO_KEPT_MS,
} from './advance.ts';
import { ignored, type Advance, type LifeEvent, type Seat } from './life-event.ts';
import type { SendOutcome } from './outcome.ts';
import { nextMinuteInside, sendablePlace } from './place.ts';
import { QUIET_PERIOD_MS } from './quiet-period.ts';
import { createRequest } from './request.ts';

/** QUEUED, IN_FLIGHT and UNKNOWN: a booking on its way to its first record (SPEC LIFE-1 … LIFE-8, OUT). */

type In<S extends Life['state']> = Extract<Life, { state: S }>;
type Reply = Extract<LifeEvent, { kind: 'reply' }>;

export function advanceQueued(booking: Booking, life: In<'QUEUED'>, event: LifeEvent, now: number): Advance {
  switch (event.kind) {
    case 'send':
      return send(booking, life, now);
    case 'cancel':
      return cancelledHere(booking, now, 'person', {
        undo: undoOf(booking, iso(now + UNDO_KEPT_MS)),
        reason: event.reason ?? null,
      });
    case 'reschedule':
      return moved(
        booking,
        now,
        graced(now),
        { by: 'person', what: 'moved before it was sent' },
        { ...seated(event.seat), undo: undoOf(booking, null), reason: event.reason ?? null },
      );
    case 'clock-moved':
      return life.notBefore === null ? ignored('nothing-new') : moved(booking, now, { ...life, notBefore: null }, null);
    case 'seen':
      return seenUnexpected(booking, event.record, event.seat, null, now);
    default:
      return ignored('not-in-this-state');
  }
}

function send(booking: Booking, life: In<'QUEUED'>, now: number): Advance {
  const ready = { ...booking, place: sendablePlace(booking.place, now) };
  const next: Life = {
    state: 'IN_FLIGHT',
    attempts: life.attempts + 1,
    sentAt: iso(now),
    intent: null,
  };
  return moved(ready, now, next, null, {}, [{ kind: 'request', operation: createRequest(ready) }]);
}

export function advanceInFlight(booking: Booking, life: In<'IN_FLIGHT'>, event: LifeEvent, now: number): Advance {
  switch (event.kind) {
    case 'cancel':
    case 'reschedule':
      return withIntent(booking, life, event, now);
    case 'reply':
      return replied(booking, life, event, now);
    case 'start':
      return uncertain(booking, life, { code: 'stopped', message: '', status: null, at: iso(now) }, now);
    default:
      return ignored('not-in-this-state');
  }
}

export function advanceUnknown(booking: Booking, life: In<'UNKNOWN'>, event: LifeEvent, now: number): Advance {
  switch (event.kind) {
    case 'cancel':
    case 'reschedule':
      return withIntent(booking, life, event, now);
    case 'reply':
      // A late success proves that it is there; any other late answer proves nothing about a request that was given up.
      return event.outcome.kind === 'recorded'
        ? recorded(booking, event.outcome.record, event.seat, life.intent, now)
        : ignored('not-in-this-state');
    case 'seen':
      return carriesReference(booking, event.record)
        ? recorded(booking, event.record, event.seat, life.intent, now)
        : ignored('stray');
    case 'start':
    case 'clock-moved':
      return moved(booking, now, { ...life, quietUntil: iso(now + QUIET_PERIOD_MS) }, null);
    case 'listed':
      return listed(booking, life, event, now);
    default:
      return ignored('not-in-this-state');
  }
}

/** A person wants something of a record that may not exist yet (SPEC LIFE-5). The latest wish counts. */
function withIntent(
  booking: Booking,
  life: In<'IN_FLIGHT'> | In<'UNKNOWN'>,
  event: Extract<LifeEvent, { kind: 'cancel' | 'reschedule' }>,
  now: number,
): Advance {
  if (event.kind === 'reschedule' && event.seat.place.branchId !== booking.place.branchId) {
    return ignored('other-branch');
  }
  const intent = intentOf(event, life.intent, now);
  const line = { by: 'person', what: `${intent.kind} wanted while being sent` } as const;
  return moved(booking, now, { ...life, intent }, line, { reason: event.reason ?? null });
}

/** The intent that a local event asks for. `instead`: of the one that waits and was not sent; null: none does. */
export function intentOf(
  event: Extract<LifeEvent, { kind: 'cancel' | 'reschedule' }>,
  instead: Intent | null,
  now: number,
): Intent {
  const at = iso(now);
  if (event.kind === 'reschedule') return { kind: 'reschedule', at, ...event.seat };
  return { kind: 'cancel', at, ...(instead?.kind === 'reschedule' ? { over: instead } : {}) };
}

function replied(booking: Booking, life: In<'IN_FLIGHT'>, event: Reply, now: number): Advance {
  const { outcome } = event;
  switch (outcome.kind) {
    case 'recorded':
      return recorded(booking, outcome.record, event.seat, life.intent, now);
    case 'uncertain':
      return uncertain(booking, life, outcome.refusal, now);
    case 'not-carried-out':
      return notCarriedOut(booking, life, outcome, event.retryInMs, now);
    case 'duplicate':
      return duplicate(booking, life, outcome, now);
    case 'no-place':
    case 'past':
    case 'rejected':
      return refused(booking, life, outcome, event.retryInMs, now);
  }
}

function uncertain(booking: Booking, life: In<'IN_FLIGHT'>, refusal: RefusalRecord, now: number): Advance {
  const { attempts, sentAt, intent } = life;
  const quietUntil = iso(now + QUIET_PERIOD_MS);
  return moved(
    booking,
    now,
    { state: 'UNKNOWN', attempts, sentAt, quietUntil, intent, lastRefusal: refusal },
    { by: 'sync', what: `outcome not known: ${refusal.code}` },
    { undo: null },
  );
}

/** Back to the queue; only requests that left this computer count as attempts. */
function notCarriedOut(
  booking: Booking,
  life: In<'IN_FLIGHT'>,
  outcome: Extract<SendOutcome, { kind: 'not-carried-out' }>,
  retryInMs: number,
  now: number,
): Advance {
  const wanted = afterNoRecord(booking, life.intent, now);
  if (wanted !== null) return wanted;
  const back: Life = {
    state: 'QUEUED',
    attempts: outcome.left ? life.attempts : life.attempts - 1,
    // Without an answer the booking waits; every other reason holds the whole queue, which has its own wait.
    notBefore: outcome.refusal?.status === null ? iso(now + retryInMs) : null,
    lastRefusal: outcome.refusal,
  };
  return moved(booking, now, back, null);
}

/** What a person wanted meanwhile, where there is certainly no record: done here, without the server. Null: nothing of it. */
function afterNoRecord(booking: Booking, intent: Intent | null, now: number, generation?: number): Advance | null {
  switch (intent?.kind) {
    case 'cancel':
      return cancelledHere(booking, now, 'sync');
    case 'reschedule': {
      const change = { ...seated(intent), undo: null, generation: generation ?? booking.generation };
      return moved(booking, now, queued(), { by: 'sync', what: 'moved before it was recorded' }, change);
    }
    default:
      return null;
  }
}

function cancelledHere(
  booking: Booking,
  now: number,
  by: 'person' | 'sync',
  change: Partial<Pick<Booking, 'undo' | 'reason'>> = { undo: null },
): Advance {
  const life: Life = { state: 'CANCELLED_LOCAL', cancelledAt: iso(now) };
  return moved(booking, now, life, { by, what: 'cancelled, never recorded' }, change);
}

/**
 * A duplicate may be our own record, met before the server looked at the reference. Where a person wants a change the
 * date is listed to find out; otherwise the existing appointment is fetched and shown.
 */
function duplicate(
  booking: Booking,
  life: In<'IN_FLIGHT'>,
  outcome: Extract<SendOutcome, { kind: 'duplicate' }>,
  now: number,
): Advance {
  const { refusal, existingId } = outcome;
  const { attempts, sentAt, intent } = life;
  if (intent?.kind === 'cancel' || intent?.kind === 'reschedule') {
    const next: Life = { state: 'UNKNOWN', attempts, sentAt, quietUntil: iso(now), intent, lastRefusal: refusal };
    return moved(booking, now, next, { by: 'sync', what: `${refusedMark}${refusal.code}` }, { undo: null });
  }
  const next: Life = { state: 'NEEDS_DECISION', since: iso(now), refusal, existingId, existing: null, serverId: null };
  return moved(booking, now, next, { by: 'sync', what: `${refusedMark}${refusal.code}` }, asked(booking));
}

/**
 * A person is asked: there is nothing to undo any more, no call was about this refusal yet (SPEC CALL-2), and with the server's answer
 * nothing is at risk any more.
 */
function asked({ basis }: Booking) {
  return { undo: null, call: null, basis: basis === 'at-risk' ? 'place' : basis } as const;
}

function refused(
  booking: Booking,
  life: In<'IN_FLIGHT'>,
  outcome: Extract<SendOutcome, { kind: 'no-place' | 'past' | 'rejected' }>,
  retryInMs: number,
  now: number,
): Advance {
  const { refusal } = outcome;
  const wanted = afterNoRecord(booking, life.intent, now, booking.generation + 1);
  if (wanted !== null) return wanted;
  const line = { by: 'sync', what: `${refusedMark}${refusal.code}` } as const;
  const since = iso(now);
  switch (outcome.kind) {
    case 'no-place':
      // The clinic's own place was meant: the visit is kept and reported, and nobody is bothered (reservations SPEC, OWN-3).
      if (booking.basis === 'own-place')
        return moved(booking, now, { state: 'VISIT_UNREPORTED', since, refusal }, line, { undo: null });
      return moved(booking, now, { state: 'NEEDS_REBOOK', since, refusal }, line, asked(booking));
    case 'rejected':
      return moved(booking, now, { state: 'NEEDS_FIX', since, refusal }, line, asked(booking));
    case 'past': {
      const place = laterInWindow(booking.place, now);
      if (place === null)
        return moved(booking, now, { state: 'VISIT_UNREPORTED', since, refusal }, line, { undo: null });
      const back: Life = {
        state: 'QUEUED',
        attempts: life.attempts,
        notBefore: life.attempts <= 1 ? null : iso(now + retryInMs),
        lastRefusal: refusal,
      };
      return moved(booking, now, back, line, {
        place,
        undo: null,
      });
    }
  }
}

/** The place at the next minute of its window that can still be sent, or null where the window is over (SPEC OUT-5). */
export function laterInWindow(place: Place, now: number): Place | null {
  const next = nextMinuteInside(place, now);
  return next === null ? null : { ...place, startsAt: iso(next) };
}

function listed(
  booking: Booking,
  life: In<'UNKNOWN'>,
  event: Extract<LifeEvent, { kind: 'listed' }>,
  now: number,
): Advance {
  if (event.record !== null) return recorded(booking, event.record, event.seat, life.intent, now);
  if (event.startedAt < Date.parse(life.quietUntil)) return ignored('too-early');
  const wanted = afterNoRecord(booking, life.intent, now);
  if (wanted !== null) return wanted;
  const stopped = life.lastRefusal?.code === 'stopped';
  const back: Life = {
    state: 'QUEUED',
    attempts: life.attempts,
    notBefore: stopped ? null : iso(now + event.retryInMs),
    lastRefusal: life.lastRefusal,
  };
  return moved(booking, now, back, {
    by: 'sync',
    what: 'not recorded, waits to be sent again',
  });
}

/**
 * A pull met a record of a booking that was thought to have none, such as a request that outlived the quiet period. An
 * active one is ours; a cancelled one must never be posted again, for that would make a second record (SPEC LIFE-8).
 */
export function seenUnexpected(
  booking: Booking,
  record: Appointment,
  seat: Seat | null,
  intent: Intent | null,
  now: number,
): Advance {
  if (!carriesReference(booking, record)) return ignored('stray');
  return recorded(booking, record, seat, intent, now);
}

/** A record appeared of a booking that was cancelled here: it is cancelled there as well. */
export function cancelStray(booking: Booking, record: Appointment, now: number): Advance {
  if (!carriesReference(booking, record)) return ignored('stray');
  if (record.status === 'cancelled') return ignored('nothing-new');
  const life = patchPending(record.appointmentId, { kind: 'cancel', at: iso(now) });
  return moved(booking, now, life, { by: 'sync', what: 'recorded after all: cancelled at the server' }, { undo: null });
}
