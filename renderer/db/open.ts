import { createRxDatabase, ensureNoStartupErrors, getAllCollectionDocuments } from 'rxdb';
import { bookingSchema } from '../../shared/model/booking.ts';
import { bookingsInStates, needsPersonStates, unsentStates } from './booking-records.ts';
import { putMeta } from './clinic-records.ts';
import {
  collectionCreators,
  collectionNames,
  collectionSchemas,
  type DeskCollections,
  type DeskRxDatabase,
} from './collections/all.ts';
import { codeOf, describeFailure, errorParameter, isDiskFull } from './failure.ts';
import { migrateCollections } from './migrate.ts';
import { databaseVersion } from './migrations/all.ts';
import type { OnProgress } from './progress.ts';
import { createRxStore } from './rx-store.ts';
import { createDexieStorage, type DeskStorage } from './storage.ts';
import type { DeskStore } from './store.ts';
import { createTables, type DeskTables } from './tables.ts';

export interface OpenOptions {
  /** Name of the database; one for each storage generation. */
  readonly name: string;
  /** IndexedDB of this window, unless given. */
  readonly storage?: DeskStorage;
  /** This database was in use before, so to find nothing in it means that it was lost. */
  readonly expectInitialised: boolean;
  /** The present, epoch ms. */
  readonly now: number;
  /** Whether other windows open it too (default true). */
  readonly multiInstance?: boolean;
  /** Told how far the records of an earlier build are brought up to this one's schemas; of one collection after the other. */
  readonly onMigration?: OnProgress;
}

/** No outcome but `ready` leaves a connection open, and none changes or removes anything that was stored. */
export type OpenResult =
  | { readonly kind: 'ready'; readonly store: DeskStore; /** Nobody has used it before. */ readonly fresh: boolean }
  /** A newer desk wrote it: to be set aside, or opened with that desk. */
  | { readonly kind: 'newer'; readonly detail: string }
  /** It can't be read, or lost what it held: to be set aside. */
  | { readonly kind: 'damaged'; readonly detail: string }
  /** The disk is full: to be tried again when there is room. Setting it aside would help nobody. */
  | { readonly kind: 'disk-full'; readonly detail: string };

/**
 * Opens the desk's database, brings older documents up to this build's schemas, and reads enough of it to know that it works.
 * Of two calls for one name in one window the later takes the earlier one's place: there is one connection.
 */
export async function openDeskDatabase(options: OpenOptions): Promise<OpenResult> {
  const storage = options.storage ?? createDexieStorage();
  let database: DeskRxDatabase | null = null;
  try {
    database = await createRxDatabase<DeskCollections>({
      name: options.name,
      storage,
      multiInstance: options.multiInstance ?? true,
      // Without it every live query is run again at every write.
      eventReduce: true,
      closeDuplicates: true,
    });
    const outcome = await openCollections(database, storage, options);
    if (outcome.kind !== 'ready') await closeQuietly(database);
    return outcome;
  } catch (error) {
    if (database) await closeQuietly(database);
    return await outcomeOfFailure(error);
  }
}

async function openCollections(
  database: DeskRxDatabase,
  storage: DeskStorage,
  options: OpenOptions,
): Promise<OpenResult> {
  await ensureNoStartupErrors(database);
  const newerCollection = await findNewerCollection(database);
  if (newerCollection !== null) return { kind: 'newer', detail: newerCollection };
  await database.addCollections(collectionCreators());
  await migrateCollections(database, storage, options.onMigration ?? (() => undefined));

  const tables = createTables(database);
  const marker = await storedMarker(tables);
  if (marker !== null && marker.databaseVersion > databaseVersion) {
    return {
      kind: 'newer',
      detail: `database version ${String(marker.databaseVersion)}, known ${String(databaseVersion)}`,
    };
  }
  const fresh = (await holdsNothing(tables)) && marker === null;
  if (fresh && options.expectInitialised) {
    return { kind: 'damaged', detail: 'the database is empty, but it was in use before' };
  }
  const unreadable = await countUnreadable(tables);
  if (unreadable > 0) return { kind: 'damaged', detail: `${String(unreadable)} open bookings can not be read` };

  if (marker?.databaseVersion !== databaseVersion) {
    const createdAt = marker?.createdAt ?? new Date(options.now).toISOString();
    const marked = await putMeta(tables.meta, { id: 'marker', value: { databaseVersion, createdAt } });
    if (marked.kind !== 'saved')
      return { kind: marked.reason === 'disk-full' ? 'disk-full' : 'damaged', detail: marked.detail };
  }
  return { kind: 'ready', store: createRxStore(database), fresh };
}

/**
 * RxDB keeps each schema version of a collection under a name of its own: faced with a newer one it would quietly begin an
 * empty older one beside it. So the versions are compared before any collection is touched.
 */
async function findNewerCollection(database: DeskRxDatabase): Promise<string | null> {
  for (const { data } of await getAllCollectionDocuments(database.internalStore)) {
    const name = collectionNames.find((known) => known === data.name);
    const known = name === undefined ? undefined : collectionSchemas[name].version;
    if (known !== undefined && data.version > known) {
      return `${data.name} has schema version ${String(data.version)}, known ${String(known)}`;
    }
  }
  return null;
}

async function storedMarker({ meta }: DeskTables): Promise<{ databaseVersion: number; createdAt: string } | null> {
  const document = await meta.byId('marker');
  return document?.id === 'marker' ? document.value : null;
}

/** Asks each collection, so that one that can not be read is found now. */
async function holdsNothing({ windows, days, appointments, bookings, synclog }: DeskTables): Promise<boolean> {
  const empty = await Promise.all([windows, days, appointments, bookings, synclog].map((table) => table.isEmpty()));
  return empty.every(Boolean);
}

/** Bookings that somebody still waits for must be whole; the journal has a second copy of them. */
async function countUnreadable({ bookings }: DeskTables): Promise<number> {
  const open = await bookingsInStates(bookings, [...unsentStates, ...needsPersonStates]);
  return open.filter((booking) => !bookingSchema.safeParse(booking).success).length;
}

async function outcomeOfFailure(error: unknown): Promise<Exclude<OpenResult, { kind: 'ready' }>> {
  const detail = describeFailure(error);
  if (await isDiskFull(error)) return { kind: 'disk-full', detail };
  if (codeOf(error) === 'DM5' && isWrittenByNewerRxDb(error)) return { kind: 'newer', detail };
  // An IndexedDB version above the one asked for: the layout of a newer desk.
  if (detail.includes('VersionError')) return { kind: 'newer', detail };
  return { kind: 'damaged', detail };
}

function isWrittenByNewerRxDb(error: unknown): boolean {
  const versions = errorParameter(error, 'args');
  const major = (name: string): number => {
    const text =
      typeof versions === 'object' && versions !== null ? (versions as Record<string, unknown>)[name] : undefined;
    return typeof text === 'string' ? Number.parseInt(text, 10) : Number.NaN;
  };
  return major('databaseStateVersion') > major('codeVersion');
}

async function closeQuietly(database: DeskRxDatabase): Promise<void> {
  try {
    await database.close();
  } catch {
    // Closing stops at the first storage that never opened, and says nothing that the outcome does not say already.
    await Promise.allSettled([...database.storageInstances].map((instance) => instance.close()));
  }
}
