import { join } from 'node:path';
import { shell, type BrowserWindow } from 'electron';
import { askWhere } from '../files/ask-where.ts';
import { SavedFiles } from '../files/saved-files.ts';
import type { HandlerPorts } from '../main/handlers.ts';
import { Printing } from './printing.ts';
import { SlipPages } from './slip-pages.ts';
import { whiteSheetOf } from './white-sheet.ts';

/** Of the data folder, for prints that no printer took. */
const PRINT_FOLDER = 'prints';

export interface PrintingHost {
  readonly userData: string;
  /** Folder of main's own file. */
  readonly mainFolder: string;
  /** Where the app's pages are loaded from. */
  readonly pages: string;
  readonly saveFolder: string | null;
  /** Throws where the window is gone. */
  readonly windowOf: (contentsId: number) => BrowserWindow;
}

/** Everything that brings something out of the desk: onto paper or into a file. */
export function composePrinting(
  { userData, mainFolder, pages, saveFolder, windowOf }: PrintingHost,
  { settings, log }: Pick<HandlerPorts, 'settings' | 'log'>,
): { readonly files: SavedFiles; readonly printing: Printing; readonly slipPages: SlipPages } {
  const files = new SavedFiles({
    printFolder: join(userData, PRINT_FOLDER),
    askWhere: askWhere(windowOf, saveFolder),
    showInFolder: (path) => {
      shell.showItemInFolder(path);
    },
    log,
  });
  const slipPages = new SlipPages({ mainFolder, pageUrl: `${pages}/slip.html` });
  const printing = new Printing({
    settings: () => settings.current,
    draw: slipPages.draw,
    sheetOfWindow: (id) => whiteSheetOf(windowOf(id)),
    files,
    log,
  });
  return { files, printing, slipPages };
}
