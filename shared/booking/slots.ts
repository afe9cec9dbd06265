import type { LocalDate } from '../model/appointment.ts';
import type { CalendarWindow } from '../model/clinic.ts';
import { minuteMs, weekdayOf } from './calendar-date.ts';
import { offerOf, serves } from './capacity.ts';
import { tableOf, windowsOn } from './clinic-table.ts';
import type { ClinicTable, TimedWindow } from './clinic-table.ts';
import type { AppointmentLookup, ClinicSnapshot, Slot } from './snapshot.ts';
import type { Span } from './wall-clock.ts';

/** One window on one local date, for the board and for availability. */
export interface WindowDay {
  readonly window: CalendarWindow;
  readonly date: LocalDate;
  /** UTC instants (epoch ms) of the window's first minute and of the end, which is outside it. */
  readonly startsAt: number;
  readonly endsAt: number;
  /** Some service can be booked in it; where no known service is served, the status of the window itself. */
  readonly open: boolean;
  /** Places of the window as a whole on this date, per service: all, and those open to API bookings. */
  readonly maxSlots: number;
  readonly capacity: number;
  /** Active appointments of all services together. */
  readonly filled: number;
  /** One slot for each service that the window serves, in the order of the services. */
  readonly slots: readonly Slot[];
}

/** Places of a window that are open to API bookings of a service on a date (CAP-1). */
export function capacityOf(
  window: CalendarWindow,
  date: LocalDate,
  serviceId: string,
  snapshot: ClinicSnapshot,
): number {
  return offerOf(tableOf(snapshot), window, date, serviceId).capacity;
}

/**
 * Id of a slot: `calendarId_date_serviceId` of letters, digits, `-` and `_` alone. Any other character of the two ids becomes
 * `__` and its four hexadecimal digits, so different slots never share an id.
 */
export function slotId(calendarId: string, date: LocalDate, serviceId: string): string {
  return `${plainId(calendarId)}_${date}_${plainId(serviceId)}`;
}

function plainId(id: string): string {
  return id.replace(/[^A-Za-z0-9-]/g, (unit) => `__${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The slots of a service at a branch on a local date, closed ones too, by start time, then calendarId. */
export function slotsOfDay(
  branchId: string,
  date: LocalDate,
  serviceId: string,
  snapshot: ClinicSnapshot,
): readonly Slot[] {
  const table = tableOf(snapshot);
  const slots: Slot[] = [];
  for (const timed of windowsOn(table, branchId, weekdayOf(date))) {
    if (!serves(timed.window, serviceId)) continue;
    const spans = spansOn(table, timed, date);
    if (spans.length > 0) slots.push(slotOf(table, snapshot.appointments, timed.window, date, serviceId, spans));
  }
  return slots;
}

/** The windows of a branch on a local date, closed ones too, by start time, then calendarId. */
export function windowsOfDay(branchId: string, date: LocalDate, snapshot: ClinicSnapshot): readonly WindowDay[] {
  const table = tableOf(snapshot);
  const days: WindowDay[] = [];
  for (const timed of windowsOn(table, branchId, weekdayOf(date))) {
    const spans = spansOn(table, timed, date);
    const bounds = boundsOf(spans);
    if (bounds === null) continue;
    const { window } = timed;
    const slots = snapshot.services
      .filter((service) => serves(window, service.serviceId))
      .map((service) => slotOf(table, snapshot.appointments, window, date, service.serviceId, spans));
    const { open, maxSlots, capacity } = offerOf(table, window, date, window.serviceId);
    days.push({
      window,
      date,
      ...bounds,
      open: slots.length === 0 ? open : slots.some((slot) => slot.open),
      maxSlots,
      capacity,
      filled: snapshot.appointments.countActive(window, date, null, table.windows.byId),
      slots,
    });
  }
  return days;
}

/** WIN-5: the instants of a window on a date; none where daylight saving leaves nothing of it. */
export function spansOn(table: ClinicTable, timed: TimedWindow, date: LocalDate): readonly Span[] {
  return table.zone.spansOf(date, timed.startMinutes, timed.endMinutes);
}

/** First whole minute after `now` that lies in the spans, or null where they are over. */
export function bookableFrom(spans: readonly Span[], now: number): number | null {
  const next = nextMinute(now);
  for (const span of spans) {
    if (next < span.to) return Math.max(span.from, next);
  }
  return null;
}

/** The first whole minute after an instant. */
export function nextMinute(instant: number): number {
  return (Math.floor(instant / minuteMs) + 1) * minuteMs;
}

/** The slot of a window, date and service; `spans` are the window's instants on that date, at least one. */
export function slotOf(
  table: ClinicTable,
  appointments: AppointmentLookup,
  window: CalendarWindow,
  date: LocalDate,
  serviceId: string,
  spans: readonly Span[],
): Slot {
  const { open, maxSlots, capacity } = offerOf(table, window, date, serviceId);
  const filled = appointments.countActive(window, date, serviceId, table.windows.byId);
  const bounds = boundsOf(spans);
  if (bounds === null) throw new RangeError('a window that does not take place has no slot');
  return {
    window,
    date,
    serviceId,
    ...bounds,
    open,
    maxSlots,
    capacity,
    filled,
    placesLeft: Math.max(0, capacity - filled),
  };
}

function boundsOf(spans: readonly Span[]): { readonly startsAt: number; readonly endsAt: number } | null {
  const first = spans[0];
  const last = spans.at(-1);
  return first === undefined || last === undefined ? null : { startsAt: first.from, endsAt: last.to };
}
