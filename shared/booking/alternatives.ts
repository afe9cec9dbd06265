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
 * The nearest slots with a place left (ALT-1 … ALT-5), nearest to `near` first; ties by start, then calendarId. `bookAt` (epoch ms) is the
 * instant of the slot nearest to `near` that is still to come on whole minutes, so booking it is not refused as past, outside or full.
 */
export function findAlternatives(
  query: AlternativesQuery,
  snapshot: ClinicSnapshot,
  now: number,
): readonly Alternative[] {
  const table = tableOf(snapshot);
  const limit = query.limit ?? defaultLimit;
  const horizon = Math.min(query.horizonDays ?? defaultHorizonDays, farthestHorizonDays);
  const from = table.zone.toLocal(Math.max(query.near, now)).date;
  const found: Alternative[] = [];
  for (let ahead = 0; ahead <= horizon; ahead += 1) {
    const date = addDays(from, ahead);
    for (const timed of windowsOn(table, query.branchId, weekdayOf(date))) {
      const { window } = timed;
      if (!serves(window, query.serviceId)) continue;
      if (query.session !== undefined && window.session !== query.session) continue;
      if (query.except?.has(slotId(window.calendarId, date, query.serviceId)) === true) continue;
      const spans = spansOn(table, timed, date);
      const bookAt = nearestBookable(spans, query.near, now);
      if (bookAt === null) continue;
      const slot = slotOf(table, snapshot.appointments, window, date, query.serviceId, spans);
      if (slot.open && slot.placesLeft > 0) found.push({ ...slot, bookAt });
    }
  }
  found.sort((a, b) => nearerFirst(a, b, query.near));
  return found.slice(0, Math.max(0, limit));
}

/** The instant in the spans nearest to `near`, at the earliest in the next whole minute and at the latest in the last. */
function nearestBookable(spans: readonly Span[], near: number, now: number): number | null {
  let nearest: number | null = null;
  for (const span of spans) {
    const first = Math.max(span.from, nextMinute(now));
    if (first >= span.to) continue;
    const at = Math.min(Math.max(near, first), Math.max(first, span.to - minuteMs));
    if (nearest === null || Math.abs(at - near) < Math.abs(nearest - near)) nearest = at;
  }
  return nearest;
}

function nearerFirst(a: Alternative, b: Alternative, near: number): number {
  const byDistance = Math.abs(a.bookAt - near) - Math.abs(b.bookAt - near);
  if (byDistance !== 0) return byDistance;
  if (a.startsAt !== b.startsAt) return a.startsAt - b.startsAt;
  return a.window.calendarId < b.window.calendarId ? -1 : 1;
}
