import { z } from 'zod/mini';
import { localDateSchema } from './appointment.ts';

/** Epoch ms. */
const instantSchema = z.number().check(z.minimum(0));

/** What a slip says about the booking. `confirmed` only where the server has it. */
export const slipStateSchema = z.enum([
  'waiting',
  'at-risk',
  'own-place',
  'confirmed',
  'undecided',
  'void',
  'practice',
]);
export type SlipState = z.infer<typeof slipStateSchema>;

/** What the family is told of why a booking waits: less than the desk is. */
const slipWaitSchema = z.enum(['connection', 'set-up', 'time', 'sample']);
export type SlipWait = z.infer<typeof slipWaitSchema>;

/** Whose desk it was made at, and when. */
const headSchema = z.object({
  clinicName: z.string(),
  branchName: z.string(),
  deviceLetter: z.string(),
  /** IANA name of the organisation's zone: every time of a slip is told in it. */
  timeZone: z.string(),
  madeAt: instantSchema,
});

/** Everything that a family's slip tells; its words come from the catalogues. Patient data: never logged. */
export const slipFactsSchema = z.object({
  ...headSchema.shape,
  kind: z.literal('slip'),
  token: z.string().check(z.minLength(1), z.maxLength(40)),
  patientName: z.string(),
  /** Null: not known here yet. */
  serviceName: z.nullable(z.string()),
  doctor: z.nullable(z.string()),
  /** Of the organisation's zone. */
  date: localDateSchema,
  windowStartsAt: instantSchema,
  windowEndsAt: instantSchema,
  state: slipStateSchema,
  /** When it came to that state. */
  since: instantSchema,
  /** What a booking that is still to be sent waits for, and until when as far as that is known. */
  held: z.nullable(z.object({ by: slipWaitSchema, until: z.nullable(instantSchema) })),
  /** The booking's reference, for the QR code; null: nothing that may be scanned. */
  code: z.nullable(z.string().check(z.maxLength(200))),
  /** Printed before: two of them may be about. */
  reprint: z.boolean(),
});
export type SlipFacts = z.infer<typeof slipFactsSchema>;

/** A slip that shows whether the printer is set up right: scripts, ₹, the edges of the paper. Nobody's visit. */
export const testSlipSchema = z.object({ ...headSchema.shape, kind: z.literal('test') });
export type TestSlip = z.infer<typeof testSlipSchema>;

export const slipSchema = z.discriminatedUnion('kind', [slipFactsSchema, testSlipSchema]);
export type AnySlip = z.infer<typeof slipSchema>;

/** Width of the paper roll, millimetres. */
export const paperWidthSchema = z.union([z.literal(58), z.literal(80)]);
export type PaperWidth = z.infer<typeof paperWidthSchema>;
