import type { boot } from '../../../renderer/boot.ts';
import type { HuskyBridge, IpcArguments, IpcChannel, IpcResults } from '../../../shared/ipc/contract.ts';
import { homeBranch } from './clinic-year.ts';

/** What main would say of a desk that is set up and in use. */
export const facts: Parameters<typeof boot>[1] = {
  environment: {
    appVersion: '0.0.0',
    electronVersion: '0.0.0',
    deviceId: 'desk1',
    developmentBuild: true,
    clockOffsetMs: 0,
    clockFixed: false,
    fromEnvironment: [],
    storageGeneration: 1,
    storageUsedBefore: true,
    needsSetUp: false,
    systemLanguages: ['en-IN'],
    setAside: null,
    previousRunEndedAbruptly: false,
  },
  settings: {
    apiUrl: 'https://api.invalid',
    branchId: homeBranch,
    branchNames: {},
    clinicName: '',
    deviceName: 'Desk 1',
    deviceLetter: 'A',
    language: 'en',
    textSize: 'normal',
    letterShortcuts: true,
    shortcutKeys: {},
    hidePhones: false,
    branchRules: {},
    devicesOnKey: 1,
    dailyQuota: null,
    printer: '',
    paperWidth: 80,
    slipLanguage: null,
    slipSecondLanguage: null,
    printAfterBooking: false,
    printAfterWalkIn: false,
  },
  key: { present: true, lastFour: '0000', storedIn: 'file', keyringAvailable: false },
};

const answers: { readonly [C in IpcChannel]?: IpcResults[C] } = {
  'environment.read': facts.environment,
  'settings.read': facts.settings,
  'key.status': facts.key,
  'api.budget': {
    perMinute: 60,
    leftThisMinute: 60,
    devices: 1,
    sentToday: 0,
    perDay: null,
    leftToday: null,
    blockedUntil: null,
    freeAt: null,
  },
  'journal.read': [],
  'journal.append': null,
  'journal.replace': null,
  'print.remove-saved': null,
  'storage.opened': null,
  'log.write': null,
};

/**
 * Main, without the process. The network never answers, so sync waits on its first request and does nothing meanwhile.
 * The journal answers at once: the desk never waits for it either.
 */
export const quietBridge: HuskyBridge = {
  invoke<C extends IpcChannel>(channel: C, ..._args: IpcArguments<C>): Promise<IpcResults[C]> {
    if (channel === 'api.call') return new Promise(() => undefined);
    if (!(channel in answers)) return Promise.reject(new Error(`the benchmark asked main for ${channel}`));
    return Promise.resolve(answers[channel] as IpcResults[C]);
  },
  onEvent: () => () => undefined,
};
