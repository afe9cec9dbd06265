import { app, shell, type Session } from 'electron';
import type { Log } from '../log/log.ts';
import { originOf } from './ipc.ts';

/** Our pages go nowhere, open nothing, and embed nothing; web links open in the person's browser. */
export function confineContents(origins: ReadonlySet<string>, log: Log): void {
  app.on('web-contents-created', (_, contents) => {
    contents.on('will-navigate', (event) => {
      if (origins.has(originOf(event.url))) return;
      event.preventDefault();
      log.warn('security.navigation-refused');
    });
    contents.on('will-redirect', (event) => {
      if (!origins.has(originOf(event.url))) event.preventDefault();
    });
    contents.on('will-attach-webview', (event) => {
      event.preventDefault();
    });
    contents.setWindowOpenHandler(({ url }) => {
      if (originOf(url).startsWith('https://')) void shell.openExternal(url);
      return { action: 'deny' };
    });
  });
}

/** The only permissions that are ever given. */
const GIVEN: ReadonlySet<string> = new Set([
  // Keeps Chromium from evicting the database when the disk runs low.
  'persistent-storage',
  // Rules for another desk and the log for support are copied as text; nothing is read from the clipboard.
  'clipboard-sanitized-write',
]);

/** Neither camera nor location nor devices nor downloads. */
export function refusePermissions(session: Session, origins: ReadonlySet<string>): void {
  const granted = (permission: string, origin: string): boolean =>
    GIVEN.has(permission) && origins.has(originOf(origin));
  session.setPermissionRequestHandler((contents, permission, answer) => {
    answer(granted(permission, contents.getURL()));
  });
  session.setPermissionCheckHandler((_, permission, origin) => granted(permission, origin));
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => {
    event.preventDefault();
  });
}
