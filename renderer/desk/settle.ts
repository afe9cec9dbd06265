import { decideCreate, phoneKey, slotsOfDay, type CreateOutcome } from '../../shared/booking/index.ts';
import { holdsPlace, type Booking, type Place } from '../../shared/model/booking.ts';
import { advance } from '../../shared/sync/life.ts';
import type { LifeEvent, Seat, Settlement } from '../../shared/sync/life-event.ts';
import { isSameSlot, sendablePlace } from '../../shared/sync/place.ts';
import { dayLock, placeOf, refresh, type BookPorts } from './book.ts';
import type { DeviceRights } from './device-rights.ts';
import type { DraftRefusal, Resolution, SettleResult } from './contract.ts';
import { existingView } from './draft-check.ts';
import type { TokenPlace } from './token-for.ts';

export interface SettlePorts extends BookPorts {
  /** The token that a booking in a place gets; asked under the lock of its date. */
  readonly tokenFor: (place: TokenPlace) => string;
  /** What this device may give now. */
  readonly rights: () => DeviceRights;
}

/**
 * Carries out what a person, or the branch's rule, chose for a booking that needs one. A new place is checked by the engine and taken under the
 * lock of its date, as a booking is; nothing changes where it is refused.
 */
export async function settle(
  bookingId: string,
  resolution: Resolution,
  ports: SettlePorts,
  by: 'person' | 'rule' = 'person',
): Promise<SettleResult> {
  const booking = ports.model.booking(bookingId);
  if (!booking) return { kind: 'gone' };
  if (resolution.kind === 'left') return step(bookingId, { kind: 'visit', step: 'left' }, ports);
  const dates = datesOf(booking, resolution);
  return ports.locks.run(dates.map(dayLock), async () => {
    await refresh(dates, resolution.kind === 'correct' ? phoneKey(resolution.phone) : booking.phoneKey, ports);
    const seat = seatOf(booking, resolution, ports);
    const refusal = seat ? refusalOf(booking, resolution, seat, ports) : null;
    if (refusal) return { kind: 'refused', refusal };
    const settlement = settlementOf(resolution, seat);
    if (!settlement) return { kind: 'gone' };
    return step(bookingId, { kind: 'settle', settlement, ...(by === 'rule' ? { by } : {}) }, ports);
  });
}

/** One step of a booking's life that a person asked for, in one durable write. */
export async function step(bookingId: string, event: LifeEvent, ports: BookPorts): Promise<SettleResult> {
  const result = await ports.store.updateBooking(bookingId, (booking) => {
    const next = advance(booking, event, ports.now());
    return next.kind === 'moved' ? next.booking : null;
  });
  switch (result.kind) {
    case 'saved':
      ports.model.putBooking(result.booking);
      return { kind: 'settled' };
    case 'unchanged':
    case 'gone':
      return { kind: 'gone' };
    case 'not-saved':
      return { kind: 'not-saved', reason: result.reason };
  }
}

function datesOf(booking: Booking, resolution: Resolution): readonly string[] {
  const dates = [booking.place.date];
  if (resolution.kind === 'move' || resolution.kind === 'other-service') dates.push(resolution.to.date);
  return dates;
}

/** The place and token a resolution asks for; the token is taken under the lock of its date. */
function seatOf(booking: Booking, resolution: Resolution, ports: SettlePorts): Seat | null {
  switch (resolution.kind) {
    case 'move':
    case 'other-service': {
      const place = placeOf(resolution.to);
      return { place, token: keepsToken(booking, place) ? booking.token : ports.tokenFor(place) };
    }
    case 'correct': {
      const place = sendablePlace({ ...booking.place, serviceId: resolution.serviceId }, ports.now());
      return { place, token: booking.token };
    }
    case 'waiting-list':
    case 'cancel':
    case 'link':
    case 'keep':
    case 'left':
    case 'move-existing':
      return null;
  }
}

/** Booked again in the window that it had, the slip goes on counting (VISIT-9). */
function keepsToken({ place, token, life }: Booking, to: Place): boolean {
  return life.state === 'REMOTE_CANCELLED' && token !== '' && isSameSlot(place, to);
}

function refusalOf(booking: Booking, resolution: Resolution, { place }: Seat, ports: SettlePorts): DraftRefusal | null {
  const patient =
    resolution.kind === 'correct'
      ? { name: resolution.patientName, phone: resolution.phone }
      : { name: booking.patient.name, phone: booking.patient.phone };
  return refusalOfPlace({ ...booking, patient: { ...booking.patient, ...patient } }, place, ports);
}

/**
 * Why a booking, with the patient it names, may not be placed there now: by the engine, as if it held no place, and by this device's rights.
 * The dates' locks are held.
 */
export function refusalOfPlace(booking: Booking, place: Place, ports: SettlePorts): DraftRefusal | null {
  const { patient } = booking;
  const outcome = ports.model.without(booking, (snapshot): CreateOutcome =>
    decideCreate(
      {
        appointment_type: place.serviceId,
        appointment_date: place.startsAt,
        patient_name: patient.name,
        parent_phone: patient.phone,
        branch_id: place.branchId,
        session: place.session,
        batch: place.batch,
      },
      snapshot,
      ports.now(),
    ),
  );
  if (outcome.kind !== 'refused') return rightsRefusal(booking, place, ports);
  if (outcome.code !== 'DUPLICATE_BOOKING') return { code: outcome.code, nextWindow: null };
  return { code: outcome.code, existing: existingView(outcome.existing, ports.model.snapshot) };
}

/** A place that this device may not give now (shared/reservations/SPEC.md); the one that the booking holds is its own already. */
function rightsRefusal(booking: Booking, place: Place, ports: SettlePorts): DraftRefusal | null {
  if (holdsPlace(booking.life) && isSameSlot(booking.place, place)) return null;
  const slot = ports.model
    .without(booking, (snapshot) => slotsOfDay(place.branchId, place.date, place.serviceId, snapshot))
    .find(({ window }) => window.calendarId === place.calendarId);
  const lacking = slot === undefined ? null : ports.rights().of(slot).lacking;
  return lacking === null ? null : { code: 'NO_RIGHTS', lacking, nextWindow: null };
}

function settlementOf(resolution: Resolution, seat: Seat | null): Settlement | null {
  switch (resolution.kind) {
    case 'move':
    case 'other-service':
      return seat ? { kind: resolution.kind, seat } : null;
    case 'correct': {
      const phone = resolution.phone.trim();
      const name = resolution.patientName.trim();
      return seat ? { kind: 'correct', name, phone, phoneKey: phoneKey(phone), seat } : null;
    }
    case 'waiting-list':
    case 'cancel':
    case 'link':
    case 'keep':
    case 'move-existing':
      return { kind: resolution.kind };
    case 'left':
      return null;
  }
}
