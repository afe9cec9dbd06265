import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { book } from '../../renderer/desk/book.ts';
import { examineDraft } from '../../renderer/desk/draft-check.ts';
import { slotsOfDay } from '../../shared/booking/index.ts';
import { referenceOf } from '../../shared/model/booking.ts';
import { appointmentWith } from '../db/records.ts';
import { createMemoryLocks, dexieEngine, freshName, secondWindow, silenceRxDbNotice } from '../db/engines.ts';
import { checkup, draftWith, friday, fridayMorning, openDesk, type DeskFixture } from './desk-fixture.ts';

const open: DeskFixture[] = [];

async function desk(options?: Parameters<typeof openDesk>[0]): Promise<DeskFixture> {
  const fixture = await openDesk(options);
  open.push(fixture);
  return fixture;
}

beforeEach(() => {
  silenceRxDbNotice();
  vi.stubGlobal('self', globalThis);
});
afterEach(async () => {
  for (const { store } of open.splice(0)) await store.close();
  vi.unstubAllGlobals();
});

/** Books different patients until the window has one place left for the service; answers the window's calendar id. */
async function fillToLast(fixture: DeskFixture): Promise<{ calendarId: string; bookAt: number }> {
  const { slot } = examineDraft(draftWith(), fixture.context());
  if (!slot) throw new Error('the sample clinic has a place on Friday morning');
  const target = { calendarId: slot.window.calendarId, bookAt: slot.bookAt };
  for (let index = 1; index < slot.placesLeft; index += 1) {
    const draft = draftWith({ ...target, phone: `98400 ${String(50_000 + index)}` });
    expect((await book(draft, fixture.context, fixture.ports)).kind).toBe('booked');
  }
  return target;
}

