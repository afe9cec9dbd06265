import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { buildConflicts } from '../../renderer/desk/conflicts-view.ts';
import { book } from '../../renderer/desk/book.ts';
import type { BookResult, ConflictsView } from '../../renderer/desk/contract.ts';
import { aloneRights } from '../../renderer/desk/device-rights.ts';
import { ClinicModel } from '../../renderer/desk/clinic-model.ts';
import { buildQueue } from '../../renderer/desk/queue-view.ts';
import { settle } from '../../renderer/desk/settle.ts';
import { waitFor } from '../../renderer/desk/wait-for.ts';
import { addDays } from '../../shared/booking/index.ts';
import type { Booking } from '../../shared/model/booking.ts';
import { silenceRxDbNotice } from '../db/engines.ts';
import { draftWith, friday, fridayMorning, openDesk, tokensOfDesk, type DeskFixture } from './desk-fixture.ts';

let fixture: DeskFixture;

beforeEach(async () => {
  silenceRxDbNotice();
  vi.stubGlobal('self', globalThis);
  fixture = await openDesk();
});
afterEach(async () => {
  await fixture.store.close();
  vi.unstubAllGlobals();
});

const wait = (changes: Parameters<typeof draftWith>[0] = {}): Promise<BookResult> =>
  waitFor(draftWith(changes), fixture.context(), fixture.ports);

async function waiting(changes: Parameters<typeof draftWith>[0] = {}): Promise<Booking> {
  const result = await wait(changes);
  if (result.kind !== 'booked') throw new Error(result.kind);
  return result.booking;
}

function conflicts(model = fixture.model, now = fridayMorning): ConflictsView {
  return buildConflicts({
    snapshot: model.snapshot,
    now,
    bookings: model.bookings(),
    existingById: (id) => model.record(id),
    knowsPlaces: (date) => model.knowsPlaces(date),
    rights: aloneRights,
    without: (booking, decide) => model.without(booking, decide),
    todayFrom: 0,
  });
}

/** The first window of the draft, full. */
async function fill(): Promise<{
  readonly calendarId: string;
  readonly bookAt: number;
  readonly ids: readonly string[];
}> {
  const first = await book(draftWith({ phone: '98400 60000' }), fixture.context, fixture.ports);
  if (first.kind !== 'booked') throw new Error(first.kind);
  const { calendarId, startsAt } = first.booking.place;
  const bookAt = Date.parse(startsAt);
  const ids = [first.booking.bookingId];
  for (let next = 1; ; next += 1) {
    const phone = `98400 6${String(1000 + next)}`;
    const more = await book(draftWith({ phone, calendarId, bookAt }), fixture.context, fixture.ports);
    if (more.kind !== 'booked') return { calendarId, bookAt, ids };
    ids.push(more.booking.bookingId);
  }
}

describe('putting a patient on the waiting list', () => {
  it('WAIT-1: is committed without a token, takes no place, and nothing of it is sent', async () => {
    const full = await fill();
    const before = fixture.context().snapshot.appointments.activeByPhone('+919840012345').length;
    const booking = await waiting({ calendarId: full.calendarId, bookAt: full.bookAt, basis: 'at-risk' });
    expect(booking).toMatchObject({
      token: '',
      basis: 'place',
      life: { state: 'WAITING_LIST' },
      place: { calendarId: full.calendarId },
    });
    expect(booking.audit).toMatchObject([{ by: 'person', what: 'put on the waiting list' }]);
    expect(await fixture.store.booking(booking.bookingId)).toEqual(booking);
    expect((await fixture.store.unsentBookings()).map(({ bookingId }) => bookingId)).not.toContain(booking.bookingId);
    expect(fixture.context().snapshot.appointments.activeByPhone('+919840012345')).toHaveLength(before);
  });

  it('WAIT-1: checks the fields as a booking does', async () => {
    expect(await wait({ phone: '98' })).toMatchObject({ kind: 'invalid', faults: [{ field: 'phone' }] });
    expect(await wait({ serviceId: '' })).toMatchObject({ kind: 'invalid', faults: [{ field: 'service' }] });
  });

  it('WAIT-1: without a window in the draft the wish is the next one of the service', async () => {
    expect((await waiting()).place).toMatchObject({ date: friday, session: 'Morning' });
  });
});

describe('the waiting list', () => {
  it('WAIT-2: says when the place is free, and one press books it with a token of its window', async () => {
    const { calendarId, bookAt, ids } = await fill();
    const booking = await waiting({ calendarId, bookAt });
    expect(conflicts().waiting).toMatchObject([{ free: null }]);
    expect(buildQueue(fixture.model.bookings(), friday).waiting).toBe(1);

    await fixture.store.updateBooking(ids[0] ?? '', (one) => ({
      ...one,
      life: { state: 'CANCELLED_LOCAL', cancelledAt: one.createdAt },
      updatedAt: new Date(fridayMorning + 1).toISOString(),
    }));
    const free = conflicts().waiting[0]?.free;
    if (!free) throw new Error('the place is free');
    expect(free).toMatchObject({ date: friday, placesLeft: 1 });
    const ports = { ...fixture.ports, tokenFor: tokensOfDesk(fixture.model), rights: () => aloneRights };
    expect(await settle(booking.bookingId, { kind: 'move', to: free }, ports)).toEqual({ kind: 'settled' });
    const placed = await fixture.store.booking(booking.bookingId);
    expect(placed).toMatchObject({ life: { state: 'QUEUED' }, place: { calendarId }, formerTokens: [] });
    expect(placed?.token).toMatch(/^[A-Z]+-A\d\d$/);
    expect(conflicts()).toMatchObject({ waiting: [], toTell: [{ resolution: 'move', voidToken: null }] });
  });

  it('WAIT-2: who waits stays on it after a restart, however old the wish', async () => {
    const booking = await waiting();
    const later = fridayMorning + 40 * 24 * 60 * 60 * 1000;
    const restarted = new ClinicModel(fixture.store);
    await restarted.load(later);
    expect(conflicts(restarted, later).waiting).toMatchObject([
      { booking: { bookingId: booking.bookingId }, free: null },
    ]);
  });

  it('CALL-5: who is to be told is on the list the day after, and after a restart, until they were told', async () => {
    const booking = await waiting();
    const ports = { ...fixture.ports, tokenFor: tokensOfDesk(fixture.model), rights: () => aloneRights };
    await settle(booking.bookingId, { kind: 'cancel' }, ports);
    const tomorrow = fridayMorning + 24 * 60 * 60 * 1000;
    const restarted = new ClinicModel(fixture.store);
    await restarted.load(tomorrow + 5 * 24 * 60 * 60 * 1000);
    const shown = buildConflicts({
      snapshot: restarted.snapshot,
      now: tomorrow,
      bookings: restarted.bookings(),
      existingById: () => undefined,
      knowsPlaces: () => true,
      rights: aloneRights,
      without: (booking, decide) => restarted.without(booking, decide),
      todayFrom: restarted.zone.dayBounds(addDays(friday, 1)).startsAt,
    });
    expect(shown).toMatchObject({ toTell: [{ bookingId: booking.bookingId, toTell: true }], settled: [] });
    expect(buildQueue(restarted.bookings(), friday).toTell).toBe(1);
  });
});
