import { z } from 'zod/mini';

/** Part of the day a window belongs to [S]. */
export const sessionSchema = z.enum(['Morning', 'Afternoon', 'Evening']);
export type Session = z.infer<typeof sessionSchema>;

/** Status of a server record [D]. *Active* means not cancelled [S]. */
export const appointmentStatusSchema = z.enum(['confirmed', 'rescheduled', 'cancelled', 'completed']);
export type AppointmentStatus = z.infer<typeof appointmentStatusSchema>;

/** Calendar date of the organisation's zone, YYYY-MM-DD. */
export const localDateSchema = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/, 'expected a date as YYYY-MM-DD'));
export type LocalDate = string;

/**
 * One appointment as the server records it (`shared/spec` "Records"), in this product's names.
 * It carries no time of day; it is joined to its window by branch, date, session and batch.
 * `calendarId` and `startsAt` are known only to whoever made the record (the sandbox, or this desk).
 */
export interface Appointment {
  readonly appointmentId: string;
  /** Service UUID. */
  readonly serviceId: string;
  readonly branchId: string;
  /** Organisation-local date. */
  readonly date: LocalDate;
  readonly session: Session;
  readonly batch: string;
  readonly token: string | null;
  readonly patientName: string;
  /** As the server holds it; compared by `phoneKey`. */
  readonly parentPhone: string;
  readonly assignedDoctor: string | null;
  readonly notes: string | null;
  readonly status: AppointmentStatus;
  readonly externalReferenceId: string | null;
  /** ISO UTC instants. */
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly calendarId: string | null;
  /** UTC instant the booking was made for, ISO; null where the record does not say. */
  readonly startsAt: string | null;
}

/** An appointment occupies its place until it is cancelled [S]. */
export function isActive(appointment: Pick<Appointment, 'status'>): boolean {
  return appointment.status !== 'cancelled';
}
