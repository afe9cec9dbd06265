import type { FastifyReply } from 'fastify';
import { refusalStatus, type Refusal } from '../../shared/booking/index.ts';

/** The error body of the API [O]. */
export function errorBody(code: string, message: string) {
  return { success: false, error: { code, message } };
}

/** The one body without `success`: the documentation shows it so [D]. */
export function rateLimitBody(retryAfterSeconds: number) {
  return {
    error: {
      code: 'RATE_LIMIT_EXCEEDED',
      message: `Too many requests: try again in ${String(retryAfterSeconds)} s`,
    },
  };
}

/** Answers with a refusal of the booking engine. */
export function sendRefusal(reply: FastifyReply, refusal: Refusal): FastifyReply {
  const body = errorBody(refusal.code, refusal.message);
  const duplicate =
    refusal.code === 'DUPLICATE_BOOKING' ? { existing_appointment_id: refusal.existing.appointmentId } : {};
  return reply.code(refusalStatus[refusal.code]).send({ ...body, ...duplicate });
}

/** A parameter or a body that can't be read; the message names the field. */
export function sendInvalid(reply: FastifyReply, faults: readonly string[]): FastifyReply {
  return reply.code(400).send(errorBody('VALIDATION_ERROR', faults.join('; ')));
}

export function sendNotFound(reply: FastifyReply, message: string): FastifyReply {
  return reply.code(404).send(errorBody('NOT_FOUND', message));
}
