import { join } from 'node:path';
import { z } from 'zod';
import type { SettingsPatch } from '../../shared/ipc/contract.ts';
import { describeError, type Log } from '../log/log.ts';
import type { KeyStore } from '../settings/key-store.ts';
import type { SettingsFile } from '../settings/settings-file.ts';
import { readTextIfPresent, writeAtomically } from '../storage/atomic-file.ts';
import { readSetupFile, type Provision } from './setup-file.ts';

const APPLIED_FILE = 'setup-applied.json';
const SEALED_KEY = 'sealedKey';

/** What was taken from the setup file so far, by field. */
const appliedSchema = z.record(z.string(), z.unknown());
type Applied = z.infer<typeof appliedSchema>;

export interface ProvisioningPorts {
  readonly userData: string;
  /** The setup file; null: none is looked for. */
  readonly path: string | null;
  /** It was asked for: that it is missing is a fault. */
  readonly wanted: boolean;
  /** Opens the sealed key; null: it was not given. */
  readonly code: string | null;
  readonly computer: string;
  readonly settings: SettingsFile;
  readonly keys: KeyStore;
  readonly log: Log;
}

/** The setup file can't be used, and this desk has never been set up by one. */
export class SetupFault extends Error {
  override readonly name = 'SetupFault';
  /** One line each: where, and what to do. */
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(faults.join('\n'));
    this.faults = faults;
  }
}

/**
 * Takes over what a setup file says (docs/managed-setup.md). Only what the file says anew since the last start is taken: what a
 * person changed at the desk stays. A desk that was set up by the file goes on without it, and with one that is damaged.
 * @throws {SetupFault}
 */
export async function provision(ports: ProvisioningPorts): Promise<void> {
  const { path, userData, log } = ports;
  if (path === null) return;
  const applied = await readApplied(userData);
  const faults = await take(ports, path, applied ?? {});
  if (faults.length === 0) return;
  const lines = faults.map((fault) => `${path}: ${fault}`);
  if (applied === null) throw new SetupFault(lines);
  for (const line of lines) log.warn('setup.not-taken', line);
}

async function take(ports: ProvisioningPorts, path: string, applied: Applied): Promise<readonly string[]> {
  const { settings, userData, computer, log } = ports;
  let text: string | null;
  try {
    text = await readTextIfPresent(path);
  } catch (error) {
    return [`it can't be read (${describeError(error)}); let every account read it`];
  }
  if (text === null) return ports.wanted ? ['there is no such file; check HUSKY_SETUP_FILE'] : [];
  const reading = readSetupFile(text, computer);
  if (reading.kind === 'faults') return reading.faults;
  const { provision: wanted } = reading;
  const fresh = freshFields(wanted.settings, applied, settings.fixedFields);
  const saved = await settings.save(fresh);
  if (saved.kind === 'rejected') return saved.faults.map(({ field, message }) => `${field}: ${message}`);
  const fault = await takeKey(ports, wanted, applied);
  if (fault !== null) return [fault];
  if (Object.keys(fresh).length > 0) log.info('setup.taken', Object.keys(fresh).join(' '));
  const known = { ...applied, ...fresh, ...(wanted.sealedKey === null ? {} : { [SEALED_KEY]: wanted.sealedKey }) };
  await writeAtomically(join(userData, APPLIED_FILE), `${JSON.stringify(known, null, 2)}\n`);
  return [];
}

/** What the file did not say before, without what the environment fixes. */
function freshFields(settings: SettingsPatch, applied: Applied, fixed: readonly string[]): SettingsPatch {
  return Object.fromEntries(
    Object.entries(settings).filter(
      ([field, value]) => !fixed.includes(field) && JSON.stringify(applied[field]) !== JSON.stringify(value),
    ),
  );
}

/** @returns the fault; null: the key is kept, or waits for its code at the desk */
async function takeKey({ keys, code }: ProvisioningPorts, wanted: Provision, applied: Applied): Promise<string | null> {
  const { sealedKey, keyMayBeFile } = wanted;
  if (sealedKey === null)
    return code === null ? null : 'sealedKey: it is missing, and HUSKY_SETUP_CODE has nothing to open';
  keys.expectCode(sealedKey, keyMayBeFile);
  const { present, storedIn } = keys.status;
  // One that a person entered since stays, and HUSKY_API_KEY wins.
  if (code === null || storedIn === 'environment' || (present && applied[SEALED_KEY] === sealedKey)) return null;
  const saved = await keys.save(code, false);
  switch (saved.kind) {
    case 'saved':
      return null;
    case 'needs-consent':
      return 'keyWithoutKeyring: this computer has no keyring; give "file" to keep the key in a private file';
    case 'rejected':
      return `sealedKey: HUSKY_SETUP_CODE: ${saved.message}`;
  }
}

/** Null: this desk was never set up by a file. */
async function readApplied(userData: string): Promise<Applied | null> {
  const text = await readTextIfPresent(join(userData, APPLIED_FILE));
  if (text === null) return null;
  try {
    const parsed = appliedSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : {};
  } catch {
    // What was taken is not known any more: it is taken anew.
    return {};
  }
}
