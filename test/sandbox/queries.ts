import { z } from 'zod';
import { appointmentStatusSchema, sessionSchema } from '../../shared/model/appointment.ts';
import { faultLines } from './faulty-fields.ts';

const defaultPageSize = 50;
const largestPageSize = 200;
const largestPage = 1_000_000;

const dateParameter = z.iso.date('expected a date as YYYY-MM-DD');
/** Ids and labels are looked up, not checked: an unknown one matches nothing. */
const valueParameter = z.string().min(1, 'expected a value');

function numberParameter(largest: number) {
  const message = `expected a whole number from 1 to ${String(largest)}`;
  return z
    .string()
    .regex(/^\d{1,15}$/, { error: message, abort: true })
    .transform(Number)
    .pipe(z.int().min(1, message).max(largest, message));
}

/** Parameters that the contract does not name are ignored. */
export const listQuerySchema = z.object({
  /** A UTC day. */
  date: dateParameter.optional(),
  status: z.enum(appointmentStatusSchema.options).optional(),
  appointment_type: valueParameter.optional(),
  branch_id: valueParameter.optional(),
  session: z.enum(sessionSchema.options).optional(),
  batch: valueParameter.optional(),
  page: numberParameter(largestPage).default(1),
  // More than the most is refused, not cut down: a client that takes a short page for the last one would lose the rest.
  limit: numberParameter(largestPageSize).default(defaultPageSize),
});
export type ListQuery = z.infer<typeof listQuerySchema>;

export const availabilityQuerySchema = z.object({
  /** An organisation-local day. */
  date: dateParameter,
  branch_id: valueParameter.optional(),
  session: z.enum(sessionSchema.options).optional(),
});

export const trackingQuerySchema = z.object({
  /** An organisation-local day. */
  date: dateParameter,
  branch_id: valueParameter.optional(),
});

export type QueryReading<T> =
  { readonly kind: 'ok'; readonly query: T } | { readonly kind: 'faulty'; readonly faults: readonly string[] };

/** Reads query parameters; each fault names its parameter. */
export function readQuery<T>(schema: z.ZodType<T>, parameters: unknown): QueryReading<T> {
  const parsed = schema.safeParse(parameters);
  return parsed.success
    ? { kind: 'ok', query: parsed.data }
    : { kind: 'faulty', faults: faultLines(parsed.error, parameters, 'query') };
}
