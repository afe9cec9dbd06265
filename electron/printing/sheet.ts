import type { WebContents, WebContentsPrintOptions } from 'electron';
import type { Printer } from '../../shared/ipc/contract.ts';

export const MICRONS_PER_INCH = 25_400;
/** A queue that has not taken a print by then is not waited for; a person before a dialog is. */
const QUEUE_LIMIT_MS = 30_000;

/** A page's paper: A4 in the margins of the print styles, or a strip of its own size without any. Microns. */
export type Paper =
  | { readonly kind: 'a4'; readonly landscape: boolean }
  | { readonly kind: 'strip'; readonly width: number; readonly height: number };

/** To which printer: the person chooses, the system's own, or this one. */
export type Target =
  { readonly kind: 'ask' } | { readonly kind: 'usual' } | { readonly kind: 'named'; readonly name: string };

/** A page that can be printed. */
export interface Sheet {
  printers(): Promise<readonly Printer[]>;
  /** `printed`: the printer's queue took it. */
  print(paper: Paper, target: Target): Promise<'printed' | 'cancelled' | 'not-taken'>;
  pdf(paper: Paper): Promise<Uint8Array>;
}

/** What a window shows, as a sheet. */
export function sheetOf(contents: WebContents): Sheet {
  return {
    printers: async () => {
      const printers = await contents.getPrintersAsync();
      return printers.map(({ name, displayName }) => ({ name, label: displayName === '' ? name : displayName }));
    },
    print: (paper, target) =>
      new Promise((resolve) => {
        const giveUp =
          target.kind === 'ask'
            ? undefined
            : setTimeout(() => {
                resolve('not-taken');
              }, QUEUE_LIMIT_MS);
        contents.print(printOptions(paper, target), (success, why) => {
          clearTimeout(giveUp);
          resolve(success ? 'printed' : /cancel/i.test(why) ? 'cancelled' : 'not-taken');
        });
      }),
    pdf: (paper) => contents.printToPDF(pdfOptions(paper)),
  };
}

function printOptions(paper: Paper, target: Target): WebContentsPrintOptions {
  return {
    silent: target.kind !== 'ask',
    printBackground: true,
    ...(target.kind === 'named' ? { deviceName: target.name } : {}),
    ...(paper.kind === 'a4'
      ? { pageSize: 'A4', landscape: paper.landscape }
      : { pageSize: { width: paper.width, height: paper.height }, margins: { marginType: 'none' } }),
  };
}

function pdfOptions(paper: Paper): Electron.PrintToPDFOptions {
  const background = { printBackground: true, generateTaggedPDF: true };
  if (paper.kind === 'a4') return { ...background, pageSize: 'A4', landscape: paper.landscape };
  return {
    ...background,
    pageSize: { width: paper.width / MICRONS_PER_INCH, height: paper.height / MICRONS_PER_INCH },
    margins: { top: 0, bottom: 0, left: 0, right: 0 },
  };
}
