import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { silenceRxDbNotice } from '../db/engines.ts';
import { book, placeOf } from '../../renderer/desk/book.ts';
import { buildBoard } from '../../renderer/desk/board-view.ts';
import type { ClinicModel } from '../../renderer/desk/clinic-model.ts';
import type { BookingDraft, BookResult, WindowView } from '../../renderer/desk/contract.ts';
import type { DeviceRights } from '../../renderer/desk/device-rights.ts';
import { examineDraft } from '../../renderer/desk/draft-check.ts';
import { settle, step } from '../../renderer/desk/settle.ts';
import { rightsOfModel, type RightsFacts } from '../../renderer/desk/model-rights.ts';
import { slotsOfDay, type Zone } from '../../shared/booking/index.ts';
import type { Appointment } from '../../shared/model/appointment.ts';
import { lostRules, plainRules, type BranchRules, type RosterDevice } from '../../shared/reservations/branch-rules.ts';
import { OTHERS_BEHIND_MS } from '../../shared/reservations/rights.ts';
import { checkup, draftWith, friday, fridayMorning, openDesk, tokensOfDesk, type DeskFixture } from './desk-fixture.ts';

const device = (letter: string, change: Partial<RosterDevice> = {}): RosterDevice => ({
  letter,
  weight: 1,
  installId: `desk${letter}`,
  takenOverOn: null,
  retiredOn: null,
  ...change,
});
const two: BranchRules = { ...plainRules, devices: [device('A'), device('B')] };

/** What a test changes of what the desk knows. */
interface Facts extends Partial<RightsFacts> {
  readonly rules?: BranchRules;
  /** As if the server had told this instant (epoch ms). */
  readonly heard?: number;
  /** As if every local date ended then (epoch ms). */
  readonly dayEndsAt?: number;
}

/** The zone as if every local date ended at an instant. */
function endingAt(zone: Zone, endsAt: number): Zone {
  return { ...zone, toLocal: (instant) => zone.toLocal(instant), dayBounds: () => ({ startsAt: 0, endsAt }) };
}

/** What the desk of a letter may give, from its own model. */
function rightsOf(
  model: ClinicModel,
  { rules = two, heard, dayEndsAt, ...facts }: Facts = {},
  letter = 'A',
): DeviceRights {
  const { zone } = model;
  const view = {
    snapshot: model.snapshot,
    zone: dayEndsAt === undefined ? zone : endingAt(zone, dayEndsAt),
    contents: model.contents.bind(model),
    movesOnto: model.movesOnto.bind(model),
    hasRecord: model.hasRecord.bind(model),
    day: model.day.bind(model),
    heardAt: () => heard ?? model.heardAt(),
  };
  return rightsOfModel(view, {
    rulesOf: () => rules,
    device: { letter, installId: `desk${letter}` },
    cutOff: true,
    now: fridayMorning,
    history: () => [],
    ...facts,
  });
}

let opened: DeskFixture[] = [];

async function openWith(change: Facts = {}, letter = 'A'): Promise<DeskFixture> {
  const desk = await openDesk({ letter, rights: (model) => rightsOf(model, change, letter) });
  opened.push(desk);
  return desk;
}

beforeEach(() => {
  silenceRxDbNotice();
  vi.stubGlobal('self', globalThis);
});
afterEach(async () => {
  for (const { store } of opened) await store.close();
  opened = [];
  vi.unstubAllGlobals();
});

let people = 0;

/** Books somebody new; `change` may name the window. */
function bookIn(desk: DeskFixture, change: Partial<BookingDraft> = {}): Promise<BookResult> {
  people += 1;
  const phone = `98400 ${String(20_000 + people)}`;
  return book(draftWith({ phone, name: 'Lakshmi Raman', ...change }), desk.context, desk.ports);
}

