import {
  nothingKept,
  type ClinicRecord,
  type DayRecord,
  type KeptRecord,
  type StoreChange,
  type SyncLogEntry,
} from '../../../renderer/db/store.ts';
import type { SyncStore } from '../../../renderer/sync/ports.ts';
import type { Appointment } from '../../../shared/model/appointment.ts';
import { isUnsent, needsPerson, type Booking } from '../../../shared/model/booking.ts';
import type { BookPorts } from '../../../renderer/desk/book.ts';
import type { ModelStore } from '../../../renderer/desk/clinic-model.ts';
import { clinicId } from './bookings.ts';
import type { CalendarWindow } from '../../../shared/model/clinic.ts';

/** The part of the database that the sync driver and the desk's model, `book()` and `settle()` use. */
export type MemoryStore = SyncStore & ModelStore & BookPorts['store'];

/** What is on the disk: it outlives every driver. */
export class Disk {
  readonly bookings = new Map<string, Booking>();
  readonly appointments = new Map<string, Appointment & { readonly seenAt: string }>();
  readonly windows = new Map<string, CalendarWindow>();
  readonly days = new Map<string, DayRecord>();
  readonly log: SyncLogEntry[] = [];
  clinic: ClinicRecord | null = null;
  kept: KeptRecord = { ...nothingKept, clinicId };
  /** The next writes that fail, after the spared ones. */
  failingWrites = 0;
  sparedWrites = 0;
  readonly listeners = new Set<(change: StoreChange) => void>();
  /** How notice of a commit travels: at once, unless a world lets it come late. */
  carry: (notice: () => void) => void = (notice) => {
    notice();
  };
  /** Sees every booking that is written, before anybody is told of it. */
  watch: (booking: Booking) => void = () => undefined;
  /** Sees which records a list takes away from a date. */
  watchRemoved: (date: string, appointmentIds: readonly string[]) => void = () => undefined;

  put(booking: Booking): void {
    this.bookings.set(booking.bookingId, booking);
    this.watch(booking);
    this.tell({ kind: 'bookings', changed: [booking], removed: [] });
  }

  tell(change: StoreChange): void {
    const listeners = [...this.listeners];
    this.carry(() => {
      for (const listener of listeners) listener(change);
    });
  }

  of(predicate: (booking: Booking) => boolean): Booking[] {
    return [...this.bookings.values()].filter(predicate);
  }
}

const full = { kind: 'not-saved', reason: 'disk-full', detail: 'quota' } as const;

/** The store over a disk. `point` is passed before and after each write; a crash there never comes back from it. */
export function memoryStore(disk: Disk, point: () => Promise<void> = () => Promise.resolve()): MemoryStore {
  const write = async <T>(task: () => T): Promise<T | typeof full> => {
    await point();
    if (disk.failingWrites > 0 && disk.sparedWrites === 0) {
      disk.failingWrites -= 1;
      return full;
    }
    disk.sparedWrites = Math.max(0, disk.sparedWrites - 1);
    const result = task();
    await point();
    return result;
  };
  const saved = { kind: 'saved' } as const;
  const byAge = (bookings: Booking[]): Booking[] => bookings.sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
  return {
    kept: async () => disk.kept,
    clinic: async () => disk.clinic,
    putClinic: (clinic) =>
      write(() => {
        disk.clinic = clinic;
        disk.tell({ kind: 'clinic', clinic });
        return saved;
      }),
    windows: async () => [...disk.windows.values()],
    putWindows: (windows) =>
      write(() => {
        for (const window of windows) disk.windows.set(window.calendarId, window);
        disk.tell({ kind: 'windows', changed: windows, removed: [] });
        return saved;
      }),
    days: async (from, to) => [...disk.days.values()].filter(({ date }) => date >= from && date <= to),
    updateDay: (date, change) =>
      write(() => {
        const day = change(disk.days.get(date) ?? emptyDay(date));
        disk.days.set(date, day);
        disk.tell({ kind: 'days', changed: [day], removed: [] });
        return saved;
      }),
    loadDay: async (branchId, date) => ({
      bookings: disk.of(({ place }) => place.date === date && (branchId === null || place.branchId === branchId)),
      appointments: [...disk.appointments.values()].filter((record) => record.date === date),
    }),
    replaceDay: ({ date, records, startedAt, endedAt }) =>
      write(() => {
        const isNewer = (seenAt: string): boolean => seenAt > startedAt && seenAt <= endedAt;
        const ids = new Set(records.map(({ appointmentId }) => appointmentId));
        const removed: string[] = [];
        for (const known of [...disk.appointments.values()]) {
          if (known.date !== date || ids.has(known.appointmentId) || isNewer(known.seenAt)) continue;
          disk.appointments.delete(known.appointmentId);
          removed.push(known.appointmentId);
        }
        const changed = records.filter(({ appointmentId }) => {
          const known = disk.appointments.get(appointmentId);
          return known === undefined || !isNewer(known.seenAt);
        });
        for (const record of changed) disk.appointments.set(record.appointmentId, { ...record, seenAt: startedAt });
        disk.watchRemoved(date, removed);
        disk.tell({ kind: 'appointments', changed, removed });
        return { kind: 'saved', changed: changed.length, removed: removed.length } as const;
      }),
    putAppointment: (appointment, seenAt) =>
      write(() => {
        disk.appointments.set(appointment.appointmentId, { ...appointment, seenAt });
        disk.tell({ kind: 'appointments', changed: [appointment], removed: [] });
        return saved;
      }),
    appointments: async (from, to) => [...disk.appointments.values()].filter(({ date }) => date >= from && date <= to),
    appointmentById: async (appointmentId) => disk.appointments.get(appointmentId) ?? null,
    commitBooking: (booking) =>
      write(() => {
        if (disk.bookings.has(booking.bookingId)) throw new Error('A booking would be overwritten');
        disk.put(booking);
        return saved;
      }),
    bookingsFrom: async (date) =>
      disk.of(({ place, formerTokens }) => place.date >= date || formerTokens.some((former) => former.date >= date)),
    bookingsOn: async (date) => disk.of(({ place }) => place.date === date),
    bookingsByPhone: async (phoneKey) => disk.of((booking) => booking.phoneKey === phoneKey),
    sampleLoaded: async () => false,
    booking: async (bookingId) => disk.bookings.get(bookingId) ?? null,
    updateBooking: (bookingId, change) =>
      write(() => {
        const before = disk.bookings.get(bookingId);
        if (before === undefined) return { kind: 'gone' } as const;
        const booking = change(before);
        if (booking === null) return { kind: 'unchanged', booking: before } as const;
        disk.put(booking);
        return { kind: 'saved', booking } as const;
      }),
    unsentBookings: async () => byAge(disk.of(({ life }) => isUnsent(life))),
    bookingsNeedingPerson: async () => byAge(disk.of(({ life }) => needsPerson(life))),
    waitingBookings: async () => byAge(disk.of(({ life }) => life.state === 'WAITING_LIST')),
    appendSyncLog: async (entries) => {
      disk.log.push(...entries);
      return saved;
    },
    syncLog: async (limit) => disk.log.slice(-limit).reverse(),
    subscribe: (listener) => {
      disk.listeners.add(listener);
      return () => disk.listeners.delete(listener);
    },
  };
}

function emptyDay(date: string): DayRecord {
  return {
    date,
    openCalendarIds: [],
    overrides: [],
    filled: {},
    availabilityAt: null,
    trackingAt: null,
    listedAt: null,
  };
}
