import { addDays, phoneKey } from '../booking/index.ts';
import type { DayAvailability, DayTracking } from '../api/reply.ts';
import type { Appointment, LocalDate } from '../model/appointment.ts';
import type { Booking } from '../model/booking.ts';
import type { Branch, CalendarWindow, DateOverride } from '../model/clinic.ts';

/** From what the server said about dates to the weekly windows, to a date's own changes, and to whose record is whose. */

/** What is known of one date; null where that was not (or can't be) read. */
export interface DayReading {
  readonly date: LocalDate;
  readonly availability: DayAvailability | null;
  readonly tracking: DayTracking | null;
}

/** A weekday comes back after this many days. */
const WEEK_DAYS = 7;

/**
 * Weekly windows that a date's reading adds or changes (SPEC PULL-5). Hours, session, batch, branch and service are taken from any
 * date, for one date can't have its own. Places and status may be those of the date alone, so they are believed of a new window, and
 * of a date in a week or later: one-off changes are made for days that are near.
 *
 * @param today organisation-local
 */
export function weeklyWindows(
  known: ReadonlyMap<string, CalendarWindow>,
  reading: DayReading,
  today: LocalDate,
): readonly CalendarWindow[] {
  const speaksForWeek = reading.date >= addDays(today, WEEK_DAYS);
  const changed: CalendarWindow[] = [];
  for (const seen of windowsIn(reading).values()) {
    const before = known.get(seen.calendarId);
    const { maxSlots, aiSlots, status } = before ?? seen;
    const next = before === undefined || speaksForWeek ? seen : { ...seen, maxSlots, aiSlots, status };
    if (before === undefined || !sameWindowFields(before, next)) changed.push(next);
  }
  return changed;
}

/** Availability shows what can be booked; tracking adds the closed windows. */
function windowsIn({ availability, tracking }: DayReading): ReadonlyMap<string, CalendarWindow> {
  const windows = new Map<string, CalendarWindow>();
  for (const window of tracking?.windows ?? []) windows.set(window.calendarId, window);
  for (const window of availability?.windows ?? []) windows.set(window.calendarId, window);
  return windows;
}

function sameWindowFields(a: CalendarWindow, b: CalendarWindow): boolean {
  return (
    a.branchId === b.branchId &&
    a.day === b.day &&
    a.session === b.session &&
    a.batch === b.batch &&
    a.startTime === b.startTime &&
    a.endTime === b.endTime &&
    a.serviceId === b.serviceId &&
    a.maxSlots === b.maxSlots &&
    a.aiSlots === b.aiSlots &&
    a.status === b.status
  );
}

/**
 * What the date changes of its weekly windows: tracking's own words, service by service; and of a window that tracking leaves out, the
 * places that availability shows. A window that availability shows is open, whatever an older tracking said.
 */
export function overridesOf({ date, availability, tracking }: DayReading): readonly DateOverride[] {
  const open = new Map((availability?.windows ?? []).map((window) => [window.calendarId, window]));
  const told = (tracking?.overrides ?? []).filter(({ calendarId }) => !isContradicted(calendarId, open, tracking));
  const tracked = new Set(told.map(({ calendarId }) => calendarId));
  const shown: DateOverride[] = [];
  for (const { calendarId, aiSlots, maxSlots } of open.values()) {
    if (tracked.has(calendarId)) continue;
    shown.push({ calendarId, date, serviceId: null, status: 'OPEN', aiSlots, maxSlots });
  }
  return [...told, ...shown];
}

function isContradicted(calendarId: string, open: ReadonlyMap<string, unknown>, tracking: DayTracking | null): boolean {
  const ofWindow = tracking?.overrides.filter((override) => override.calendarId === calendarId) ?? [];
  return open.has(calendarId) && ofWindow.every(({ status }) => status === 'CLOSED');
}

/** Branches with the ones that windows name; a new one is called by its id until an administrator names it [D]. */
export function branchesWith(known: readonly Branch[], windows: Iterable<CalendarWindow>): readonly Branch[] {
  const branches = new Map(known.map((branch) => [branch.branchId, branch]));
  for (const { branchId } of windows) {
    if (!branches.has(branchId)) branches.set(branchId, { branchId, name: branchId });
  }
  return branches.size === known.length ? known : [...branches.values()];
}

/** Whether two counts of a date's appointments differ: somebody booked or cancelled. */
export function countsDiffer(a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>): boolean {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  for (const key of keys) if ((a[key] ?? 0) !== (b[key] ?? 0)) return true;
  return false;
}

/** `{bookingId}-g{generation}`, where the booking was made by this device; null for any other reference. */
export function ownBookingId(reference: string | null, deviceId: string): string | null {
  if (!reference?.startsWith(`${deviceId}-`)) return null;
  const match = /^(.+)-g\d+$/.exec(reference);
  return match?.[1] ?? null;
}

/** The voice agent books anew within a call: this long after it cancelled, milliseconds, and a little before by its clock. */
const REBOOKED_WITHIN_MS = 10 * 60_000;
const REBOOKED_BEFORE_MS = 60_000;

/**
 * The record that took the part of a cancelled one: the same phone, name and service, active, made elsewhere right after
 * the cancellation (design, "cancelled and booked anew by the voice agent"). Null where there is none, or more than one.
 */
export function rebookedAs(
  booking: Booking,
  cancelled: Appointment,
  records: Iterable<Appointment>,
  deviceId: string,
): Appointment | null {
  const at = Date.parse(cancelled.updatedAt);
  const found: Appointment[] = [];
  for (const record of records) {
    const made = Date.parse(record.createdAt);
    if (record.status === 'cancelled' || record.serviceId !== booking.place.serviceId) continue;
    if (made < at - REBOOKED_BEFORE_MS || made > at + REBOOKED_WITHIN_MS) continue;
    if (ownBookingId(record.externalReferenceId, deviceId) !== null) continue;
    // One phone serves a family: a brother's booking is not the sister's.
    if (plainName(record.patientName) !== plainName(booking.patient.name)) continue;
    if (phoneKey(record.parentPhone) === booking.phoneKey) found.push(record);
  }
  return found.length === 1 ? (found[0] ?? null) : null;
}

function plainName(name: string): string {
  return name.normalize('NFC').trim().replace(/\s+/gu, ' ').toLowerCase();
}

/** The active appointment that a DUPLICATE_BOOKING without an id must mean: same phone, service and date, not our own. */
export function duplicateOf(booking: Booking, records: Iterable<Appointment>): Appointment | null {
  for (const record of records) {
    if (record.status === 'cancelled' || record.date !== booking.place.date) continue;
    if (record.serviceId !== booking.place.serviceId) continue;
    if (phoneKey(record.parentPhone) === booking.phoneKey) return record;
  }
  return null;
}
