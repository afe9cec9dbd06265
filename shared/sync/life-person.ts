import type { Appointment } from '../model/appointment.ts';
import type { Booking, Life } from '../model/booking.ts';
import {
  carriesReference,
  graced,
  gracedPatch,
  iso,
  isOwnRecord,
  moved,
  recorded,
  seated,
  undoOf,
  UNDO_KEPT_MS,
  withoutRecord,
} from './advance.ts';
import { existingOf, standsAgain } from './life-change.ts';
import { isForRule } from './rebooking-rule.ts';
import { cancelStray, seenUnexpected } from './life-sending.ts';
import { settledLine } from './choice.ts';
import { ignored, type Advance, type LifeEvent, type Settlement } from './life-event.ts';

/** States that wait for a person, and those a person's choice ends in (SPEC SETTLE, UNDO). */

type In<S extends Life['state']> = Extract<Life, { state: S }>;
type Decision = In<'NEEDS_DECISION'>;

/** NEEDS_REBOOK, NEEDS_FIX, WAITING_LIST, VISIT_UNREPORTED, CANCELLED_LOCAL, LINKED and REMOTE_CANCELLED, as far as persons go. */
export function advanceAtRest(booking: Booking, event: LifeEvent, now: number): Advance {
  switch (event.kind) {
    case 'settle':
      return event.by === 'rule' ? ruled(booking, event.settlement, now) : settle(booking, event.settlement, now);
    case 'rule-found-none':
      return foundNone(booking, now);
    case 'cancel':
      return booking.life.state === 'WAITING_LIST' ? settle(booking, { kind: 'cancel' }, now) : notHere();
    case 'seen':
      return seenAtRest(booking, event, now);
    default:
      return notHere();
  }
}

export function advanceDecision(booking: Booking, life: Decision, event: LifeEvent, now: number): Advance {
  switch (event.kind) {
    case 'settle':
      if (event.by === 'rule') return ignored('person-decides');
      return life.serverId === null
        ? settle(booking, event.settlement, now)
        : settleChange(booking, { ...life, serverId: life.serverId }, event.settlement, now);
    case 'existing-read':
      return existingRead(booking, life, event.record, event.retryInMs, now);
    case 'seen':
      return decisionSeen(booking, life, event, now);
    default:
      return notHere();
  }
}

/** The branch's rule moves a booking once, and only one that nobody has placed anew yet (SPEC RULE-1, RULE-2). */
function ruled(booking: Booking, settlement: Settlement, now: number): Advance {
  if (settlement.kind !== 'move' || !isForRule(booking)) return ignored('person-decides');
  return settle(booking, settlement, now, 'rule');
}

function foundNone(booking: Booking, now: number): Advance {
  if (!isForRule(booking)) return ignored('person-decides');
  return moved(booking, now, booking.life, { by: 'rule', what: 'rule found no place' });
}

function notHere(): Advance {
  return ignored('not-in-this-state');
}

const waitsForPerson: ReadonlySet<Life['state']> = new Set(['NEEDS_REBOOK', 'NEEDS_FIX', 'NEEDS_DECISION']);

/** Which choices a state offers, where the booking has no record at the server. */
function offers(life: Life, kind: Settlement['kind']): boolean {
  const { state } = life;
  switch (kind) {
    case 'move':
    case 'other-service':
      return waitsForPerson.has(state) || state === 'WAITING_LIST' || state === 'REMOTE_CANCELLED';
    case 'correct':
      return waitsForPerson.has(state);
    case 'waiting-list':
      return waitsForPerson.has(state) || state === 'REMOTE_CANCELLED';
    case 'cancel':
      return waitsForPerson.has(state) || state === 'WAITING_LIST';
    case 'link':
      return state === 'NEEDS_DECISION' && life.existingId !== null;
    case 'move-existing':
      return state === 'NEEDS_DECISION' && life.existing !== null;
    // Only a record can stay (`settleChange`).
    case 'keep':
      return false;
  }
}

function settle(booking: Booking, settlement: Settlement, now: number, by: 'person' | 'rule' = 'person'): Advance {
  const { life } = booking;
  if (!offers(life, settlement.kind)) return notHere();
  const line = { by, what: settledLine(settlement, booking, now) };
  const at = iso(now);
  const kept = undoOf(booking, iso(now + UNDO_KEPT_MS));
  const gone = life.state === 'REMOTE_CANCELLED' ? withoutRecord(booking, life.serverId) : {};
  switch (settlement.kind) {
    case 'move':
    case 'other-service':
      return moved(booking, now, graced(now), line, { ...bookedAnew(booking, settlement.seat), ...gone });
    case 'correct': {
      const { name, phone, phoneKey } = settlement;
      const former = { name: booking.patient.name, phone: booking.patient.phone, phoneKey: booking.phoneKey };
      const patient = { ...booking.patient, name, phone, former };
      return moved(booking, now, graced(now), line, { ...bookedAnew(booking, settlement.seat), patient, phoneKey });
    }
    case 'waiting-list':
      return moved(booking, now, { state: 'WAITING_LIST', since: at }, line, { undo: kept, ...gone });
    case 'cancel':
      return moved(booking, now, { state: 'CANCELLED_LOCAL', cancelledAt: at }, line, { undo: kept });
    case 'link':
    case 'move-existing':
      return life.state === 'NEEDS_DECISION' ? settleDuplicate(booking, life, settlement, now) : notHere();
    case 'keep':
      return notHere();
  }
}