/** The window of this minute in a desk's form. */
function currentWindow(desk: DeskFixture) {
  const { chosen, beyondRights } = examineDraft(draftWith({ walkIn: true }), desk.context()).check;
  const window = chosen?.isNow === true ? chosen : beyondRights?.choice;
  if (window === undefined) throw new Error('no window is running');
  return { calendarId: window.calendarId, bookAt: window.bookAt, capacity: window.capacity };
}

/** Books into one window until the desk refuses. */
async function bookAll(desk: DeskFixture, window: { readonly calendarId: string; readonly bookAt: number }) {
  for (let booked = 0; ; booked += 1) {
    const result = await bookIn(desk, window);
    if (result.kind !== 'booked') return { booked, result };
  }
}

function boardWindow(desk: DeskFixture, calendarId: string): WindowView | undefined {
  const context = desk.context();
  return buildBoard({
    ...context,
    date: friday,
    ...desk.model.contents('b-tnagar', friday),
    bookings: desk.model.contents('b-tnagar', friday).bookings,
    appointments: desk.model.contents('b-tnagar', friday).records,
    linked: [],
    loading: false,
    pulledAt: null,
    knowsPlaces: true,
    unlistedIn: () => 0,
  }).windows.find((window) => window.calendarId === calendarId);
}

