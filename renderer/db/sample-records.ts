import { attempt, raced, untilUnraced } from './attempt.ts';
import { putMeta } from './clinic-records.ts';
import { appointmentDocument } from './collections/appointments.ts';
import { bookingDocument } from './collections/bookings.ts';
import type { SampleDocument } from './collections/meta.ts';
import type { DeskStore, SampleContents } from './store.ts';
import type { Table } from './table.ts';
import type { DeskTables } from './tables.ts';

/** Documents removed in one transaction. */
const removalBatch = 1000;

/**
 * The sample clinic. What it puts in is noted by id before anything is written, so that it can be taken out exactly, even
 * where loading it was cut short.
 */
export function createSampleRecords(
  tables: DeskTables,
): Pick<DeskStore, 'sampleLoaded' | 'loadSample' | 'removeSample' | 'wipe'> {
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

    removeSample: () =>
      attempt(async () => {
        const sample = await storedSample(tables);
        if (sample === null) return { kind: 'saved' };
        await removeIds(tables.appointments, sample.appointments);
        await removeIds(tables.bookings, sample.bookings);
        await removeIds(tables.days, sample.days);
        await removeIds(tables.windows, sample.windows);
        await removeIds(tables.meta, ['clinic']);
        // Last: until it is gone, a removal that was cut short can be repeated.
        await removeIds(tables.meta, ['sample']);
        return { kind: 'saved' };
      }),

    wipe: () =>
      attempt(async () => {
        await removeAll(tables.appointments, 'appointmentId');
        await removeAll(tables.bookings, 'bookingId');
        await removeAll(tables.days, 'date');
        await removeAll(tables.windows, 'calendarId');
        await removeAll(tables.synclog, 'ringPlace');
        await removeIds(tables.meta, ['clinic', 'sample']);
        return { kind: 'saved' };
      }),
  };
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

async function removeAll<T extends object>(table: Table<T>, primaryKey: keyof T & string): Promise<void> {
  await removeIds(
    table,
    (await table.find({})).map((document) => String(document[primaryKey])),
  );
}

/** Removes documents whatever another window does to them meanwhile, and leaves nothing of them on the disk's side of RxDB. */
async function removeIds<T extends object>(table: Table<T>, ids: readonly string[]): Promise<void> {
  for (let start = 0; start < ids.length; start += removalBatch) {
    const batch = ids.slice(start, start + removalBatch);
    await untilUnraced(async () => {
      const rows = (await table.byIds(batch)).map((document) => table.removal(document));
      return (await table.write(rows)).length > 0 ? raced : null;
    });
  }
  await table.purge();
}
