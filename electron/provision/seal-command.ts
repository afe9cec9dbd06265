import { readKey } from '../../shared/api/key.ts';
import { sealKey } from './sealed-key.ts';

/** Option that seals the key of HUSKY_API_KEY for a setup file, and opens nothing. */
export const SEAL_KEY = '--seal-key';

export interface SealAnswer {
  /** For standard output; empty where there is a fault. */
  readonly output: string;
  readonly fault: string | null;
}

/** The line for the setup file, and the code for whoever sets the desks up. */
export function sealFromEnvironment(env: Readonly<Record<string, string | undefined>>): SealAnswer {
  const reading = readKey(env['HUSKY_API_KEY'] ?? '');
  if (reading.kind === 'fault') return { output: '', fault: `HUSKY_API_KEY: ${reading.message}` };
  const { sealed, code } = sealKey(reading.key);
  return { output: `for the setup file:  "sealedKey": "${sealed}"\nits code:            ${code}\n`, fault: null };
}
