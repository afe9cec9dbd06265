import { refusalStatus, type Refusal } from '../../shared/booking/index.ts';
import { appointmentPage } from './appointment-list.ts';
import type { Bookings, CreateResult } from './bookings.ts';
import type { ClinicState } from './clinic-state.ts';
import { availableSlots, trackingRecords } from './day-schedule.ts';
import { availabilityQuerySchema, listQuerySchema, readQuery, trackingQuerySchema } from './queries.ts';
import { errorBody } from './error-bodies.ts';
import { wireAppointment, wireBooked, wireConfig, wireService } from './wire.ts';

/**
 * What the API answers, as a status and a body: the same functions stand behind the HTTP routes and behind the simulation's
 * network, which has no HTTP.
 */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** `GET /v1/appointment-config` and `GET /v1/services`. */
export function configAnswer(state: ClinicState): Answer {
  return ok({ success: true, data: wireConfig(state.snapshot.config) });
}

export function servicesAnswer(state: ClinicState): Answer {
  return ok({ success: true, data: state.snapshot.services.map(wireService) });
}

/** `GET …/availability`; `parameters` as they came in the query, like those below. */
export function availabilityAnswer(parameters: unknown, state: ClinicState): Answer {
  const reading = readQuery(availabilityQuerySchema, parameters);
  if (reading.kind === 'faulty') return invalidAnswer(reading.faults);
  const { date, branch_id, session } = reading.query;
  return ok({ success: true, date, slots: availableSlots(date, { branchId: branch_id, session }, state) });
}

/** `GET …/schedule-tracking`. */
export function trackingAnswer(parameters: unknown, state: ClinicState): Answer {
  const reading = readQuery(trackingQuerySchema, parameters);
  if (reading.kind === 'faulty') return invalidAnswer(reading.faults);
  const { date, branch_id } = reading.query;
  return ok({ success: true, data: trackingRecords(date, { branchId: branch_id, session: undefined }, state) });
}

/** `GET /v1/appointments`: one page. */
export function listAnswer(parameters: unknown, state: ClinicState): Answer {
  const reading = readQuery(listQuerySchema, parameters);
  if (reading.kind === 'faulty') return invalidAnswer(reading.faults);
  return ok(appointmentPage(state.allAppointments(), state.snapshot, reading.query));
}

/** `GET /v1/appointments/{id}`. */
export function appointmentAnswer(id: string, state: ClinicState): Answer {
  const appointment = state.appointment(id);
  return appointment === undefined ? unknownIdAnswer : ok({ success: true, data: wireAppointment(appointment) });
}

/** `POST /v1/appointments`; other channels book by the same rules. Throws where the journal can't be written. */
export function createAnswer(body: unknown, bookings: Bookings): Answer {
  return createdAnswer(bookings.create(body));
}

function createdAnswer(result: CreateResult): Answer {
  switch (result.kind) {
    case 'refused':
      return refusalAnswer(result);
    case 'created':
      return { status: 201, body: wireBooked(result.appointment) };
    case 'idempotent': {
      const { success, ...booked } = wireBooked(result.appointment);
      return ok({ success, idempotent: true, ...booked });
    }
  }
}

/** `PATCH /v1/appointments/{id}` of a record that is there (UPD-1 comes before the body is looked at). */
export function updateAnswer(id: string, body: unknown, bookings: Bookings): Answer {
  const result = bookings.update(id, body);
  if (result.kind === 'refused') return refusalAnswer(result);
  return ok({ success: true, data: wireAppointment(result.appointment) });
}

/** A refusal of the booking engine. */
function refusalAnswer(refusal: Refusal): Answer {
  const duplicate =
    refusal.code === 'DUPLICATE_BOOKING' ? { existing_appointment_id: refusal.existing.appointmentId } : {};
  return { status: refusalStatus[refusal.code], body: { ...errorBody(refusal.code, refusal.message), ...duplicate } };
}

/** A parameter or a body that can't be read; the message names the field. */
export function invalidAnswer(faults: readonly string[]): Answer {
  return { status: 400, body: errorBody('VALIDATION_ERROR', faults.join('; ')) };
}

/** No appointment has the id of the path. */
export const unknownIdAnswer: Answer = { status: 404, body: errorBody('NOT_FOUND', 'No appointment has this id') };

function ok(body: unknown): Answer {
  return { status: 200, body };
}
