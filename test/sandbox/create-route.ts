import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Bookings } from './bookings.ts';
import { receivedBody } from './json-body.ts';
import { sendInvalid, sendRefusal } from './refusals.ts';
import { wireBooked } from './wire.ts';

/** Books what the body asks for and answers as `POST /v1/appointments` does; other channels book by the same rules. */
export function bookAndAnswer(request: FastifyRequest, reply: FastifyReply, bookings: Bookings): FastifyReply {
  const body = receivedBody(request);
  if (body.kind === 'faulty') return sendInvalid(reply, [body.fault]);
  const result = bookings.create(body.value);
  switch (result.kind) {
    case 'refused':
      return sendRefusal(reply, result);
    case 'created':
      return reply.code(201).send(wireBooked(result.appointment));
    case 'idempotent': {
      const { success, ...booked } = wireBooked(result.appointment);
      return reply.code(200).send({ success, idempotent: true, ...booked });
    }
  }
}
