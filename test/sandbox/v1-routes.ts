import type { FastifyInstance } from 'fastify';
import {
  appointmentAnswer,
  availabilityAnswer,
  configAnswer,
  listAnswer,
  servicesAnswer,
  trackingAnswer,
  unknownIdAnswer,
  updateAnswer,
} from './answers.ts';
import type { Bookings } from './bookings.ts';
import type { ClinicState } from './clinic-state.ts';
import { bookAndAnswer } from './create-route.ts';
import type { Gate } from './gate.ts';
import { receivedBody } from './json-body.ts';
import { sendAnswer, sendInvalid } from './refusals.ts';

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
  v1.get('/appointment-config', { onRequest }, (_request, reply) => sendAnswer(reply, configAnswer(state)));
  v1.get('/services', { onRequest }, (_request, reply) => sendAnswer(reply, servicesAnswer(state)));
}

function addSlotRoutes(v1: FastifyInstance, { gate, state }: V1Parts): void {
  const onRequest = gate.needsScope('slots:read');
  v1.get('/appointment-slots/availability', { onRequest }, (request, reply) =>
    sendAnswer(reply, availabilityAnswer(request.query, state)),
  );
  v1.get('/appointment-slots/schedule-tracking', { onRequest }, (request, reply) =>
    sendAnswer(reply, trackingAnswer(request.query, state)),
  );
}

function addReadingRoutes(v1: FastifyInstance, { gate, state }: V1Parts): void {
  const onRequest = gate.needsScope('appointments:read');
  v1.get('/appointments', { onRequest }, (request, reply) => sendAnswer(reply, listAnswer(request.query, state)));
  v1.get<{ Params: { id: string } }>('/appointments/:id', { onRequest }, (request, reply) =>
    sendAnswer(reply, appointmentAnswer(request.params.id, state)),
  );
}

function addWritingRoutes(v1: FastifyInstance, { gate, state, bookings }: V1Parts): void {
  const onRequest = gate.needsScope('appointments:write');
  v1.post('/appointments', { onRequest }, (request, reply) => bookAndAnswer(request, reply, bookings));
  v1.patch<{ Params: { id: string } }>('/appointments/:id', { onRequest }, (request, reply) => {
    // UPD-1: before the body is looked at.
    if (state.appointment(request.params.id) === undefined) return sendAnswer(reply, unknownIdAnswer);
    const body = receivedBody(request);
    if (body.kind === 'faulty') return sendInvalid(reply, [body.fault]);
    return sendAnswer(reply, updateAnswer(request.params.id, body.value, bookings));
  });
}
