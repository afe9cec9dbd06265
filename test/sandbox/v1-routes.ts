import type { FastifyInstance, FastifyReply } from 'fastify';
import { appointmentPage } from './appointment-list.ts';
import type { Bookings } from './bookings.ts';
import type { ClinicState } from './clinic-state.ts';
import { bookAndAnswer } from './create-route.ts';
import { availableSlots, trackingRecords } from './day-schedule.ts';
import type { Gate } from './gate.ts';
import { receivedBody } from './json-body.ts';
import { availabilityQuerySchema, listQuerySchema, readQuery, trackingQuerySchema } from './queries.ts';
import { sendInvalid, sendNotFound, sendRefusal } from './refusals.ts';
import { wireAppointment, wireConfig, wireService } from './wire.ts';

export interface V1Parts {
  readonly gate: Gate;
  readonly state: ClinicState;
  readonly bookings: Bookings;
}

/** The documented endpoints that a desk uses; `slots:write` has none in the contract. */
export function addV1Routes(v1: FastifyInstance, parts: V1Parts): void {
  addClinicRoutes(v1, parts);
  addSlotRoutes(v1, parts);
  addReadingRoutes(v1, parts);
  addWritingRoutes(v1, parts);
}

function addClinicRoutes(v1: FastifyInstance, { gate, state }: V1Parts): void {
  const onRequest = gate.needsScope('appointments:read');
  v1.get('/appointment-config', { onRequest }, () => ({ success: true, data: wireConfig(state.snapshot.config) }));
  v1.get('/services', { onRequest }, () => ({ success: true, data: state.snapshot.services.map(wireService) }));
}

function addSlotRoutes(v1: FastifyInstance, { gate, state }: V1Parts): void {
  const onRequest = gate.needsScope('slots:read');
  v1.get('/appointment-slots/availability', { onRequest }, (request, reply) => {
    const reading = readQuery(availabilityQuerySchema, request.query);
    if (reading.kind === 'faulty') return sendInvalid(reply, reading.faults);
    const { date, branch_id, session } = reading.query;
    return { success: true, date, slots: availableSlots(date, { branchId: branch_id, session }, state) };
  });
  v1.get('/appointment-slots/schedule-tracking', { onRequest }, (request, reply) => {
    const reading = readQuery(trackingQuerySchema, request.query);
    if (reading.kind === 'faulty') return sendInvalid(reply, reading.faults);
    const { date, branch_id } = reading.query;
    return { success: true, data: trackingRecords(date, { branchId: branch_id, session: undefined }, state) };
  });
}

function addReadingRoutes(v1: FastifyInstance, { gate, state }: V1Parts): void {
  const onRequest = gate.needsScope('appointments:read');
  v1.get('/appointments', { onRequest }, (request, reply) => {
    const reading = readQuery(listQuerySchema, request.query);
    if (reading.kind === 'faulty') return sendInvalid(reply, reading.faults);
    return appointmentPage(state.allAppointments(), state.snapshot, reading.query);
  });
  v1.get<{ Params: { id: string } }>('/appointments/:id', { onRequest }, (request, reply) => {
    const appointment = state.appointment(request.params.id);
    if (appointment === undefined) return sendUnknownId(reply);
    return { success: true, data: wireAppointment(appointment) };
  });
}

function addWritingRoutes(v1: FastifyInstance, { gate, state, bookings }: V1Parts): void {
  const onRequest = gate.needsScope('appointments:write');
  v1.post('/appointments', { onRequest }, (request, reply) => bookAndAnswer(request, reply, bookings));
  v1.patch<{ Params: { id: string } }>('/appointments/:id', { onRequest }, (request, reply) => {
    // UPD-1: before the body is looked at.
    if (state.appointment(request.params.id) === undefined) return sendUnknownId(reply);
    const body = receivedBody(request);
    if (body.kind === 'faulty') return sendInvalid(reply, [body.fault]);
    const result = bookings.update(request.params.id, body.value);
    if (result.kind === 'refused') return sendRefusal(reply, result);
    return { success: true, data: wireAppointment(result.appointment) };
  });
}

function sendUnknownId(reply: FastifyReply): FastifyReply {
  return sendNotFound(reply, 'No appointment has this id');
}
