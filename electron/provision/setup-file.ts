import { join } from 'node:path';
import { z } from 'zod';
import { deskSettingsSchema, type SettingsPatch } from '../../shared/ipc/contract.ts';
import { isSealedKey } from './sealed-key.ts';

/** What a setup file says to one computer. */
export interface Provision {
  /** Judged one by one when they are saved. */
  readonly settings: SettingsPatch;
  /** Null: the key is entered at the desk. */
  readonly sealedKey: string | null;
  /** An administrator agrees that the key lies in a private file where the computer has no keyring. */
  readonly keyMayBeFile: boolean;
}

export type SetupReading =
  | { readonly kind: 'provision'; readonly provision: Provision }
  /** One line per fault: the field, and what to do. */
  | { readonly kind: 'faults'; readonly faults: readonly string[] };

/** The fields of settings.json by their names; what they hold the settings judge. */
const settingsSchema = z.strictObject(
  Object.fromEntries(Object.keys(deskSettingsSchema.shape).map((field) => [field, z.unknown().optional()])),
  { error: remedyOf('give an object of settings, as in docs/managed-setup.md') },
);

const setupFileSchema = z.strictObject(
  {
    settings: settingsSchema.optional(),
    computers: z
      .record(z.string(), settingsSchema, { error: 'give an object: the name of each computer, and its settings' })
      .optional(),
    sealedKey: z
      .string('give the text that --seal-key printed')
      .refine(isSealedKey, 'this is no sealed key; give the text that --seal-key printed, not the key itself')
      .optional(),
    keyWithoutKeyring: z.enum(['file'], 'give "file", or leave it out').optional(),
  },
  { error: remedyOf('give one object, as in docs/managed-setup.md') },
);

/** Fields that are not known are named; everything else gets the remedy. */
function remedyOf(remedy: string): z.core.$ZodErrorMap {
  return (issue) =>
    issue.code === 'unrecognized_keys' ? `not known: ${issue.keys.join(', ')}; check the spelling` : remedy;
}

/**
 * Reads a setup file for one computer.
 * @param computer its host name; capitals do not count
 */
export function readSetupFile(text: string, computer: string): SetupReading {
  const value = jsonOf(text);
  if (value === undefined) return { kind: 'faults', faults: ['it is not JSON; look for a missing comma or quote'] };
  const parsed = setupFileSchema.safeParse(value);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => [...path.map(String), ''].join('.') + ` ${message}`);
    return { kind: 'faults', faults: faults.map((fault) => fault.replace(/\. /, ': ').trimStart()) };
  }
  const { settings = {}, computers, sealedKey, keyWithoutKeyring } = parsed.data;
  const own = computers === undefined ? {} : ownOf(computers, computer);
  if (own === null) {
    return {
      kind: 'faults',
      faults: [`computers: this computer, "${computer}", is not listed; add it under that name`],
    };
  }
  return {
    kind: 'provision',
    provision: {
      settings: { ...settings, ...own },
      sealedKey: sealedKey ?? null,
      keyMayBeFile: keyWithoutKeyring === 'file',
    },
  };
}

function ownOf<T>(computers: Readonly<Record<string, T>>, computer: string): T | null {
  const name = Object.keys(computers).find((listed) => listed.toLowerCase() === computer.toLowerCase());
  return name === undefined ? null : (computers[name] ?? null);
}

/** Undefined where it is no JSON. */
function jsonOf(text: string): unknown {
  try {
    // Editors of Windows put a mark before the first letter.
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
  } catch {
    return undefined;
  }
}

/** Where an administrator leaves the file for every account of the computer. */
export function machineSetupFile(system: NodeJS.Platform, env: Readonly<Record<string, string | undefined>>): string {
  switch (system) {
    case 'win32':
      return join(env['ProgramData'] ?? 'C:\\ProgramData', 'Husky Desk', 'setup.json');
    case 'darwin':
      return '/Library/Application Support/Husky Desk/setup.json';
    default:
      return '/etc/husky-desk/setup.json';
  }
}
