import type { RxDocumentData } from 'rxdb';
import { deepEqual } from 'rxdb';
import type { Appointment } from '../../shared/model/appointment.ts';
import { attempt, raced, untilUnraced } from './attempt.ts';
import {
  appointmentDocument,
  appointmentOf,
  storedPhoneKey,
  type AppointmentDocument,
} from './collections/appointments.ts';
import type { DayPull, DeskStore } from './store.ts';
import { withoutMeta, type Table } from './table.ts';

type AppointmentPart = Pick<
  DeskStore,
  'appointments' | 'appointmentById' | 'appointmentsByPhone' | 'putAppointment' | 'replaceDay'
>;
type Stored = RxDocumentData<AppointmentDocument>;

export function createAppointmentRecords(table: Table<AppointmentDocument>): AppointmentPart {
  return {
    appointments: async (from, to) => read(await table.find({ selector: { date: { $gte: from, $lte: to } } })),
    appointmentById: async (appointmentId) => read(await table.byIds([appointmentId]))[0] ?? null,
    appointmentsByPhone: async (phoneKey) =>
      read(await table.find({ selector: { phoneKey: { $eq: storedPhoneKey(phoneKey) } } })),

    putAppointment: (appointment, seenAt) =>
      attempt(() =>
        untilUnraced(async () => {
          const stored = await table.byId(appointment.appointmentId);
          const row = stored
            ? table.replacement(stored, appointmentDocument(keepingKnownPlace(appointment, stored), seenAt))
            : table.insertion(appointmentDocument(appointment, seenAt));
          return (await table.write([row])).length > 0 ? raced : { kind: 'saved' };
        }),
      ),

    replaceDay: (pull) => attempt(() => untilUnraced(() => replaceDayOnce(table, pull))),
  };
}

/** Server records of one branch (null: every branch) and date. */
export async function appointmentsOfDay(
  table: Table<AppointmentDocument>,
  branchId: string | null,
  date: string,
): Promise<readonly Appointment[]> {
  return read(await storedOfDay(table, branchId, date));
}

async function replaceDayOnce(
  table: Table<AppointmentDocument>,
  pull: DayPull,
): Promise<{ kind: 'saved'; changed: number; removed: number } | typeof raced> {
  const listed = new Map(pull.records.map((record) => [record.appointmentId, record]));
  const [ofDay, byId] = await Promise.all([
    storedOfDay(table, pull.branchId, pull.date),
    // A record that was moved here from another date or branch is stored there until now.
    table.byIds([...listed.keys()]),
  ]);
  const stored = new Map([...ofDay, ...byId].map((document) => [document.appointmentId, document]));
  const newerThanList = ({ seenAt }: Stored): boolean => seenAt > pull.startedAt && seenAt <= pull.endedAt;

  const insertions = [...listed.values()]
    .filter(({ appointmentId }) => !stored.has(appointmentId))
    .map((record) => table.insertion(appointmentDocument(record, pull.startedAt)));
  const replacements = [...stored.values()].flatMap((document) => {
    const record = listed.get(document.appointmentId);
    if (!record || newerThanList(document)) return [];
    const next = keepingKnownPlace(record, document);
    const unchanged = deepEqual(appointmentDocument(next, document.seenAt), withoutMeta(document));
    return unchanged ? [] : [table.replacement(document, appointmentDocument(next, pull.startedAt))];
  });
  const removals = ofDay
    .filter((document) => !listed.has(document.appointmentId) && !newerThanList(document))
    .map((document) => table.removal(document));

  const conflicts = await table.write([...insertions, ...replacements, ...removals]);
  if (conflicts.length > 0) return raced;
  return { kind: 'saved', changed: insertions.length + replacements.length, removed: removals.length };
}

function storedOfDay(table: Table<AppointmentDocument>, branchId: string | null, date: string): Promise<Stored[]> {
  return table.find({ selector: { date: { $eq: date }, ...(branchId !== null && { branchId: { $eq: branchId } }) } });
}

/**
 * The server's records name neither window nor time. Where this desk knows both, because it made the booking, a record that
 * still lies in the same session and batch of the same date does not take them away.
 */
function keepingKnownPlace(record: Appointment, stored: AppointmentDocument): Appointment {
  const samePlace =
    record.branchId === stored.branchId &&
    record.date === stored.date &&
    record.session === stored.session &&
    record.batch === stored.batch;
  if (!samePlace) return record;
  return {
    ...record,
    calendarId: record.calendarId ?? stored.calendarId,
    startsAt: record.startsAt ?? stored.startsAt,
  };
}

function read(documents: readonly Stored[]): readonly Appointment[] {
  return documents.map((document) => appointmentOf(document));
}
