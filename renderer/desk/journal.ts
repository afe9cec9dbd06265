import type { HuskyBridge } from '../../shared/ipc/contract.ts';
import type { Booking } from '../../shared/model/booking.ts';
import { journalLine } from '../db/journal-line.ts';

/** Most lines one call may carry (shared/ipc/contract.ts). */
const linesPerCall = 500;

/**
 * The second copy of bookings, kept by the main process outside the database (docs/adr/0005). It trails the database by
 * moments and is never waited for by a person; what could not be written is tried again with the next booking.
 */
export class BookingJournal {
  readonly #bridge: HuskyBridge;
  readonly #waiting = new Map<string, string>();
  #writing: Promise<void> | null = null;
  readonly #onFailure: (reason: unknown) => void;

  constructor(bridge: HuskyBridge, onFailure: (reason: unknown) => void) {
    this.#bridge = bridge;
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
   * Replaces the journal by `lines`, which are read from the database once nothing is being appended; what is noted
   * meanwhile is appended afterwards.
   */
  async rewrite(lines: () => Promise<readonly string[]>): Promise<void> {
    await this.settled();
    this.#writing = this.#replace(lines);
    await this.settled();
  }

  async #replace(lines: () => Promise<readonly string[]>): Promise<void> {
    try {
      await this.#bridge.invoke('journal.replace', [...(await lines())]);
    } catch (reason) {
      this.#onFailure(reason);
    }
    await this.#drain();
  }

  async #drain(): Promise<void> {
    try {
      while (this.#waiting.size > 0) {
        const batch = [...this.#waiting].slice(0, linesPerCall);
        await this.#bridge.invoke(
          'journal.append',
          batch.map(([, line]) => line),
        );
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
