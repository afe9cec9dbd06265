import { BrowserWindow, app } from 'electron';

/** A stage's window: `electron SCRIPT ADDRESS`, as the desk's own windows are, without anything of the desk in main. */
async function openWindow(): Promise<void> {
  await app.whenReady();
  const window = new BrowserWindow({
    width: 800,
    height: 600,
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, backgroundThrottling: false },
  });
  const address = process.argv.find((argument) => argument.startsWith('http://127.0.0.1:')) ?? '';
  await window.loadURL(address);
}

void openWindow();