describe('two desks cut off from each other', () => {
  it('RES-2: sell each place of a window once, and say why there is no more', async () => {
    const [a, b] = [await openWith(), await openWith({}, 'B')];
    const { capacity, ...window } = currentWindow(a);
    const [soldByA, soldByB] = [await bookAll(a, window), await bookAll(b, window)];
    expect(soldByA.booked + soldByB.booked).toBe(capacity);
    expect(soldByA.result).toMatchObject({ kind: 'refused', refusal: { code: 'NO_RIGHTS', lacking: 'used-up' } });
    const sold = boardWindow(a, window.calendarId)?.services.find(({ serviceId }) => serviceId === checkup);
    expect(sold).toMatchObject({ placesLeft: capacity - soldByA.booked, yoursOffline: 0 });
  });

  it('RES-1: a booking that is taken back returns its right', async () => {
    const a = await openWith();
    const { capacity: _all, ...window } = currentWindow(a);
    await bookAll(a, window);
    const [booking] = a.model.bookings();
    await step(booking!.bookingId, { kind: 'cancel' }, a.ports);
    expect((await bookIn(a, window)).kind).toBe('booked');
    expect((await bookIn(a, window)).kind).toBe('refused');
  });

  it('RES-2: the board says how many of the places left are this desk’s', async () => {
    const a = await openWith();
    const { calendarId } = currentWindow(a);
    const seen = boardWindow(a, calendarId)!;
    for (const service of seen.services) expect(service.yoursOffline).toBe(Math.ceil(service.placesLeft / 2));
  });

  it('RES-2: whoever books ahead is offered the next window that this desk may give; the nearer one is named', async () => {
    const a = await openWith();
    const { capacity: _all, ...window } = currentWindow(a);
    await bookAll(a, window);
    const { check } = examineDraft(draftWith({ phone: '98411 11111' }), a.context());
    expect(check.refusal).toBeNull();
    expect(check.chosen?.calendarId).not.toBe(window.calendarId);
    expect(check.beyondRights).toMatchObject({ lacking: 'used-up', choice: { calendarId: window.calendarId } });
  });

  it('RES-2: a walk-in stands at the desk now: the window of this minute is refused with the ways on, none is chosen silently', async () => {
    const a = await openWith();
    const { capacity: _all, ...window } = currentWindow(a);
    await bookAll(a, window);
    const { check } = examineDraft(draftWith({ phone: '98411 11111', walkIn: true }), a.context());
    expect(check.chosen?.calendarId).toBe(window.calendarId);
    expect(check.refusal).toMatchObject({ code: 'NO_RIGHTS', lacking: 'used-up' });
    expect(check.refusal).toHaveProperty('nextWindow.isNow', false);
  });

  it('RES-2: a booking that needs a person is not moved to a place of another desk, and keeps its own', async () => {
    const a = await openWith();
    const { capacity: _all, ...window } = currentWindow(a);
    const first = await bookIn(a, window);
    await bookAll(a, window);
    if (first.kind !== 'booked') throw new Error(first.kind);
    const at = new Date(fridayMorning).toISOString();
    const refusal = { code: 'VALIDATION_ERROR', message: '', status: 400, at };
    const ports = { ...a.ports, tokenFor: tokensOfDesk(a.model), rights: () => a.context().rights };
    await a.store.updateBooking(first.booking.bookingId, (booking) => ({
      ...booking,
      life: { state: 'NEEDS_FIX', since: at, refusal },
    }));
    const corrected = { kind: 'correct', patientName: 'Lakshmi R', phone: '98400 31337', serviceId: checkup } as const;
    expect(await settle(first.booking.bookingId, corrected, ports)).toEqual({ kind: 'settled' });
  });

  it('RES-12: the window that a booking is still to be moved to holds a place for it, until its record is there', async () => {
    const a = await openWith();
    const { capacity: _all, ...window } = currentWindow(a);
    const made = await bookIn(a, window);
    if (made.kind !== 'booked') throw new Error(made.kind);
    await confirm(a, made.booking.bookingId, fridayMorning - 3_600_000);
    const next = examineDraft(draftWith({ phone: '98422 00000' }), a.context()).check.choices.find(
      ({ calendarId }) => calendarId !== window.calendarId,
    )!;
    const inNext = () => boardWindow(a, next.calendarId)!.services.find(({ serviceId }) => serviceId === checkup)!;
    const before = inNext();
    const [slot] = slotsOfDay('b-tnagar', next.date, checkup, a.model.snapshot).filter(
      ({ window: { calendarId } }) => calendarId === next.calendarId,
    );
    const seat = { place: placeOf({ ...slot!, bookAt: next.bookAt }), token: 'X-A09' };
    await step(made.booking.bookingId, { kind: 'reschedule', seat }, a.ports);
    expect(inNext()).toMatchObject({ filled: before.filled + 1, yoursOffline: before.yoursOffline - 1 });
    await step(made.booking.bookingId, { kind: 'cancel' }, a.ports);
    expect(inNext()).toEqual(before);
  });

  it('RES-5, RES-9: connected, they sell whatever is left', async () => {
    const a = await openWith({ cutOff: false });
    const { capacity, ...window } = currentWindow(a);
    expect(await bookAll(a, window)).toMatchObject({
      booked: capacity,
      result: { kind: 'refused', refusal: { code: 'SLOT_FULL' } },
    });
  });

  it('RES-3: what a desk booked just before the snapshot comes out of its own part', async () => {
    const a = await openWith();
    const { capacity, ...window } = currentWindow(a);
    const result = await bookIn(a, window);
    if (result.kind !== 'booked') throw new Error(result.kind);
    await confirm(a, result.booking.bookingId, fridayMorning - 60_000);
    expect((await bookAll(a, window)).booked).toBe(Math.ceil(capacity / 2) - 1);
  });

  it('RES-3: what it booked long before has left the common pool', async () => {
    const a = await openWith();
    const { capacity, ...window } = currentWindow(a);
    const result = await bookIn(a, window);
    if (result.kind !== 'booked') throw new Error(result.kind);
    await confirm(a, result.booking.bookingId, fridayMorning - OTHERS_BEHIND_MS - 1_000);
    expect((await bookAll(a, window)).booked).toBe(Math.ceil((capacity - 1) / 2));
  });
});

