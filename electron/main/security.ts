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

/** Neither camera nor location nor devices: no permission is ever needed, so none is given. */
export function refusePermissions(session: Session): void {
  session.setPermissionRequestHandler((_, __, answer) => {
    answer(false);
  });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => {
    event.preventDefault();
  });
}