describe('booking at the desk', () => {
  it('a booking is in the database when it is called booked, waiting to be sent, with its token and reference', async () => {
    const fixture = await desk();
    const result = await book(draftWith(), fixture.context, fixture.ports);
    if (result.kind !== 'booked') throw new Error(result.kind);
    const stored = await fixture.store.booking(result.booking.bookingId);
    expect(stored).toEqual(result.booking);
    expect(stored?.life).toEqual({ state: 'QUEUED', attempts: 0, notBefore: null, lastRefusal: null });
    expect(stored?.token).toBe('MA-A01');
    expect(stored?.phoneKey).toBe('+919840012345');
  });

  it('a date of which nothing was read is neither offered nor booked, whatever the weekly windows say', async () => {
    const fixture = await desk();
    const unread = '2026-04-10';
    const [slot] = slotsOfDay('b-tnagar', unread, checkup, fixture.model.snapshot);
    if (!slot) throw new Error('the sample clinic has windows on Fridays');
    const context = () => ({ ...fixture.context(), from: fixture.model.zone.dayBounds(unread).startsAt });
    expect(examineDraft(draftWith(), context()).check).toMatchObject({
      choices: [],
      chosen: null,
      refusal: { code: 'PLACES_UNKNOWN', nextWindow: null },
    });
    const draft = draftWith({ calendarId: slot.window.calendarId, bookAt: slot.startsAt });
    expect(await book(draft, context, fixture.ports)).toMatchObject({
      kind: 'refused',
      refusal: { code: 'PLACES_UNKNOWN' },
    });
    expect((await fixture.store.countAll()).bookings).toBe(0);
  });

  it('appointments that the server counted and nobody has listed take a place from every service of their window', async () => {
    const fixture = await desk();
    const { slot } = examineDraft(draftWith(), fixture.context());
    if (!slot) throw new Error('the sample clinic has a place on Friday morning');
    const { calendarId } = slot.window;
    const target = { calendarId, bookAt: slot.bookAt };
    const counted = slot.capacity - 1;
    await fixture.store.updateDay(friday, (day) => ({ ...day, filled: { [calendarId]: counted }, listedAt: null }));
    expect(examineDraft(draftWith(target), fixture.context()).check.chosen).toMatchObject({ placesLeft: 1 });
    expect((await book(draftWith(target), fixture.context, fixture.ports)).kind).toBe('booked');
    const second = draftWith({ ...target, phone: '98400 54321' });
    expect(await book(second, fixture.context, fixture.ports)).toMatchObject({ refusal: { code: 'SLOT_FULL' } });
    // Ours reaches the server: the earlier count did not hold it, so nobody else's place is taken for it.
    const [own] = await fixture.store.bookingsOn(friday);
    if (!own) throw new Error('one was booked');
    const syncedAt = new Date(fridayMorning + 60_000).toISOString();
    await fixture.store.putAppointment(
      appointmentWith({
        ...{
          appointmentId: 'appt-own',
          serviceId: checkup,
          date: friday,
          externalReferenceId: referenceOf(own),
          parentPhone: own.phoneKey,
        },
        ...{ session: own.place.session, batch: own.place.batch, createdAt: syncedAt, updatedAt: syncedAt },
      }),
      syncedAt,
    );
    const life = { state: 'SYNCED', serverId: 'appt-own', syncedAt } as const;
    await fixture.store.updateBooking(own.bookingId, (booking) => ({ ...booking, life, updatedAt: syncedAt }));
    expect(await book(second, fixture.context, fixture.ports)).toMatchObject({ refusal: { code: 'SLOT_FULL' } });
    // The list shows that they are fewer here: the places are free again.
    await fixture.store.updateDay(friday, (day) => ({ ...day, listedAt: new Date(fridayMorning).toISOString() }));
    expect((await book(second, fixture.context, fixture.ports)).kind).toBe('booked');
  });

  it('a walk-in lands in the window that is open now and has arrived', async () => {
    const fixture = await desk();
    const result = await book(draftWith({ walkIn: true }), fixture.context, fixture.ports);
    if (result.kind !== 'booked') throw new Error(result.kind);
    expect(result.booking.place.batch).toBe('MA');
    expect(Date.parse(result.booking.place.startsAt)).toBeGreaterThan(fridayMorning);
    expect(result.booking.visit).toEqual([{ step: 'arrived', at: new Date(fridayMorning).toISOString() }]);
  });

  it('two hundred simultaneous requests for one last place yield one booking', async () => {
    const fixture = await desk();
    const target = await fillToLast(fixture);
    const results = await Promise.all(
      Array.from({ length: 200 }, (_, index) =>
        book(draftWith({ ...target, phone: `97000 ${String(10_000 + index)}` }), fixture.context, fixture.ports),
      ),
    );
    expect(results.filter((result) => result.kind === 'booked')).toHaveLength(1);
    expect(results.filter((result) => result.kind === 'refused' && result.refusal.code === 'SLOT_FULL')).toHaveLength(
      199,
    );
    const [slot] = slotsOfDay('b-tnagar', friday, checkup, fixture.model.snapshot);
    expect(slot?.placesLeft).toBe(0);
  });

  it('LEAD-7: two windows that race for the last place make one booking, with one token', async () => {
    const storage = dexieEngine.create();
    const shared = { name: freshName(), locks: createMemoryLocks(), shared: true } as const;
    const first = await desk({ ...shared, storage });
    const second = await desk({ ...shared, storage: secondWindow(storage), letter: 'A2' });
    const target = await fillToLast(first);
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, index) => {
        const { context, ports } = index % 2 === 0 ? first : second;
        return book(draftWith({ ...target, phone: `97000 ${String(20_000 + index)}` }), context, ports);
      }),
    );
    expect(results.filter((result) => result.kind === 'booked')).toHaveLength(1);
  });

  it('one phone, one service, one date: the second booking is refused and names the first', async () => {
    const fixture = await desk();
    await book(draftWith(), fixture.context, fixture.ports);
    const result = await book(draftWith({ name: 'Somebody Else' }), fixture.context, fixture.ports);
    if (result.kind !== 'refused' || result.refusal.code !== 'DUPLICATE_BOOKING') throw new Error(result.kind);
    expect(result.refusal.existing.patientName).toBe('Lakshmi Raman');
  });

  it('tokens of a window count on and are never given twice', async () => {
    const fixture = await desk();
    const tokens: string[] = [];
    for (let index = 0; index < 3; index += 1) {
      const result = await book(draftWith({ phone: `98400 7000${String(index)}` }), fixture.context, fixture.ports);
      if (result.kind === 'booked') tokens.push(result.booking.token);
    }
    expect(tokens).toEqual(['MA-A01', 'MA-A02', 'MA-A03']);
  });

  it('where the disk refuses, nothing is booked and no place is taken', async () => {
    const fixture = await desk();
    const ports = {
      ...fixture.ports,
      store: {
        ...fixture.store,
        commitBooking: () => Promise.resolve({ kind: 'not-saved', reason: 'disk-full', detail: '' } as const),
      },
    };
    expect(await book(draftWith(), fixture.context, ports)).toEqual({ kind: 'not-saved', reason: 'disk-full' });
    expect([...fixture.model.bookings()]).toEqual([]);
  });

  it('bad fields are named and change nothing', async () => {
    const fixture = await desk();
    const result = await book(draftWith({ name: '', phone: '12' }), fixture.context, fixture.ports);
    expect(result.kind).toBe('invalid');
    expect((await fixture.store.countAll()).bookings).toBe(0);
  });
});
