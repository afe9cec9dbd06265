import { isPractice } from '../../shared/model/booking.ts';
import { attempt } from './attempt.ts';
import { putMeta } from './clinic-records.ts';
import { appointmentDocument } from './collections/appointments.ts';
import { bookingDocument } from './collections/bookings.ts';
import type { SampleDocument } from './collections/meta.ts';
import type { DeskStore, SampleContents } from './store.ts';
import type { Table } from './table.ts';
import type { DeskTables } from './tables.ts';

/**
 * The sample clinic. What it puts in is noted by id before anything is written, so that it can be taken out exactly, even
 * where loading it was cut short.
 */
export function createSampleRecords(
  tables: DeskTables,
): Pick<DeskStore, 'sampleLoaded' | 'loadSample' | 'practiceBookings' | 'removeSample'> {
  return {
    sampleLoaded: async () => (await storedSample(tables)) !== null,

    loadSample: (sample) =>
      attempt(async () => {
        const noted = await putMeta(tables.meta, { id: 'sample', value: idsOf(sample) });
        if (noted.kind !== 'saved') return noted;
        await addMissing(tables.windows, sample.windows);
        await addMissing(tables.days, sample.days);
        await addMissing(
          tables.appointments,
          sample.appointments.map((appointment) => appointmentDocument(appointment, appointment.updatedAt)),
        );
        await addMissing(
          tables.bookings,
          sample.bookings.map((booking) => bookingDocument(booking)),
        );
        return putMeta(tables.meta, { id: 'clinic', value: sample.clinic });
      }),

    practiceBookings: async () => {
      const own = new Set((await storedSample(tables))?.bookings);
      return (await practice(tables)).filter((bookingId) => !own.has(bookingId)).length;
    },

    removeSample: () =>
      attempt(async () => {
        const sample = await storedSample(tables);
        if (sample === null) return { kind: 'saved' };
        await tables.appointments.removeIds(sample.appointments);
        await tables.bookings.removeIds([...new Set([...sample.bookings, ...(await practice(tables))])]);
        await tables.days.removeIds(sample.days);
        await tables.windows.removeIds(sample.windows);
        await tables.meta.removeIds(['clinic']);
        // Last: until it is gone, a removal that was cut short can be repeated.
        await tables.meta.removeIds(['sample']);
        return { kind: 'saved' };
      }),
  };
}

/** Ids of all bookings of the sample clinic. It is small, and there is no need of an index once it is gone. */
async function practice({ bookings }: DeskTables): Promise<readonly string[]> {
  return (await bookings.find({})).filter((booking) => isPractice(booking)).map(({ bookingId }) => bookingId);
}

async function storedSample({ meta }: DeskTables): Promise<SampleDocument['value'] | null> {
  const document = await meta.byId('sample');
  return document?.id === 'sample' ? document.value : null;
}

function idsOf(sample: SampleContents): SampleDocument['value'] {
  return {
    windows: sample.windows.map(({ calendarId }) => calendarId),
    days: sample.days.map(({ date }) => date),
    appointments: sample.appointments.map(({ appointmentId }) => appointmentId),
    bookings: sample.bookings.map(({ bookingId }) => bookingId),
  };
}

/** Inserts in one transaction; what is there already stays as it is. */
async function addMissing<T extends object>(table: Table<T>, records: readonly T[]): Promise<void> {
  await table.write(records.map((record) => table.insertion(record)));
}
