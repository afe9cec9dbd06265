import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { createRxDatabase } from 'rxdb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { collectionCreators, collectionNames, collectionSchemas } from '../../renderer/db/collections/all.ts';
import { databaseVersion } from '../../renderer/db/migrations/all.ts';
import { openDeskDatabase, type OpenResult } from '../../renderer/db/open.ts';
import { createDexieStorage, type DeskStorage } from '../../renderer/db/storage.ts';
import { freshName, openStore, silenceRxDbNotice, testNow } from './engines.ts';
import { bookingWith, synced } from './records.ts';

let indexedDB: IDBFactory;
let storage: DeskStorage;
let name: string;

beforeEach(() => {
  silenceRxDbNotice();
  indexedDB = new IDBFactory();
  storage = createDexieStorage({ indexedDB, IDBKeyRange });
  name = freshName();
});
afterEach(() => {
  vi.restoreAllMocks();
});

function open(expectInitialised: boolean): Promise<OpenResult> {
  return openDeskDatabase({ name, storage, expectInitialised, now: testNow, multiInstance: false });
}

describe('opening the database', () => {
  it('a new one is ready and fresh, one that was used is ready with what it holds', async () => {
    const first = await open(false);
    if (first.kind !== 'ready') throw new Error(first.kind);
    expect(first.fresh).toBe(true);
    await first.store.commitBooking(bookingWith({ bookingId: 'd1-01' }));
    await first.store.close();
    const second = await open(true);
    if (second.kind !== 'ready') throw new Error(second.kind);
    expect(second.fresh).toBe(false);
    expect(await second.store.unsentBookings()).toHaveLength(1);
    await second.store.close();
  });

  it('a second opening in one window takes the place of the first', async () => {
    await openStore(storage, { name });
    const second = await openStore(storage, { name });
    expect(await second.countAll()).toMatchObject({ bookings: 0 });
    await second.close();
  });

  it('one that was in use and is empty now is damaged, not new', async () => {
    expect(await open(true)).toMatchObject({ kind: 'damaged', detail: expect.stringContaining('empty') as string });
  });

  it('a wiped database is not taken for a damaged one', async () => {
    const store = await openStore(storage, { name });
    await store.commitBooking(bookingWith({ bookingId: 'd1-01', life: synced }));
    await store.wipe(() => Promise.resolve());
    await store.close();
    const again = await open(true);
    expect(again.kind).toBe('ready');
    if (again.kind === 'ready') await again.store.close();
  });

  it.each(collectionNames)('a newer schema of %s is newer, and nothing of it is touched', async (collection) => {
    const kept = bookingWith({ bookingId: 'd1-01' });
    const store = await openStore(storage, { name });
    await store.commitBooking(kept);
    await store.close();
    await writeNewerSchema(collection);
    const before = await stored();
    expect(await open(true)).toMatchObject({
      kind: 'newer',
      detail: `${collection} has schema version ${String(collectionSchemas[collection].version + 1)}, known ${String(collectionSchemas[collection].version)}`,
    });
    expect(await stored()).toEqual(before);
  });

  it('a marker of a newer desk is newer, and is left as it is', async () => {
    await (await openStore(storage, { name })).close();
    await change('meta', 'marker', (marker) => ({
      ...marker,
      value: { databaseVersion: databaseVersion + 1, createdAt: '2026-01-01T00:00:00.000Z' },
    }));
    const before = await stored();
    expect(await open(true)).toMatchObject({ kind: 'newer' });
    expect(await stored()).toEqual(before);
  });

  it('an unsent booking that can not be read is damage, and is left as it is', async () => {
    const store = await openStore(storage, { name });
    await store.commitBooking(bookingWith({ bookingId: 'd1-01' }));
    await store.close();
    await change('bookings', 'd1-01', ({ place: _lost, ...booking }) => ({
      ...booking,
      place: { date: '2026-03-20' },
    }));
    const before = await stored();
    expect(await open(true)).toEqual({ kind: 'damaged', detail: '1 open bookings can not be read' });
    expect(await stored()).toEqual(before);
  });

  it.each(['_rxdb_internal', ...collectionNames])('a storage that will not open %s is damaged', async (collection) => {
    const store = await openStore(storage, { name });
    await store.commitBooking(bookingWith({ bookingId: 'd1-01' }));
    await store.close();
    const before = await stored();
    const openAny = indexedDB.open.bind(indexedDB);
    indexedDB.open = (database, version) => {
      if (database.endsWith(`--${collection}`)) throw new DOMException('corrupt', 'UnknownError');
      return openAny(database, version);
    };
    expect(await open(true)).toMatchObject({
      kind: 'damaged',
      detail: expect.stringContaining('UnknownError') as string,
    });
    indexedDB.open = openAny;
    expect(await stored()).toEqual(before);
  });

  it('a disk without room is no damage', async () => {
    indexedDB.open = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    expect(await open(false)).toMatchObject({ kind: 'disk-full' });
  });

  it('a database written by a newer RxDB is newer, by an unknown one damaged', async () => {
    await (await openStore(storage, { name })).close();
    const version = async (rxdbVersion: string): Promise<string> => {
      await change('_rxdb_internal', 'storage-token|storageToken', (token) => ({
        ...token,
        data: { ...(token['data'] as object), rxdbVersion },
      }));
      return (await open(true)).kind;
    };
    expect(await version('18.0.0')).toBe('newer');
    expect(await version('3.0.0')).toBe('damaged');
  });
});

