import type { Appointment, LocalDate, Session } from '../model/appointment.ts';
import type { CalendarWindow } from '../model/clinic.ts';

/** Codes by which a booking or an update is refused, with the HTTP status that carries them [S, O]. */
export const refusalStatus = {
  VALIDATION_ERROR: 400,
  PAST_APPOINTMENT: 400,
  NOT_FOUND: 404,
  SLOT_FULL: 409,
  SLOT_INACTIVE: 409,
  DUPLICATE_BOOKING: 409,
  CANCELLATION_NOT_ALLOWED: 409,
  INVALID_APPOINTMENT_TYPE: 422,
  OUTSIDE_AVAILABILITY: 422,
} as const;
export type RefusalCode = keyof typeof refusalStatus;

/** What a granted request would record: everything but the id and the two timestamps, which the caller gives. */
export interface Placement {
  readonly serviceId: string;
  readonly branchId: string;
  readonly date: LocalDate;
  readonly session: Session;
  readonly batch: string;
  readonly window: CalendarWindow;
  /** UTC instant that was asked for, epoch ms. */
  readonly startsAt: number;
  readonly patientName: string;
  /** As sent, trimmed. */
  readonly parentPhone: string;
  readonly phoneKey: string;
  readonly assignedDoctor: string | null;
  readonly notes: string | null;
  readonly externalReferenceId: string | null;
}

export type Refusal =
  | { readonly kind: 'refused'; readonly code: 'VALIDATION_ERROR'; readonly field: string; readonly message: string }
  | {
      readonly kind: 'refused';
      readonly code: 'DUPLICATE_BOOKING';
      readonly existing: Appointment;
      readonly message: string;
    }
  | {
      readonly kind: 'refused';
      readonly code: Exclude<RefusalCode, 'VALIDATION_ERROR' | 'DUPLICATE_BOOKING'>;
      readonly message: string;
    };

export type CreateOutcome =
  | { readonly kind: 'created'; readonly placement: Placement }
  | { readonly kind: 'idempotent'; readonly existing: Appointment }
  | Refusal;

/** `unchanged`: cancelling what is cancelled already; the record is returned as it is [D]. */
export type UpdateOutcome =
  | { readonly kind: 'updated'; readonly appointment: Appointment }
  | { readonly kind: 'unchanged'; readonly appointment: Appointment }
  | Refusal;
