import { BrowserWindow, screen, session } from 'electron';
import { EVENT_CHANNEL } from '../../shared/ipc/channels.ts';
import type { BridgeEvent, PublicKind } from '../../shared/ipc/contract.ts';
import { describeError, type Log } from '../log/log.ts';
import { loadPage } from '../main/load-page.ts';
import { pagePreferences, servePages } from '../main/pages.ts';
import { monitorFor, type MonitorId } from './monitors.ts';

/** The ground of their screens, so that nothing flashes before the first paint. */
const BACKGROUND = '#F1F5F8';
/** Nothing of it is kept on disk: no cache, no storage, no history that outlives the app. */
const PARTITION = 'husky-public';
/** A page that dies at once is not loaded for ever without a pause, milliseconds. */
const RELOAD_AFTER_MS = 1_000;

export interface PublicWindowPorts {
  /** Folder of main's own file; preload and pages lie beside it. */
  readonly mainFolder: string;
  /** Where the pages are served, without a slash at the end. */
  readonly pages: string;
  readonly log: Log;
  /** The last window of a kind is gone. */
  readonly onClosed: (kind: PublicKind) => void;
  /** Monitors on which a person can see a desk. */
  readonly desksOn: () => readonly MonitorId[];
}

interface OpenWindow {
  readonly kind: PublicKind;
  readonly window: BrowserWindow;
}

/**
 * Kiosks and waiting-room screens. They share nothing with the desk's windows: another session without storage, another page, and
 * channels of their own. A kiosk is left by the staff's PIN alone: it takes no shortcuts, opens nothing, goes nowhere and is not closed.
 */
export class PublicWindows {
  readonly #ports: PublicWindowPorts;
  /** By the id of their contents. */
  readonly #open = new Map<number, OpenWindow>();
  #served = false;
  #mayClose = false;

  constructor(ports: PublicWindowPorts) {
    this.#ports = ports;
  }

  /** One kiosk and one waiting-room screen is enough: a second call brings the first to the front. */
  open(kind: PublicKind): void {
    const known = [...this.#open.values()].find((open) => open.kind === kind);
    if (known === undefined) this.#load(this.#create(kind), kind);
    else known.window.show();
  }

  /** The app ends: not even a kiosk holds it up. */
  letClose(): void {
    this.#mayClose = true;
  }

  /** Closes the kiosk: the staff's PIN was right. */
  leave(contentsId: number): void {
    const open = this.#open.get(contentsId);
    if (open?.kind !== 'kiosk') return;
    this.#open.delete(contentsId);
    open.window.destroy();
  }

  isA(kind: PublicKind, contentsId: number): boolean {
    return this.#open.get(contentsId)?.kind === kind;
  }

  has(kind: PublicKind): boolean {
    return [...this.#open.values()].some((open) => open.kind === kind);
  }

  /** Each of them fills the one that it is on. */
  get filledMonitors(): readonly MonitorId[] {
    return [...this.#open.values()]
      .filter(({ window }) => !window.isDestroyed())
      .map(({ window }) => monitorOf(window));
  }

  tell(event: BridgeEvent): void {
    for (const { window } of this.#open.values()) {
      if (!window.isDestroyed()) window.webContents.send(EVENT_CHANNEL, event);
    }
  }

  #load(window: BrowserWindow, kind: PublicKind): void {
    loadPage(window, `${this.#ports.pages}/${kind}.html`, (error) => {
      this.#ports.log.error('public-window.load-failed', describeError(error));
    });
  }

  #create(kind: PublicKind): BrowserWindow {
    const pages = session.fromPartition(PARTITION, { cache: false });
    if (!this.#served) servePages(pages, this.#ports.mainFolder, new Set());
    this.#served = true;
    const window = new BrowserWindow({
      ...placeFor(kind, this.#ports.desksOn()),
      title: 'Husky Desk',
      backgroundColor: BACKGROUND,
      show: false,
      kiosk: kind === 'kiosk',
      fullscreen: true,
      autoHideMenuBar: true,
      webPreferences: {
        ...pagePreferences(this.#ports.mainFolder),
        session: pages,
        devTools: false,
        /** The waiting room's chime comes without a touch. */
        autoplayPolicy: 'no-user-gesture-required',
      },
    });
    window.setMenu(null);
    window.once('ready-to-show', () => {
      window.show();
    });
    const { id } = window.webContents;
    this.#open.set(id, { kind, window });
    window.on('closed', () => {
      const byItself = this.#open.delete(id);
      if (byItself && kind === 'kiosk' && !this.#mayClose) {
        // A page that closes itself asks nobody: 'close' is not told.
        this.#ports.log.error('public-window.closed-itself', '');
        /** Not from within the event: the page is still being taken down. */
        setImmediate(() => {
          if (!this.#mayClose) this.open(kind);
        });
      } else if (!this.has(kind)) this.#ports.onClosed(kind);
    });
    confine(window, kind);
    if (kind === 'kiosk') {
      window.on('close', (event) => {
        if (!this.#mayClose) event.preventDefault();
      });
    }
    this.#comeBack(window);
    return window;
  }

  /** Whatever befalls the page, it begins anew with its first screen. */
  #comeBack(window: BrowserWindow): void {
    const { webContents } = window;
    webContents.on('render-process-gone', (_, { reason }) => {
      if (reason === 'clean-exit') return;
      this.#ports.log.error('public-window.crashed', reason);
      setTimeout(() => {
        if (!window.isDestroyed()) webContents.reload();
      }, RELOAD_AFTER_MS);
    });
    webContents.on('unresponsive', () => {
      this.#ports.log.error('public-window.unresponsive', '');
      // A page that hangs does not follow a reload: its process ends, and the page begins anew in another one.
      webContents.forcefullyCrashRenderer();
    });
  }
}

/** Fingers, a scanner and the focus keys are all that a kiosk takes. */
function confine(window: BrowserWindow, kind: PublicKind): void {
  const { webContents } = window;
  webContents.on('will-navigate', (event) => {
    event.preventDefault();
  });
  webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
  webContents.on('context-menu', (event) => {
    event.preventDefault();
  });
  if (kind !== 'kiosk') return;
  webContents.on('before-input-event', (event, { type, key, control, alt, meta }) => {
    if (type === 'keyDown' && (control || alt || meta || !isHarmless(key))) event.preventDefault();
  });
  webContents.on('did-finish-load', () => {
    void webContents.setVisualZoomLevelLimits(1, 1);
  });
}

/** What a scanner types, and what moves and presses the focus. */
function isHarmless(key: string): boolean {
  return key === 'Tab' || key === 'Enter' || key === 'Shift' || Array.from(key).length === 1;
}

/** The monitor that most of a window lies on. */
export function monitorOf(window: BrowserWindow): MonitorId {
  return screen.getDisplayMatching(window.getBounds()).id;
}

function placeFor(kind: PublicKind, desks: readonly MonitorId[]): { readonly x: number; readonly y: number } | object {
  const displays = screen.getAllDisplays();
  const monitor = monitorFor(kind, {
    all: displays.map(({ id }) => id),
    primary: screen.getPrimaryDisplay().id,
    desks,
  });
  const bounds = displays.find(({ id }) => id === monitor)?.bounds;
  return bounds === undefined ? {} : { x: bounds.x, y: bounds.y };
}
