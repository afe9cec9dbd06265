import { app } from 'electron';
import { isForRelease } from '../../shared/model/build-version.ts';

/** Every window of a build that no clinic may use says so in its title. */
export function markWindows(version: string): void {
  if (isForRelease(version)) return;
  app.on('browser-window-created', (_, window) => {
    window.on('page-title-updated', (event, title) => {
      event.preventDefault();
      window.setTitle(`NOT FOR RELEASE · ${title}`);
    });
  });
}
