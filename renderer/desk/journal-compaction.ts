import type { Booking } from '../../shared/model/booking.ts';
import { isUnsent, needsPerson } from '../../shared/model/booking.ts';
import { journalLine, readJournal, readJournalLine } from '../db/journal-line.ts';

/** A journal of fewer lines is left as it is. */
export const journalLinesBeforeCompaction = 5_000;
/** Settled bookings leave the journal this long after their last change (docs/adr/0005). */
const keptMs = 60 * 24 * 60 * 60 * 1000;

/** The newest state of each booking that still matters, and every line that could not be read, as they were. */
export function compactJournal(lines: readonly string[], now: number): readonly string[] {
  const matters = (booking: Booking): boolean =>
    isUnsent(booking.life) || needsPerson(booking.life) || Date.parse(booking.updatedAt) > now - keptMs;
  const unreadable = lines.filter((line) => line.trim() !== '' && readJournalLine(line) === null);
  return [...unreadable, ...readJournal(lines).bookings.filter(matters).map(journalLine)];
}
