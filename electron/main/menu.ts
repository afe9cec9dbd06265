import { Menu, type MenuItemConstructorOptions } from 'electron';

/** The shortcuts people expect of any program: editing, text size, quitting; in development builds also the tools. */
export function installMenu(developmentBuild: boolean): void {
  const tools: MenuItemConstructorOptions[] = developmentBuild
    ? [{ type: 'separator' }, { role: 'reload' }, { role: 'toggleDevTools' }]
    : [];
  const template: MenuItemConstructorOptions[] = [
    ...(process.platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    { role: 'editMenu' },
    {
      label: 'View',
      submenu: [{ role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }, { role: 'togglefullscreen' }, ...tools],
    },
    { label: 'Window', submenu: [{ role: 'minimize' }, { role: 'quit' }] },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
