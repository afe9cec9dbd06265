import { join } from 'node:path';
import type { Session, WebPreferences } from 'electron';
import { BUNDLE_SCHEME, serveBundle } from './bundle.ts';
import { refusePermissions } from './security.ts';

/** What every page of the app runs under: sandboxed, without Node, with the bridge and nothing else. */
export function pagePreferences(mainFolder: string): WebPreferences {
  return {
    preload: join(mainFolder, '../preload/index.cjs'),
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
    /** Sync goes on while a window is behind another one, and a slip is drawn in one that is never shown. */
    backgroundThrottling: false,
  };
}

/** Serves the app's pages in a session, once for each session. @param granted origins that get what the desk needs */
export function servePages(pages: Session, mainFolder: string, granted: ReadonlySet<string>): void {
  refusePermissions(pages, granted);
  const root = join(mainFolder, '../renderer');
  pages.protocol.handle(BUNDLE_SCHEME, (request) => serveBundle(root, request));
}
