import { unknownClinic } from '../../shared/model/clinic-id.ts';
import type { Appointment } from '../../shared/model/appointment.ts';
import type { Booking, Life, Place } from '../../shared/model/booking.ts';
import { phoneKey } from '../../shared/booking/index.ts';

export const checkup = 'f47ac10b-58cc-4372-a567-0e02b2c3d479';
export const today = '2026-03-20';

export const queued: Life = { state: 'QUEUED', attempts: 0, notBefore: null, lastRefusal: null };
export const synced: Life = { state: 'SYNCED', serverId: 'appt-1', syncedAt: '2026-03-20T04:00:00.000Z' };
export const refusal = { code: 'SLOT_FULL', message: 'full', status: 409, at: '2026-03-20T04:00:00.000Z' };

export function placeOn(date: string, calendarId = 'tnagar-fri-ma'): Place {
  return {
    branchId: 'b-tnagar',
    calendarId,
    serviceId: checkup,
    date,
    session: 'Morning',
    batch: 'MA',
    startsAt: `${date}T04:00:00.000Z`,
    windowStartsAt: `${date}T03:30:00.000Z`,
    windowEndsAt: `${date}T05:30:00.000Z`,
  };
}

export function bookingWith(changes: Partial<Booking> & { readonly bookingId: string }): Booking {
  const patient = changes.patient ?? { name: 'Lakshmi Raman', phone: '98400 12345', note: null };
  return {
    clinicId: unknownClinic,
    generation: 1,
    kind: 'booking',
    token: 'MA-A01',
    phoneKey: phoneKey(patient.phone),
    formerTokens: [],
    earlierRecords: [],
    place: placeOn(today),
    basis: 'place',
    assignedDoctor: null,
    origin: 'desk',
    visit: [],
    reason: null,
    life: queued,
    undo: null,
    call: null,
    audit: [{ at: '2026-03-20T04:00:00.000Z', by: 'person', what: 'booked' }],
    createdAt: '2026-03-20T04:00:00.000Z',
    updatedAt: '2026-03-20T04:00:00.000Z',
    ...changes,
    patient,
  };
}

export function appointmentWith(changes: Partial<Appointment> & { readonly appointmentId: string }): Appointment {
  return {
    serviceId: checkup,
    branchId: 'b-tnagar',
    date: today,
    session: 'Morning',
    batch: 'MA',
    token: null,
    patientName: 'R. Karthik',
    parentPhone: '+919840054321',
    assignedDoctor: 'Dr Meena Iyer',
    notes: null,
    status: 'confirmed',
    externalReferenceId: null,
    createdAt: '2026-03-19T04:00:00.000Z',
    updatedAt: '2026-03-19T04:00:00.000Z',
    calendarId: null,
    startsAt: null,
    ...changes,
  };
}
