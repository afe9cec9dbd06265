import type { CalendarWindow } from '../../shared/model/clinic.ts';
import type { DeskRxDatabase } from './collections/all.ts';
import type { AppointmentDocument } from './collections/appointments.ts';
import type { BookingDocument } from './collections/bookings.ts';
import type { MetaDocument } from './collections/meta.ts';
import type { SyncLogDocument } from './collections/sync-log.ts';
import type { DayRecord } from './store.ts';
import { Table } from './table.ts';

export interface DeskTables {
  readonly meta: Table<MetaDocument>;
  readonly windows: Table<CalendarWindow>;
  readonly days: Table<DayRecord>;
  readonly appointments: Table<AppointmentDocument>;
  readonly bookings: Table<BookingDocument>;
  readonly synclog: Table<SyncLogDocument>;
}

/** What is left of a patient in the tombstone of a removed document: nothing. */
const nobody = { name: '', phone: '' };

export function createTables(database: DeskRxDatabase): DeskTables {
  return {
    meta: new Table(database.meta),
    windows: new Table(database.windows),
    days: new Table(database.days),
    appointments: new Table(database.appointments, { patient: { ...nobody, notes: null }, phoneKey: '' }),
    bookings: new Table(database.bookings, { patient: { ...nobody, note: null }, phoneKey: '' }),
    synclog: new Table(database.synclog),
  };
}
