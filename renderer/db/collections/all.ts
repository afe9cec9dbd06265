import type { RxCollection, RxCollectionCreator, RxDatabase } from 'rxdb';
import type { CalendarWindow } from '../../../shared/model/clinic.ts';
import type { DayRecord } from '../store.ts';
import { appointmentsSchema, type AppointmentDocument } from './appointments.ts';
import { bookingsSchema, type BookingDocument } from './bookings.ts';
import { daysSchema } from './days.ts';
import { metaSchema, type MetaDocument } from './meta.ts';
import { syncLogSchema, type SyncLogDocument } from './sync-log.ts';
import { windowsSchema } from './windows.ts';

/**
 * The collections of the desk. Each is an IndexedDB database of its own, so nothing that must change together is spread
 * over two; open-source RxDB takes at most thirteen in one window.
 */
export interface DeskCollections {
  readonly meta: RxCollection<MetaDocument>;
  readonly windows: RxCollection<CalendarWindow>;
  readonly days: RxCollection<DayRecord>;
  readonly appointments: RxCollection<AppointmentDocument>;
  readonly bookings: RxCollection<BookingDocument>;
  readonly synclog: RxCollection<SyncLogDocument>;
}
export type CollectionName = keyof DeskCollections;
export type DeskRxDatabase = RxDatabase<DeskCollections>;

export const collectionSchemas = {
  meta: metaSchema,
  windows: windowsSchema,
  days: daysSchema,
  appointments: appointmentsSchema,
  bookings: bookingsSchema,
  synclog: syncLogSchema,
} as const;

export const collectionNames = Object.keys(collectionSchemas) as readonly CollectionName[];

/** What RxDB is told to create. Older documents are brought up by migrate.ts. */
export function collectionCreators(): Record<CollectionName, RxCollectionCreator> {
  const creators = collectionNames.map((name) => [name, { schema: collectionSchemas[name], autoMigrate: false }]);
  return Object.fromEntries(creators) as Record<CollectionName, RxCollectionCreator>;
}
