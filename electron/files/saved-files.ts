import { access, mkdir, rm } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { SaveFileResult } from '../../shared/ipc/contract.ts';
import type { Log } from '../log/log.ts';
import { isDiskFull, PRIVATE_FOLDER_MODE, writeAtomically } from '../storage/atomic-file.ts';

export interface SavedFilesPorts {
  /** For prints that no printer took. */
  readonly printFolder: string;
  /** Where the person at this window wants a file; null: nowhere. */
  readonly askWhere: (senderId: number, suggestedName: string) => Promise<string | null>;
  /** Opens the folder of a file with the file chosen in it. */
  readonly showInFolder: (path: string) => void;
  readonly log: Log;
}

type WriteResult = Exclude<SaveFileResult, { readonly kind: 'cancelled' }>;

/** Prints of one name in one folder; more than a desk makes in a minute. */
const MOST_OF_A_NAME = 1000;

/** Files that leave the desk: what a person saves, and prints that no printer took. */
export class SavedFiles {
  readonly #ports: SavedFilesPorts;
  readonly #saved = new Set<string>();
  /** Two prints of one name at once get two names. */
  #saving: Promise<unknown> = Promise.resolve();

  constructor(ports: SavedFilesPorts) {
    this.#ports = ports;
  }

  /** Writes `text` as UTF-8 where the person at the window says. */
  async saveText(senderId: number, suggestedName: string, text: string): Promise<SaveFileResult> {
    const path = await this.#ports.askWhere(senderId, suggestedName);
    return path === null ? { kind: 'cancelled' } : this.#write(path, text);
  }

  /** Writes a PDF into the folder of prints, readable by this account only; one of the same name is never replaced. */
  async savePrint(name: string, pdf: Uint8Array): Promise<WriteResult> {
    const saving = this.#saving.then(() => this.#savePrintNow(name, pdf));
    this.#saving = saving.catch(() => undefined);
    return saving;
  }

  /** Removes every print, after those that are being written. Rejects where the disk does not let it. */
  async removePrints(): Promise<void> {
    const removing = this.#saving.then(() => rm(this.#ports.printFolder, { recursive: true, force: true }));
    this.#saving = removing.catch(() => undefined);
    await removing;
  }

  /** Shows a file in its folder, if it was saved here since the start; no other path is ever opened. */
  show(path: string): void {
    if (this.#saved.has(path)) this.#ports.showInFolder(path);
    else this.#ports.log.warn('files.unknown-path');
  }

  async #savePrintNow(name: string, pdf: Uint8Array): Promise<WriteResult> {
    const { printFolder } = this.#ports;
    // Where it can't be made, the write tells why.
    await mkdir(printFolder, { recursive: true, mode: PRIVATE_FOLDER_MODE }).catch(() => undefined);
    for (let count = 1; count <= MOST_OF_A_NAME; count += 1) {
      const path = join(printFolder, count === 1 ? `${name}.pdf` : `${name} (${String(count)}).pdf`);
      if (!(await exists(path))) return this.#write(path, pdf);
    }
    return { kind: 'not-saved', reason: 'not-written' };
  }

  async #write(path: string, content: string | Uint8Array): Promise<WriteResult> {
    try {
      await writeAtomically(path, content);
    } catch (error) {
      // The path stays out of the log: a person chose it.
      this.#ports.log.error('files.not-written', `${extname(path)} ${codeOf(error)}`);
      return { kind: 'not-saved', reason: isDiskFull(error) ? 'disk-full' : 'not-written' };
    }
    this.#saved.add(path);
    return { kind: 'saved', path };
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}
