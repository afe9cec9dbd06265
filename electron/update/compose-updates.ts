import { execFile } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { app, dialog, type BrowserWindow, type Session } from 'electron';
import type { BridgeEvent } from '../../shared/ipc/contract.ts';
import type { DeskServices } from '../main/compose.ts';
import { listName } from './feed-list.ts';
import { readInstallation, type Installation } from './installation.ts';
import { releaseKeys } from './release-keys.ts';
import type { UpdateHandlerPorts } from './update-handlers.ts';
import { Updates } from './updates.ts';
import { WindowWork } from './window-work.ts';

/** What updates need of the windows and of the network. */
export interface UpdateParts {
  readonly userData: string;
  /** For requests to the feed: without cookies, and nothing of it on the disk. */
  readonly session: Session;
  readonly windowOf: (id: number) => BrowserWindow;
  /** Whether a desk or a kiosk with this id is open. */
  readonly isOpen: (windowId: number) => boolean;
  /** Tells every desk. */
  readonly tell: (event: BridgeEvent) => void;
}

/** The updates, and what the windows ask of them. */
export interface ComposedUpdates extends UpdateHandlerPorts {
  readonly updates: Updates;
  readonly work: WindowWork;
}

/** A package manager that takes longer is not asked further, milliseconds. */
const COMMAND_LIMIT_MS = 10_000;
/** Jitter is drawn in steps of a millionth. */
const JITTER_STEPS = 1_000_000;

/** The updates of this copy, with what Electron alone can give. */
export function composeUpdates(
  parts: UpdateParts,
  installation: Installation,
  services: DeskServices,
): ComposedUpdates {
  const { facts, settings, log, now } = services;
  const keys = releaseKeys();
  const list = listName(process.platform, process.arch);
  const fetch: (url: string, init: RequestInit) => Promise<Response> = (url, init) => parts.session.fetch(url, init);
  const work = new WindowWork(parts.isOpen);
  const updates = new Updates({
    installation,
    version: facts.appVersion,
    installId: facts.deviceId,
    keys,
    listName: list,
    processor: process.arch,
    folder: join(parts.userData, 'updates'),
    fetch,
    feed: () => settings.current.updateFeed,
    freeBytes: async (folder) => {
      const { bavail, bsize } = await statfs(folder);
      return bavail * bsize;
    },
    handOver: async (folder) => {
      if (installation.kind === 'off') throw new Error('this copy does not update');
      // Loaded when it is needed, and not with every start.
      const { handOver, systemUpdater } = await import('./hand-over.ts');
      const { format } = installation;
      const order = { folder, listName: list, processor: process.arch, format, keys, fetch, log };
      return handOver({ ...order, createUpdater: systemUpdater });
    },
    isBusy: () => work.isBusy,
    quit: () => {
      app.quit();
    },
    tell: (picture) => {
      parts.tell({ kind: 'update', picture });
    },
    after: (ms, callback) => {
      const timer = setTimeout(callback, ms);
      return () => {
        clearTimeout(timer);
      };
    },
    jitter: () => randomInt(JITTER_STEPS) / JITTER_STEPS,
    now,
    log,
  });
  return { updates, work, askFolder: askFolder(parts.windowOf) };
}

/** How this copy was installed. */
export function findInstallation(): Promise<Installation> {
  return readInstallation({
    packaged: app.isPackaged,
    version: app.getVersion(),
    keys: releaseKeys().length,
    system: process.platform,
    program: process.execPath,
    appImage: process.env['APPIMAGE'],
    isRoot: process.getuid?.() === 0,
    succeeds: (command, args) =>
      new Promise((resolve) => {
        execFile(command, args, { timeout: COMMAND_LIMIT_MS }, (error) => {
          resolve(error === null);
        });
      }),
  });
}

function askFolder(windowOf: UpdateParts['windowOf']): UpdateHandlerPorts['askFolder'] {
  return async (senderId) => {
    const { canceled, filePaths } = await dialog.showOpenDialog(windowOf(senderId), { properties: ['openDirectory'] });
    return canceled ? null : (filePaths[0] ?? null);
  };
}
