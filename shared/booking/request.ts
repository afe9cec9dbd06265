import { sessionSchema } from '../model/appointment.ts';
import type { Session } from '../model/appointment.ts';
import type { ClinicTable } from './clinic-table.ts';
import { parseInstant } from './instant.ts';
import type { Refusal } from './outcome.ts';

/**
 * Bodies in wire names, parsed by hand and not by a schema library (SPEC VAL-1 … VAL-9): the first fault in a fixed order has to be named, the branch
 * depends on the clinic, and this runs in every decision, at a third of what a schema costs for the types alone.
 */
export interface CreateRequest {
  readonly kind: 'request';
  readonly appointmentType: string;
  readonly instant: number;
  readonly patientName: string;
  readonly parentPhone: string;
  readonly branchId: string;
  readonly session: Session | undefined;
  readonly batch: string | undefined;
  readonly assignedDoctor: string | null;
  readonly externalReferenceId: string | null;
  readonly notes: string | null;
}

/** `undefined`: not sent. A null doctor or note clears what is recorded. */
export interface UpdateRequest {
  readonly kind: 'request';
  readonly instant: number | undefined;
  readonly status: 'confirmed' | 'completed' | 'cancelled' | undefined;
  readonly assignedDoctor: string | null | undefined;
  readonly notes: string | null | undefined;
  readonly session: Session | undefined;
  readonly batch: string | undefined;
}

type Body = Readonly<Record<string, unknown>>;

/** Checks the body of `POST /v1/appointments`, field by field in the order of the documented table. */
export function parseCreate(body: unknown, table: ClinicTable): CreateRequest | Refusal {
  if (!isBody(body)) return invalid('body', 'The body must be a JSON object.');
  const appointmentType = requiredText(body['appointment_type'], 'appointment_type');
  if (typeof appointmentType !== 'string') return appointmentType;
  const instant = requiredInstant(body['appointment_date']);
  if (typeof instant !== 'number') return instant;
  const patientName = requiredText(body['patient_name'], 'patient_name');
  if (typeof patientName !== 'string') return patientName;
  const parentPhone = requiredText(body['parent_phone'], 'parent_phone');
  if (typeof parentPhone !== 'string') return parentPhone;
  const branchId = branchOf(body['branch_id'], table);
  if (typeof branchId !== 'string') return branchId;
  const session = optionalSession(body['session']);
  if (typeof session === 'object') return session;
  const batch = optionalText(body['batch'], 'batch');
  if (isRefusal(batch)) return batch;
  const assignedDoctor = optionalText(body['assigned_doctor'], 'assigned_doctor');
  if (isRefusal(assignedDoctor)) return assignedDoctor;
  const externalReferenceId = optionalText(body['external_reference_id'], 'external_reference_id');
  if (isRefusal(externalReferenceId)) return externalReferenceId;
  const notes = optionalText(body['notes'], 'notes');
  if (isRefusal(notes)) return notes;
  return {
    kind: 'request',
    appointmentType,
    instant,
    patientName: patientName.trim(),
    parentPhone: parentPhone.trim(),
    branchId,
    session,
    batch: batch ?? undefined,
    assignedDoctor: assignedDoctor ?? null,
    externalReferenceId: externalReferenceId ?? null,
    notes: notes ?? null,
  };
}

/** Checks the body of `PATCH /v1/appointments/{id}`. */
export function parseUpdate(body: unknown): UpdateRequest | Refusal {
  if (!isBody(body)) return invalid('body', 'The body must be a JSON object.');
  const instant = isAbsent(body['appointment_date']) ? undefined : requiredInstant(body['appointment_date']);
  if (typeof instant === 'object') return instant;
  const status = optionalStatus(body['status']);
  if (typeof status === 'object') return status;
  const assignedDoctor = optionalText(body['assigned_doctor'], 'assigned_doctor');
  if (isRefusal(assignedDoctor)) return assignedDoctor;
  const notes = optionalText(body['notes'], 'notes');
  if (isRefusal(notes)) return notes;
  const session = optionalSession(body['session']);
  if (typeof session === 'object') return session;
  const batch = optionalText(body['batch'], 'batch');
  if (isRefusal(batch)) return batch;
  const sent = [instant, status, assignedDoctor, notes, session, batch ?? undefined];
  if (sent.every((value) => value === undefined)) {
    return invalid('body', 'Send at least one of appointment_date, status, assigned_doctor, notes, session and batch.');
  }
  return { kind: 'request', instant, status, assignedDoctor, notes, session, batch: batch ?? undefined };
}

function isBody(body: unknown): body is Body {
  return typeof body === 'object' && body !== null && !Array.isArray(body);
}

function isAbsent(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}

function isRefusal(value: string | null | undefined | Refusal): value is Refusal {
  return typeof value === 'object' && value !== null;
}

function invalid(field: string, message: string): Refusal {
  return { kind: 'refused', code: 'VALIDATION_ERROR', field, message };
}

/** The text as it was sent; it holds more than space. */
function requiredText(value: unknown, field: string): string | Refusal {
  if (isAbsent(value)) return invalid(field, `${field} is required.`);
  if (typeof value !== 'string') return invalid(field, `${field} must be a text.`);
  return isBlank(value) ? invalid(field, `${field} must not be blank.`) : value;
}

/** VAL-6: undefined where it was not sent, null where it is null or blank. */
function optionalText(value: unknown, field: string): string | null | undefined | Refusal {
  if (isAbsent(value)) return value;
  if (typeof value !== 'string') return invalid(field, `${field} must be a text.`);
  return isBlank(value) ? null : value;
}

/** Nothing but space and characters that show nothing, such as U+200B, U+2060 and joiners with nothing to join (VAL-3). */
const blank = /^[\s\p{Default_Ignorable_Code_Point}]*$/u;

function isBlank(text: string): boolean {
  // Nearly every text begins with a character that is no space: decided without a search.
  return text.charCodeAt(0) > 0x20 && text.charCodeAt(0) < 0x80 ? false : blank.test(text);
}

function requiredInstant(value: unknown): number | Refusal {
  const text = requiredText(value, 'appointment_date');
  if (typeof text !== 'string') return text;
  return (
    parseInstant(text) ??
    invalid('appointment_date', 'appointment_date must be an ISO 8601 date and time, such as 2026-06-15T09:30:00.000Z.')
  );
}

function branchOf(value: unknown, table: ClinicTable): string | Refusal {
  if (isAbsent(value)) {
    return table.onlyBranch ?? invalid('branch_id', 'branch_id is required where there is not exactly one branch.');
  }
  if (typeof value !== 'string') return invalid('branch_id', 'branch_id must be a text.');
  return table.branchIds.has(value) ? value : invalid('branch_id', 'branch_id names no branch of this organisation.');
}

function optionalSession(value: unknown): Session | undefined | Refusal {
  if (isAbsent(value)) return undefined;
  if (value === 'Morning' || value === 'Afternoon' || value === 'Evening') return value;
  return invalid('session', `session must be one of ${sessionSchema.options.join(', ')}.`);
}

function optionalStatus(value: unknown): UpdateRequest['status'] | Refusal {
  if (isAbsent(value)) return undefined;
  if (value === 'confirmed' || value === 'completed' || value === 'cancelled') return value;
  return invalid('status', 'status must be one of confirmed, completed, cancelled.');
}