/** The server has a booking, as its own record, since an instant. */
async function confirm(desk: DeskFixture, bookingId: string, at: number): Promise<void> {
  const booking = desk.model.booking(bookingId)!;
  const { place, patient } = booking;
  const iso = new Date(at).toISOString();
  const record: Appointment = {
    appointmentId: 'appt_1',
    serviceId: place.serviceId,
    branchId: place.branchId,
    date: place.date,
    session: place.session,
    batch: place.batch,
    token: null,
    patientName: patient.name,
    parentPhone: patient.phone,
    assignedDoctor: null,
    notes: null,
    status: 'confirmed',
    externalReferenceId: `${bookingId}-g1`,
    createdAt: iso,
    updatedAt: iso,
    calendarId: null,
    startsAt: null,
  };
  await desk.store.putAppointment(record, iso);
  await desk.store.updateBooking(bookingId, (known) => ({
    ...known,
    life: { state: 'SYNCED', serverId: 'appt_1', syncedAt: iso },
  }));
}

describe('who has no part', () => {
  it.each([
    ['ROSTER-3: a desk that is not in the list', { ...two, devices: [device('B'), device('C')] }, {}, 'not-in-roster'],
    [
      'ROSTER-5: a computer that was installed anew',
      { ...two, devices: [device('A', { installId: 'lost' }), device('B')] },
      {},
      'installed-anew',
    ],
    [
      'ROSTER-4: a desk that was retired',
      { ...two, devices: [device('A', { retiredOn: friday }), device('B')] },
      {},
      'retired',
    ],
    ['ROSTER-7: a desk whose rules could not be read', lostRules, {}, 'rules-lost'],
    [
      'ROSTER-4: a desk that was retired, alone in its list',
      { ...two, devices: [device('A', { retiredOn: '2026-03-01' })] },
      {},
      'retired',
    ],
    ['LEASE-1: a desk five minutes before the day ends', two, { dayEndsAt: fridayMorning + 299_000 }, 'day-over'],
    ['CLOCK-1: a desk whose clock went back', two, { heard: fridayMorning + 3_600_000 }, 'clock'],
  ])('%s sells nothing while cut off, says why, and goes on when connected', async (_law, rules, change, lacking) => {
    const a = await openWith({ rules, ...change });
    const { capacity: _all, ...window } = currentWindow(a);
    expect(await bookIn(a, window)).toMatchObject({ kind: 'refused', refusal: { code: 'NO_RIGHTS', lacking } });
    const connected = await openWith({ rules, ...change, cutOff: false });
    expect((await bookIn(connected, window)).kind).toBe('booked');
  });

  it('ROSTER-3: a list with nobody but another desk leaves nothing to this one', async () => {
    const a = await openWith({ rules: { ...two, devices: [device('B')] } });
    const { capacity: _all, ...window } = currentWindow(a);
    expect(await bookIn(a, window)).toMatchObject({ refusal: { code: 'NO_RIGHTS', lacking: 'not-in-roster' } });
  });

  it('ROSTER-1: each branch is judged by its own rules', async () => {
    const a = await openWith({
      rulesOf: (branchId) => (branchId === 'b-tnagar' ? { ...two, devices: [device('B')] } : plainRules),
    });
    const rights = a.context().rights;
    const places = (branchId: string) =>
      slotsOfDay(branchId, friday, checkup, a.model.snapshot).filter(({ placesLeft }) => placesLeft > 0);
    expect(places('b-tnagar').map((slot) => rights.of(slot).offline)).toEqual(places('b-tnagar').map(() => 0));
    expect(places('b-adyar').map((slot) => rights.of(slot).offline)).toEqual(
      places('b-adyar').map(({ placesLeft }) => placesLeft),
    );
    expect(places('b-adyar').length).toBeGreaterThan(0);
  });

  it('ROSTER-1: in a list of one, it holds every place', async () => {
    const a = await openWith({ rules: { ...two, devices: [device('A')] } });
    const { capacity, ...window } = currentWindow(a);
    expect((await bookAll(a, window)).booked).toBe(capacity);
  });
});

describe('strict', () => {
  it('RES-6, RES-7: connected too, a desk keeps to its part while the others may need theirs', async () => {
    const a = await openWith({ rules: { ...two, policy: 'strict' }, cutOff: false });
    const { capacity, ...window } = currentWindow(a);
    expect(await bookAll(a, window)).toMatchObject({
      booked: Math.ceil(capacity / 2),
      result: { kind: 'refused', refusal: { code: 'NO_RIGHTS', lacking: 'kept-for-others' } },
    });
  });
});

