import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { DeskStore } from '../../renderer/db/store.ts';
import { History, type HistoryStore } from '../../renderer/desk/history.ts';
import { nameOrder } from '../../renderer/desk/name-order.ts';
import { readQuery } from '../../renderer/desk/search-query.ts';
import { unknownClinic } from '../../shared/model/clinic-id.ts';
import { addDays } from '../../shared/booking/index.ts';
import { dexieEngine, openStore, silenceRxDbNotice } from '../db/engines.ts';
import { appointmentWith, bookingWith, placeOn, today } from '../db/records.ts';

const stores: DeskStore[] = [];

beforeEach(() => {
  silenceRxDbNotice();
  vi.stubGlobal('self', globalThis);
});
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
  vi.unstubAllGlobals();
});

async function storeWith(records: readonly number[], bookings: readonly number[]): Promise<DeskStore> {
  const store = await openStore(dexieEngine.create());
  stores.push(store);
  for (const days of records) {
    const date = addDays(today, days);
    await store.putAppointment(appointmentWith({ appointmentId: `a${String(days)}`, date }), '2026-03-20T04:00:00Z');
  }
  for (const days of bookings) {
    await store.commitBooking(bookingWith({ bookingId: `b${String(days)}`, place: placeOn(addDays(today, days)) }));
  }
  return store;
}

async function ready(history: History): Promise<void> {
  await vi.waitFor(() => {
    expect(history.view.get().kind).toBe('ready');
  });
}

test('everything is read, however far it lies apart, once', async () => {
  const store = await storeWith([-4000, -70, -1, 0, 31, 33, 900], [-300, 0, 40]);
  const history = new History(store);
  const read = vi.spyOn(store, 'earliestDate');
  history.begin(today);
  history.begin(today);
  await ready(history);
  history.begin(today);
  expect(history.index.size).toBe(10);
  expect(read).toHaveBeenCalledTimes(1);
});

test('an empty desk is read as well', async () => {
  const history = new History(await storeWith([], []));
  history.begin(today);
  await ready(history);
  expect(history.index.size).toBe(0);
});

test('what changes while it is read is not overwritten by what was read before', async () => {
  const older = bookingWith({ bookingId: 'b-1', token: 'MA-A01' });
  let answer: (bookings: readonly (typeof older)[]) => void = () => undefined;
  const store: HistoryStore = {
    earliestDate: () => Promise.resolve(addDays(today, 40)),
    appointments: () => Promise.resolve([]),
    bookingsBetween: () =>
      new Promise((resolve) => {
        answer = resolve;
      }),
  };
  const history = new History(store);
  history.begin(today);
  await vi.waitFor(() => {
    history.take({ kind: 'bookings', changed: [{ ...older, token: 'MB-A02' }], removed: ['b-2'] }, today);
    answer([older, { ...older, bookingId: 'b-2' }]);
    expect(history.view.get().kind).toBe('ready');
  });
  expect(history.index.size).toBe(1);
  const query = readQuery('MB-A02');
  const asked = { today, branchId: 'b-tnagar', clinicId: unknownClinic, limit: 5, compareNames: nameOrder('en') };
  expect(query === null ? 0 : history.index.search({ ...asked, query }).count).toBe(1);
});

test('a change after that is told, and known', async () => {
  const history = new History(await storeWith([0], []));
  history.begin(today);
  await ready(history);
  const before = history.view.get();
  history.take({ kind: 'appointments', changed: [appointmentWith({ appointmentId: 'new' })], removed: ['a0'] }, today);
  await vi.waitFor(() => {
    expect(history.view.get()).not.toBe(before);
  });
  expect(history.index.size).toBe(1);
});

test('a database that was emptied is read anew, and one that nobody has asked for is not read at all', async () => {
  const store = await storeWith([0], []);
  const history = new History(store);
  history.take({ kind: 'cleared' }, today);
  expect(history.view.get().kind).toBe('unread');
  history.begin(today);
  await ready(history);
  await store.removeCalendar();
  history.take({ kind: 'cleared' }, today);
  expect(history.view.get().kind).toBe('reading');
  await ready(history);
  expect(history.index.size).toBe(0);
});

test('a database that can not be read says so, and is tried again when it is asked for again', async () => {
  const store = await storeWith([0], []);
  const history = new History(store);
  vi.spyOn(store, 'appointments').mockRejectedValueOnce(new Error('damaged'));
  history.begin(today);
  await vi.waitFor(() => {
    expect(history.view.get().kind).toBe('unreadable');
  });
  history.begin(today);
  await ready(history);
  expect(history.index.size).toBe(1);
});
