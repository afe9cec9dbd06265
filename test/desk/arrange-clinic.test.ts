import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { journalLine, readJournalLine } from '../../renderer/db/journal-line.ts';
import { makeSample } from '../../renderer/db/sample/sample.ts';
import type { DeskStore } from '../../renderer/db/store.ts';
import {
  arrangeClinic,
  arrangeLines,
  claimPractice,
  clinicOfLines,
  endPractice,
  holdsOnlyPractice,
} from '../../renderer/desk/arrange-clinic.ts';
import type { Booking } from '../../shared/model/booking.ts';
import { practiceClinic, unknownClinic } from '../../shared/model/clinic-id.ts';
import { sampleWindows } from '../../shared/model/sample-clinic.ts';
import { dexieEngine, openStore, silenceRxDbNotice, testNow } from '../db/engines.ts';
import { appointmentWith, bookingWith, placeOn, synced, today } from '../db/records.ts';

const addressA = 'https://a.example';
const clinicA = 'https://a.example/v1';
const addressB = 'https://b.example/husky';
const clinicB = 'https://b.example/husky/v1';
const practicePlace = placeOn(today, sampleWindows[0]?.calendarId ?? '');
const window = sampleWindows[3]!;

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

async function startPractice(): Promise<void> {
  await store.loadSample(makeSample(testNow, 'A'));
  await claimPractice(store);
}

/** What a pull of the clinic leaves, and a booking that it has. */
async function standAt(address: string, bookings: readonly Booking[] = []): Promise<void> {
  await arrangeClinic(store, address);
  const { clinicId } = await store.kept();
  const config = makeSample(testNow, 'A').clinic.config;
  await store.putClinic({ config: { ...config, timezone: 'Asia/Kathmandu' }, branches: [], services: [] });
  await store.putWindows([window]);
  await store.updateDay(today, (day) => day);
  await store.putAppointment(appointmentWith({ appointmentId: 'appt-1' }), '2026-03-20T04:00:00.000Z');
  for (const booking of bookings) await store.commitBooking({ ...booking, clinicId });
}

