import { resolve } from 'node:path';
import { app, dialog, type BrowserWindow } from 'electron';
import type { SavedFilesPorts } from './saved-files.ts';

/**
 * Asks with the system's dialog, over the window that wants the file.
 * @param folder files go there without a question (HUSKY_SAVE_FOLDER); null: the person is asked, in their documents first
 */
export function askWhere(windowOf: (id: number) => BrowserWindow, folder: string | null): SavedFilesPorts['askWhere'] {
  if (folder !== null) return (_, name) => Promise.resolve(resolve(folder, name));
  return async (senderId, suggestedName) => {
    const defaultPath = resolve(app.getPath('documents'), suggestedName);
    const { canceled, filePath } = await dialog.showSaveDialog(windowOf(senderId), { defaultPath });
    return canceled ? null : filePath;
  };
}
