import { z } from 'zod/mini';
import { localDateSchema } from '../model/appointment.ts';
import { readAddress } from './address.ts';
import { readKey } from './key.ts';
import type { ApiOperation } from './operation.ts';

/** What is asked of an address and a key while somebody enters them. */
export const trialOperationSchema = z.discriminatedUnion('op', [
  z.object({ op: z.literal('config') }),
  z.object({ op: z.literal('services') }),
  z.object({ op: z.literal('availability'), date: localDateSchema }),
  /** Whether the key may book and change appointments, without doing either. */
  z.object({ op: z.literal('may-write') }),
]);
export type TrialOperation = z.infer<typeof trialOperationSchema>;

/** One question with the address and the key that it goes to, tidied: as they would be kept. */
export const trialCallSchema = z.object({
  address: z
    .string()
    .check(z.maxLength(2000), z.refine(isAddress, 'give an address like https://api.huskyvoice.ai/v1')),
  key: z.string().check(z.maxLength(400), z.refine(isKey, 'give the whole API key, without blanks')),
  operation: trialOperationSchema,
});
export type TrialCall = z.infer<typeof trialCallSchema>;

/** The id of no appointment: all zeros is never given to one. */
const NO_APPOINTMENT = '00000000-0000-0000-0000-000000000000';

/**
 * The operation behind a question. `may-write` changes nothing of an appointment that does not exist: a server looks at key, rate
 * limit and scope first (specification, "The order of checks"), so a key without the scope is answered with 403, and one with
 * it with 404 or 400. There is nothing that such a request could do, whatever a server makes of it.
 */
export function asOperation(operation: TrialOperation): ApiOperation {
  return operation.op === 'may-write' ? { op: 'patch', appointmentId: NO_APPOINTMENT, body: {} } : operation;
}

function isAddress(text: string): boolean {
  const reading = readAddress(text);
  return reading.kind === 'address' && reading.address !== '' && reading.address === text;
}

function isKey(text: string): boolean {
  const reading = readKey(text);
  return reading.kind === 'key' && reading.key === text;
}
