import { join } from 'node:path';
import { z } from 'zod';
import { clinicOfAddress, readAddress } from '../../shared/api/address.ts';
import type { SettingsPatch, SetupFileFault } from '../../shared/ipc/contract.ts';
import type { Log } from '../log/log.ts';
import type { KeyJudgement, KeyStore } from '../settings/key-store.ts';
import type { SettingsFile } from '../settings/settings-file.ts';
import { readTextIfPresent, writeAtomically } from '../storage/atomic-file.ts';
import { openSetupFile, type Provision } from './setup-file.ts';

const APPLIED_FILE = 'setup-applied.json';
const SEALED_KEY = 'sealedKey';

/** What was taken from the setup file so far, by field. */
const appliedSchema = z.record(z.string(), z.unknown());
type Applied = z.infer<typeof appliedSchema>;

/** What a setup file is taken into. */
export interface TakingPorts {
  readonly userData: string;
  readonly settings: SettingsFile;
  readonly keys: KeyStore;
  readonly log: Log;
}

export interface ProvisioningPorts extends TakingPorts {
  /** The setup file; null: none is looked for. */
  readonly path: string | null;
  /** It was asked for: that it is missing is a fault. */
  readonly wanted: boolean;
  /** Opens the sealed key; null: it was not given. */
  readonly code: string | null;
  readonly computer: string;
}

/** The setup file can't be used, and this desk has never been set up by one. */
export class SetupFault extends Error {
  override readonly name = 'SetupFault';
  /** One line each: the file, where in it, and what to do. */
  readonly lines: readonly string[];
  /** What stands on the screen, for the person before it and for whoever wrote the file. */
  readonly notice: string;

  constructor(path: string, faults: readonly string[]) {
    const lines = linesOf(path, faults);
    super(lines.join('\n'));
    this.lines = lines;
    this.notice = [
      `The setup file of this computer can’t be used:\n${path}`,
      faults.map((fault) => `• ${fault}`).join('\n'),
      'Nothing was changed. Tell whoever looks after the computers. When the file is mended, start Husky Desk again.',
    ].join('\n\n');
  }
}

function linesOf(path: string, faults: readonly string[]): readonly string[] {
  return faults.map((fault) => `${path}: ${fault}`);
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
  const faults = await takeAtStart(ports, path, applied ?? {});
  if (faults.length === 0) return;
  const told = faults.map(({ field, remedy }) => (field === '' ? remedy : `${field}: ${remedy}`));
  if (applied === null) throw new SetupFault(path, told);
  for (const line of linesOf(path, told)) log.warn('setup.not-taken', line);
}

async function takeAtStart(
  ports: ProvisioningPorts,
  path: string,
  applied: Applied,
): Promise<readonly SetupFileFault[]> {
  const { settings, computer } = ports;
  const reading = await openSetupFile(path, computer);
  if (reading.kind === 'missing') {
    return ports.wanted ? [{ field: '', remedy: 'there is no such file; check HUSKY_SETUP_FILE' }] : [];
  }
  if (reading.kind === 'faults') return reading.faults;
  const { provision: wanted } = reading;
  const fresh = freshFields(wanted.settings, applied);
  const changes = changesOf(fresh, wanted, settings);
  const judged = settings.preview(changes);
  if (judged.kind === 'rejected') return faultsOfSettings(judged.faults);
  if (ports.code !== null && wanted.sealedKey === null) {
    return [{ field: SEALED_KEY, remedy: 'it is missing, and HUSKY_SETUP_CODE has nothing to open' }];
  }
  const judgedKey = judgeKeyAtStart(ports, wanted, applied);
  if (judgedKey !== null && judgedKey.kind !== 'key') return [faultOfKey(judgedKey)];
  await keepAll(ports, changes, judgedKey ?? { kind: 'as-it-is' });
  await writeApplied(ports.userData, { ...applied, ...saidBy(wanted, settings) });
  return [];
}

/**
 * What is to be saved of a file: without what the environment gives; with another clinic's address also what each clinic has its own of.
 * @param fields those of the file that count
 */
