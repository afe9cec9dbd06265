import {
  isUnsent,
  lifeStates,
  needsPerson,
  type Booking,
  type Life,
  type LifeState,
} from '../../shared/model/booking.ts';
import { unknownClinic, type ClinicId } from '../../shared/model/clinic-id.ts';
import { attempt, raced, untilUnraced } from './attempt.ts';
import { storedPhoneKey } from './collections/appointments.ts';
import { bookingDocument, bookingOf, type BookingDocument } from './collections/bookings.ts';
import { isNewer, journalLine, readJournal } from './journal-line.ts';
import type { OnProgress } from './progress.ts';
import type { DeskStore } from './store.ts';
import { withoutMeta, type Table } from './table.ts';

type BookingPart = Pick<
  DeskStore,
  | 'booking'
  | 'commitBooking'
  | 'updateBooking'
  | 'bookingsFrom'
  | 'bookingsOn'
  | 'bookingsBetween'
  | 'bookingsByPhone'
  | 'unsentBookings'
  | 'bookingsNeedingPerson'
  | 'waitingBookings'
  | 'exportBookings'
  | 'restoreBookings'
  | 'claimBookings'
>;

/** Bookings restored in one transaction: enough to be quick, few enough for any memory. */
const restoreBatch = 500;

// The model's rules look at the state alone.
export const unsentStates = lifeStates.filter((state) => isUnsent({ state } as Life));
export const needsPersonStates = lifeStates.filter((state) => needsPerson({ state } as Life));

export function createBookingRecords(table: Table<BookingDocument>): BookingPart {
  const find = async (query: Parameters<typeof table.find>[0]): Promise<readonly Booking[]> =>
    (await table.find(query)).map((document) => bookingOf(withoutMeta(document)));

  return {
    booking: async (bookingId) => {
      const document = await table.byId(bookingId);
      return document ? bookingOf(withoutMeta(document)) : null;
    },

    commitBooking: (booking) =>
      attempt(async () => {
        const conflicts = await table.write([table.insertion(bookingDocument(booking))]);
        if (conflicts.length > 0) throw new BookingExistsError();
        return { kind: 'saved' };
      }),

    updateBooking: (bookingId, change) =>
      attempt(() =>
        untilUnraced(async () => {
          const document = await table.byId(bookingId);
          if (!document) return { kind: 'gone' };
          const before = bookingOf(withoutMeta(document));
          const booking = change(before);
          if (booking === null) return { kind: 'unchanged', booking: before };
          if (booking.bookingId !== bookingId) throw new Error('A booking never changes its id');
          const conflicts = await table.write([table.replacement(document, bookingDocument(booking))]);
          return conflicts.length > 0 ? raced : { kind: 'saved', booking };
        }),
      ),

    bookingsFrom: (date) => find({ selector: { lastDate: { $gte: date } } }),
    bookingsOn: (date) => find({ selector: { 'place.date': { $eq: date } } }),
    bookingsBetween: (from, to) => find({ selector: { 'place.date': { $gte: from, $lte: to } } }),
    bookingsByPhone: (phoneKey) => find({ selector: { phoneKey: { $eq: storedPhoneKey(phoneKey) } } }),
    unsentBookings: async () => oldestFirst(await bookingsInStates(table, unsentStates)),
    bookingsNeedingPerson: async () => oldestFirst(await bookingsInStates(table, needsPersonStates)),
    waitingBookings: async () => oldestFirst(await bookingsInStates(table, ['WAITING_LIST'])),

    exportBookings: async () =>
      [...(await find({}))].sort((a, b) => byText(a.updatedAt, b.updatedAt)).map((booking) => journalLine(booking)),
    restoreBookings: (lines, onProgress = () => undefined) => attempt(() => restore(table, lines, onProgress)),
    claimBookings: (claim) => attempt(() => claimAll(table, claim)),
  };
}

/** Bookings in any of the states, in no particular order. */
export async function bookingsInStates(
  table: Table<BookingDocument>,
  wanted: readonly LifeState[],
): Promise<readonly Booking[]> {
  const found = await Promise.all(wanted.map((state) => table.find({ selector: { 'life.state': { $eq: state } } })));
  return found.flat().map((document) => bookingOf(withoutMeta(document)));
}

/** How many bookings are in any of the states. */
export async function countInStates(table: Table<BookingDocument>, wanted: readonly LifeState[]): Promise<number> {
  const counts = await Promise.all(wanted.map((state) => table.count({ 'life.state': { $eq: state } })));
  return counts.reduce((sum, count) => sum + count, 0);
}

/** A booking id met a second time: ids are random, so the caller committed one booking twice. */
class BookingExistsError extends Error {
  override readonly name = 'BookingExistsError';
}

async function restore(
  table: Table<BookingDocument>,
  lines: readonly string[],
  onProgress: OnProgress,
): Promise<{ kind: 'restored'; added: number; advanced: number; unreadable: number }> {
  const { bookings, unreadable } = readJournal(lines);
  let added = 0;
  let advanced = 0;
  for (let start = 0; start < bookings.length; start += restoreBatch) {
    onProgress(start, bookings.length);
    const batch = bookings.slice(start, start + restoreBatch);
    await untilUnraced(async () => {
      const stored = new Map((await table.byIds(batch.map(({ bookingId }) => bookingId))).map((d) => [d.bookingId, d]));
      const missing = batch.filter(({ bookingId }) => !stored.has(bookingId));
      const newer = batch.filter((booking) => {
        const known = stored.get(booking.bookingId);
        return known !== undefined && isNewer(booking, known);
      });
      const replacements = newer.flatMap((booking) => {
        const previous = stored.get(booking.bookingId);
        return previous ? [table.replacement(previous, bookingDocument(booking))] : [];
      });
      const insertions = missing.map((booking) => table.insertion(bookingDocument(booking)));
      const conflicts = await table.write([...insertions, ...replacements]);
      const lost = new Set(conflicts.map(({ id }) => id));
      added += missing.filter(({ bookingId }) => !lost.has(bookingId)).length;
      advanced += newer.filter(({ bookingId }) => !lost.has(bookingId)).length;
      return lost.size > 0 ? raced : null;
    });
  }
  return { kind: 'restored', added, advanced, unreadable };
}

async function claimAll(
  table: Table<BookingDocument>,
  claim: (booking: Booking) => ClinicId | null,
): Promise<{ kind: 'saved' }> {
  const unclaimed = (await table.find({})).filter(({ clinicId }) => clinicId === unknownClinic);
  for (let start = 0; start < unclaimed.length; start += restoreBatch) {
    const ids = unclaimed.slice(start, start + restoreBatch).map(({ bookingId }) => bookingId);
    await untilUnraced(async () => {
      const rows = (await table.byIds(ids)).flatMap((document) => {
        const clinicId = document.clinicId === unknownClinic ? claim(bookingOf(withoutMeta(document))) : null;
        return clinicId === null ? [] : [table.replacement(document, { ...withoutMeta(document), clinicId })];
      });
      return (await table.write(rows)).length > 0 ? raced : null;
    });
  }
  return { kind: 'saved' };
}

function oldestFirst(bookings: readonly Booking[]): readonly Booking[] {
  return [...bookings].sort((a, b) => byText(a.createdAt, b.createdAt) || byText(a.bookingId, b.bookingId));
}

function byText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
