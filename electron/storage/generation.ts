import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { SetAsideReport } from '../../shared/ipc/contract.ts';
import { setAsideReasonSchema } from '../../shared/ipc/contract.ts';
import { describeError, type Log } from '../log/log.ts';
import { fileStamp, isMissing, readTextIfPresent, setFileAside, writeAtomically } from './atomic-file.ts';
import { Backups } from './backups.ts';

const FILE_NAME = 'storage.json';
/** A fresh storage that is reported too can't be helped by another one: the disk or the app is at fault. */
const SET_ASIDES_PER_RUN = 3;

const storageSchema = z.object({
  generation: z.int().positive(),
  setAside: z.object({ reason: setAsideReasonSchema, path: z.string(), at: z.string() }).nullable(),
  /** A window opened this generation's database and could use it. */
  opened: z.boolean(),
});
type StorageState = z.infer<typeof storageSchema>;

/**
 * Which storage the windows use. Each generation is a session partition of its own (`persist:desk-{n}`): a database that
 * can't be used stays where it is, untouched, and the next generation starts empty beside it.
 */
export class StorageGenerations {
  readonly #userData: string;
  readonly #backups: Backups;
  readonly #log: Log;
  #state: StorageState;
  /** The copy taken before this generation was opened in this run. */
  #copy: string | null = null;
  #setAsides = 0;
  #changing: Promise<unknown> = Promise.resolve();

  private constructor(userData: string, state: StorageState, log: Log) {
    this.#userData = userData;
    this.#backups = new Backups(userData);
    this.#state = state;
    this.#log = log;
  }

  /**
   * Reads which generation is in use. A report of a storage that was set aside is shown until a run that opened the new
   * one has ended in order.
   */
  static async open(
    userData: string,
    previousRunEndedAbruptly: boolean,
    now: number,
    log: Log,
  ): Promise<StorageGenerations> {
    const state = await readState(userData, now, log);
    const seen = state.setAside !== null && state.opened && !previousRunEndedAbruptly;
    const storage = new StorageGenerations(userData, seen ? { ...state, setAside: null } : state, log);
    if (seen) {
      // A report that can't be put away is shown once more.
      await storage.#save().catch((error: unknown) => {
        log.error('storage.not-saved', describeError(error));
      });
    }
    return storage;
  }

  get generation(): number {
    return this.#state.generation;
  }

  /** Name of the session partition for the windows. */
  get partition(): string {
    return `persist:desk-${String(this.#state.generation)}`;
  }

  /** This generation's database was in use before: found empty, it was lost. */
  get opened(): boolean {
    return this.#state.opened;
  }

  get setAsideReport(): SetAsideReport | null {
    return this.#state.setAside;
  }

  /** Copies the database before a window opens it. A copy that fails is logged: the clinic opens all the same. */
  async backUp(now: number): Promise<void> {
    try {
      this.#copy = await this.#backups.take(join(this.#partitionFolder, 'IndexedDB'), this.generation, now);
    } catch (error) {
      this.#log.error('storage.backup-failed', describeError(error));
    }
  }

  /** The window opened the database and can use it. */
  async markOpened(): Promise<void> {
    await this.#inTurn(async () => {
      if (this.#copy !== null) await this.#backups.markGood(this.#copy);
      if (this.#state.opened) return;
      this.#state = { ...this.#state, opened: true };
      await this.#save();
    });
  }

  /**
   * Leaves this generation as it is and goes on to the next; the caller opens a window on the new partition. The report
   * names the copy that was taken before the database was opened, else the old partition.
   */
  async setAside(reason: SetAsideReport['reason'], now: number): Promise<SetAsideReport> {
    return this.#inTurn(async () => {
      if (this.#setAsides >= SET_ASIDES_PER_RUN) {
        throw new Error(`storage.set-aside: ${String(SET_ASIDES_PER_RUN)} storages were set aside since the start`);
      }
      this.#setAsides += 1;
      const at = new Date(now).toISOString();
      const report = { reason, path: await this.#keepCopy(reason, now), at };
      const about = { ...report, generation: this.generation, partition: this.#partitionFolder };
      await writeAtomically(
        join(this.#userData, 'set-aside', `${fileStamp(now)}-${reason}.json`),
        `${JSON.stringify(about, null, 2)}\n`,
      );
      this.#state = { generation: this.generation + 1, setAside: report, opened: false };
      await this.#save();
      this.#log.warn('storage.set-aside', `${reason}, generation ${String(about.generation)}`);
      return report;
    });
  }

  get #partitionFolder(): string {
    return join(this.#userData, 'Partitions', `desk-${String(this.#state.generation)}`);
  }

  async #keepCopy(reason: string, now: number): Promise<string> {
    const copy = this.#copy;
    this.#copy = null;
    if (copy === null) return this.#partitionFolder;
    const kept = join(this.#userData, 'set-aside', `${fileStamp(now)}-${reason}`);
    await this.#backups.moveTo(copy, kept);
    return kept;
  }

  async #save(): Promise<void> {
    await writeAtomically(join(this.#userData, FILE_NAME), `${JSON.stringify(this.#state, null, 2)}\n`);
  }

  async #inTurn<T>(change: () => Promise<T>): Promise<T> {
    const changing = this.#changing.then(change);
    this.#changing = changing.catch(() => undefined);
    return changing;
  }
}

/** A file that can't be read is set aside; the newest partition that exists is then the one in use. */
async function readState(userData: string, now: number, log: Log): Promise<StorageState> {
  const path = join(userData, FILE_NAME);
  const text = await readTextIfPresent(path);
  if (text !== null) {
    try {
      return storageSchema.parse(JSON.parse(text));
    } catch {
      await setFileAside(path, now);
      log.warn('storage.state-unreadable');
    }
  }
  return { generation: await newestGeneration(userData), setAside: null, opened: false };
}

async function newestGeneration(userData: string): Promise<number> {
  const numbers = (await namesIn(join(userData, 'Partitions')))
    .map((name) => Number(/^desk-(\d+)$/.exec(name)?.[1] ?? '0'))
    .filter(Number.isSafeInteger);
  return Math.max(1, ...numbers);
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}
