import type { PrintResult } from '../../shared/ipc/contract.ts';
import type { SavedFiles } from '../files/saved-files.ts';
import { describeError, type Log } from '../log/log.ts';
import type { Paper, Sheet, Target } from './sheet.ts';

export interface PrintingPorts {
  /** What a window of the desk shows. */
  readonly sheetOfWindow: (senderId: number) => Sheet;
  readonly files: SavedFiles;
  readonly log: Log;
}

/** Prints; what no printer takes becomes a PDF, and the answer says which of the two it was. */
export class Printing {
  readonly #ports: PrintingPorts;

  constructor(ports: PrintingPorts) {
    this.#ports = ports;
  }

  /** Prints what a window shows on A4, on the printer that the person chooses in the system's dialog. */
  async page(senderId: number, title: string, landscape: boolean): Promise<PrintResult> {
    return this.#print(this.#ports.sheetOfWindow(senderId), { kind: 'a4', landscape }, { kind: 'ask' }, title);
  }

  async #print(sheet: Sheet, paper: Paper, target: Target, name: string): Promise<PrintResult> {
    const outcome = await this.#tryPrinter(sheet, paper, target);
    if (outcome === 'printed' || outcome === 'cancelled') return { kind: outcome };
    const saved = await this.#ports.files.savePrint(name, await sheet.pdf(paper));
    return saved.kind === 'saved' ? { ...saved, why: outcome } : saved;
  }

  async #tryPrinter(
    sheet: Sheet,
    paper: Paper,
    target: Target,
  ): Promise<'printed' | 'cancelled' | 'no-printer' | 'printer-gone' | 'not-taken'> {
    const printers = await sheet.printers();
    if (printers.length === 0) return 'no-printer';
    if (target.kind === 'named' && !printers.some(({ name }) => name === target.name)) return 'printer-gone';
    try {
      return await sheet.print(paper, target);
    } catch (error) {
      this.#ports.log.warn('print.not-taken', describeError(error));
      return 'not-taken';
    }
  }
}
