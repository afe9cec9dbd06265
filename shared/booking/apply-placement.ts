import type { Appointment } from '../model/appointment.ts';
import type { Placement } from './outcome.ts';

/** ISO UTC text of an instant (epoch ms), as records carry it. */
export function isoOf(instant: number): string {
  return new Date(instant).toISOString();
}

/**
 * The record that a granted request makes: confirmed, without a token, made at `now` (epoch ms UTC). Whoever calls this between `decideCreate` and
 * the next decision, in one step, never gives a place twice.
 */
export function applyPlacement(placement: Placement, appointmentId: string, now: number): Appointment {
  const at = isoOf(now);
  return {
    appointmentId,
    serviceId: placement.serviceId,
    branchId: placement.branchId,
    date: placement.date,
    session: placement.session,
    batch: placement.batch,
    token: null,
    patientName: placement.patientName,
    parentPhone: placement.parentPhone,
    assignedDoctor: placement.assignedDoctor,
    notes: placement.notes,
    status: 'confirmed',
    externalReferenceId: placement.externalReferenceId,
    createdAt: at,
    updatedAt: at,
    calendarId: placement.window.calendarId,
    startsAt: isoOf(placement.startsAt),
  };
}
