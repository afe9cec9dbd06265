import { app, BrowserWindow } from 'electron';

/**
 * Tells whether a person can see any window of the app, whenever that changes. The pages can't tell it themselves: they go on
 * at full speed behind other windows, and so never count as hidden.
 * @returns whether one can be seen now
 */
export function watchVisibility(tell: (visible: boolean) => void): () => boolean {
  let known = false;
  const look = (): void => {
    const visible = BrowserWindow.getAllWindows().some(isInSight);
    if (visible === known) return;
    known = visible;
    tell(visible);
  };
  app.on('browser-window-created', (_, window) => {
    for (const event of ['show', 'hide', 'minimize', 'restore', 'closed'] as const) {
      window.on(event as 'show', look);
    }
  });
  return () => known;
}

function isInSight(window: BrowserWindow): boolean {
  return !window.isDestroyed() && window.isVisible() && !window.isMinimized();
}
