import { join } from 'node:path';
import { BrowserWindow, session } from 'electron';
import { EVENT_CHANNEL } from '../../shared/ipc/channels.ts';
import type { BridgeEvent } from '../../shared/ipc/contract.ts';
import { describeError, type Log } from '../log/log.ts';
import { BUNDLE_SCHEME, serveBundle } from './bundle.ts';
import { refusePermissions } from './security.ts';

const DEFAULT_WIDTH = 1440;
const DEFAULT_HEIGHT = 900;
const MIN_WIDTH = 1024;
const MIN_HEIGHT = 700;
/** The ground of the screens, so that nothing flashes before the first paint. */
const BACKGROUND = '#f2f5f8';

/** A page that keeps crashing is not loaded for ever: this many times in `CRASH_WINDOW_MS`. */
const RELOADS_AFTER_CRASH = 3;
const CRASH_WINDOW_MS = 60_000;

export interface WindowPorts {
  /** Folder of main's own file; preload and pages lie beside it. */
  readonly mainFolder: string;
  readonly startUrl: string;
  /** Origins that `startUrl` and its pages have. */
  readonly origins: ReadonlySet<string>;
  readonly developmentBuild: boolean;
  readonly log: Log;
  readonly now: () => number;
}

/** The desk's window: one at a time, each on the session partition that it is opened with. */
export class DeskWindow {
  readonly #ports: WindowPorts;
  readonly #served = new Set<string>();
  #window: BrowserWindow | null = null;

  constructor(ports: WindowPorts) {
    this.#ports = ports;
  }

  /** Opens a window on `partition`, then lets the one before go. */
  open(partition: string): void {
    const before = this.#window;
    const window = this.#create(partition);
    this.#window = window;
    before?.destroy();
    window.loadURL(this.#ports.startUrl).catch((error: unknown) => {
      this.#ports.log.error('window.load-failed', describeError(error));
    });
  }

  /** Brings the window to the front, for a person who started the app again. */
  focus(): void {
    if (this.#window === null) return;
    if (this.#window.isMinimized()) this.#window.restore();
    this.#window.show();
    this.#window.focus();
  }

  isOurs(contentsId: number): boolean {
    return this.#window?.webContents.id === contentsId;
  }

  /** @param exceptId the contents that caused the event and need not hear of it */
  tell(event: BridgeEvent, exceptId?: number): void {
    const contents = this.#window?.webContents;
    if (contents === undefined || contents.id === exceptId) return;
    contents.send(EVENT_CHANNEL, event);
  }

  #create(partition: string): BrowserWindow {
    const pages = session.fromPartition(partition);
    this.#prepare(partition, pages);
    const window = new BrowserWindow({
      width: DEFAULT_WIDTH,
      height: DEFAULT_HEIGHT,
      minWidth: MIN_WIDTH,
      minHeight: MIN_HEIGHT,
      title: 'Husky Desk',
      backgroundColor: BACKGROUND,
      show: false,
      autoHideMenuBar: true,
      webPreferences: {
        session: pages,
        preload: join(this.#ports.mainFolder, '../preload/index.cjs'),
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        nodeIntegrationInSubFrames: false,
        nodeIntegrationInWorker: false,
        webSecurity: true,
        webviewTag: false,
        allowRunningInsecureContent: false,
        navigateOnDragDrop: false,
        spellcheck: false,
        devTools: this.#ports.developmentBuild,
        /** Sync goes on while the window is behind another one. */
        backgroundThrottling: false,
      },
    });
    window.once('ready-to-show', () => {
      window.show();
    });
    window.on('closed', () => {
      if (this.#window === window) this.#window = null;
    });
    this.#reloadAfterCrash(window);
    return window;
  }

  /** Handlers belong to a session and are set once for each. */
  #prepare(partition: string, pages: Electron.Session): void {
    if (this.#served.has(partition)) return;
    this.#served.add(partition);
    refusePermissions(pages, this.#ports.origins);
    const root = join(this.#ports.mainFolder, '../renderer');
    pages.protocol.handle(BUNDLE_SCHEME, (request) => serveBundle(root, request));
  }

  #reloadAfterCrash(window: BrowserWindow): void {
    let crashes: readonly number[] = [];
    window.webContents.on('render-process-gone', (_, { reason }) => {
      if (reason === 'clean-exit') return;
      this.#ports.log.error('window.crashed', reason);
      const now = this.#ports.now();
      crashes = [...crashes.filter((at) => at > now - CRASH_WINDOW_MS), now];
      if (crashes.length > RELOADS_AFTER_CRASH) return;
      /** Not from within the event: the process is still being taken down. */
      setImmediate(() => {
        if (!window.isDestroyed()) window.webContents.reload();
      });
    });
  }
}
