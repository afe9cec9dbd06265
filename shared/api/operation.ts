import { z } from 'zod/mini';
import { localDateSchema, sessionSchema } from '../model/appointment.ts';

/** The calls the desk makes; main turns each into one HTTP request with the key. Fields are in wire names. */
export const createBodySchema = z.object({
  appointment_type: z.string(),
  appointment_date: z.string(),
  patient_name: z.string(),
  parent_phone: z.string(),
  branch_id: z.string(),
  session: z.optional(sessionSchema),
  batch: z.optional(z.string()),
  assigned_doctor: z.optional(z.string()),
  external_reference_id: z.string(),
});
export type CreateBody = z.infer<typeof createBodySchema>;

export const patchBodySchema = z.object({
  appointment_date: z.optional(z.string()),
  status: z.optional(z.enum(['confirmed', 'completed', 'cancelled'])),
  assigned_doctor: z.optional(z.string()),
  notes: z.optional(z.string()),
  session: z.optional(sessionSchema),
  batch: z.optional(z.string()),
});
export type PatchBody = z.infer<typeof patchBodySchema>;

export const apiOperationSchema = z.discriminatedUnion('op', [
  z.object({ op: z.literal('config') }),
  z.object({ op: z.literal('services') }),
  z.object({ op: z.literal('availability'), date: localDateSchema }),
  z.object({ op: z.literal('tracking'), date: localDateSchema, branchId: z.optional(z.string()) }),
  /** One page; `date` is a UTC day. */
  z.object({
    op: z.literal('list'),
    date: localDateSchema,
    branchId: z.optional(z.string()),
    page: z.int().check(z.positive()),
  }),
  z.object({ op: z.literal('get'), appointmentId: z.string() }),
  z.object({ op: z.literal('create'), body: createBodySchema }),
  z.object({ op: z.literal('patch'), appointmentId: z.string(), body: patchBodySchema }),
]);
export type ApiOperation = z.infer<typeof apiOperationSchema>;
export type ApiOperationName = ApiOperation['op'];
