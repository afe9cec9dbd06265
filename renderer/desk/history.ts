import { addDays } from '../../shared/booking/index.ts';
import type { DeskStore, StoreChange } from '../db/store.ts';
import { coalesce } from './coalesce.ts';
import type { HistoryView, View } from './contract.ts';
import { HistoryIndex } from './history-index.ts';
import { createView, type MutableView } from './view.ts';

export type HistoryStore = Pick<DeskStore, 'earliestDate' | 'appointments' | 'bookingsBetween'>;

/** Rows that are taken in at once: more would hold up a key, fewer would take longer in all. */
const mostRowsAtOnce = 600;
const fewestRowsAtOnce = 250;
const mostDaysAtOnce = 64;
/** Beyond these days from today hardly anything lies: the rest is read at once. */
const daysAhead = 32;
const endOfDates = '9999-12-31';

/**
 * All appointments for the search, read once when somebody first wants to search and kept current from then on. It is read date by
 * date, so that nothing on the screen waits for it.
 */
export class History {
  readonly #store: HistoryStore;
  readonly #view: MutableView<HistoryView> = createView<HistoryView>({ kind: 'unread' });
  readonly #tellChanged = coalesce(() => {
    const now = this.#view.get();
    if (now.kind === 'ready') this.#view.set({ kind: 'ready', revision: now.revision + 1 });
  });
  #index = new HistoryIndex();
  /** What was told of while it is read: what is read of it may be older. */
  #touched = new Set<string>();
  /** Counts readings: an older one stops where a newer one began. */
  #reading = 0;

  constructor(store: HistoryStore) {
    this.#store = store;
  }

  get view(): View<HistoryView> {
    return this.#view;
  }

  get index(): HistoryIndex {
    return this.#index;
  }

  /** Reads everything, unless it has been read or is being read. `today`: organisation-local date. */
  begin(today: string): void {
    const { kind } = this.#view.get();
    if (kind === 'unread' || kind === 'unreadable') void this.#read(today);
  }

  /** Takes over one committed change. */
  take(change: StoreChange, today: string): void {
    if (this.#view.get().kind === 'unread') return;
    switch (change.kind) {
      case 'bookings':
        for (const booking of change.changed) this.#touch(booking.bookingId).putBooking(booking);
        for (const id of change.removed) this.#touch(id).removeBooking(id);
        break;
      case 'appointments':
        for (const record of change.changed) this.#touch(record.appointmentId).putRecord(record);
        for (const id of change.removed) this.#touch(id).removeRecord(id);
        break;
      case 'cleared':
        void this.#read(today);
        return;
      case 'sync-log':
      case 'days':
        return;
      case 'windows':
      case 'clinic':
      case 'kept':
      case 'sample':
    }
    this.#tellChanged();
  }

  /** Nothing is read any more. */
  stop(): void {
    this.#reading += 1;
  }

  #touch(id: string): HistoryIndex {
    if (this.#view.get().kind === 'reading') this.#touched.add(id);
    return this.#index;
  }

  async #read(today: string): Promise<void> {
    this.#reading += 1;
    const reading = this.#reading;
    this.#index = new HistoryIndex();
    this.#touched = new Set();
    this.#view.set({ kind: 'reading', read: 0 });
    try {
      await this.#readAll(today, () => reading === this.#reading);
    } catch {
      if (reading === this.#reading) this.#view.set({ kind: 'unreadable' });
      return;
    }
    if (reading === this.#reading) this.#view.set({ kind: 'ready', revision: 0 });
  }

  async #readAll(today: string, isWanted: () => boolean): Promise<void> {
    const last = addDays(today, daysAhead);
    let from = await this.#store.earliestDate();
    let days = 1;
    while (from !== null && isWanted()) {
      const to: string = from > last ? endOfDates : addDays(from, days - 1);
      const rows = await this.#readDates(from, to, isWanted);
      if (rows > mostRowsAtOnce) days = Math.max(1, Math.floor(days / 2));
      if (rows < fewestRowsAtOnce) days = Math.min(mostDaysAtOnce, days * 2);
      from = to === endOfDates ? null : addDays(to, 1);
    }
  }

  /** @returns how many rows it took in */
  async #readDates(from: string, to: string, isWanted: () => boolean): Promise<number> {
    const [records, bookings] = await Promise.all([
      this.#store.appointments(from, to),
      this.#store.bookingsBetween(from, to),
    ]);
    if (!isWanted()) return 0;
    for (const record of records) {
      if (!this.#touched.has(record.appointmentId)) this.#index.putRecord(record);
    }
    for (const booking of bookings) {
      if (!this.#touched.has(booking.bookingId)) this.#index.putBooking(booking);
    }
    this.#view.set({ kind: 'reading', read: this.#index.size });
    return records.length + bookings.length;
  }
}
