import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createDexieStorage } from '../../renderer/db/storage.ts';
import type { DeskStore } from '../../renderer/db/store.ts';
import { openStore, silenceRxDbNotice } from './engines.ts';
import { appointmentWith, bookingWith, synced, today } from './records.ts';

/** Transactions that were asked for: mode, durability, and the database they belong to. */
interface Asked {
  readonly database: string;
  readonly mode: IDBTransactionMode;
  readonly durability: string | undefined;
}

/** After the last answer of any list here. */
const endedAt = '2026-03-20T05:00:00.000Z';
let asked: Asked[] = [];
let store: DeskStore;
let broken: (() => never) | null = null;
/** The connections that are open, and whether further ones are refused. */
let connections: IDBDatabase[] = [];
let refused = false;

beforeEach(async () => {
  silenceRxDbNotice();
  const indexedDB = new IDBFactory();
  store = await openStore(createDexieStorage({ indexedDB: watched(indexedDB), IDBKeyRange }));
  asked = [];
  broken = null;
});
afterEach(async () => {
  broken = null;
  vi.unstubAllGlobals();
  await store.close();
  vi.restoreAllMocks();
});

it('a booking is one transaction, committed strictly', async () => {
  await store.commitBooking(bookingWith({ bookingId: 'd1-01' }));
  expect(writes()).toEqual([{ database: 'bookings', mode: 'readwrite', durability: 'strict' }]);
});

it('a change of a booking is one strict transaction', async () => {
  await store.commitBooking(bookingWith({ bookingId: 'd1-01' }));
  asked = [];
  await store.updateBooking('d1-01', (booking) => ({ ...booking, life: synced }));
  expect(writes()).toEqual([{ database: 'bookings', mode: 'readwrite', durability: 'strict' }]);
});

it('a pull of a day is one transaction, and none where it brings nothing new', async () => {
  const records = Array.from({ length: 30 }, (_, index) => appointmentWith({ appointmentId: `a${String(index)}` }));
  const pull = { branchId: null, date: today, records };
  await store.replaceDay({ ...pull, startedAt: '2026-03-20T04:00:00.000Z', endedAt });
  expect(writes()).toEqual([{ database: 'appointments', mode: 'readwrite', durability: 'strict' }]);
  asked = [];
  await store.replaceDay({ ...pull, startedAt: '2026-03-20T04:01:00.000Z', endedAt });
  expect(writes()).toEqual([]);
});

it('a full disk is told as such, and nothing is booked', async () => {
  broken = () => {
    throw new DOMException('no room', 'QuotaExceededError');
  };
  const booking = bookingWith({ bookingId: 'd1-01' });
  expect(await store.commitBooking(booking)).toMatchObject({ kind: 'not-saved', reason: 'disk-full' });
  expect(await store.putAppointment(appointmentWith({ appointmentId: 'a' }), '2026-03-20T04:00:00.000Z')).toMatchObject(
    {
      kind: 'not-saved',
      reason: 'disk-full',
    },
  );
  broken = null;
  expect(await store.booking('d1-01')).toBeNull();
  expect(await store.commitBooking(booking)).toEqual({ kind: 'saved' });
});

it('a disk that fills while a change is written leaves the booking as it was', async () => {
  const booking = bookingWith({ bookingId: 'd1-01' });
  await store.commitBooking(booking);
  broken = () => {
    throw new DOMException('no room', 'QuotaExceededError');
  };
  const change = await store.updateBooking('d1-01', (before) => ({ ...before, life: synced }));
  expect(change).toMatchObject({ kind: 'not-saved', reason: 'disk-full' });
  broken = null;
  expect(await store.booking('d1-01')).toEqual(booking);
});

it('a database that the browser closed is opened again by the next write, as soon as it can be', async () => {
  const booking = bookingWith({ bookingId: 'd1-01' });
  for (const connection of connections) {
    connection.close();
    connection.onclose?.(new Event('close'));
  }
  refused = true;
  expect(await store.commitBooking(booking)).toMatchObject({ kind: 'not-saved' });
  expect(await store.commitBooking(booking)).toMatchObject({ kind: 'not-saved' });
  await expect(store.booking('d1-01')).rejects.toThrow('refused');
  refused = false;
  expect(await store.commitBooking(booking)).toEqual({ kind: 'saved' });
  expect(await store.booking('d1-01')).toEqual(booking);
});

it('where the browser says nothing of the disk, the room that is left tells whether it is full', async () => {
  broken = () => {
    throw new DOMException('Internal error', 'UnknownError');
  };
  const room = (bytes: number): void => {
    const estimate = () => Promise.resolve({ quota: 50_000_000, usage: 50_000_000 - bytes });
    vi.stubGlobal('navigator', { storage: { estimate } });
  };
  room(0);
  expect(await store.commitBooking(bookingWith({ bookingId: 'd1-01' }))).toMatchObject({ reason: 'disk-full' });
  room(5_000_000);
  expect(await store.commitBooking(bookingWith({ bookingId: 'd1-01' }))).toMatchObject({ reason: 'database' });
});

it('a failure says nothing of the patient', async () => {
  broken = () => {
    throw new DOMException('Lakshmi Raman 98400 12345', 'UnknownError');
  };
  const result = await store.commitBooking(bookingWith({ bookingId: 'd1-01' }));
  expect(result).toMatchObject({ kind: 'not-saved', reason: 'database' });
  expect(JSON.stringify(result)).not.toMatch(/Lakshmi|12345/);
});

function writes(): readonly Asked[] {
  return asked.filter(({ mode }) => mode === 'readwrite');
}

/** An IndexedDB that notes the transactions of each database it opens, and whose writes can be made to fail. */
function watched(indexedDB: IDBFactory): IDBFactory {
  const open = indexedDB.open.bind(indexedDB);
  connections = [];
  refused = false;
  indexedDB.open = (name, version) => {
    if (refused) throw new DOMException('refused', 'UnknownError');
    const request = open(name, version);
    request.addEventListener('success', () => {
      const database = request.result;
      connections.push(database);
      const transaction = database.transaction.bind(database);
      database.transaction = (stores, mode = 'readonly', options) => {
        asked.push({ database: name.split('--').at(-1) ?? name, mode, durability: options?.durability });
        const begun = transaction(stores, mode, options);
        if (mode === 'readwrite') failOnWrite(begun);
        return begun;
      };
    });
    return request;
  };
  return indexedDB;
}

function failOnWrite(transaction: IDBTransaction): void {
  const objectStore = transaction.objectStore.bind(transaction);
  transaction.objectStore = (name) => {
    const opened = objectStore(name);
    const put = opened.put.bind(opened);
    opened.put = (value, key) => {
      broken?.();
      return key === undefined ? put(value) : put(value, key);
    };
    const add = opened.add.bind(opened);
    opened.add = (value) => {
      broken?.();
      return add(value);
    };
    return opened;
  };
}
