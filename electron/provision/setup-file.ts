import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { deskSettingsSchema, type SettingsPatch, type SetupFileFault } from '../../shared/ipc/contract.ts';
import { describeError } from '../log/log.ts';
import { isMissing } from '../storage/atomic-file.ts';
import { isSealedKey } from './sealed-key.ts';

/** What a setup file's name may end in, so that it opens with a double click; without the dot. */
export const SETUP_EXTENSION = 'husky-setup';

/** What a setup file may have, in bytes: a clinic with a thousand computers has a tenth of it. */
const LARGEST_FILE = 1_000_000;

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
  | { readonly kind: 'faults'; readonly faults: readonly SetupFileFault[] };

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
 * Opens a setup file for one computer.
 * @param computer its host name; capitals do not count
 */
export async function openSetupFile(
  path: string,
  computer: string,
): Promise<SetupReading | { readonly kind: 'missing' }> {
  try {
    const found = await stat(path);
    if (found.isDirectory()) return faultOf('it is a folder; choose the file itself');
    // A pipe or a device may never end.
    if (!found.isFile()) return faultOf('it is no file that can be read; choose the file itself');
    if (found.size > LARGEST_FILE) return faultOf('it is larger than 1 MB, and no setup file; choose another one');
    return readSetupFile(await readFile(path, 'utf8'), computer);
  } catch (error) {
    if (isMissing(error)) return { kind: 'missing' };
    return faultOf(`it can't be read (${describeError(error)}); let every account read it`);
  }
}

/** Reads the text of a setup file for one computer. */
export function readSetupFile(text: string, computer: string): SetupReading {
  const value = jsonOf(text);
  if (value === undefined) return faultOf('it is not JSON; look for a missing comma or quote');
  const parsed = setupFileSchema.safeParse(value);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => ({
      field: path.map(String).join('.'),
      remedy: message,
    }));
    return { kind: 'faults', faults };
  }
  const { settings = {}, computers, sealedKey, keyWithoutKeyring } = parsed.data;
  const own = computers === undefined ? {} : ownOf(computers, computer);
  if (own === null) return faultOf(`this computer, "${computer}", is not listed; add it under that name`, 'computers');
  return {
    kind: 'provision',
    provision: {
      settings: { ...settings, ...own },
      sealedKey: sealedKey ?? null,
      keyMayBeFile: keyWithoutKeyring === 'file',
    },
  };
}

/** @param field empty: the file as a whole */
function faultOf(remedy: string, field = ''): SetupReading {
  return { kind: 'faults', faults: [{ field, remedy }] };
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
