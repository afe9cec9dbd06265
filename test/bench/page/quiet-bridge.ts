import type { boot } from '../../../renderer/boot.ts';
import type { HuskyBridge, IpcArguments, IpcChannel, IpcResults } from '../../../shared/ipc/contract.ts';
import { defaultSettings } from '../../../shared/ipc/default-settings.ts';
import { settledEnvironment } from '../../fixtures/environment.ts';
import { homeBranch } from './clinic-year.ts';

/** What main would say of a desk that is set up and in use. */
export const facts: Parameters<typeof boot>[1] = {
  environment: { ...settledEnvironment, deviceId: 'desk1' },
  settings: {
    ...defaultSettings,
    apiUrl: 'https://api.invalid',
    branchId: homeBranch,
    deviceName: 'Desk 1',
    hidePhones: false,
  },
  key: { present: true, lastFour: '0000', storedIn: 'file', keyringAvailable: false, opensWithCode: false },
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
  'update.read': { state: { kind: 'off', why: 'development' }, hushedOn: null },
  'setup.offered': null,
  'window.busy': null,
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
