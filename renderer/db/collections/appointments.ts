import type { RxJsonSchema } from 'rxdb';
import { phoneKey } from '../../../shared/booking/index.ts';
import type { Appointment } from '../../../shared/model/appointment.ts';

/** The longest phone key that is stored and looked up; a real one has at most sixteen characters. */
const maxPhoneKeyLength = 64;

/** A server record as stored. Patient data sits in `patient` and, for the index, in `phoneKey`. */
export type AppointmentDocument = Omit<Appointment, 'patientName' | 'parentPhone' | 'notes'> & {
  readonly patient: { readonly name: string; readonly phone: string; readonly notes: string | null };
  readonly phoneKey: string;
  /** ISO UTC instant at which the server was known to hold this. */
  readonly seenAt: string;
};

const nullableText = { type: ['string', 'null'] } as const;

/** Records of the server, ours and others'. */
export const appointmentsSchema: RxJsonSchema<AppointmentDocument> = {
  title: 'appointments',
  version: 0,
  type: 'object',
  primaryKey: 'appointmentId',
  properties: {
    appointmentId: { type: 'string', maxLength: 100 },
    serviceId: { type: 'string' },
    branchId: { type: 'string', maxLength: 100 },
    date: { type: 'string', maxLength: 10 },
    session: { type: 'string' },
    batch: { type: 'string' },
    token: nullableText,
    patient: { type: 'object' },
    phoneKey: { type: 'string', maxLength: maxPhoneKeyLength },
    assignedDoctor: nullableText,
    status: { type: 'string' },
    externalReferenceId: nullableText,
    createdAt: { type: 'string' },
    updatedAt: { type: 'string' },
    calendarId: nullableText,
    startsAt: nullableText,
    seenAt: { type: 'string' },
  },
  required: ['serviceId', 'branchId', 'date', 'session', 'batch', 'patient', 'phoneKey', 'status', 'seenAt'],
  // The first is the one that Dexie makes anyway; named here, a query may use it.
  indexes: [['appointmentId'], ['date', 'branchId'], ['phoneKey']],
};

export function appointmentDocument(appointment: Appointment, seenAt: string): AppointmentDocument {
  return {
    appointmentId: appointment.appointmentId,
    serviceId: appointment.serviceId,
    branchId: appointment.branchId,
    date: appointment.date,
    session: appointment.session,
    batch: appointment.batch,
    token: appointment.token,
    patient: { name: appointment.patientName, phone: appointment.parentPhone, notes: appointment.notes },
    phoneKey: storedPhoneKey(phoneKey(appointment.parentPhone)),
    assignedDoctor: appointment.assignedDoctor,
    status: appointment.status,
    externalReferenceId: appointment.externalReferenceId,
    createdAt: appointment.createdAt,
    updatedAt: appointment.updatedAt,
    calendarId: appointment.calendarId,
    startsAt: appointment.startsAt,
    seenAt,
  };
}

export function appointmentOf(document: AppointmentDocument): Appointment {
  return {
    appointmentId: document.appointmentId,
    serviceId: document.serviceId,
    branchId: document.branchId,
    date: document.date,
    session: document.session,
    batch: document.batch,
    token: document.token,
    patientName: document.patient.name,
    parentPhone: document.patient.phone,
    assignedDoctor: document.assignedDoctor,
    notes: document.patient.notes,
    status: document.status,
    externalReferenceId: document.externalReferenceId,
    createdAt: document.createdAt,
    updatedAt: document.updatedAt,
    calendarId: document.calendarId,
    startsAt: document.startsAt,
  };
}

/** A phone key as the index holds it: a server may hold any text as a phone. */
export function storedPhoneKey(key: string): string {
  return key.slice(0, maxPhoneKeyLength);
}
