import type { Appointment } from '../model/appointment.ts';
import type { CalendarWindow } from '../model/clinic.ts';
import { weekdayOf } from './calendar-date.ts';
import { tableOf, windowNamed, windowsOn } from './clinic-table.ts';
import type { ClinicTable, TimedWindow } from './clinic-table.ts';
import { parseInstant } from './instant.ts';
import type { ClinicSnapshot } from './snapshot.ts';

/** What a record says about its place. */
export type Placed = Pick<
  Appointment,
  'branchId' | 'date' | 'session' | 'batch' | 'serviceId' | 'calendarId' | 'startsAt'
>;

/**
 * The window of a record (JOIN-1 … JOIN-4): the one it names; else the one with its branch, weekday, session and batch. Among several: whose hours
 * hold its time, where the record has one; then the one kept for its service, then one that serves all; then by start time and calendarId.
 * Undefined where the branch has no such window (any more).
 */
export function windowOfAppointment(appointment: Placed, snapshot: ClinicSnapshot): CalendarWindow | undefined {
  return timedWindowOf(appointment, tableOf(snapshot))?.window;
}

/** The same with the window's hours. */
export function timedWindowOf(appointment: Placed, table: ClinicTable): TimedWindow | undefined {
  const { branchId, calendarId } = appointment;
  const day = weekdayOf(appointment.date);
  const named = calendarId === null ? undefined : windowNamed(table.windows.byId, calendarId, { branchId, day });
  if (named !== undefined) return named;
  const startsAt = appointment.startsAt === null ? null : parseInstant(appointment.startsAt);
  const minutes = startsAt === null ? null : table.zone.toLocal(startsAt).minutes;
  let best: TimedWindow | undefined;
  let bestRank = -1;
  for (const timed of windowsOn(table, branchId, day)) {
    const { window } = timed;
    if (window.session !== appointment.session || window.batch !== appointment.batch) continue;
    const rank = rankOf(timed, appointment.serviceId, minutes);
    if (rank > bestRank) {
      best = timed;
      bestRank = rank;
    }
  }
  return best;
}

/** Higher fits better; windows of the same rank keep their order. */
function rankOf(timed: TimedWindow, serviceId: string, minutes: number | null): number {
  const holdsTime = minutes !== null && minutes >= timed.startMinutes && minutes < timed.endMinutes;
  const service = timed.window.serviceId === serviceId ? 2 : timed.window.serviceId === null ? 1 : 0;
  return (holdsTime ? 3 : 0) + service;
}
