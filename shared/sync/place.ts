import { minutesOf, parseInstant, windowOfAppointment, type ClinicSnapshot, type Zone } from '../booking/index.ts';
import type { Appointment } from '../model/appointment.ts';
import type { Place } from '../model/booking.ts';
import type { CalendarWindow } from '../model/clinic.ts';

const MINUTE_MS = 60_000;

/** A start this close, milliseconds, would be past when the request arrives. */
const ARRIVAL_MARGIN_MS = 5_000;

type Where = Pick<Appointment, 'branchId' | 'date' | 'session' | 'batch'>;

/** Whether both name the same window of the same date: all that a server's record says about its time. */
export function sameWindow(a: Where, b: Where): boolean {
  return a.branchId === b.branchId && a.date === b.date && a.session === b.session && a.batch === b.batch;
}

/** Whether both are the same window of the same date, for the same service. */
export function isSameSlot(a: Place, b: Place): boolean {
  return a.calendarId === b.calendarId && a.date === b.date && a.serviceId === b.serviceId;
}

/**
 * The place as it can be sent now: where its start has gone by while the window is still open, the next whole minute inside the window, for
 * a slot is a window and not a minute (SPEC OUT-5). Otherwise the place as it is.
 */
export function sendablePlace(place: Place, now: number): Place {
  if (Date.parse(place.startsAt) > now + ARRIVAL_MARGIN_MS) return place;
  const next = nextMinuteInside(place, now);
  return next === null ? place : { ...place, startsAt: new Date(next).toISOString() };
}

/** The first whole minute (epoch ms) inside the place's window that is still ahead on arrival, or null where none is. */
export function nextMinuteInside(place: Place, now: number): number | null {
  const next = (Math.floor((now + ARRIVAL_MARGIN_MS) / MINUTE_MS) + 1) * MINUTE_MS;
  const at = Math.max(next, Date.parse(place.windowStartsAt));
  return at < Date.parse(place.windowEndsAt) ? at : null;
}

/**
 * The place of a server's record, found by the windows that are known; null where none fits. The start is the record's
 * own, where it has one inside the window, else the window's.
 */
export function placeOfRecord(record: Appointment, snapshot: ClinicSnapshot, zone: Zone): Place | null {
  const window = windowOfAppointment(record, snapshot);
  if (window === undefined) return null;
  const opens = zone.toInstant(record.date, minutesOf(window.startTime));
  const closes = zone.toInstant(record.date, minutesOf(window.endTime));
  const told = record.startsAt === null ? null : parseInstant(record.startsAt);
  const startsAt = told !== null && told >= opens && told < closes ? told : opens;
  return placeIn(window, record, { opens, closes, startsAt });
}

function placeIn(
  window: CalendarWindow,
  record: Appointment,
  times: { readonly opens: number; readonly closes: number; readonly startsAt: number },
): Place {
  return {
    branchId: record.branchId,
    calendarId: window.calendarId,
    serviceId: record.serviceId,
    date: record.date,
    session: record.session,
    batch: record.batch,
    startsAt: new Date(times.startsAt).toISOString(),
    windowStartsAt: new Date(times.opens).toISOString(),
    windowEndsAt: new Date(times.closes).toISOString(),
  };
}
