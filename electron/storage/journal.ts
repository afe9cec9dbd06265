import type { FileHandle } from 'node:fs/promises';
import { mkdir, open, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isMissing, PRIVATE_FILE_MODE, PRIVATE_FOLDER_MODE, syncFolder, writeAtomically } from './atomic-file.ts';

interface Waiting {
  readonly lines: readonly string[];
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * The second copy of bookings: `journal/bookings.ndjson`, one JSON document a line, appended. What the database loses is
 * restored from it. Lines that arrive while the disk is busy share the next sync.
 */
export class Journal {
  readonly #path: string;
  #file: FileHandle | null = null;
  #waiting: Waiting[] = [];
  #busy: Promise<void> = Promise.resolve();
  #draining = false;

  constructor(folder: string) {
    this.#path = join(folder, 'journal', 'bookings.ndjson');
  }

  /** Resolves when the lines are on disk; rejects where a line is not one line, and then appends none of them. */
  async append(lines: readonly string[]): Promise<void> {
    const broken = lines.findIndex((line) => line === '' || /[\r\n]/.test(line));
    if (broken >= 0) throw new Error(`journal line ${String(broken)} is not a single line of text`);
    if (lines.length === 0) return;
    await new Promise<void>((resolve, reject) => {
      this.#waiting.push({ lines, resolve, reject });
      this.#drain();
    });
  }

  /** All whole lines, oldest first, and how many could not be read: a line torn by a power cut is no document. */
  async read(): Promise<{ readonly lines: readonly string[]; readonly torn: number }> {
    return this.#inTurn(async () => {
      const text = await this.#readText();
      const all = text.split('\n').filter((line) => line !== '');
      const lines = all.filter(isDocument);
      return { lines, torn: all.length - lines.length };
    });
  }

  /** Puts these lines in place of all others; after a crash either the old or the new ones are there. */
  async replace(lines: readonly string[]): Promise<void> {
    if (lines.some((line) => line === '' || /[\r\n]/.test(line))) {
      throw new Error('a journal line is not a single line of text');
    }
    await this.#inTurn(async () => {
      await this.#close();
      await writeAtomically(this.#path, lines.map((line) => `${line}\n`).join(''));
    });
  }

  /** Resolves when nothing is being written any more, and lets go of the file. */
  async close(): Promise<void> {
    await this.#inTurn(() => this.#close());
  }

  #drain(): void {
    if (this.#draining) return;
    this.#draining = true;
    void this.#inTurn(async () => {
      this.#draining = false;
      const batch = this.#waiting;
      this.#waiting = [];
      try {
        await this.#write(batch.flatMap((entry) => entry.lines));
        for (const entry of batch) entry.resolve();
      } catch (error) {
        /** What a failed write left behind is unknown: the next one looks again. */
        await this.#close().catch(() => undefined);
        for (const entry of batch) entry.reject(error);
      }
    });
  }

  async #write(lines: readonly string[]): Promise<void> {
    this.#file ??= await this.#open();
    await this.#file.appendFile(lines.map((line) => `${line}\n`).join(''), 'utf8');
    await this.#file.datasync();
  }

  /** A torn last line is closed with a line break, or the next line would be torn with it. */
  async #open(): Promise<FileHandle> {
    await mkdir(dirname(this.#path), { recursive: true, mode: PRIVATE_FOLDER_MODE });
    const isNew = !(await exists(this.#path));
    const file = await open(this.#path, 'a+', PRIVATE_FILE_MODE);
    try {
      const { size } = await file.stat();
      const last = Buffer.alloc(1);
      if (size > 0) await file.read(last, 0, 1, size - 1);
      if (size > 0 && last.toString('latin1') !== '\n') await file.appendFile('\n');
      if (isNew) await syncFolder(dirname(this.#path));
    } catch (error) {
      await file.close();
      throw error;
    }
    return file;
  }

  async #close(): Promise<void> {
    const file = this.#file;
    this.#file = null;
    await file?.close();
  }

  async #readText(): Promise<string> {
    try {
      return await readFile(this.#path, 'utf8');
    } catch (error) {
      if (isMissing(error)) return '';
      throw error;
    }
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#busy.then(work);
    this.#busy = turn.then(
      () => undefined,
      () => undefined,
    );
    return turn;
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

function isDocument(line: string): boolean {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null;
  } catch {
    return false;
  }
}
