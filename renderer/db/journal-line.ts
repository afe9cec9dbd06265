import { z } from 'zod/mini';
import { bookingSchema, type Booking } from '../../shared/model/booking.ts';
import { bookingsSchema } from './collections/bookings.ts';
import { migratedDocument } from './migrations/all.ts';

/**
 * The journal is the second copy of the bookings, kept by main outside the database: one line for each state that was
 * committed. A line says which schema version its booking has, so that an old journal can be read by a newer desk.
 */
const lineSchema = z.object({ version: z.int(), booking: z.record(z.string(), z.unknown()) });

export function journalLine(booking: Booking): string {
  return JSON.stringify({ version: bookingsSchema.version, booking });
}

/** The booking of a line, brought up to date; null where the line is damaged or from a newer desk. */
export function readJournalLine(line: string): Booking | null {
  const parsed = lineSchema.safeParse(jsonOf(line));
  if (!parsed.success || parsed.data.version > bookingsSchema.version || parsed.data.version < 0) return null;
  try {
    const booking = bookingSchema.safeParse(migratedDocument('bookings', parsed.data.version, parsed.data.booking));
    return booking.success ? booking.data : null;
  } catch {
    // A migration met a document that never was one of its version: damaged, like any other unreadable line.
    return null;
  }
}

/** The newest state of each booking in a journal, and how many lines could not be read. Blank lines count as neither. */
export function readJournal(lines: readonly string[]): {
  readonly bookings: readonly Booking[];
  readonly unreadable: number;
} {
  const newest = new Map<string, Booking>();
  let unreadable = 0;
  for (const line of lines) {
    if (line.trim() === '') continue;
    const booking = readJournalLine(line);
    if (booking === null) unreadable += 1;
    else {
      const known = newest.get(booking.bookingId);
      // Lines are in the order of the commits, so of two with one time the later line is the newer.
      if (known === undefined || !isNewer(known, booking)) newest.set(booking.bookingId, booking);
    }
  }
  return { bookings: [...newest.values()], unreadable };
}

/** Whether `booking` is a later state than `other` of the same booking. */
export function isNewer(booking: Booking, other: Booking): boolean {
  return booking.updatedAt > other.updatedAt;
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return null;
  }
}
