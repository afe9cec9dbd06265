import { appointmentDocument } from '../../../renderer/db/collections/appointments.ts';
import { journalLine } from '../../../renderer/db/journal-line.ts';
import type { DayRecord, DeskStore } from '../../../renderer/db/store.ts';
import { weekdayOf } from '../../../shared/booking/index.ts';
import type { Filled } from './bench-page.ts';
import type { ClinicYear } from './clinic-year.ts';
import { openStore } from './open-store.ts';
import { RawDatabase } from './raw-database.ts';

/** Fills both databases with the same records, the desk's through its own store. */
export async function fillBoth({ clinic, windows, dates, dayOf }: ClinicYear): Promise<Filled> {
  const store = await openStore();
  const raw = await RawDatabase.open();
  insist(await store.putClinic(clinic));
  insist(await store.putWindows(windows));
  for (const date of dates) {
    const { records, bookings } = dayOf(date);
    const startedAt = records[0]?.createdAt ?? '';
    insist(await store.replaceDay({ branchId: null, date, records, startedAt, endedAt: startedAt }));
    insist(await store.updateDay(date, (day) => ({ ...day, ...placesSaid(date, windows, startedAt) })));
    insist(await store.restoreBookings(bookings.map((booking) => journalLine(booking))));
    await raw.fill(
      records.map((record) => appointmentDocument(record, startedAt)),
      bookings,
    );
  }
  const { appointments, bookings } = await store.countAll();
  raw.close();
  await store.close();
  return { appointments, bookings };
}

/** What availability says of a date: every window of its weekday is open, and all its appointments were listed. */
function placesSaid(date: string, windows: ClinicYear['windows'], at: string): Partial<DayRecord> {
  const open = windows.filter(({ day }) => day === weekdayOf(date));
  const openCalendarIds = open.map(({ calendarId }) => calendarId);
  return { openCalendarIds, availabilityAt: at, trackingAt: at, listedAt: at };
}

function insist(result: Awaited<ReturnType<DeskStore['putClinic' | 'restoreBookings']>>): void {
  if (result.kind === 'not-saved') throw new Error(`the desk's database can not be filled: ${result.detail}`);
}
