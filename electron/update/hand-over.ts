import { join } from 'node:path';
import type { KeyObject } from 'node:crypto';
import {
  AppImageUpdater,
  DebUpdater,
  MacUpdater,
  NsisUpdater,
  Provider,
  RpmUpdater,
  type AppUpdater,
  type BaseUpdater,
  type ResolvedUpdateFileInfo,
  type UpdateInfo,
} from 'electron-updater';
import type { ProviderRuntimeOptions } from 'electron-updater/out/providers/Provider.js';
import type { Log } from '../log/log.ts';
import { writeAtomically } from '../storage/atomic-file.ts';
import { packageFor } from './feed-list.ts';
import { serveFolder } from './folder-server.ts';
import type { PackageFormat } from './installation.ts';
import { fetchList, type FetchPort } from './source.ts';

/** An update that is in the installer's hands. */
export interface Installer {
  /** Installs it; while the system asks for a password the app stands still. False: it was not installed. */
  install(): boolean;
  /** It closes the app when its time has come. */
  readonly quitsByItself: boolean;
}

export interface HandOver {
  /** Holds the package and its signed list. */
  readonly folder: string;
  readonly listName: string;
  readonly processor: string;
  readonly format: PackageFormat;
  readonly keys: readonly KeyObject[];
  readonly fetch: FetchPort;
  readonly log: Log;
  /** electron-updater's, for the format. */
  readonly createUpdater: (format: PackageFormat) => AppUpdater | BaseUpdater;
}

/** Where electron-updater keeps its copy, in the account's cache folder. */
const UPDATER_CONFIG = 'provider: custom\nupdaterCacheDirName: husky-desk-updater\n';

/** electron-updater's own installer of a format. */
export function systemUpdater(format: PackageFormat): AppUpdater | BaseUpdater {
  switch (format) {
    case 'deb':
      return new DebUpdater();
    case 'rpm':
      return new RpmUpdater();
    case 'AppImage':
      return new AppImageUpdater();
    case 'exe':
      return new NsisUpdater();
    case 'zip':
      return new MacUpdater();
  }
}

/**
 * Gives a downloaded package to electron-updater, which knows how each system installs. It fetches the package from the folder, served on
 * this computer, and both the list and the package are checked once more on that way (UPDATE-10). Rejects where a check fails.
 */
export async function handOver(order: HandOver): Promise<Installer> {
  const { folder, format, log } = order;
  const updater = order.createUpdater(format);
  updater.autoDownload = false;
  updater.autoInstallOnAppQuit = false;
  updater.disableDifferentialDownload = true;
  updater.disableWebInstaller = true;
  updater.logger = updaterLog(log);
  // Whose turn it is was decided before.
  updater.isUserWithinRollout = () => Promise.resolve(true);
  const config = join(folder, 'app-update.yml');
  await writeAtomically(config, UPDATER_CONFIG);
  updater.updateConfigPath = config;
  const served = await serveFolder(folder);
  try {
    updater.setFeedURL({ provider: 'custom', updateProvider: signedProvider(order, served.address) });
    const found = await updater.checkForUpdates();
    if (found?.isUpdateAvailable !== true) throw new Error('the installer found no update');
    await updater.downloadUpdate();
  } finally {
    served.close();
  }
  if ('install' in updater) return { install: () => updater.install(true, true), quitsByItself: false };
  return {
    install: () => {
      updater.quitAndInstall();
      return true;
    },
    quitsByItself: true,
  };
}

/** What electron-updater asks for the list: one that counts, or an error. */
function signedProvider({ listName, keys, fetch, format, processor }: HandOver, base: string) {
  return class extends Provider<UpdateInfo> {
    constructor(_options: unknown, _updater: unknown, runtimeOptions: ProviderRuntimeOptions) {
      super(runtimeOptions);
    }

    async getLatestVersion(): Promise<UpdateInfo> {
      const found = await fetchList(base, listName, keys, fetch);
      if (found.kind === 'refused') throw new Error(`${found.why}: ${found.detail}`);
      const file = packageFor(found.list, format, processor);
      if (file === null) throw new Error('the list has no package for this computer');
      const { version, releaseDate } = found.list;
      return { version, releaseDate, files: [file], path: file.url, sha512: file.sha512 };
    }

    resolveFiles({ files }: UpdateInfo): ResolvedUpdateFileInfo[] {
      return files.map((info) => ({ url: new URL(`${base}/${info.url}`), info }));
    }
  };
}

function updaterLog(log: Log) {
  const text = (message: unknown): string => String(message);
  return {
    info: (message: unknown) => {
      log.info('update.installer', text(message));
    },
    warn: (message: unknown) => {
      log.warn('update.installer', text(message));
    },
    error: (message: unknown) => {
      log.error('update.installer', text(message));
    },
  };
}
