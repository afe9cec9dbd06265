import { join } from 'node:path';
import { z } from 'zod';
import { isOwed } from '../../shared/model/booking.ts';
import { unknownClinic } from '../../shared/model/clinic-id.ts';
import { describeError, type Log } from '../log/log.ts';
import { writeAtomically } from './atomic-file.ts';

export const OWED_FILE = 'unsent.json';

/** What every line of the journal has had since its first version, whichever build wrote it. */
const lineSchema = z.object({
  booking: z.object({
    bookingId: z.string(),
    clinicId: z.string().default(unknownClinic),
    life: z.object({ state: z.string() }),
    updatedAt: z.string(),
  }),
});

interface Newest {
  readonly updatedAt: string;
  readonly owed: boolean;
}

/**
 * `unsent.json`: how many bookings would be lost with this computer, for whoever must not open the database. The script that
 * purges the package reads its first number (electron/packaging/linux/after-remove.sh). It follows the journal: a database
 * that was set aside, or is a newer desk's, counts too.
 */
export class OwedFile {
  readonly #path: string;
  readonly #log: Log;
  #newest = new Map<string, Newest>();
  #written: number | null = null;
  #busy: Promise<void> = Promise.resolve();

  constructor(folder: string, log: Log) {
    this.#path = join(folder, OWED_FILE);
    this.#log = log;
  }

  /** Counts anew, from the whole journal. Resolves when the file says it. */
  async recount(read: () => Promise<readonly string[]>): Promise<void> {
    await this.#inTurn(async () => {
      const lines = await read();
      this.#newest = new Map();
      this.#take(lines);
    });
  }

  /** Counts in what was appended to the journal. Resolves when the file says it. */
  async note(lines: readonly string[]): Promise<void> {
    await this.#inTurn(() => {
      this.#take(lines);
      return Promise.resolve();
    });
  }

  /** Resolves when the file says what was counted so far. */
  async settled(): Promise<void> {
    await this.#busy;
  }

  #take(lines: readonly string[]): void {
    for (const line of lines) {
      const parsed = lineSchema.safeParse(jsonOf(line));
      if (!parsed.success) continue;
      const { bookingId, clinicId, life, updatedAt } = parsed.data.booking;
      const known = this.#newest.get(bookingId);
      if (known !== undefined && known.updatedAt > updatedAt) continue;
      this.#newest.set(bookingId, { updatedAt, owed: isOwed({ clinicId, state: life.state }) });
    }
  }

  /** A count that can't be written is logged: the booking is safe, and the next one writes it. */
  async #inTurn(change: () => Promise<void>): Promise<void> {
    this.#busy = this.#busy
      .then(change)
      .then(() => this.#write())
      .catch((error: unknown) => {
        this.#log.error('owed.not-written', describeError(error));
      });
    await this.#busy;
  }

  async #write(): Promise<void> {
    const owed = [...this.#newest.values()].filter((booking) => booking.owed).length;
    if (owed === this.#written) return;
    await writeAtomically(this.#path, `${JSON.stringify({ owed })}\n`);
    this.#written = owed;
  }
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return null;
  }
}