describe('at risk', () => {
  const risky: BranchRules = { ...two, atRisk: true };

  it('RISK-1, RISK-2: is offered where the branch allows it, and the booking says so until the server has it', async () => {
    const a = await openWith({ rules: risky });
    const { capacity: _all, ...window } = currentWindow(a);
    await bookAll(a, window);
    expect(examineDraft(draftWith(window), a.context()).check.mayRisk).toBe(true);
    const result = await bookIn(a, { ...window, basis: 'at-risk' });
    expect(result).toMatchObject({ kind: 'booked', booking: { basis: 'at-risk' } });
  });

  it('RISK-1: is refused where the branch does not allow it, and where nothing is risked it is a place by right', async () => {
    const a = await openWith();
    const { capacity: _all, ...window } = currentWindow(a);
    expect(await bookIn(a, { ...window, basis: 'at-risk' })).toMatchObject({ booking: { basis: 'place' } });
    await bookAll(a, window);
    expect(await bookIn(a, { ...window, basis: 'at-risk' })).toMatchObject({ kind: 'refused' });
  });

  it('RISK-3: a place that is known to be taken is risked by nobody', async () => {
    const a = await openWith({ rules: risky });
    const { capacity: _all, ...window } = currentWindow(a);
    while ((await bookIn(a, { ...window, basis: 'at-risk' })).kind === 'booked');
    expect(await bookIn(a, { ...window, basis: 'at-risk' })).toMatchObject({ refusal: { code: 'SLOT_FULL' } });
  });
});

describe('the clinic’s own places', () => {
  const rules: BranchRules = { ...two, ownPlacesForWalkIns: true };

  async function withOwnPlaces(own: number): Promise<DeskFixture> {
    const a = await openWith({ rules, cutOff: false });
    const { calendarId } = currentWindow(a);
    const window = a.model.snapshot.windows.find((one) => one.calendarId === calendarId)!;
    const published = window.aiSlots ?? window.maxSlots;
    await a.store.putWindows([{ ...window, aiSlots: published, maxSlots: published + own }]);
    return a;
  }

  it('OWN-1, OWN-2: take the walk-ins that no published place is left for, this desk’s part of them, and nobody ahead', async () => {
    const a = await withOwnPlaces(4);
    const { capacity: _all, ...window } = currentWindow(a);
    await bookAll(a, window);
    const own = { ...window, walkIn: true, basis: 'own-place' } as const;
    expect(examineDraft(draftWith({ walkIn: true }), a.context()).check.ownPlace?.left).toBe(2);
    expect(await bookIn(a, { ...own, walkIn: false })).toMatchObject({ refusal: { code: 'SLOT_FULL' } });
    expect(await bookIn(a, own)).toMatchObject({ booking: { basis: 'own-place', kind: 'walk-in' } });
    expect((await bookIn(a, own)).kind).toBe('booked');
    expect(await bookIn(a, own)).toMatchObject({ refusal: { code: 'SLOT_FULL' } });
  });

  it('OWN-1: the board shows both numbers, and such a walk-in takes no published place', async () => {
    const a = await withOwnPlaces(4);
    const { capacity, ...window } = currentWindow(a);
    await bookAll(a, window);
    const before = boardWindow(a, window.calendarId)!;
    const services = before.services.length;
    expect(before.ownPlaces).toEqual({ all: 4 * services, left: 2 * services });
    await bookIn(a, { ...window, walkIn: true, basis: 'own-place' });
    const after = boardWindow(a, window.calendarId)!;
    expect(after.ownPlaces).toEqual({ all: 4 * services, left: 2 * services - 1 });
    expect(after.services.find(({ serviceId }) => serviceId === checkup)?.filled).toBe(capacity);
  });
});
