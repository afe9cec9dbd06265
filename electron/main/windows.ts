import { BrowserWindow, session } from 'electron';
import { EVENT_CHANNEL } from '../../shared/ipc/channels.ts';
import type { BridgeEvent } from '../../shared/ipc/contract.ts';
import { describeError, type Log } from '../log/log.ts';
import type { MonitorId } from '../kiosk/monitors.ts';
import { loadPage } from './load-page.ts';
import { pagePreferences, servePages } from './pages.ts';
import { Revival } from './revival.ts';

const DEFAULT_WIDTH = 1440;
const DEFAULT_HEIGHT = 900;
const MIN_WIDTH = 1024;
const MIN_HEIGHT = 700;
/** The ground of the screens, so that nothing flashes before the first paint. */
const BACKGROUND = '#f2f5f8';

/** More than a counter has screens; a key that is held down opens no more. */
const MOST_WINDOWS = 4;
/** A second window does not hide the first, pixels. */
const ASIDE = 32;

export interface WindowPorts {
  /** Folder of main's own file; preload and pages lie beside it. */
  readonly mainFolder: string;
  readonly startUrl: string;
  /** Origins that `startUrl` and its pages have. */
  readonly origins: ReadonlySet<string>;
  readonly developmentBuild: boolean;
  readonly log: Log;
  readonly now: () => number;
  /** The last window is gone. */
  readonly onEmpty: () => void;
  /** The monitor that most of a window lies on. */
  readonly monitorOf: (window: BrowserWindow) => MonitorId;
  /** Monitors that a screen for patients fills: nobody sees a desk behind it. */
  readonly filledMonitors: () => readonly MonitorId[];
}

interface OpenWindow {
  readonly window: BrowserWindow;
  /** The session partition whose storage it uses. */
  readonly partition: string;
}

/** The desk's windows. All of them use one storage; a window of a storage that was set aside is let go. */
export class DeskWindows {
  readonly #ports: WindowPorts;
  readonly #served = new Set<string>();
  /** By the id of their contents, the one last used at the end. */
  readonly #open = new Map<number, OpenWindow>();

  constructor(ports: WindowPorts) {
    this.#ports = ports;
  }

