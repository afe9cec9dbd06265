import { mkdirSync } from 'node:fs';
import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { app, BrowserWindow, dialog, ipcMain, net, protocol, session } from 'electron';
import { describeError, type Log } from '../log/log.ts';
import { openLogFile } from '../log/log-file.ts';
import type { BridgeEvent } from '../../shared/ipc/contract.ts';
import { SetupFault } from '../provision/provisioning.ts';
import { sealFromEnvironment, SEAL_KEY, type SealAnswer } from '../provision/seal-command.ts';
import { composeSetup, type ComposedSetup } from '../provision/compose-setup.ts';
import { machineSetupFile } from '../provision/setup-file.ts';
import { composePrinting } from '../printing/compose-printing.ts';
import { endRun } from '../storage/run-marker.ts';
import { composeUpdates, findInstallation, type ComposedUpdates } from '../update/compose-updates.ts';
import type { Installation } from '../update/installation.ts';
import { BUNDLE_ORIGIN, BUNDLE_SCHEME } from './bundle.ts';
import { composeServices, type DeskServices } from './compose.ts';
import { createHandlers } from './handlers.ts';
import { channelIsFor, originOf, registerIpc, type RegisterChannel } from './ipc.ts';
import { openPublicScreens, type PublicScreens } from '../kiosk/public-screens.ts';
import { monitorOf } from '../kiosk/public-windows.ts';
import { systemKeyring } from './keyring.ts';
import { watchLine } from './line.ts';
import { markWindows } from './mark-windows.ts';
import { installMenu } from './menu.ts';
import { watchNetwork } from './network.ts';
import { OpenedFiles } from './opened-files.ts';
import { confineContents, refusePermissions } from './security.ts';
import { readStartOptions, setupFileOf, startsAsOf, type StartOptions } from './start-options.ts';
import { watchVisibility } from './visibility.ts';
import { DeskWindows } from './windows.ts';

/** Exit code for a command line or environment that can't be followed. */
const EXIT_BAD_INPUT = 2;
const EXIT_FAILED = 1;

const developmentBuild = !app.isPackaged;
/** Given by electron-vite's dev server; a packaged build loads nothing but its own pages. */
const devServer = developmentBuild ? process.env['ELECTRON_RENDERER_URL'] : undefined;

begin();