export function changesOf(fields: SettingsPatch, wanted: Provision, settings: SettingsFile): SettingsPatch {
  const own = withoutFixed(fields, settings);
  if (!leadsElsewhere(own.apiUrl, settings.current.apiUrl)) return own;
  const { clinicName = '', branchId = '' } = wanted.settings;
  return withoutFixed({ ...own, clinicName, branchId }, settings);
}

/** What becomes of the key that is kept here. */
export type KeyChange =
  { readonly kind: 'as-it-is' } | { readonly kind: 'key'; readonly key: string } | { readonly kind: 'removed' };

/** Keeps the settings and the key; where the disk does not take the key the settings are as before. */
export async function keepAll(
  { settings, keys, log }: Omit<TakingPorts, 'userData'>,
  changes: SettingsPatch,
  change: KeyChange,
): Promise<void> {
  const before = settings.current;
  // Before the address: at no instant is the key at another clinic's.
  if (change.kind === 'removed') await keys.remove();
  const saved = await settings.save(changes);
  if (saved.kind === 'rejected') throw new Error('the settings were judged before');
  try {
    if (change.kind === 'key') await keys.save(change.key, true);
  } catch (error) {
    await settings.save(before);
    throw error;
  }
  if (Object.keys(changes).length > 0) log.info('setup.taken', Object.keys(changes).join(' '));
}

/**
 * Remembers that a person took a file. What the computer's own file said before stays noted, or it would count as new at the next start
 * and take back what the person took.
 */
export async function noteTaken({ userData, settings }: TakingPorts, wanted: Provision): Promise<void> {
  const applied = await readApplied(userData);
  await writeApplied(userData, { ...saidBy(wanted, settings), ...applied });
}

export function faultsOfSettings(
  faults: readonly { readonly field: string; readonly message: string }[],
): readonly SetupFileFault[] {
  return faults.map(({ field, message }) => ({ field, remedy: message }));
}

/** What a setup file says that counts here, by field. */
function saidBy({ settings, sealedKey }: Provision, file: SettingsFile): Applied {
  return { ...withoutFixed(settings, file), ...(sealedKey === null ? {} : { [SEALED_KEY]: sealedKey }) };
}

function withoutFixed(fields: SettingsPatch, { fixedFields }: SettingsFile): SettingsPatch {
  const fixed: readonly string[] = fixedFields;
  return Object.fromEntries(Object.entries(fields).filter(([field]) => !fixed.includes(field)));
}

/** What the file did not say before. */
function freshFields(settings: SettingsPatch, applied: Applied): SettingsPatch {
  return Object.fromEntries(
    Object.entries(settings).filter(([field, value]) => JSON.stringify(applied[field]) !== JSON.stringify(value)),
  );
}

/** Whether an address is another clinic's (adr/0008). */
export function leadsElsewhere(apiUrl: unknown, current: string): boolean {
  const reading = typeof apiUrl === 'string' ? readAddress(apiUrl) : null;
  if (reading?.kind !== 'address' || reading.address === '' || current === '') return false;
  return clinicOfAddress(reading.address) !== clinicOfAddress(current);
}

/** @returns null: no key is to be kept, or it waits for its code at the desk */
function judgeKeyAtStart(
  { keys, code }: ProvisioningPorts,
  { sealedKey, keyMayBeFile }: Provision,
  applied: Applied,
): KeyJudgement | null {
  if (sealedKey === null) return null;
  keys.expectCode({ text: sealedKey, mayBeFile: keyMayBeFile });
  const { present, storedIn } = keys.status;
  // One that a person entered since stays, and HUSKY_API_KEY wins.
  if (code === null || storedIn === 'environment' || (present && applied[SEALED_KEY] === sealedKey)) return null;
  return keys.judge(code, false);
}

function faultOfKey(judged: Exclude<KeyJudgement, { readonly kind: 'key' }>): SetupFileFault {
  if (judged.kind === 'rejected') return { field: SEALED_KEY, remedy: `HUSKY_SETUP_CODE: ${judged.message}` };
  return {
    field: 'keyWithoutKeyring',
    remedy: 'this computer has no keyring; give "file" to keep the key in a private file',
  };
}

async function writeApplied(userData: string, applied: Applied): Promise<void> {
  await writeAtomically(join(userData, APPLIED_FILE), `${JSON.stringify(applied, null, 2)}\n`);
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