/** Leaves the traces of a desk whose schema of one collection is one version ahead. */
async function writeNewerSchema(collection: (typeof collectionNames)[number]): Promise<void> {
  const newer = await createRxDatabase({ name, storage, multiInstance: false });
  const { schema } = collectionCreators()[collection];
  await newer.addCollections({
    [collection]: {
      schema: { ...schema, version: schema.version + 1 },
      autoMigrate: false,
      migrationStrategies: stepsTo(schema.version + 1),
    },
  });
  await newer.close();
}

function stepsTo(version: number): Record<number, (document: unknown) => unknown> {
  return Object.fromEntries(
    Array.from({ length: version }, (_, index) => [index + 1, (document: unknown) => document]),
  );
}

/** Every document of every collection, as it lies in IndexedDB. */
async function stored(): Promise<Readonly<Record<string, unknown>>> {
  const contents: Record<string, unknown> = {};
  for (const { name: database } of await indexedDB.databases()) {
    if (database === undefined) continue;
    contents[database] = await inDatabase(database, 'readonly', (docs) => docs.getAll());
  }
  return contents;
}

/** Changes one document behind RxDB's back. */
async function change(
  collection: string,
  id: string,
  to: (document: Readonly<Record<string, unknown>>) => unknown,
): Promise<void> {
  const database = (await indexedDB.databases()).find((known) => known.name?.endsWith(`--${collection}`) === true);
  if (database?.name === undefined) throw new Error(`no database of ${collection}`);
  const document = await inDatabase(database.name, 'readonly', (docs) => docs.get(id));
  await inDatabase(database.name, 'readwrite', (docs) => docs.put(to(document as Readonly<Record<string, unknown>>)));
}

async function inDatabase(
  database: string,
  mode: IDBTransactionMode,
  ask: (docs: IDBObjectStore) => IDBRequest,
): Promise<unknown> {
  const opened = (await settled(indexedDB.open(database))) as IDBDatabase;
  const answer = await settled(ask(opened.transaction('docs', mode).objectStore('docs')));
  opened.close();
  return answer;
}

function settled(request: IDBRequest): Promise<unknown> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => {
      resolve(request.result);
    };
    request.onerror = () => {
      reject(request.error ?? new Error('no answer'));
    };
  });
}