/** Everything that has to happen before Electron is ready. */
function begin(): void {
  if (process.argv.includes(SEAL_KEY)) {
    endWith(sealFromEnvironment(process.env));
    return;
  }
  const options = startOptionsOrExit();
  const userData = useUserData(options);
  /** As root Chromium needs --no-sandbox, and enableSandbox() would contradict it for ever. */
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  protocol.registerSchemesAsPrivileged([
    { scheme: BUNDLE_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
  /** The lock belongs to the user-data folder: desks with folders of their own run side by side. */
  if (!app.requestSingleInstanceLock()) {
    process.stderr.write('husky-desk: already running with this data folder; its window is brought to the front\n');
    app.exit(0);
    return;
  }
  const files = watchOpenedFiles();
  const log = openLogFile(userData);
  logBrokenInvariants(log);
  for (const warning of options.warnings) log.warn('start.option', warning);
  app
    .whenReady()
    .then(() => start(options, userData, log, files))
    .catch((error: unknown) => {
      if (error instanceof SetupFault) failSetUp(error, log);
      else fail(`could not start: ${describeError(error)}`, EXIT_FAILED);
    });
}

/** A command that opens no window: says what came of it, and ends. */
function endWith({ output, fault }: SealAnswer): void {
  if (fault !== null) fail(fault, EXIT_BAD_INPUT);
  process.stdout.write(output);
  app.exit(0);
}

/** Whoever rolls desks out has no terminal before them, and sees it on the screen. */
function failSetUp({ lines, notice }: SetupFault, log: Log): void {
  for (const line of lines) log.error('setup.fault', line);
  if (!developmentBuild) dialog.showErrorBox('Husky Desk can’t start', notice);
  fail(lines.join('\nhusky-desk: '), EXIT_BAD_INPUT);
}

function startOptionsOrExit(): StartOptions {
  const reading = readStartOptions(process.argv, process.env, developmentBuild);
  if (reading.kind === 'faults') return fail(reading.faults.join('\nhusky-desk: '), EXIT_BAD_INPUT);
  for (const warning of reading.options.warnings) process.stderr.write(`husky-desk: ${warning}\n`);
  /** Electron hands the environment on to preload scripts and child processes; the key stays here, and the code that opens it. */
  delete process.env['HUSKY_API_KEY'];
  delete process.env['HUSKY_SETUP_CODE'];
  return reading.options;
}

/** Makes the data folder the one that was asked for, before anything else looks into it. */
function useUserData(options: StartOptions): string {
  if (options.userDataDir !== null) {
    const folder = resolve(options.userDataDir);
    app.setPath('userData', folder);
    app.setPath('sessionData', folder);
  }
  const userData = app.getPath('userData');
  try {
    mkdirSync(userData, { recursive: true });
  } catch (error) {
    return fail(`--user-data-dir: ${userData} can't be used (${describeError(error)})`, EXIT_BAD_INPUT);
  }
  return userData;
}

/** macOS names the file that was opened in an event, also to an app that runs already; the others on the command line. */
function watchOpenedFiles(): OpenedFiles {
  const files = new OpenedFiles(setupFileOf(process.argv, process.cwd()));
  app.on('open-file', (event, path) => {
    event.preventDefault();
    files.open(path);
  });
  return files;
}

async function start(options: StartOptions, userData: string, log: Log, files: OpenedFiles): Promise<void> {
  const origins = new Set([BUNDLE_ORIGIN, ...(devServer === undefined ? [] : [originOf(devServer)])]);
  confineContents(origins, log);
  refusePermissions(session.defaultSession, new Set());
  installMenu(developmentBuild);
  markWindows(app.getVersion());
  /** Requests to the API share nothing with the pages: no cookies, no cache, nothing on disk. */
  const apiSession = session.fromPartition('husky-api', { cache: false });
  refusePermissions(apiSession, new Set());
  const installation = findInstallation();
  const services = await composeServices(
    {
      userData,
      appVersion: app.getVersion(),
      electronVersion: process.versions.electron,
      developmentBuild,
      machineSetupFile: developmentBuild ? null : machineSetupFile(process.platform, process.env),
      computer: hostname(),
      keyring: systemKeyring,
      fetch: (url, init) => fetchOnce(apiSession, url, init),
      isOnline: () => net.isOnline(),
      systemLanguages: app.getPreferredSystemLanguages(),
      log,
      now: () => Date.now(),
      elapsed: () => performance.now(),
    },
    options,
  );
  log.info('start', `${app.getVersion()} on Electron ${process.versions.electron}`);
  openDesk(services, { installation: await installation, apiSession, origins, userData, options, files });
}

/**
 * Chromium sends a request again by itself where a kept connection closes before it answers, a POST too: the server may have
 * carried out the first one, and only the sync engine may decide what follows (shared/sync/SPEC.md). On a fresh connection it
 * never does, so each write gets one.
 */
async function fetchOnce(api: Electron.Session, url: string, init: RequestInit): Promise<Response> {
  if (init.method !== undefined && init.method !== 'GET') await api.closeAllConnections();
  return api.fetch(url, init);
}

interface Start {
  readonly installation: Installation;
  readonly apiSession: Electron.Session;
  readonly origins: ReadonlySet<string>;
  readonly userData: string;
  readonly options: StartOptions;
  readonly files: OpenedFiles;
}

function openDesk(services: DeskServices, parts: Start): void {
  const { installation, apiSession, origins, userData, options, files } = parts;
  const { storage, log, now } = services;
  const windows = new DeskWindows({
    mainFolder: __dirname,
    origins,
    startUrl: devServer ?? `${BUNDLE_ORIGIN}/`,
    developmentBuild,
    log,
    now,
    onEmpty: () => {
      screens.deskClosed();
    },
    monitorOf,
    filledMonitors: () => screens.filledMonitors(),
  });
  const open = (): void => {
    windows.reopen(storage.partition, screens.deskIsHidden());
  };
  const screens = openPublicScreens({
    mainFolder: __dirname,
    pages: devServer ?? BUNDLE_ORIGIN,
    log,
    now,
    desks: windows,
    openDesk: (hidden) => {
      windows.reopen(storage.partition, hidden);
    },
    startsAs: options.startsAs ?? services.settings.current.startsAs,
  });
  const printing = composePrinting(
    {
      userData,
      mainFolder: __dirname,
      pages: devServer ?? BUNDLE_ORIGIN,
      saveFolder: options.saveFolder,
      windowOf: (id) => windows.windowOf(id),
    },
    services,
  );
  const updating = openUpdates(windows, screens.ports.isKiosk, installation, userData, services);
  const setup = openSetup({ windows, screens, userData, isBusy: () => updating.work.isBusy }, services);
  const handlers = createHandlers({
    ...services,
    ...printing,
    ...updating,
    ...setup,
    reopenWindow: open,
    openAnotherWindow: () => {
      windows.openAnother(storage.partition);
    },
    ...screens.ports,
    usesCurrentStorage: (senderId) => windows.uses(senderId, storage.partition),
    tellOthers: (senderId, event) => {
      windows.tell(event, senderId);
    },
  });
  registerIpc({
    register: handleInMain,
    handlers,
    mayCall: (id, channel) =>
      (windows.isOurs(id) && channelIsFor('desk', channel)) ||
      (printing.slipPages.owns(id) && channelIsFor('slip', channel)) ||
      screens.mayCall(id, channel),
    origins,
    log,
  });
  const stopWatching = watchSurroundings(windows, apiSession, services);
  void updating.updates.start();
  app.on('window-all-closed', () => {
    app.quit();
  });
  endInOrder(services, userData, () => {
    stopWatching();
    updating.updates.stop();
  });
  screens.start();
  followStarts(screens, setup, files);
}

/** The file of this start, and whoever starts the app once more, perhaps with a file. */
function followStarts(screens: PublicScreens, { setups }: ComposedSetup, files: OpenedFiles): void {
  files.handOver((path) => {
    void setups.open(path);
  });
  app.on('second-instance', (_, argv, workingDirectory) => {
    const file = setupFileOf(argv, workingDirectory);
    // No file leads out of a screen that patients see.
    if (file === null || !screens.deskIsHidden()) screens.startedAgain(startsAsOf(argv) ?? 'desk');
    if (file !== null) files.open(file);
  });
}

interface SetupSurroundings {
  readonly windows: DeskWindows;
  readonly screens: PublicScreens;
  readonly userData: string;
  readonly isBusy: () => boolean;
}

/** Setup files that somebody opens: shown at the desk that was used last. */
function openSetup({ windows, screens, userData, isBusy }: SetupSurroundings, services: DeskServices): ComposedSetup {
  return composeSetup(
    {
      userData,
      isDeskHidden: () => screens.deskIsHidden(),
      isBusy,
      isOpen: (id) => windows.isOurs(id),
      tellDesk: () => {
        windows.tellOne({ kind: 'setup-offered' });
      },
      beginAnew: () => {
        windows.beginAnew();
      },
      windowOf: (id) => windows.windowOf(id),
    },
    services,
  );
}

/** The updates, with a session of their own. */
function openUpdates(
  windows: DeskWindows,
  isKiosk: (id: number) => boolean,
  installation: Installation,
  userData: string,
  services: DeskServices,
): ComposedUpdates {
  const feed = session.fromPartition('husky-updates', { cache: false });
  refusePermissions(feed, new Set());
  const parts = {
    userData,
    session: feed,
    windowOf: (id: number) => windows.windowOf(id),
    isOpen: (id: number) => windows.isOurs(id) || isKiosk(id),
    tell: (event: BridgeEvent) => {
      windows.tell(event);
    },
  };
  return composeUpdates(parts, installation, services);
}

/** Tells the desks of the network, of the way to the API, and of whether anybody sees them. @returns ends it */
function watchSurroundings(windows: DeskWindows, apiSession: Electron.Session, services: DeskServices): () => void {
  const stopWatching = watchNetwork((online) => {
    windows.tell({ kind: 'network', online });
  });
  const line = watchLine(apiSession, services.settings, (lost) => {
    windows.tell({ kind: 'line', lost });
  });
  // Nobody looks at the status line of a hidden window.
  watchVisibility((visible) => {
    if (visible) line.start();
    else line.stop();
    windows.tell({ kind: 'windows', visible });
  });
  return () => {
    stopWatching();
    line.stop();
  };
}

const handleInMain: RegisterChannel = (channel, answer) => {
  ipcMain.handle(channel, (event, ...args: unknown[]) => {
    const frame = event.senderFrame;
    const isMainFrame = frame !== null && frame === event.sender.mainFrame;
    return answer({ id: event.sender.id, frameUrl: frame?.url ?? null, isMainFrame }, args);
  });
};

/** The app ends when what was promised to the window is on disk; only then is the mark of the run taken away. */
function endInOrder(services: DeskServices, userData: string, stopWatching: () => void): void {
  let ending = false;
  app.on('will-quit', (event) => {
    event.preventDefault();
    if (ending) return;
    ending = true;
    stopWatching();
    services.journal
      .close()
      .then(() => services.owed.settled())
      .catch((error: unknown) => {
        services.log.error('journal.not-closed', describeError(error));
      })
      .finally(() => {
        endRun(userData);
        services.log.info('end');
        app.exit(0);
      });
  });
}

/** What nobody foresaw is written down, without a dialog that would stand before the queue at the desk. */
function logBrokenInvariants(log: Log): void {
  process.on('uncaughtException', (error) => {
    log.error('main.uncaught', error.stack ?? describeError(error));
    // Nobody opens another window in place of one that ends with the app.
    for (const window of BrowserWindow.getAllWindows()) window.removeAllListeners('closed');
    app.exit(EXIT_FAILED);
  });
  // Chromium's helpers: the one that draws, the one that has the network. The windows' own are watched where they are made.
  app.on('child-process-gone', (_, { type, reason, exitCode }) => {
    if (reason !== 'clean-exit') log.error('main.helper-gone', `${type} ${reason} ${String(exitCode)}`);
  });
  process.on('unhandledRejection', (reason) => {
    log.error('main.unhandled', describeError(reason));
  });
}

function fail(message: string, code: number): never {
  process.stderr.write(`husky-desk: ${message}\n`);
  app.exit(code);
  /** exit() returns before Electron is ready; nothing may run after it. */
  process.exit(code);
}
