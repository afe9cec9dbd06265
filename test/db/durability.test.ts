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

let asked: Asked[] = [];
let store: DeskStore;
let broken: (() => never) | null = null;

beforeEach(async () => {
  silenceRxDbNotice();
  const indexedDB = new IDBFactory();
  store = await openStore(createDexieStorage({ indexedDB: watched(indexedDB), IDBKeyRange }));
  asked = [];
  broken = null;
});
afterEach(async () => {
  broken = null;
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
  await store.replaceDay({ ...pull, startedAt: '2026-03-20T04:00:00.000Z' });
  expect(writes()).toEqual([{ database: 'appointments', mode: 'readwrite', durability: 'strict' }]);
  asked = [];
  await store.replaceDay({ ...pull, startedAt: '2026-03-20T04:01:00.000Z' });
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
  indexedDB.open = (name, version) => {
    const request = open(name, version);
    request.addEventListener('success', () => {
      const database = request.result;
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
