import { BrowserWindow, session } from 'electron';
import type { SlipOrder } from '../../shared/ipc/contract.ts';
import { pagePreferences, servePages } from '../main/pages.ts';
import type { DrawnSlip, DrawSlip, SlipDrawing } from './printing.ts';
import { sheetOf } from './sheet.ts';

/** Nothing of it is kept on disk, and it shares nothing with the desk's windows. */
const PARTITION = 'husky-slips';
/** A page that has not drawn its slip by then never will. */
const DRAWING_LIMIT_MS = 20_000;

export interface SlipPagesPorts {
  /** Folder of main's own file; preload and pages lie beside it. */
  readonly mainFolder: string;
  readonly pageUrl: string;
}

interface Drawing {
  readonly order: SlipOrder;
  readonly drawn: (height: number) => void;
}

/** Windows that nobody sees, each drawing one slip of the app's own page and gone as soon as it is printed. */
export class SlipPages implements SlipDrawing {
  readonly #ports: SlipPagesPorts;
  readonly #drawings = new Map<number, Drawing>();
  #served = false;

  constructor(ports: SlipPagesPorts) {
    this.#ports = ports;
  }

  /** Whether these contents draw a slip. */
  owns(contentsId: number): boolean {
    return this.#drawings.has(contentsId);
  }

  /** What the page with this id is to draw. */
  orderOf(contentsId: number): SlipOrder {
    return this.#drawing(contentsId).order;
  }

  /** The page says that fonts are there and the slip is drawn. @param height CSS pixels */
  drawn(contentsId: number, height: number): void {
    this.#drawing(contentsId).drawn(height);
  }

  /** Draws a slip; the caller lets go of it when it is printed. Rejects where the page can't be drawn. */
  readonly draw: DrawSlip = async (order) => {
    const window = this.#create();
    const { id } = window.webContents;
    const letGo = (): void => {
      this.#drawings.delete(id);
      if (!window.isDestroyed()) window.destroy();
    };
    try {
      const height = await this.#heightOf(window, order);
      return { sheet: sheetOf(window.webContents), height, letGo } satisfies DrawnSlip;
    } catch (error) {
      letGo();
      throw error;
    }
  };

  #heightOf(window: BrowserWindow, order: SlipOrder): Promise<number> {
    const { webContents } = window;
    return new Promise((resolve, reject) => {
      const giveUp = setTimeout(() => {
        reject(new Error('the slip was not drawn in time'));
      }, DRAWING_LIMIT_MS);
      const end = (why: string): void => {
        clearTimeout(giveUp);
        reject(new Error(why));
      };
      this.#drawings.set(webContents.id, {
        order,
        drawn: (height) => {
          clearTimeout(giveUp);
          resolve(height);
        },
      });
      webContents.once('render-process-gone', (_, { reason }) => {
        end(`the page of the slip ended: ${reason}`);
      });
      window.loadURL(this.#ports.pageUrl).catch(() => {
        end('the page of the slip could not be loaded');
      });
    });
  }

  #drawing(contentsId: number): Drawing {
    const drawing = this.#drawings.get(contentsId);
    if (drawing === undefined) throw new Error('this page draws no slip');
    return drawing;
  }

  #create(): BrowserWindow {
    const pages = session.fromPartition(PARTITION, { cache: false });
    const { mainFolder } = this.#ports;
    if (!this.#served) {
      this.#served = true;
      servePages(pages, mainFolder, new Set());
    }
    return new BrowserWindow({
      show: false,
      webPreferences: { ...pagePreferences(mainFolder), session: pages, devTools: false },
    });
  }
}
