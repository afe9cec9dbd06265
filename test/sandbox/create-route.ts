import type { FastifyReply, FastifyRequest } from 'fastify';
import { createAnswer } from './answers.ts';
import type { Bookings } from './bookings.ts';
import { receivedBody } from './json-body.ts';
import { sendAnswer, sendInvalid } from './refusals.ts';

/** Books what the body asks for and answers as `POST /v1/appointments` does; other channels book by the same rules. */
export function bookAndAnswer(request: FastifyRequest, reply: FastifyReply, bookings: Bookings): FastifyReply {
  const body = receivedBody(request);
  if (body.kind === 'faulty') return sendInvalid(reply, [body.fault]);
  return sendAnswer(reply, createAnswer(body.value, bookings));
}
