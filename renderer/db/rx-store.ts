import { appointmentsOfDay, createAppointmentRecords } from './appointment-records.ts';
import { countInStates, createBookingRecords, needsPersonStates, unsentStates } from './booking-records.ts';
import { createClinicRecords } from './clinic-records.ts';
import type { DeskRxDatabase } from './collections/all.ts';
import { appointmentOf } from './collections/appointments.ts';
import { bookingOf } from './collections/bookings.ts';
import { createRemovalRecords } from './removal-records.ts';
import { searchPatients } from './patient-search.ts';
import { createSampleRecords } from './sample-records.ts';
import type { DeskStore, StoreChange } from './store.ts';
import { createSyncLogRecords } from './sync-log-records.ts';
import { withoutMeta } from './table.ts';
import { createTables, type DeskTables } from './tables.ts';

/** The store over an open database; its parts are one file each. */
export function createRxStore(database: DeskRxDatabase): DeskStore {
  const tables = createTables(database);
  const bookings = createBookingRecords(tables.bookings);
  return {
    ...createClinicRecords(tables.meta, tables.windows, tables.days),
    ...createAppointmentRecords(tables.appointments),
    ...bookings,
    ...createSyncLogRecords(tables.synclog),
    ...createSampleRecords(tables),
    ...createRemovalRecords(tables),

    loadDay: async (branchId, date) => {
      const [booked, appointments] = await Promise.all([
        bookings.bookingsOn(date),
        appointmentsOfDay(tables.appointments, branchId, date),
      ]);
      return {
        // A device books for one branch nearly always, so the branch needs no index of its own.
        bookings: booked.filter(({ place }) => branchId === null || place.branchId === branchId),
        appointments,
      };
    },

    earliestDate: () => earliestDate(tables),

    searchPatients: (prefix, limit, clinicId) => searchPatients(tables, prefix, limit, clinicId),

    countAll: async () => {
      const [appointments, booked, unsent, needsPerson] = await Promise.all([
        tables.appointments.size(),
        tables.bookings.size(),
        countInStates(tables.bookings, unsentStates),
        countInStates(tables.bookings, needsPersonStates),
      ]);
      return { appointments, bookings: booked, unsent, needsPerson };
    },

    subscribe: (listener) => subscribeAll(tables, listener),
    close: async () => {
      await database.close();
    },
  };
}

/** The first entry of each index by date. */
async function earliestDate({ appointments, bookings }: DeskTables): Promise<string | null> {
  const [records, booked] = await Promise.all([
    appointments.find({ sort: [{ date: 'asc' }, { branchId: 'asc' }, { appointmentId: 'asc' }], limit: 1 }),
    bookings.find({ sort: [{ 'place.date': 'asc' }, { bookingId: 'asc' }], limit: 1 }),
  ]);
  const dates = [...records.map(({ date }) => date), ...booked.map(({ place }) => place.date)];
  return dates.sort()[0] ?? null;
}

function subscribeAll(tables: DeskTables, listener: (change: StoreChange) => void): () => void {
  const subscriptions = [
    tables.bookings.onChange((changed, removed) => {
      listener({ kind: 'bookings', changed: changed.map((document) => bookingOf(withoutMeta(document))), removed });
    }),
    tables.appointments.onChange((changed, removed) => {
      listener({ kind: 'appointments', changed: changed.map((document) => appointmentOf(document)), removed });
    }),
    tables.windows.onChange((changed, removed) => {
      listener({ kind: 'windows', changed: changed.map((document) => withoutMeta(document)), removed });
    }),
    tables.days.onChange((changed, removed) => {
      listener({ kind: 'days', changed: changed.map((document) => withoutMeta(document)), removed });
    }),
    tables.synclog.onChange(() => {
      listener({ kind: 'sync-log' });
    }),
    tables.meta.onChange((changed, removed) => {
      for (const document of changed) {
        if (document.id === 'clinic') listener({ kind: 'clinic', clinic: document.value });
        if (document.id === 'sample') listener({ kind: 'sample', loaded: true });
        if (document.id === 'kept') listener({ kind: 'kept', kept: document.value });
      }
      if (removed.includes('clinic')) listener({ kind: 'clinic', clinic: null });
      if (removed.includes('sample')) listener({ kind: 'sample', loaded: false });
      if (removed.includes('removal')) {
        // Another window may have done it.
        for (const table of [tables.appointments, tables.bookings]) table.countAnew();
        listener({ kind: 'cleared' });
      }
    }),
  ];
  return () => {
    for (const stop of subscriptions) stop();
  };
}
