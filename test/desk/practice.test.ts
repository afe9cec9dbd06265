import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { makeSample } from '../../renderer/db/sample/sample.ts';
import type { DeskStore } from '../../renderer/db/store.ts';
import { endPractice } from '../../renderer/desk/practice.ts';
import { sampleWindows } from '../../shared/model/sample-clinic.ts';
import { dexieEngine, openStore, silenceRxDbNotice, testNow } from '../db/engines.ts';
import { bookingWith, placeOn, today } from '../db/records.ts';

let store: DeskStore;

beforeEach(async () => {
  silenceRxDbNotice();
  vi.stubGlobal('self', globalThis);
  store = await openStore(dexieEngine.create());
});
afterEach(async () => {
  await store.close();
  vi.unstubAllGlobals();
});

it('practice bookings stay at the desk and are never sent; a clinic’s own are', async () => {
  await store.loadSample(makeSample(testNow, 'A'));
  const practice = sampleWindows[0]?.calendarId ?? '';
  await store.commitBooking(bookingWith({ bookingId: 'd1-practice', place: placeOn(today, practice) }));
  await store.commitBooking(bookingWith({ bookingId: 'd1-real', place: placeOn(today, 'a-clinic-window') }));
  expect(await endPractice(store, testNow)).toBe(true);
  expect((await store.unsentBookings()).map(({ bookingId }) => bookingId)).toEqual(['d1-real']);
  expect(await store.booking('d1-practice')).toMatchObject({ life: { state: 'CANCELLED_LOCAL' } });
  expect(await store.sampleLoaded()).toBe(false);
});

it('where the disk refuses, the practice is not over', async () => {
  await store.loadSample(makeSample(testNow, 'A'));
  const full: DeskStore = {
    ...store,
    removeSample: () => Promise.resolve({ kind: 'not-saved', reason: 'disk-full', detail: '' }),
  };
  expect(await endPractice(full, testNow)).toBe(false);
});
