import { asOperation } from '../../shared/api/trial-call.ts';
import type { BridgeEvent, DeskEnvironment, IpcResults } from '../../shared/ipc/contract.ts';
import type { ApiClient } from '../api/client.ts';
import type { BudgetFile } from '../api/budget-file.ts';
import type { IpcHandlers } from './ipc-handlers.ts';
import type { SavedFiles } from '../files/saved-files.ts';
import type { Log } from '../log/log.ts';
import type { Printing, SlipDrawing } from '../printing/printing.ts';
import { publicHandlers, type PublicPorts } from '../kiosk/public-handlers.ts';
import { setupHandlers, type SetupHandlerPorts } from '../provision/setup-handlers.ts';
import type { KeyStore } from '../settings/key-store.ts';
import type { SettingsFile } from '../settings/settings-file.ts';
import type { StorageGenerations } from '../storage/generation.ts';
import { updateHandlers, type UpdateHandlerPorts } from '../update/update-handlers.ts';
import type { Journal } from '../storage/journal.ts';
import type { OwedFile } from '../storage/owed-file.ts';

/** Facts that do not change while the app runs. */
export type FixedFacts = Pick<
  DeskEnvironment,
  | 'appVersion'
  | 'electronVersion'
  | 'deviceId'
  | 'developmentBuild'
  | 'clockOffsetMs'
  | 'clockFixed'
  | 'previousRunEndedAbruptly'
  | 'systemLanguages'
> & {
  readonly keyFromEnvironment: boolean;
  /** Without data and without an address this start asks for the clinic. */
  readonly setUpWanted: boolean;
};

/** Everything the handlers act on. */
export interface HandlerPorts extends PublicPorts, SetupHandlerPorts, UpdateHandlerPorts {
  readonly facts: FixedFacts;
  readonly settings: SettingsFile;
  readonly keys: KeyStore;
  readonly api: ApiClient;
  readonly budget: BudgetFile;
  readonly journal: Journal;
  readonly owed: OwedFile;
  readonly storage: StorageGenerations;
  readonly files: SavedFiles;
  readonly printing: Printing;
  readonly slipPages: SlipDrawing;
  readonly log: Log;
  /** Epoch ms of the machine's clock. */
  readonly now: () => number;
  /** Closes every window and opens one on the storage's current partition. */
  readonly reopenWindow: () => void;
  readonly openAnotherWindow: () => void;
  /** False of a window whose storage was set aside already: it is about to be closed. */
  readonly usesCurrentStorage: (senderId: number) => boolean;
  /** Tells every window but the one with this id. */
  readonly tellOthers: (senderId: number, event: BridgeEvent) => void;
}

export function createHandlers(ports: HandlerPorts): IpcHandlers {
  const { settings, keys, api, budget, journal, owed, storage, log, now } = ports;
  return {
    'environment.read': () => environmentOf(ports),
    'settings.read': () => settings.current,
    'settings.save': async (senderId, patch) => {
      const result = await settings.save(patch);
      if (result.kind === 'saved') ports.tellOthers(senderId, { kind: 'settings-changed', what: 'settings' });
      return result;
    },
    'key.status': () => keys.status,
    'key.save': async (senderId, { key, allowFile }) => {
      const result = await keys.save(key, allowFile);
      if (result.kind === 'saved') ports.tellOthers(senderId, { kind: 'settings-changed', what: 'key' });
      return result;
    },
    'key.remove': async (senderId) => {
      const status = await keys.remove();
      ports.tellOthers(senderId, { kind: 'settings-changed', what: 'key' });
      return status;
    },
    'api.call': (_, operation, clinicId) => api.call(operation, clinicId),
    'api.try': (_, { address, key, operation }) => api.attempt(asOperation(operation), { address, key }),
    'api.budget': () => budgetInDeskTime(ports, budget),
    'journal.append': async (_, lines) => {
      await journal.append(lines);
      await owed.note(lines);
      return null;
    },
    'journal.read': async () => {
      const { lines, torn } = await journal.read();
      if (torn > 0) log.warn('journal.torn-lines', String(torn));
      return lines;
    },
    'journal.replace': async (_, lines) => {
      await journal.replace(lines);
      await owed.recount(() => Promise.resolve(lines));
      return null;
    },
    'storage.set-aside': async (senderId, { reason, detail }) => {
      // Two windows may find the same fault: what the other one reported is done, and the fresh storage is not to follow.
      if (!ports.usesCurrentStorage(senderId)) return null;
      log.error('storage.unusable', detail);
      await storage.setAside(reason, now());
      ports.reopenWindow();
      return null;
    },
    'storage.opened': async () => {
      await storage.markOpened();
      return null;
    },
    'window.open': () => {
      ports.openAnotherWindow();
      return null;
    },
    ...publicHandlers(ports),
    ...updateHandlers(ports),
    ...setupHandlers(ports),
    'print.remove-saved': async () => {
      await ports.files.removePrints();
      return null;
    },
    'print.printers': (senderId) => ports.printing.printers(senderId),
    'print.slip': (_, slip) => ports.printing.slip(slip),
    'slip.order': (senderId) => ports.slipPages.orderOf(senderId),
    'slip.drawn': (senderId, { height }) => {
      ports.slipPages.drawn(senderId, height);
      return null;
    },
    'print.page': (senderId, { title, landscape }) => ports.printing.page(senderId, title, landscape),
    'file.save': (senderId, { suggestedName, text }) => ports.files.saveText(senderId, suggestedName, text),
    'file.show': (_, { path }) => {
      ports.files.show(path);
      return null;
    },
    'log.write': (_, { level, event, detail }) => {
      log[level](`window.${event}`, detail);
      return null;
    },
  };
}

function environmentOf({ facts, settings, storage }: HandlerPorts): DeskEnvironment {
  const { keyFromEnvironment, setUpWanted, ...rest } = facts;
  const knowsNothing = settings.current.apiUrl === '' && !storage.opened && storage.setAsideReport === null;
  return {
    ...rest,
    fromEnvironment: [...settings.fixedFields, ...(keyFromEnvironment ? (['apiKey'] as const) : [])],
    storageGeneration: storage.generation,
    storageUsedBefore: storage.opened,
    needsSetUp: setUpWanted && knowsNothing,
    setAside: storage.setAsideReport,
  };
}

/** The budget runs on the machine's clock, which HUSKY_NOW does not move; the windows' clock is the desk's. */
function budgetInDeskTime({ keys, facts, now }: HandlerPorts, budget: BudgetFile): IpcResults['api.budget'] {
  const status = budget.status(keys.key, now());
  const inDeskTime = (instant: string | null): string | null =>
    instant === null ? null : new Date(Date.parse(instant) + facts.clockOffsetMs).toISOString();
  return { ...status, blockedUntil: inDeskTime(status.blockedUntil), freeAt: inDeskTime(status.freeAt) };
}
