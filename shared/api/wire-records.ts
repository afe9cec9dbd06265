import { z } from 'zod/mini';
import type { Appointment } from '../model/appointment.ts';
import type { CalendarWindow, DateOverride, OrgConfig, Service } from '../model/clinic.ts';
import {
  appointmentStatusField,
  countField,
  dateField,
  flagField,
  hoursField,
  idField,
  instantField,
  labelField,
  optionalTextField,
  sessionField,
  textField,
  wallTimeField,
  weekdayField,
  weekdayOfDate,
  windowStatusField,
} from './wire-fields.ts';

/** Server records as they come, and their translation to the model. Unknown fields are left behind. */

export const appointmentRecord = z.object({
  appointment_id: idField,
  appointment_type: idField,
  branch_id: idField,
  date: dateField,
  session: sessionField,
  batch: labelField,
  token: optionalTextField,
  patient_name: textField,
  parent_phone: textField,
  assigned_doctor: optionalTextField,
  notes: optionalTextField,
  status: appointmentStatusField,
  external_reference_id: optionalTextField,
  created_at: instantField,
  updated_at: instantField,
  calendar_id: optionalTextField,
  /** Only webhooks carry it by the documentation; used wherever it comes [D]. */
  start_time: instantField,
});

/** `receivedAt` (ISO UTC) stands in where a record has no timestamps. */
export function toAppointment(record: z.infer<typeof appointmentRecord>, receivedAt: string): Appointment {
  return {
    appointmentId: record.appointment_id,
    serviceId: record.appointment_type,
    branchId: record.branch_id,
    date: record.date,
    session: record.session,
    batch: record.batch,
    token: record.token,
    patientName: record.patient_name,
    parentPhone: record.parent_phone,
    assignedDoctor: record.assigned_doctor,
    notes: record.notes,
    status: record.status,
    externalReferenceId: record.external_reference_id,
    createdAt: record.created_at ?? record.updated_at ?? receivedAt,
    updatedAt: record.updated_at ?? record.created_at ?? receivedAt,
    calendarId: record.calendar_id,
    startsAt: record.start_time,
  };
}

/** The documented names first, then what else a server may call them: the shape is our own choice [O]. */
export const serviceRecord = z.pipe(
  z.transform((value: unknown) => {
    if (typeof value !== 'object' || value === null) return value;
    const fields = new Map<string, unknown>(Object.entries(value));
    return {
      service_id: fields.get('service_id') ?? fields.get('id') ?? fields.get('uuid'),
      name: fields.get('name') ?? fields.get('service_name'),
    };
  }),
  z.object({ service_id: idField, name: idField }),
);

export function toService(record: z.infer<typeof serviceRecord>): Service {
  return { serviceId: record.service_id, name: record.name };
}

export const configRecord = z.object({
  timezone: z.string().check(z.refine(isZone, 'expected the name of a time zone, such as Asia/Kolkata')),
  prevent_duplicate_bookings: flagField,
  allow_cancellation: flagField,
  cancellation_notice_hours: hoursField,
});

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Duplicates are taken as refused where the server does not say: better told at the desk than after the patient left. */
export function toOrgConfig(record: z.infer<typeof configRecord>): OrgConfig {
  return {
    timezone: record.timezone,
    preventDuplicateBookings: record.prevent_duplicate_bookings ?? true,
    allowCancellation: record.allow_cancellation ?? true,
    cancellationNoticeHours: record.cancellation_notice_hours ?? 0,
  };
}

/** A window of one date, as availability and schedule tracking show it. `slot_id` is `calendar||date[||service]` [D]. */
const slotFields = z.object({
  calendar_id: idField,
  service_id: optionalTextField,
  branch_id: idField,
  day: weekdayField,
  session: sessionField,
  batch: labelField,
  start_time: wallTimeField,
  end_time: wallTimeField,
  appointment_type: optionalTextField,
  max_slots: countField,
  ai_slots: countField,
  filled_slots: countField,
  available_slots: countField,
  status: windowStatusField,
});
export type SlotRecord = z.infer<typeof slotFields>;

/** The record's schema; a branch that the record leaves out is the one that was asked for. */
export function slotRecord(askedBranchId: string | undefined) {
  return z.pipe(
    z.transform((value: unknown) => {
      if (typeof value !== 'object' || value === null) return value;
      const fields = new Map<string, unknown>(Object.entries(value));
      const slotId = fields.get('slot_id');
      const [calendarId, , serviceId] = typeof slotId === 'string' ? slotId.split('||') : [];
      return {
        ...value,
        calendar_id: fields.get('calendar_id') ?? calendarId,
        service_id: serviceId ?? fields.get('service_id'),
        branch_id: fields.get('branch_id') ?? askedBranchId,
      };
    }),
    slotFields,
  );
}

/** Active appointments of the window on that date, all services together [O]. */
export function filledOf(record: SlotRecord): number {
  if (typeof record.filled_slots === 'number') return record.filled_slots;
  const capacity = record.ai_slots ?? record.max_slots;
  if (typeof capacity === 'number' && typeof record.available_slots === 'number') {
    return Math.max(0, capacity - record.available_slots);
  }
  return 0;
}

/**
 * The weekly window behind a record. A status missing from availability means open, since it lists open windows only [D].
 * Capacities that were left out follow from what was filled and what is available.
 */
export function toWindow(record: SlotRecord, date: string): CalendarWindow {
  const seen = typeof record.available_slots === 'number' ? record.available_slots + filledOf(record) : undefined;
  const aiSlots = record.ai_slots === undefined ? aiSlotsFromSeen(record, seen) : record.ai_slots;
  return {
    calendarId: record.calendar_id,
    branchId: record.branch_id,
    day: record.day ?? weekdayOfDate(date),
    session: record.session,
    batch: record.batch,
    startTime: record.start_time === '24:00' ? '00:00' : record.start_time,
    endTime: record.end_time === '00:00' ? '24:00' : record.end_time,
    serviceId: record.appointment_type,
    maxSlots: record.max_slots ?? aiSlots ?? seen ?? 0,
    aiSlots,
    status: record.status ?? 'OPEN',
  };
}

function aiSlotsFromSeen(record: SlotRecord, seen: number | undefined): number | null {
  if (seen === undefined || typeof record.max_slots !== 'number') return null;
  return seen < record.max_slots ? seen : null;
}

/** What a tracking record says of its date; it overrides the weekly window there [O]. */
export function toOverride(record: SlotRecord, date: string): DateOverride {
  return {
    calendarId: record.calendar_id,
    date,
    serviceId: record.service_id,
    ...(record.status === undefined ? {} : { status: record.status }),
    ...(record.ai_slots === undefined ? {} : { aiSlots: record.ai_slots }),
    ...(typeof record.max_slots === 'number' ? { maxSlots: record.max_slots } : {}),
  };
}
