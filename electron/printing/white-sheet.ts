import type { BrowserWindow } from 'electron';
import { sheetOf, type Sheet } from './sheet.ts';

const PAPER = '#ffffff';

/** What a window shows, on white paper: Chromium fills a page's margins with the ground of the window, which is put back after each print. */
export function whiteSheetOf(window: BrowserWindow): Sheet {
  const sheet = sheetOf(window.webContents);
  const onWhite = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    const ground = window.getBackgroundColor();
    window.setBackgroundColor(PAPER);
    try {
      return await work();
    } finally {
      if (!window.isDestroyed()) window.setBackgroundColor(ground);
    }
  };
  return {
    printers: () => sheet.printers(),
    print: (paper, target) => onWhite(() => sheet.print(paper, target)),
    pdf: (paper) => onWhite(() => sheet.pdf(paper)),
  };
}
