import type { BrowserWindow } from 'electron';

/** Between a load that failed and the next one, milliseconds. */
const AGAIN_AFTER_MS = 1_000;

/** What a load needs of a window. */
export interface Loading {
  readonly loadURL: BrowserWindow['loadURL'];
  readonly isDestroyed: () => boolean;
  readonly webContents: Pick<BrowserWindow['webContents'], 'isCrashed' | 'isLoading'>;
}

/** Loads a page, again and again until it is there (shared/kiosk/SPEC.md, KIOSK-13). One that crashed is for those who watch for crashes. */
export function loadPage(window: Loading, url: string, onFailed: (error: unknown) => void): void {
  const isLeftAlone = (): boolean =>
    window.isDestroyed() || window.webContents.isCrashed() || window.webContents.isLoading();
  window.loadURL(url).catch((error: unknown) => {
    onFailed(error);
    if (isLeftAlone()) return;
    setTimeout(() => {
      if (!isLeftAlone()) loadPage(window, url, onFailed);
    }, AGAIN_AFTER_MS);
  });
}