  /** Opens a window on `partition`, then lets those before go. @param hidden it works for screens that patients see, and nobody sees it */
  reopen(partition: string, hidden: boolean): void {
    const before = [...this.#open.values()];
    this.#load(this.#create(partition, null, hidden));
    for (const { window } of before) window.destroy();
  }

  /**
   * Loads the window last used anew and lets the others go, so that it reads everything anew. No window opens beside one that is about to
   * go: it would wait for a storage that the other still holds.
   */
  beginAnew(): void {
    const last = this.#last?.window;
    for (const { window } of [...this.#open.values()]) if (window !== last) window.destroy();
    last?.webContents.reload();
  }

  /** Tells the desk that was used last; false where there is none that hears it. */
  tellOne(event: BridgeEvent): boolean {
    const window = this.#last?.window;
    if (window === undefined || window.webContents.isCrashed()) return false;
    window.webContents.send(EVENT_CHANNEL, event);
    return true;
  }

  /** Whether a person can see a desk (shared/kiosk/SPEC.md, KIOSK-11). */
  get isInSight(): boolean {
    return this.monitorsInSight.length > 0;
  }

  /** Monitors on which a person can see a desk. */
  get monitorsInSight(): readonly MonitorId[] {
    const filled = this.#ports.filledMonitors();
    return [...this.#open.values()]
      .filter(({ window }) => isShown(window))
      .map(({ window }) => this.#ports.monitorOf(window))
      .filter((monitor) => !filled.includes(monitor));
  }

  get isEmpty(): boolean {
    return this.#last === undefined;
  }

  /** Opens one more on `partition`, a little aside of the one last used. Where there are enough, that one comes to the front. */
  openAnother(partition: string): void {
    if (this.#open.size >= MOST_WINDOWS) {
      this.focus();
      return;
    }
    this.#load(this.#create(partition, this.#last?.window ?? null, false));
  }

  /** Brings the window last used to the front, for a person who started the app again. */
  focus(): void {
    const window = this.#last?.window;
    if (window === undefined) return;
    // One that waits for its next try is wanted now.
    if (window.webContents.isCrashed()) window.webContents.reload();
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  }

  isOurs(contentsId: number): boolean {
    return this.#open.has(contentsId);
  }

  /** The window whose contents have this id. Throws where it is gone: nobody is there to answer. */
  windowOf(contentsId: number): BrowserWindow {
    const open = this.#open.get(contentsId);
    if (open === undefined || open.window.isDestroyed()) throw new Error('the window is closed');
    return open.window;
  }

  /** Whether a window uses this storage; one that is about to be let go uses an earlier one. */
  uses(contentsId: number, partition: string): boolean {
    return this.#open.get(contentsId)?.partition === partition;
  }

  /** @param exceptId the contents that caused the event and need not hear of it */
  tell(event: BridgeEvent, exceptId?: number): void {
    for (const [id, { window }] of this.#open) {
      // One that is being closed may be what the event is about.
      if (id !== exceptId && !window.isDestroyed()) window.webContents.send(EVENT_CHANNEL, event);
    }
  }

  get #last(): OpenWindow | undefined {
    return [...this.#open.values()].filter(({ window }) => !window.isDestroyed()).at(-1);
  }

  #load(window: BrowserWindow): void {
    loadPage(window, this.#ports.startUrl, (error) => {
      this.#ports.log.error('window.load-failed', describeError(error));
    });
  }

  #create(partition: string, beside: BrowserWindow | null, hidden: boolean): BrowserWindow {
    const pages = session.fromPartition(partition);
    this.#prepare(partition, pages);
    const window = new BrowserWindow({
      width: DEFAULT_WIDTH,
      height: DEFAULT_HEIGHT,
      ...besideOf(beside),
      minWidth: MIN_WIDTH,
      minHeight: MIN_HEIGHT,
      title: 'Husky Desk',
      backgroundColor: BACKGROUND,
      show: false,
      autoHideMenuBar: true,
      webPreferences: {
        ...pagePreferences(this.#ports.mainFolder),
        session: pages,
        devTools: this.#ports.developmentBuild,
      },
    });
    if (!hidden) {
      window.once('ready-to-show', () => {
        window.show();
      });
    }
    const { id } = window.webContents;
    const open = { window, partition };
    this.#open.set(id, open);
    window.on('focus', () => {
      this.#open.delete(id);
      this.#open.set(id, open);
    });
    window.on('closed', () => {
      this.#open.delete(id);
      if (this.isEmpty) this.#ports.onEmpty();
    });
    this.#reloadAfterCrash(window);
    return window;
  }

  /** Handlers belong to a session and are set once for each. */
  #prepare(partition: string, pages: Electron.Session): void {
    if (this.#served.has(partition)) return;
    this.#served.add(partition);
    servePages(pages, this.#ports.mainFolder, this.#ports.origins);
  }

  #reloadAfterCrash(window: BrowserWindow): void {
    const revival = new Revival();
    window.webContents.on('render-process-gone', (_, { reason }) => {
      if (reason === 'clean-exit') return;
      this.#ports.log.error('window.crashed', reason);
      const wait = revival.crashed(this.#ports.now(), window.isVisible());
      if (wait === null) return;
      /** Not from within the event: the process is still being taken down. */
      setTimeout(() => {
        // Somebody may have asked for it meanwhile.
        if (!window.isDestroyed() && window.webContents.isCrashed()) window.webContents.reload();
      }, wait);
    });
  }
}

function isShown(window: BrowserWindow): boolean {
  return !window.isDestroyed() && window.isVisible() && !window.isMinimized() && !window.webContents.isCrashed();
}

/** Where a window lies that is not to hide another one. */
function besideOf(other: BrowserWindow | null): { readonly x: number; readonly y: number } | object {
  if (other === null || other.isDestroyed()) return {};
  const { x, y } = other.getNormalBounds();
  return { x: x + ASIDE, y: y + ASIDE };
}
