import { windowsOfDay, type WindowDay } from '../../shared/booking/index.ts';
import type { Session } from '../../shared/model/appointment.ts';
import type { ClinicState } from './clinic-state.ts';
import { wireWindow } from './wire.ts';

/** Which windows are asked for; undefined means all. */
export interface ScheduleFilter {
  readonly branchId: string | undefined;
  readonly session: Session | undefined;
}

/**
 * `GET …/availability`: the open windows of a local date, by branch, start time and id.
 * `filled_slots` counts every active appointment of the window on that date, all services together [O]; the places left are
 * those open to API bookings less the filled ones [D].
 */
export function availableSlots(date: string, filter: ScheduleFilter, state: ClinicState) {
  return daysOf(date, filter, state)
    .filter((day) => day.open)
    .map((day) => ({
      slot_id: `${day.window.calendarId}||${date}`,
      ...wireWindow(state.windowOn(day.window, date)),
      filled_slots: day.filled,
      available_slots: Math.max(0, day.capacity - day.filled),
    }));
}

/** `GET …/schedule-tracking`: one record for each window of a local date and each service it serves, closed ones too. */
export function trackingRecords(date: string, filter: ScheduleFilter, state: ClinicState) {
  return daysOf(date, filter, state).flatMap(({ window, slots }) =>
    slots.map(({ serviceId, filled }) => ({
      slot_id: `${window.calendarId}||${date}||${serviceId}`,
      ...wireWindow(state.windowOn(window, date)),
      filled_slots: filled,
    })),
  );
}

function daysOf(date: string, filter: ScheduleFilter, state: ClinicState): readonly WindowDay[] {
  return state.snapshot.branches
    .filter(({ branchId }) => filter.branchId === undefined || branchId === filter.branchId)
    .flatMap(({ branchId }) => windowsOfDay(branchId, date, state.snapshot))
    .filter(({ window }) => filter.session === undefined || window.session === filter.session);
}
