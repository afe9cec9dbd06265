import { isUnsent, needsPerson } from '../../shared/model/booking.ts';
import { attempt } from './attempt.ts';
import { putMeta } from './clinic-records.ts';
import type { BookingDocument } from './collections/bookings.ts';
import type { RemovalDocument } from './collections/meta.ts';
import type { DeskStore, SaveResult, WipeResult } from './store.ts';
import type { DeskTables } from './tables.ts';

type RemovalPart = Pick<DeskStore, 'wipe' | 'removeCalendar' | 'finishRemoval'>;

/**
 * Removals of whole collections. Each collection is a database of its own, so the removal itself is noted before it begins: killed
 * in the middle, it is finished at the next start, before anything is read.
 */
export function createRemovalRecords(tables: DeskTables): RemovalPart {
  const begin = (of: RemovalDocument['value']['of']): Promise<SaveResult> =>
    putMeta(tables.meta, { id: 'removal', value: { of } });
  return {
    wipe: (secondCopy) =>
      attempt(async () => {
        const begun = await begin('everything');
        return begun.kind === 'saved' ? removeEverything(tables, secondCopy) : begun;
      }),
    removeCalendar: () =>
      attempt(async () => {
        const begun = await begin('calendar');
        return begun.kind === 'saved' ? removeCalendar(tables) : begun;
      }),
    finishRemoval: (secondCopy) =>
      attempt(async () => {
        const document = await tables.meta.byId('removal');
        if (document?.id !== 'removal') return { kind: 'none' };
        return document.value.of === 'everything' ? removeEverything(tables, secondCopy) : removeCalendar(tables);
      }),
  };
}

async function removeEverything(tables: DeskTables, secondCopy: () => Promise<void>): Promise<WipeResult> {
  // First and conditional: from here on nothing that was promised is in the database.
  if ((await tables.bookings.clear(isOpen)) === 'kept') {
    await tables.meta.removeIds(['removal']);
    return { kind: 'open' };
  }
  await tables.synclog.clear();
  await clearCalendar(tables);
  await tables.meta.removeIds(['sample']);
  // The second copy would bring the bookings back.
  await secondCopy();
  await tables.meta.removeIds(['removal']);
  return { kind: 'saved' };
}

async function removeCalendar(tables: DeskTables): Promise<SaveResult> {
  await clearCalendar(tables);
  await tables.meta.removeIds(['removal']);
  return { kind: 'saved' };
}

async function clearCalendar({ appointments, days, windows, meta }: DeskTables): Promise<void> {
  await appointments.clear();
  await days.clear();
  await windows.clear();
  await meta.removeIds(['clinic']);
}

function isOpen({ life }: BookingDocument): boolean {
  return isUnsent(life) || needsPerson(life);
}
