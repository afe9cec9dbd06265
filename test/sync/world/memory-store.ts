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
import { clinicId } from './bookings.ts';
import type { CalendarWindow } from '../../../shared/model/clinic.ts';

/** What is on the disk: it outlives every driver. */
export class Disk {
  readonly bookings = new Map<string, Booking>();
  readonly appointments = new Map<string, Appointment & { readonly seenAt: string }>();
  readonly windows = new Map<string, CalendarWindow>();
  readonly days = new Map<string, DayRecord>();
  readonly log: SyncLogEntry[] = [];
  clinic: ClinicRecord | null = null;
  kept: KeptRecord = { ...nothingKept, clinicId };
  /** The next writes that fail. */
  failingWrites = 0;
  readonly listeners = new Set<(change: StoreChange) => void>();

  put(booking: Booking): void {
    this.bookings.set(booking.bookingId, booking);
    this.tell({ kind: 'bookings', changed: [booking], removed: [] });
  }

  tell(change: StoreChange): void {
    for (const listener of [...this.listeners]) listener(change);
  }

  of(predicate: (booking: Booking) => boolean): Booking[] {
    return [...this.bookings.values()].filter(predicate);
  }
}

const full = { kind: 'not-saved', reason: 'disk-full', detail: 'quota' } as const;

/** The store over a disk. `point` is passed before and after each write; a crash there never comes back from it. */
export function memoryStore(disk: Disk, point: () => Promise<void> = () => Promise.resolve()): SyncStore {
  const write = async <T>(task: () => T): Promise<T | typeof full> => {
    await point();
    if (disk.failingWrites > 0) {
      disk.failingWrites -= 1;
      return full;
    }
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
        return saved;
      }),
    windows: async () => [...disk.windows.values()],
    putWindows: (windows) =>
      write(() => {
        for (const window of windows) disk.windows.set(window.calendarId, window);
        return saved;
      }),
    updateDay: (date, change) =>
      write(() => {
        disk.days.set(date, change(disk.days.get(date) ?? emptyDay(date)));
        return saved;
      }),
    loadDay: async (branchId, date) => ({
      bookings: disk.of(({ place }) => place.date === date && (branchId === null || place.branchId === branchId)),
      appointments: [...disk.appointments.values()].filter((record) => record.date === date),
    }),
    replaceDay: ({ date, records, startedAt }) =>
      write(() => {
        const ids = new Set(records.map(({ appointmentId }) => appointmentId));
        let removed = 0;
        for (const known of [...disk.appointments.values()]) {
          if (known.date !== date || ids.has(known.appointmentId) || known.seenAt > startedAt) continue;
          disk.appointments.delete(known.appointmentId);
          removed += 1;
        }
        for (const record of records) {
          const known = disk.appointments.get(record.appointmentId);
          if (known !== undefined && known.seenAt > startedAt) continue;
          disk.appointments.set(record.appointmentId, { ...record, seenAt: startedAt });
        }
        return { kind: 'saved', changed: records.length, removed } as const;
      }),
    putAppointment: (appointment, seenAt) =>
      write(() => {
        disk.appointments.set(appointment.appointmentId, { ...appointment, seenAt });
        return saved;
      }),
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
