import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { weekdayOf } from '../../shared/booking/index.ts';
import { windowStatusSchema } from '../../shared/model/clinic.ts';
import type { Bookings } from './bookings.ts';
import type { ClinicState } from './clinic-state.ts';
import type { SandboxClock } from './clock.ts';
import { bookAndAnswer } from './create-route.ts';
import { faultBodySchema, type FaultPlan } from './fault-plan.ts';
import { faultLines } from './faulty-fields.ts';
import { instantField } from './instant.ts';
import { receivedBody } from './json-body.ts';
import { sendInvalid, sendNotFound } from './refusals.ts';
import type { RequestLog } from './request-log.ts';
import { wholeAppointment, wireWindow } from './wire.ts';

export interface ControlParts {
  readonly clock: SandboxClock;
  readonly state: ClinicState;
  readonly bookings: Bookings;
  readonly faults: FaultPlan;
  readonly requests: RequestLog;
}

const clockBodySchema = z.strictObject({ now: instantField });

const windowBodySchema = z.strictObject({
  status: z.enum(windowStatusSchema.options).optional(),
  ai_slots: z.int().nonnegative().nullable().optional(),
  date: z.iso.date('expected a date as YYYY-MM-DD').optional(),
});
type WindowBody = z.infer<typeof windowBodySchema>;

/** The test controls, outside /v1: no key, no limit, no planned faults. */
export function addControlRoutes(controls: FastifyInstance, parts: ControlParts): void {
  controls.post('/clock', (request, reply) =>
    withBody(request, reply, clockBodySchema, ({ now }) => {
      parts.clock.set(now);
      return { success: true, data: { now: new Date(now).toISOString() } };
    }),
  );
  controls.post<{ Params: { id: string } }>('/windows/:id', (request, reply) =>
    withBody(request, reply, windowBodySchema, (body) => changeWindow(request.params.id, body, reply, parts)),
  );
  controls.post('/book', (request, reply) => bookAndAnswer(request, reply, parts.bookings));
  controls.post('/faults', (request, reply) =>
    withBody(request, reply, faultBodySchema, (body) => ({ success: true, data: parts.faults.set(body) })),
  );
  controls.get('/appointments', () => ({ success: true, data: parts.state.allAppointments().map(wholeAppointment) }));
  controls.get('/requests', () => ({ success: true, data: parts.requests.all() }));
}

function withBody<T>(
  request: FastifyRequest,
  reply: FastifyReply,
  schema: z.ZodType<T>,
  carryOut: (body: T) => unknown,
): unknown {
  const body = receivedBody(request);
  if (body.kind === 'faulty') return sendInvalid(reply, [body.fault]);
  const parsed = schema.safeParse(body.value);
  if (!parsed.success) return sendInvalid(reply, faultLines(parsed.error, body.value, 'body'));
  return carryOut(parsed.data);
}

function changeWindow(calendarId: string, body: WindowBody, reply: FastifyReply, parts: ControlParts): unknown {
  const window = parts.state.window(calendarId);
  if (window === undefined) return sendNotFound(reply, 'No window has this calendar_id');
  const { status, ai_slots: aiSlots, date } = body;
  if (status === undefined && aiSlots === undefined) return sendInvalid(reply, ['body: expected status or ai_slots']);
  if (typeof aiSlots === 'number' && aiSlots > window.maxSlots) {
    return sendInvalid(reply, [`ai_slots: expected at most max_slots ${String(window.maxSlots)}`]);
  }
  if (date !== undefined && weekdayOf(date) !== window.day) {
    return sendInvalid(reply, [`date: expected a ${window.day}, the day of this window`]);
  }
  parts.bookings.changeWindow({
    calendarId,
    date: date ?? null,
    ...(status === undefined ? {} : { status }),
    ...(aiSlots === undefined ? {} : { aiSlots }),
  });
  const changed = parts.state.window(calendarId) ?? window;
  if (date === undefined) return { success: true, data: wireWindow(changed) };
  return { success: true, data: { ...wireWindow(parts.state.windowOn(changed, date)), date } };
}
