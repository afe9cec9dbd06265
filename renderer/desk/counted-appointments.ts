import type { AppointmentLookup } from '../../shared/booking/index.ts';
import type { LocalDate } from '../../shared/model/appointment.ts';
import type { CalendarWindow } from '../../shared/model/clinic.ts';

/** What an index of appointments does not say about the places of a window on a date. */
export interface Corrections {
  /** Appointments that the server has counted and that no list has shown yet (docs/sync.md, "Places"). */
  readonly unlisted: (window: CalendarWindow, date: LocalDate, serviceId: string | null) => number;
  /** Places that the server's last refusal said are taken for a service; 0: it said nothing that is still the newest. */
  readonly saidTaken: (window: CalendarWindow, date: LocalDate, serviceId: string) => number;
  /** Of those in the index, walk-ins on the clinic's own places (shared/reservations/SPEC.md, OWN); `serviceId` null: of every service. */
  readonly onOwnPlaces: (
    window: CalendarWindow,
    date: LocalDate,
    serviceId: string | null,
    exceptId: string | undefined,
  ) => number;
  /** Whether a person here has cancelled it and the server has still to hear of it: no duplicate, for that is sent first (shared/sync/SPEC.md, PUSH-9). */
  readonly isBeingCancelled: (appointmentId: string) => boolean;
}

/**
 * What the engine asks about appointments, counted by places. Of those known by their number alone nobody knows yet for which service they
 * were made, so each takes a place from every service of its window. Those on the clinic's own places take no published one.
 */
export function countedByPlaces(
  listed: AppointmentLookup,
  { unlisted, saidTaken, onOwnPlaces, isBeingCancelled }: Corrections,
): AppointmentLookup {
  return {
    byId: (appointmentId) => listed.byId(appointmentId),
    activeByReference: (reference) => listed.activeByReference(reference),
    activeByPhone: (phoneKey) =>
      listed.activeByPhone(phoneKey).filter(({ appointmentId }) => !isBeingCancelled(appointmentId)),
    countActive: (window, date, serviceId, windows, exceptId) => {
      const known =
        listed.countActive(window, date, serviceId, windows, exceptId) +
        unlisted(window, date, serviceId) -
        onOwnPlaces(window, date, serviceId, exceptId);
      return serviceId === null ? known : Math.max(known, saidTaken(window, date, serviceId));
    },
  };
}
