import { randomBytes, randomInt } from 'node:crypto';
import { ApiClient, type ApiPorts } from '../api/client.ts';
import { BudgetFile } from '../api/budget-file.ts';
import type { Log } from '../log/log.ts';
import { readDeviceId } from '../settings/install.ts';
import { provision } from '../provision/provisioning.ts';
import type { SetupHandlerPorts } from '../provision/setup-handlers.ts';
import { StaffPin } from '../kiosk/staff-pin.ts';
import { KeyStore, type Keyring } from '../settings/key-store.ts';
import { SettingsFile } from '../settings/settings-file.ts';
import { StorageGenerations } from '../storage/generation.ts';
import { Journal } from '../storage/journal.ts';
import { OwedFile } from '../storage/owed-file.ts';
import { beginRun } from '../storage/run-marker.ts';
import type { UpdateHandlerPorts } from '../update/update-handlers.ts';
import type { HandlerPorts } from './handlers.ts';
import type { StartOptions } from './start-options.ts';

/** What only Electron can give. */
export interface Host {
  readonly userData: string;
  readonly appVersion: string;
  readonly electronVersion: string;
  readonly developmentBuild: boolean;
  /** Where this computer's setup file lies, if it has one; null: none is looked for. */
  readonly machineSetupFile: string | null;
  /** Its host name. */
  readonly computer: string;
  readonly keyring: Keyring;
  readonly fetch: ApiPorts['fetch'];
  readonly isOnline: () => boolean;
  readonly log: Log;
  /** BCP 47 tags of the languages that the account prefers, the first one most. */
  readonly systemLanguages: readonly string[];
  /** Epoch ms of the machine's clock. */
  readonly now: () => number;
  /** Milliseconds by a clock that only goes on. */
  readonly elapsed: () => number;
}

/** What the handlers need besides the windows. */
export type DeskServices = Omit<
  HandlerPorts,
  | 'files'
  | 'printing'
  | 'slipPages'
  | 'reopenWindow'
  | 'openAnotherWindow'
  | 'openPublic'
  | 'hasPublic'
  | 'relay'
  | 'gate'
  | 'callStaff'
  | 'staffComing'
  | 'isKiosk'
  | 'leaveKiosk'
  | 'usesCurrentStorage'
  | 'tellOthers'
  | keyof UpdateHandlerPorts
  | keyof SetupHandlerPorts
>;

/** Jitter is drawn in steps of a millionth. */
const JITTER_STEPS = 1_000_000;

/**
 * Opens everything that main keeps, in the order in which one needs the other: the mark of this run first, since it tells
 * how the last one ended, and a copy of the database last, before any window opens it.
 */
export async function composeServices(host: Host, options: StartOptions): Promise<DeskServices> {
  const { userData, log, now } = host;
  const startedAt = now();
  const clockOffsetMs = options.startAt === null ? 0 : options.startAt - startedAt;
  const previousRunEndedAbruptly = await beginRun(userData, startedAt);
  const { settings, setAside } = await SettingsFile.open(userData, options.settings, startedAt);
  if (setAside !== null) log.warn('settings.set-aside', setAside);
  const keys = await KeyStore.open(userData, host.keyring, options.apiKey, log);
  await provision({
    userData,
    path: options.setupFile ?? host.machineSetupFile,
    wanted: options.setupFile !== null,
    code: options.setupCode,
    computer: host.computer,
    settings,
    keys,
    log,
  });
  const pin = await StaffPin.open(userData, host.elapsed);
  if (pin.isDamaged) log.error('kiosk-pin.damaged', '');
  const budget = new BudgetFile(userData, () => settings.current, log);
  const storage = await StorageGenerations.open(userData, previousRunEndedAbruptly, startedAt, log);
  await storage.backUp(startedAt);
  const api = new ApiClient({
    fetch: host.fetch,
    address: () => settings.current.apiUrl,
    key: () => keys.key,
    now,
    clockOffsetMs,
    jitter: () => randomInt(JITTER_STEPS) / JITTER_STEPS,
    isOnline: host.isOnline,
    budget,
    log,
    userAgent: `HuskyDesk/${host.appVersion}`,
  });
  const journal = new Journal(userData);
  const owed = new OwedFile(userData, log);
  // No window waits for it.
  void owed.recount(async () => (await journal.read()).lines);
  return {
    facts: {
      appVersion: host.appVersion,
      electronVersion: host.electronVersion,
      deviceId: await readDeviceId(userData, startedAt, () => randomBytes(1).readUInt8()),
      developmentBuild: host.developmentBuild,
      clockOffsetMs,
      clockFixed: options.startAt !== null,
      previousRunEndedAbruptly,
      systemLanguages: host.systemLanguages,
      setUpWanted: await wantsSetUp(options, journal),
      keyFromEnvironment: options.apiKey !== null,
    },
    settings,
    keys,
    pin,
    api,
    budget,
    journal,
    owed,
    storage,
    log,
    now,
  };
}

/**
 * Whether a desk without data and without an address asks for its clinic first: not where the start said what it is to be, and
 * not where bookings lie in the second copy, which a person has to see.
 */
async function wantsSetUp({ firstStart, settings, apiKey }: StartOptions, journal: Journal): Promise<boolean> {
  if (firstStart !== 'set-up' || apiKey !== null || Object.keys(settings).length > 0) return false;
  const { lines, torn } = await journal.read();
  return lines.length + torn === 0;
}
