import type { DeskSettings, Printer, PrintResult, PrintSlipResult, SlipOrder } from '../../shared/ipc/contract.ts';
import { slipLanguages } from '../../shared/ipc/slip-style.ts';
import { createZone } from '../../shared/booking/wall-clock.ts';
import type { AnySlip, PaperWidth } from '../../shared/model/slip.ts';
import type { SavedFiles } from '../files/saved-files.ts';
import { describeError, type Log } from '../log/log.ts';
import { MICRONS_PER_INCH, type Paper, type Sheet, type Target } from './sheet.ts';

const MICRONS_PER_MM = 1000;
const CSS_PIXELS_PER_INCH = 96;
/** Lengths are rounded to whole points on the way to the printer: what is drawn must not run over to a second page. */
const SLACK_MICRONS = 1000;

type NotPrinted = Extract<PrintResult, { readonly kind: 'saved' }>['why'];

/** A slip that is drawn and waits to be printed. */
export interface DrawnSlip {
  readonly sheet: Sheet;
  /** CSS pixels. */
  readonly height: number;
  readonly letGo: () => void;
}

/** What the page of a slip may ask of main; anybody else is refused with an error. */
export interface SlipDrawing {
  readonly orderOf: (contentsId: number) => SlipOrder;
  /** @param height CSS pixels */
  readonly drawn: (contentsId: number, height: number) => void;
}

export type DrawSlip = (order: SlipOrder) => Promise<DrawnSlip>;

export interface PrintingPorts {
  readonly settings: () => DeskSettings;
  readonly draw: DrawSlip;
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
    const sheet = this.#ports.sheetOfWindow(senderId);
    const paper: Paper = { kind: 'a4', landscape };
    const outcome = await this.#tryPrinter(sheet, paper, { kind: 'ask' });
    if (outcome === 'printed' || outcome === 'cancelled') return { kind: outcome };
    return this.#save(sheet, paper, title, outcome);
  }

  printers(senderId: number): Promise<readonly Printer[]> {
    return this.#ports.sheetOfWindow(senderId).printers();
  }

  /** Prints a slip on the printer and the paper of the settings, without a question. */
  async slip(slip: AnySlip): Promise<PrintSlipResult> {
    const settings = this.#ports.settings();
    const { paperWidth, printer } = settings;
    const drawn = await this.#draw({ slip, languages: slipLanguages(settings), paperWidth });
    if (drawn === null) return { kind: 'not-saved', reason: 'not-written' };
    const { sheet } = drawn;
    try {
      const paper = stripOf(paperWidth, drawn.height);
      const outcome = await this.#tryPrinter(
        sheet,
        paper,
        printer === '' ? { kind: 'usual' } : { kind: 'named', name: printer },
      );
      if (outcome === 'printed') return { kind: outcome };
      return await this.#save(sheet, paper, slipName(slip), outcome === 'cancelled' ? 'not-taken' : outcome);
    } finally {
      drawn.letGo();
    }
  }

  async #draw(order: SlipOrder): Promise<DrawnSlip | null> {
    try {
      return await this.#ports.draw(order);
    } catch (error) {
      this.#ports.log.error('print.not-drawn', describeError(error));
      return null;
    }
  }

  async #save(sheet: Sheet, paper: Paper, name: string, why: NotPrinted): Promise<PrintSlipResult> {
    let pdf: Uint8Array;
    try {
      pdf = await sheet.pdf(paper);
    } catch (error) {
      this.#ports.log.error('print.no-pdf', describeError(error));
      return { kind: 'not-saved', reason: 'not-written' };
    }
    const saved = await this.#ports.files.savePrint(name, pdf);
    return saved.kind === 'saved' ? { ...saved, why } : saved;
  }

  async #tryPrinter(sheet: Sheet, paper: Paper, target: Target): Promise<'printed' | 'cancelled' | NotPrinted> {
    try {
      const printers = await sheet.printers();
      if (printers.length === 0) return 'no-printer';
      if (target.kind === 'named' && !printers.some(({ name }) => name === target.name)) return 'printer-gone';
      return await sheet.print(paper, target);
    } catch (error) {
      this.#ports.log.warn('print.not-taken', describeError(error));
      return 'not-taken';
    }
  }
}

/** The paper that a slip needs. @param height CSS pixels */
function stripOf(paperWidth: PaperWidth, height: number): Paper {
  return {
    kind: 'strip',
    width: paperWidth * MICRONS_PER_MM,
    height: Math.ceil((height / CSS_PIXELS_PER_INCH) * MICRONS_PER_INCH) + SLACK_MICRONS,
  };
}

/** A file name that tells which slip it is and no patient: token, day and time of the clinic. */
function slipName(slip: AnySlip): string {
  const { date, minutes } = createZone(slip.timeZone).toLocal(slip.madeAt);
  const time = `${twoDigits(Math.floor(minutes / 60))}${twoDigits(minutes % 60)}`;
  const token = slip.kind === 'test' ? 'test' : slip.token.replace(/[^\p{L}\p{N}-]+/gu, '-');
  return `${token} ${date} ${time}`;
}

function twoDigits(count: number): string {
  return String(count).padStart(2, '0');
}
