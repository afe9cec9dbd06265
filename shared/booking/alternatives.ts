import type { LocalDate } from '../model/appointment.ts';
import { addDays, minuteMs, weekdayOf } from './calendar-date.ts';
import { serves } from './capacity.ts';
import { tableOf, windowsOn } from './clinic-table.ts';
import { nextMinute, slotId, slotOf, spansOn } from './slots.ts';
import type { Alternative, AlternativesQuery, ClinicSnapshot } from './snapshot.ts';
import type { Span } from './wall-clock.ts';

const defaultLimit = 5;
const defaultHorizonDays = 14;
/** However far a caller asks to look. */
const farthestHorizonDays = 366;

/**
 * The nearest slots with a place left (ALT-1 … ALT-5), nearest to `near` first; ties by start, then calendarId. `bookAt` (epoch ms) is an
 * instant of the slot that is still to come, so booking it is not refused as past, outside or full.
 */
export function findAlternatives(
  query: AlternativesQuery,
  snapshot: ClinicSnapshot,
  now: number,
): readonly Alternative[] {
  const table = tableOf(snapshot);
  const limit = query.limit ?? defaultLimit;
  const horizon = Math.min(query.horizonDays ?? defaultHorizonDays, farthestHorizonDays);
  const earliest = nextMinute(Math.max(now, (query.notBefore ?? now) - 1));
  const taken = datesTaken(query, snapshot);
  const found: Found[] = [];
  for (const date of datesAround(table.zone.toLocal(query.near).date, table.zone.toLocal(earliest).date, horizon)) {
    if (taken.has(date) || query.mayOffer?.(date) === false) continue;
    for (const timed of windowsOn(table, query.branchId, weekdayOf(date))) {
      const { window } = timed;
      if (!serves(window, query.serviceId)) continue;
      if (query.session !== undefined && window.session !== query.session) continue;
      if (query.except?.has(slotId(window.calendarId, date, query.serviceId)) === true) continue;
      const spans = spansOn(table, timed, date);
      const bookable = bookableNear(spans, query.near, earliest);
      if (bookable === null) continue;
      const { bookAt, distance } = bookable;
      const slot = slotOf(table, snapshot.appointments, window, date, query.serviceId, spans);
      if (slot.open && slot.placesLeft > 0 && query.admits?.(slot) !== false)
        found.push({ slot: { ...slot, bookAt }, distance });
    }
  }
  found.sort(nearerFirst);
  return found.slice(0, Math.max(0, limit)).map(({ slot }) => slot);
}

/** Up to `horizon` days before and after the wanted one, none before the first; from that one on where the wanted one is earlier. */
function datesAround(wanted: LocalDate, first: LocalDate, horizon: number): readonly LocalDate[] {
  const last = addDays(later(wanted, first), horizon);
  const dates: LocalDate[] = [];
  for (let date = later(first, addDays(wanted, -horizon)); date <= last; date = addDays(date, 1)) dates.push(date);
  return dates;
}

function later(a: LocalDate, b: LocalDate): LocalDate {
  return a > b ? a : b;
}

/** Dates on which the phone that is asked for has an active appointment for the service, where duplicates are prevented. */
function datesTaken({ phoneKey, serviceId }: AlternativesQuery, snapshot: ClinicSnapshot): ReadonlySet<LocalDate> {
  if (phoneKey === undefined || !snapshot.config.preventDuplicateBookings) return new Set();
  const same = snapshot.appointments.activeByPhone(phoneKey).filter((other) => other.serviceId === serviceId);
  return new Set(same.map((other) => other.date));
}

/** An alternative and how far it is from the wanted instant (ms). */
interface Found {
  readonly slot: Alternative;
  readonly distance: number;
}

/**
 * When to book in the spans: at the wanted instant where they hold it, else in their first whole minute from `earliest` on; and how far the
 * nearest minute of them is from the wanted instant (ms). Null where they are over.
 */
function bookableNear(
  spans: readonly Span[],
  near: number,
  earliest: number,
): { readonly bookAt: number; readonly distance: number } | null {
  let first: number | null = null;
  let distance = Number.POSITIVE_INFINITY;
  for (const span of spans) {
    const from = Math.max(span.from, earliest);
    if (from >= span.to) continue;
    const nearest = Math.min(Math.max(near, from), Math.max(from, span.to - minuteMs));
    first ??= from;
    distance = Math.min(distance, Math.abs(nearest - near));
  }
  return first === null ? null : { bookAt: distance === 0 ? near : first, distance };
}

function nearerFirst(a: Found, b: Found): number {
  if (a.distance !== b.distance) return a.distance - b.distance;
  if (a.slot.startsAt !== b.slot.startsAt) return a.slot.startsAt - b.slot.startsAt;
  return a.slot.window.calendarId < b.slot.window.calendarId ? -1 : 1;
}