describe('the end of the practice', () => {
  it('OWED-3: the sample leaves with its bookings, and nothing real with them', async () => {
    await startPractice();
    await store.commitBooking(
      bookingWith({ bookingId: 'd1-practice', clinicId: practiceClinic, place: practicePlace }),
    );
    // The same window ids: the sandbox of developers has them too.
    await store.commitBooking(bookingWith({ bookingId: 'd1-real', clinicId: clinicA, place: practicePlace }));
    expect(await store.practiceBookings()).toBe(1);
    expect(await arrangeClinic(store, addressA)).toBe(true);
    expect(await store.booking('d1-practice')).toBeNull();
    expect((await store.unsentBookings()).map(({ bookingId }) => bookingId)).toEqual(['d1-real']);
    expect(await store.countAll()).toMatchObject({ appointments: 0, bookings: 1 });
    expect([await store.sampleLoaded(), (await store.kept()).clinicId]).toEqual([false, clinicA]);
  });

  it('OWED-3: a booking that an earlier desk made in the sample is a practice booking; others wait for a clinic', async () => {
    await store.loadSample(makeSample(testNow, 'A'));
    await store.commitBooking(bookingWith({ bookingId: 'd1-practice', place: practicePlace }));
    await store.commitBooking(bookingWith({ bookingId: 'd1-real', place: placeOn(today, 'a-clinic-window') }));
    expect(await endPractice(store)).toBe(true);
    expect((await store.unsentBookings()).map(({ bookingId }) => bookingId)).toEqual(['d1-real']);
    expect((await store.kept()).clinicId).toBe(unknownClinic);
  });

  it('where the disk refuses, the practice is not over and no clinic is connected', async () => {
    await startPractice();
    const full: DeskStore = {
      ...store,
      removeSample: () => Promise.resolve({ kind: 'not-saved', reason: 'disk-full', detail: '' }),
    };
    expect(await arrangeClinic(full, addressA)).toBe(false);
    expect((await store.kept()).clinicId).toBe(practiceClinic);
  });

  it('OWED-3: the second copy gives practice bookings back only to the practice', () => {
    const practice = journalLine(bookingWith({ bookingId: 'd1-practice', clinicId: practiceClinic }));
    const real = journalLine(bookingWith({ bookingId: 'd1-real', clinicId: clinicA }));
    expect(arrangeLines([practice, real, 'half a li'], clinicA)).toEqual({ lines: [real, 'half a li'], changed: true });
    expect(arrangeLines([practice], practiceClinic)).toEqual({ lines: [practice], changed: false });
    expect([holdsOnlyPractice([practice]), holdsOnlyPractice([practice, real]), holdsOnlyPractice([])]).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('OWED-6: lines of earlier desks get the clinic that they belong to', () => {
    const line = journalLine(bookingWith({ bookingId: 'd1-old', place: practicePlace }));
    const owner = (clinicId: string): string | undefined =>
      readJournalLine(arrangeLines([line], clinicId).lines[0] ?? '')?.clinicId;
    expect([owner(practiceClinic), owner(clinicA), owner(unknownClinic)]).toEqual([
      practiceClinic,
      clinicA,
      unknownClinic,
    ]);
    const newer = bookingWith({ bookingId: 'd1-new', clinicId: clinicB, createdAt: '2026-03-20T06:00:00.000Z' });
    expect(clinicOfLines([line, journalLine(newer)])).toBe(clinicB);
  });
});

describe('another address', () => {
  it('OWED-1, OWED-5: what was fetched of the earlier clinic leaves; bookings made here for it stay as they are', async () => {
    const sent = bookingWith({ bookingId: 'd1-sent', life: synced });
    const waiting = bookingWith({ bookingId: 'd1-waiting' });
    await standAt(addressA, [sent, waiting]);
    expect(await arrangeClinic(store, addressB)).toBe(true);
    expect(await store.countAll()).toEqual({ appointments: 0, bookings: 2, unsent: 1, needsPerson: 0 });
    expect([await store.windows(), await store.days(today, today), await store.clinic()]).toEqual([[], [], null]);
    expect(await store.booking('d1-waiting')).toEqual({ ...waiting, clinicId: clinicA });
    // The clock goes by the last zone that is known, until the new clinic's is.
    expect(await store.kept()).toMatchObject({ clinicId: clinicB, timezone: 'Asia/Kathmandu' });
  });

  it.each([addressA, `${addressA}/v1`])('OWED-4: %s is no other clinic', async (spelling) => {
    await standAt(addressA);
    expect(await arrangeClinic(store, spelling)).toBe(true);
    expect(await store.windows()).toEqual([window]);
    expect((await store.kept()).clinicId).toBe(clinicA);
  });

  it('OWED-4: without an address the clinic stays, and so does what is owed to it', async () => {
    await standAt(addressA, [bookingWith({ bookingId: 'd1-waiting' })]);
    expect(await arrangeClinic(store, '')).toBe(true);
    expect(await store.windows()).toEqual([window]);
    expect((await store.kept()).clinicId).toBe(clinicA);
  });

  it('OWED-6: the first address takes over what an earlier desk left', async () => {
    await store.commitBooking(bookingWith({ bookingId: 'd1-old' }));
    await store.putWindows([window]);
    expect(await arrangeClinic(store, addressA)).toBe(true);
    expect((await store.booking('d1-old'))?.clinicId).toBe(clinicA);
    expect(await store.windows()).toEqual([window]);
  });

  it('a change that the disk cut short is done again, and only then it is the other clinic', async () => {
    await standAt(addressA);
    const cut: DeskStore = {
      ...store,
      removeCalendar: () => Promise.resolve({ kind: 'not-saved', reason: 'disk-full', detail: '' }),
    };
    expect(await arrangeClinic(cut, addressB)).toBe(false);
    expect((await store.kept()).clinicId).toBe(clinicA);
    expect(await arrangeClinic(store, addressB)).toBe(true);
    expect(await store.windows()).toEqual([]);
  });
});
