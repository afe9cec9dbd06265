import { createZone, phoneKey } from '../../../shared/booking/index.ts';
import type { Booking, Place } from '../../../shared/model/booking.ts';
import { sampleConfig, sampleServices, sampleWindows } from '../../../shared/model/sample-clinic.ts';
import type { Seat } from '../../../shared/sync/life-event.ts';

export const deviceId = 'd3v1ce';
/** The clinic of this world; its server is the only one there is. */
export const clinicId = 'https://api.clinic.example/v1';
export const branchId = 'b-tnagar';
export const checkup = sampleServices[0]!.serviceId;
export const followUp = sampleServices[1]!.serviceId;

const zone = createZone(sampleConfig.timezone);

/** Monday, 15 June 2026, 08:30 in Chennai. */
export const monday = Date.parse('2026-06-15T03:00:00.000Z');
export const mondayDate = '2026-06-15';

/** A window of the sample clinic as a place on a date, at its first minute or `minutes` later. */
export function placeIn(batch: string, date: string, minutes = 0, serviceId = checkup): Place {
  const weekday = zone.toLocal(zone.toInstant(date, 720)).weekday;
  const window = sampleWindows.find((one) => one.branchId === branchId && one.batch === batch && one.day === weekday)!;
  const at = (time: string, more = 0): string =>
    new Date(zone.toInstant(date, Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) + more)).toISOString();
  return {
    branchId,
    calendarId: window.calendarId,
    serviceId,
    date,
    session: window.session,
    batch,
    startsAt: at(window.startTime, minutes),
    windowStartsAt: at(window.startTime),
    windowEndsAt: at(window.endTime),
  };
}

export function seatIn(batch: string, date: string, token: string, minutes = 0): Seat {
  return { place: placeIn(batch, date, minutes), token };
}

let made = 0;

/** A booking that waits to be sent; each has its own patient. */
export function makeBooking(change: Partial<Booking> = {}, now = monday): Booking {
  made += 1;
  const at = new Date(now).toISOString();
  const phone = `98400${String(10_000 + made)}`;
  return {
    bookingId: `${deviceId}-01J${String(made).padStart(23, '0')}`,
    clinicId,
    generation: 1,
    kind: 'booking',
    token: `MB-A${String(made).padStart(2, '0')}`,
    phoneKey: phoneKey(phone),
    formerTokens: [],
    earlierRecords: [],
    patient: { name: `Patient ${String(made)}`, phone, note: null },
    place: placeIn('MB', mondayDate),
    basis: 'place',
    assignedDoctor: null,
    origin: 'desk',
    visit: [],
    reason: null,
    life: { state: 'QUEUED', attempts: 0, notBefore: null, lastRefusal: null },
    undo: null,
    call: null,
    audit: [{ at, by: 'person', what: 'booked' }],
    createdAt: at,
    updatedAt: at,
    ...change,
  };
}

/** The same patient at the voice agent: a POST body. */
export function bodyOf(booking: Booking): Record<string, unknown> {
  return {
    appointment_type: booking.place.serviceId,
    appointment_date: booking.place.startsAt,
    patient_name: booking.patient.name,
    parent_phone: booking.phoneKey,
    branch_id: booking.place.branchId,
    session: booking.place.session,
    batch: booking.place.batch,
  };
}
