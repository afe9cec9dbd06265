import type { BrowserWindow } from 'electron';
import { expect, test } from 'vitest';
import { whiteSheetOf } from '../../electron/printing/white-sheet.ts';

/** A window with a ground; `pdf` is what printing it comes to. */
function windowWith(pdf: () => Promise<Uint8Array>): { readonly window: BrowserWindow; readonly ground: () => string } {
  let ground = '#f2f5f8';
  const window = {
    webContents: { printToPDF: pdf },
    getBackgroundColor: () => ground,
    setBackgroundColor: (color: string) => {
      ground = color;
    },
    isDestroyed: () => false,
  };
  return { window: window as unknown as BrowserWindow, ground: () => ground };
}

const a4 = { kind: 'a4', landscape: false } as const;

test('the margins of a printed page are white, and the window has its ground again after it', async () => {
  const seen: string[] = [];
  const { window, ground } = windowWith(() => {
    seen.push(ground());
    return Promise.resolve(new Uint8Array());
  });
  await whiteSheetOf(window).pdf(a4);
  expect([...seen, ground()]).toEqual(['#ffffff', '#f2f5f8']);
});

test('a print that comes to nothing leaves the ground as it was', async () => {
  const { window, ground } = windowWith(() => Promise.reject(new Error('no paper')));
  await expect(whiteSheetOf(window).pdf(a4)).rejects.toThrow('no paper');
  expect(ground()).toBe('#f2f5f8');
});
