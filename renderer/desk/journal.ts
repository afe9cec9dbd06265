import type { HuskyBridge } from '../../shared/ipc/contract.ts';
import type { Booking } from '../../shared/model/booking.ts';
import { journalLine, readJournalLine } from '../db/journal-line.ts';
import type { SlotLocks } from '../db/slot-locks.ts';

/** Most lines one call may carry (shared/ipc/contract.ts). */
const linesPerCall = 500;

/** Held by the window that writes the journal: what one appends must not fall between another's reading and replacing. */
export const journalLock = 'journal';

/**
 * The second copy of bookings, kept by the main process outside the database (docs/adr/0005). It trails the database by
 * moments and is never waited for by a person; what could not be written is tried again with the next booking.
 */
export class BookingJournal {
  readonly #bridge: HuskyBridge;
  readonly #locks: SlotLocks;
  readonly #waiting = new Map<string, string>();
  #writing: Promise<void> | null = null;
  readonly #onFailure: (reason: unknown) => void;

  constructor(bridge: HuskyBridge, locks: SlotLocks, onFailure: (reason: unknown) => void) {
    this.#bridge = bridge;
    this.#locks = locks;
    this.#onFailure = onFailure;
  }

  /** Notes the newest state of a booking; an older state that is still waiting to be written gives way to it. */
  note(booking: Booking): void {
    this.#waiting.set(booking.bookingId, journalLine(booking));
    this.#writing ??= this.#drain();
  }

  /** Resolves when everything noted so far is on disk or was given up for now. */
  async settled(): Promise<void> {
    await this.#writing;
  }

  /**
   * Replaces the journal by `lines`, which are worked out once nothing is being appended; what is noted meanwhile is appended
   * afterwards. False where it could not be written: the old lines stand.
   */
  async rewrite(lines: () => Promise<readonly string[]>): Promise<boolean> {
    await this.settled();
    const replacing = this.#replace(lines);
    this.#writing = replacing.then(() => undefined);
    return replacing;
  }

  /** Leaves out every line that `gone` names; a line that can't be read is given as null. False where it could not be written. */
  async leaveOut(gone: (booking: Booking | null) => boolean): Promise<boolean> {
    const stays = (line: string): boolean => !gone(readJournalLine(line));
    await this.settled();
    for (const [bookingId, line] of this.#waiting) if (!stays(line)) this.#waiting.delete(bookingId);
    return this.rewrite(async () => (await this.#bridge.invoke('journal.read')).filter(stays));
  }

  async #replace(lines: () => Promise<readonly string[]>): Promise<boolean> {
    const written = await this.#locks
      .run([journalLock], async () => this.#bridge.invoke('journal.replace', [...(await lines())]))
      .then(
        () => true,
        (reason: unknown) => {
          this.#onFailure(reason);
          return false;
        },
      );
    await this.#drain();
    return written;
  }

  async #drain(): Promise<void> {
    try {
      while (this.#waiting.size > 0) {
        const batch = [...this.#waiting].slice(0, linesPerCall);
        const lines = batch.map(([, line]) => line);
        await this.#locks.run([journalLock], () => this.#bridge.invoke('journal.append', lines));
        for (const [bookingId, line] of batch) {
          if (this.#waiting.get(bookingId) === line) this.#waiting.delete(bookingId);
        }
      }
    } catch (reason) {
      this.#onFailure(reason);
    } finally {
      this.#writing = null;
    }
  }
}
