import type { FastifyReply } from 'fastify';
import { invalidAnswer, type Answer } from './answers.ts';
import { errorBody } from './error-bodies.ts';

export function sendAnswer(reply: FastifyReply, { status, body }: Answer): FastifyReply {
  return reply.code(status).send(body);
}

/** A parameter or a body that can't be read; the message names the field. */
export function sendInvalid(reply: FastifyReply, faults: readonly string[]): FastifyReply {
  return sendAnswer(reply, invalidAnswer(faults));
}

export function sendNotFound(reply: FastifyReply, message: string): FastifyReply {
  return sendAnswer(reply, { status: 404, body: errorBody('NOT_FOUND', message) });
}