function settleDuplicate(
  booking: Booking,
  life: Decision,
  settlement: Extract<Settlement, { kind: 'link' | 'move-existing' }>,
  now: number,
): Advance {
  const { kind } = settlement;
  const { existingId, existing } = life;
  const at = iso(now);
  const line = { by: 'person', what: settledLine(settlement, booking, now) } as const;
  if (existingId === null) return notHere();
  if (kind === 'link') {
    const next: Life = { state: 'LINKED', serverId: existingId, linkedAt: at };
    return moved(booking, now, next, line, { undo: undoOf(booking, iso(now + UNDO_KEPT_MS)) });
  }
  if (existing === null) return notHere();
  if (existing.branchId !== booking.place.branchId) return ignored('other-branch');
  const intent = { kind: 'reschedule', at, place: booking.place, token: booking.token } as const;
  return moved(booking, now, gracedPatch(existingId, intent, now), line, { undo: undoOf(booking, null) });
}

/** A change of a record was refused or crossed: the record stays, is changed otherwise, or is cancelled. */
function settleChange(
  booking: Booking,
  life: Decision & { readonly serverId: string },
  settlement: Settlement,
  now: number,
): Advance {
  const { serverId } = life;
  const at = iso(now);
  const line = { by: 'person', what: settledLine(settlement, booking, now) } as const;
  // A visit that is over there stays (SPEC SETTLE-9).
  if (life.existing?.status === 'completed' && settlement.kind !== 'keep') return notHere();
  switch (settlement.kind) {
    case 'move': {
      const { place, token } = settlement.seat;
      if (place.branchId !== booking.place.branchId) return ignored('other-branch');
      const next = gracedPatch(serverId, { kind: 'reschedule', at, place, token }, now);
      return moved(booking, now, next, line, { undo: undoOf(booking, null) });
    }
    case 'cancel':
      return moved(booking, now, gracedPatch(serverId, { kind: 'cancel', at }, now), line, {
        undo: undoOf(booking, null),
      });
    case 'keep':
      return moved(booking, now, { state: 'SYNCED', serverId, syncedAt: at }, line, { undo: null });
    case 'other-service':
    case 'correct':
    case 'waiting-list':
    case 'link':
    case 'move-existing':
      return notHere();
  }
}

/**
 * A rebooking gets the next generation of the reference (design, NEEDS_REBOOK). On another day the patient has still to come
 * (SPEC SETTLE-10).
 */
function bookedAnew(booking: Booking, seat: Parameters<typeof seated>[0]) {
  const { visit } = booking;
  const undo = undoOf(booking, null);
  const comesAgain = visit.length > 0 && seat.place.date !== booking.place.date;
  return {
    ...seated(seat),
    basis: 'place' as const,
    generation: booking.generation + 1,
    ...(comesAgain ? { visit: [], undo: { ...undo, visit } } : { undo }),
  };
}

function seenAtRest(booking: Booking, event: Extract<LifeEvent, { kind: 'seen' }>, now: number): Advance {
  const { life } = booking;
  const { record } = event;
  if (life.state === 'CANCELLED_LOCAL') return cancelStray(booking, record, now);
  if (life.state === 'LINKED') {
    return carriesReference(booking, record) && record.status !== 'cancelled'
      ? ignored('stray')
      : ignored('nothing-new');
  }
  // A cancelled record of a booking that waits for a person changes nothing: what follows has the next generation.
  if (record.status === 'cancelled') return ignored('nothing-new');
  // What was cancelled stands again, before anybody has placed the patient anew.
  if (booking.earlierRecords.at(-1) === record.appointmentId) return standsAgain(booking, record, event.seat, now);
  return seenUnexpected(booking, record, event.seat, null, now);
}

function decisionSeen(
  booking: Booking,
  life: Decision,
  event: Extract<LifeEvent, { kind: 'seen' }>,
  now: number,
): Advance {
  const { record } = event;
  if (life.serverId !== null) {
    if (record.appointmentId !== life.serverId) return ignored('nothing-new');
    if (record.status === 'cancelled') return recorded(booking, record, null, null, now);
    return shown(booking, life, record, now);
  }
  if (isOwnRecord(booking, record)) return seenAtRest(booking, event, now);
  return record.appointmentId === life.existingId ? shown(booking, life, record, now) : ignored('nothing-new');
}

/** The existing appointment was fetched: our own record after all, gone meanwhile, or somebody's who has to be asked. */
function existingRead(booking: Booking, life: Decision, record: Appointment, retryInMs: number, now: number): Advance {
  if (life.serverId !== null) {
    if (record.status === 'cancelled') return recorded(booking, record, null, null, now);
    return shown(booking, life, record, now);
  }
  if (isOwnRecord(booking, record) && (record.status !== 'cancelled' || carriesReference(booking, record))) {
    return recorded(booking, record, null, null, now);
  }
  const gone = 'the other appointment is cancelled: sent again';
  // Once only: a server that names a cancelled appointment for ever must not be asked for ever.
  if (record.status === 'cancelled' && !booking.audit.some((line) => line.what === gone)) {
    const next: Life = { state: 'QUEUED', attempts: 1, notBefore: iso(now + retryInMs), lastRefusal: life.refusal };
    return moved(booking, now, next, { by: 'sync', what: gone }, { undo: null });
  }
  return shown(booking, life, record, now);
}

function shown(booking: Booking, life: Decision, record: Appointment, now: number): Advance {
  const existing = existingOf(record);
  const before = life.existing;
  const same = before !== null && JSON.stringify(before) === JSON.stringify(existing);
  if (same) return ignored('nothing-new');
  const existingId = life.serverId === null ? record.appointmentId : life.existingId;
  return moved(booking, now, { ...life, existingId, existing }, null);
}
