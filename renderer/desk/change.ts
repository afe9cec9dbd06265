import { refuseDuplicate, type Alternative } from '../../shared/booking/index.ts';
import { isToBeCancelled, type Booking, type ChangeReason, type VisitStep } from '../../shared/model/booking.ts';
import { advance } from '../../shared/sync/life.ts';
import type { LifeEvent, Seat } from '../../shared/sync/life-event.ts';
import { placeToRegain } from '../../shared/sync/life-undo.ts';
import { sendablePlace } from '../../shared/sync/place.ts';
import { stageOf } from '../../shared/visit/visit.ts';
import { dayLock, placeOf, refresh } from './book.ts';
import type { DraftRefusal, SettleResult, VisitState } from './contract.ts';
import { existingView } from './draft-check.ts';
import { refusalOfPlace, step, type SettlePorts } from './settle.ts';
import { takenUp } from './take-up.ts';

/** What a person does with an appointment after it was made: its visit, a move, a cancellation. */

/** An appointment by its id on the screen: the booking that is kept of it, or, taken up but not stored, the one that will be; null: unknown. */
export function bookingFor(id: string, ports: SettlePorts): Booking | null {
  const { model } = ports;
  const kept = model.booking(id) ?? model.bookingOfRecord(id);
  if (kept !== undefined) return kept;
  const record = model.record(id);
  if (record === undefined) return null;
  const now = ports.now();
  const { snapshot, zone, clinicId } = model;
  return takenUp(record, { snapshot, zone, clinicId, bookingId: ports.newBookingId(now), now });
}

/**
 * Notes a step of the visit that was pressed on the state `from`. Where another window took that step meanwhile, nothing is noted a second
 * time; where it took another one, nothing is noted (VISIT-10). Who has no token yet gets one with the arrival, under the lock of the date (VISIT-7).
 */
export function noteVisit(
  id: string,
  visitStep: VisitStep,
  from: VisitState,
  ports: SettlePorts,
): Promise<SettleResult> {
  return change(id, ports, (booking) => {
    const { place, token, visit } = booking;
    const stage = stageOf(visit);
    if (stage !== from) return { kind: stage === visitStep ? 'settled' : 'gone' };
    const isUncalled = token === '' && visitStep === 'arrived' && place.batch !== '';
    return {
      kind: 'visit',
      step: visitStep,
      ...(isUncalled ? { token: ports.tokenFor(place) } : {}),
    };
  });
}

export function undoVisit(id: string, ports: SettlePorts): Promise<SettleResult> {
  return change(id, ports, () => ({ kind: 'visit-undo' }));
}

export function cancelAppointment(id: string, reason: ChangeReason, ports: SettlePorts): Promise<SettleResult> {
  return change(id, ports, () => ({ kind: 'cancel', reason }));
}

/** Moves an appointment to a place that is checked anew under the lock of its date; nothing changes where it is refused. */
export function reschedule(
  id: string,
  to: Alternative,
  reason: ChangeReason | null,
  ports: SettlePorts,
): Promise<SettleResult> {
  const place = placeOf(to);
  return change(
    id,
    ports,
    (booking) => {
      const refusal = refusalOfPlace(booking, place, ports);
      if (refusal !== null) return { kind: 'refused', refusal };
      const seat: Seat = { place, token: ports.tokenFor(place) };
      return { kind: 'reschedule', seat, ...(reason === null ? {} : { reason }) };
    },
    [place.date],
  );
}

/** Takes back the last choice; where the place that it needs was given up, that is looked for as for a new booking (SPEC UNDO-4). */
export function undoChange(id: string, ports: SettlePorts): Promise<SettleResult> {
  const known = bookingFor(id, ports);
  const regained = known === null ? null : placeToRegain(known, ports.now());
  return change(
    id,
    ports,
    (booking) => {
      const place = placeToRegain(booking, ports.now());
      const refusal =
        duplicateOf(booking, ports) ??
        (place === null ? null : refusalOfPlace(booking, sendablePlace(place, ports.now()), ports));
      return refusal === null ? { kind: 'undo' } : { kind: 'refused', refusal };
    },
    regained === null ? [] : [regained.date],
  );
}

/** What was booked for the number since its cancellation was asked for, so that it can't stand again beside it (SPEC UNDO-4); null: nothing. */
function duplicateOf(booking: Booking, { model }: SettlePorts): DraftRefusal | null {
  const { life, phoneKey, place } = booking;
  if (!isToBeCancelled(life)) return null;
  const { serviceId, date } = place;
  const refusal = model.without(booking, (snapshot) =>
    refuseDuplicate({ phoneKey, serviceId, exceptId: undefined }, date, snapshot),
  );
  return refusal === null ? null : { code: refusal.code, existing: existingView(refusal.existing, model.snapshot) };
}

/** The next step of its life, or the answer where there is none. */
type Wanted = LifeEvent | Answer;
type Answer = Extract<SettleResult, { kind: 'refused' | 'settled' | 'gone' }>;

/**
 * One durable write: a step of a booking that is kept, or an appointment that is taken up together with its first step. `decide` runs under the
 * locks of its date and of `dates`, on what every window has committed.
 */
async function change(
  id: string,
  ports: SettlePorts,
  decide: (booking: Booking) => Wanted,
  dates: readonly string[] = [],
): Promise<SettleResult> {
  const known = bookingFor(id, ports);
  if (known === null) return { kind: 'gone' };
  const locked = [...new Set([known.place.date, ...dates])];
  return ports.locks.run(locked.map(dayLock), async () => {
    await refresh(locked, known.phoneKey, ports);
    const booking = bookingFor(id, ports);
    if (booking === null) return { kind: 'gone' };
    const wanted = decide(booking);
    if (isAnswer(wanted)) return wanted;
    return ports.model.booking(booking.bookingId) === undefined
      ? takeUp(booking, wanted, ports)
      : step(booking.bookingId, wanted, ports);
  });
}

function isAnswer(wanted: Wanted): wanted is Answer {
  return wanted.kind === 'refused' || wanted.kind === 'settled' || wanted.kind === 'gone';
}

async function takeUp(booking: Booking, event: LifeEvent, ports: SettlePorts): Promise<SettleResult> {
  const next = advance(booking, event, ports.now());
  if (next.kind === 'ignored') return { kind: 'gone' };
  const saved = await ports.store.commitBooking(next.booking);
  if (saved.kind === 'not-saved') return { kind: 'not-saved', reason: saved.reason };
  ports.model.putBooking(next.booking);
  return { kind: 'settled' };
}
