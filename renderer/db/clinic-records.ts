import { deepEqual } from 'rxdb';
import type { CalendarWindow } from '../../shared/model/clinic.ts';
import { attempt, raced, untilUnraced } from './attempt.ts';
import { emptyDay } from './collections/days.ts';
import type { MetaDocument } from './collections/meta.ts';
import { nothingKept, type ClinicRecord, type DayRecord, type DeskStore, type SaveResult } from './store.ts';
import { withoutMeta, type Table } from './table.ts';

type ClinicPart = Pick<
  DeskStore,
  'clinic' | 'putClinic' | 'kept' | 'putKept' | 'windows' | 'putWindows' | 'removeWindows' | 'days' | 'updateDay'
>;

/** The clinic's rules, its weekly windows and what the server said about each date. */
export function createClinicRecords(
  meta: Table<MetaDocument>,
  windows: Table<CalendarWindow>,
  days: Table<DayRecord>,
): ClinicPart {
  return {
    clinic: () => storedClinic(meta),
    putClinic: (clinic) => putMeta(meta, { id: 'clinic', value: clinic }),
    kept: async () => {
      const document = await meta.byId('kept');
      return document?.id === 'kept' ? document.value : nothingKept;
    },
    putKept: (kept) => putMeta(meta, { id: 'kept', value: kept }),

    windows: async () => (await windows.find({})).map((document) => withoutMeta(document)),
    putWindows: (given) =>
      attempt(() =>
        untilUnraced(async () => {
          const stored = new Map((await windows.byIds(given.map((w) => w.calendarId))).map((w) => [w.calendarId, w]));
          const rows = given.flatMap((window) => {
            const previous = stored.get(window.calendarId);
            if (!previous) return [windows.insertion(window)];
            return deepEqual(withoutMeta(previous), window) ? [] : [windows.replacement(previous, window)];
          });
          return (await windows.write(rows)).length > 0 ? raced : { kind: 'saved' };
        }),
      ),
    removeWindows: (calendarIds) =>
      attempt(() =>
        untilUnraced(async () => {
          const rows = (await windows.byIds(calendarIds)).map((document) => windows.removal(document));
          return (await windows.write(rows)).length > 0 ? raced : { kind: 'saved' };
        }),
      ),

    days: async (from, to) =>
      (await days.find({ selector: { date: { $gte: from, $lte: to } }, sort: [{ date: 'asc' }] })).map((document) =>
        withoutMeta(document),
      ),
    updateDay: (date, change) =>
      attempt(() =>
        untilUnraced(async () => {
          const stored = await days.byId(date);
          const day = change(stored ? withoutMeta(stored) : emptyDay(date));
          if (day.date !== date) throw new Error('A day never changes its date');
          const row = stored ? days.replacement(stored, day) : days.insertion(day);
          return (await days.write([row])).length > 0 ? raced : { kind: 'saved' };
        }),
      ),
  };
}

async function storedClinic(meta: Table<MetaDocument>): Promise<ClinicRecord | null> {
  const document = await meta.byId('clinic');
  return document?.id === 'clinic' ? document.value : null;
}

/** Writes one of the single documents, whether it is there already or not. */
export function putMeta(meta: Table<MetaDocument>, document: MetaDocument): Promise<SaveResult> {
  return attempt(() =>
    untilUnraced(async () => {
      const stored = await meta.byId(document.id);
      const row = stored ? meta.replacement(stored, document) : meta.insertion(document);
      return (await meta.write([row])).length > 0 ? raced : { kind: 'saved' };
    }),
  );
}
