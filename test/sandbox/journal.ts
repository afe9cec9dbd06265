import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { journalEntrySchema, type JournalEntry } from './journal-entry.ts';
import { lockData, type DataLock } from './data-lock.ts';
import { StartRefused } from './start-refused.ts';

const fileName = 'journal.jsonl';

/** Where changes become durable before they are answered. */
export interface Journal {
  /** Returns once the entry survives a kill and a power cut; throws where it can't be written, and then it is not there. */
  append(entry: JournalEntry): void;
  close(): void;
}

/** Without `--data` nothing outlives the process. */
export const memoryJournal: Journal = { append: () => undefined, close: () => undefined };

/**
 * Opens the journal of a data directory, one JSON entry a line, and hands its entries to `replay` in order.
 * A last line that a kill tore was never answered and is dropped; damage anywhere else stops the start, for it would lose
 * answered bookings. `compacted` then gives what is to be kept, and the file is replaced by just that.
 *
 * @throws StartRefused where the directory can't be used, is in use, or the journal is damaged
 */
export function openJournal(
  dataDir: string,
  replay: (entry: JournalEntry) => void,
  compacted: () => Iterable<JournalEntry>,
): Journal {
  let lock: DataLock | undefined;
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    lock = lockData(dataDir);
    const file = join(dataDir, fileName);
    for (const entry of readEntries(file)) replay(entry);
    compact(dataDir, file, compacted());
    return new FileJournal(openSync(file, 'a', 0o600), lock);
  } catch (error) {
    lock?.release();
    if (error instanceof StartRefused) throw error;
    const reason = error instanceof Error ? error.message : 'unknown reason';
    throw new StartRefused([`--data: cannot use ${dataDir}: ${reason}`]);
  }
}

function readEntries(file: string): readonly JournalEntry[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n');
  // Every whole line ends with a line feed: what follows the last one was torn.
  lines.pop();
  return lines.map((line, index) => {
    const entry = readEntry(line);
    if (entry === undefined) throw new StartRefused([`--data: ${file} is damaged at line ${String(index + 1)}`]);
    return entry;
  });
}

function readEntry(line: string): JournalEntry | undefined {
  try {
    return journalEntrySchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

function compact(dataDir: string, file: string, entries: Iterable<JournalEntry>): void {
  const fresh = `${file}.new`;
  const descriptor = openSync(fresh, 'w', 0o600);
  try {
    for (const entry of entries) writeWhole(descriptor, lineOf(entry));
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(fresh, file);
  const directory = openSync(dataDir, 'r');
  try {
    fsyncSync(directory);
  } finally {
    closeSync(directory);
  }
}

class FileJournal implements Journal {
  private readonly descriptor: number;
  private readonly lock: DataLock;

  constructor(descriptor: number, lock: DataLock) {
    this.descriptor = descriptor;
    this.lock = lock;
  }

  append(entry: JournalEntry): void {
    const wholeLength = fstatSync(this.descriptor).size;
    try {
      writeWhole(this.descriptor, lineOf(entry));
      fsyncSync(this.descriptor);
    } catch (error) {
      // Half a line in the middle would damage the journal for the lines that follow.
      ftruncateSync(this.descriptor, wholeLength);
      throw error;
    }
  }

  close(): void {
    closeSync(this.descriptor);
    this.lock.release();
  }
}

function lineOf(entry: JournalEntry): Buffer {
  return Buffer.from(`${JSON.stringify(entry)}\n`, 'utf8');
}

function writeWhole(descriptor: number, bytes: Buffer): void {
  let written = 0;
  while (written < bytes.length) written += writeSync(descriptor, bytes, written);
}
