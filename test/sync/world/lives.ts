import type { Appointment } from '../../../shared/model/appointment.ts';
import { bookingSchema, referenceOf, type Booking, type RefusalRecord } from '../../../shared/model/booking.ts';
import { advance } from '../../../shared/sync/life.ts';
import type { LifeEvent, Seat } from '../../../shared/sync/life-event.ts';
import type { SendOutcome } from '../../../shared/sync/outcome.ts';
import { makeBooking, monday } from './bookings.ts';

/** Bookings at points of their lives, and what happens to them. */

export const refusal: RefusalRecord = { code: 'X', message: '', status: 409, at: new Date(monday).toISOString() };

/** The booking after an event that it must have; throws where it is ignored. */
export function after(booking: Booking, event: LifeEvent, now = monday): Booking {
  const step = advance(booking, event, now);
  if (step.kind === 'ignored') throw new Error(`ignored: ${step.reason}`);
  return bookingSchema.parse(step.booking);
}

export function ignoredBecause(booking: Booking, event: LifeEvent, now = monday): string {
  const step = advance(booking, event, now);
  return step.kind === 'ignored' ? step.reason : 'not ignored';
}

export function reply(outcome: SendOutcome, seat: Seat | null = null): LifeEvent {
  return { kind: 'reply', outcome, seat, retryInMs: 5_000 };
}

/** A server's record of a booking. */
export function recordOf(booking: Booking, change: Partial<Appointment> = {}): Appointment {
  const { place } = booking;
  return {
    appointmentId: 'appt-1',
    serviceId: place.serviceId,
    branchId: place.branchId,
    date: place.date,
    session: place.session,
    batch: place.batch,
    token: null,
    patientName: booking.patient.name,
    parentPhone: booking.phoneKey,
    assignedDoctor: null,
    notes: null,
    status: 'confirmed',
    externalReferenceId: referenceOf(booking),
    createdAt: new Date(monday).toISOString(),
    updatedAt: new Date(monday).toISOString(),
    calendarId: null,
    startsAt: null,
    ...change,
  };
}

export const sending = (change: Partial<Booking> = {}): Booking => after(makeBooking(change), { kind: 'send' });
export const unknown = (): Booking => after(sending(), reply({ kind: 'uncertain', refusal }));
export const synced = (change: Partial<Booking> = {}): Booking => {
  const booking = sending(change);
  return after(booking, reply({ kind: 'recorded', record: recordOf(booking) }));
};
