import type { AppointmentLookup } from '../../shared/booking/index.ts';
import type { LocalDate } from '../../shared/model/appointment.ts';
import type { CalendarWindow } from '../../shared/model/clinic.ts';

/** Appointments that the server has counted in a window on a date and that no list has shown yet. */
export type Unlisted = (window: CalendarWindow, date: LocalDate) => number;

/**
 * What the engine asks about appointments, with those added that are known by their number alone (docs/sync.md, "Places"). Nobody
 * knows yet for which service they were made, so each of them takes a place from every service of its window.
 */
export function withUnlisted(listed: AppointmentLookup, unlisted: Unlisted): AppointmentLookup {
  return {
    byId: (appointmentId) => listed.byId(appointmentId),
    activeByReference: (reference) => listed.activeByReference(reference),
    activeByPhone: (phoneKey) => listed.activeByPhone(phoneKey),
    countActive: (window, date, serviceId, windows, exceptId) =>
      listed.countActive(window, date, serviceId, windows, exceptId) + unlisted(window, date),
  };
}
