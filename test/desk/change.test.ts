import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { book } from '../../renderer/desk/book.ts';
import { buildBoard } from '../../renderer/desk/board-view.ts';
import {
  bookingFor,
  cancelAppointment,
  noteVisit,
  reschedule,
  undoChange,
  undoVisit,
} from '../../renderer/desk/change.ts';
import { changesView } from '../../renderer/desk/changes-view.ts';
import type { AppointmentView, ChangesView } from '../../renderer/desk/contract.ts';
import { aloneRights } from '../../renderer/desk/device-rights.ts';
import { placesOn } from '../../renderer/desk/offer.ts';
import { rightsOfModel } from '../../renderer/desk/model-rights.ts';
import { refusalOfPlace, settle, step, type SettlePorts } from '../../renderer/desk/settle.ts';
import { slotsOfDay, type Alternative } from '../../shared/booking/index.ts';
import type { Booking, Life } from '../../shared/model/booking.ts';
import { sampleConfig } from '../../shared/model/sample-clinic.ts';
import type { LifeEvent } from '../../shared/sync/life-event.ts';
import { branchRulesSchema, plainRules } from '../../shared/reservations/branch-rules.ts';
import { silenceRxDbNotice } from '../db/engines.ts';
import { appointmentWith } from '../db/records.ts';
import { checkup, draftWith, friday, fridayMorning, openDesk, tokensOfDesk, type DeskFixture } from './desk-fixture.ts';

let fixture: DeskFixture;
let ports: SettlePorts;
let now = fridayMorning;
const monday = '2026-03-23';
const reason = { code: 'patient-asked', words: null } as const;

beforeEach(async () => {
  silenceRxDbNotice();
  vi.stubGlobal('self', globalThis);
  now = fridayMorning;
  fixture = await openDesk({ now: () => now });
  ports = { ...fixture.ports, tokenFor: tokensOfDesk(fixture.model), rights: () => aloneRights };
});
afterEach(async () => {
  await fixture.store.close();
  vi.unstubAllGlobals();
});

async function booked(life?: Life): Promise<Booking> {
  const result = await book(draftWith(), fixture.context, fixture.ports);
  if (result.kind !== 'booked') throw new Error(result.kind);
  const { bookingId } = result.booking;
  if (life !== undefined)
    await fixture.store.updateBooking(bookingId, (booking) => ({
      ...booking,
      life,
      updatedAt: new Date(fridayMorning + 1).toISOString(),
    }));
  return stored(bookingId);
}

async function stored(bookingId: string): Promise<Booking> {
  const booking = await fixture.store.booking(bookingId);
  if (booking === null) throw new Error('not stored');
  return booking;
}

const syncedAs = (serverId: string): Life => ({ state: 'SYNCED', serverId, syncedAt: new Date(now).toISOString() });

/** An appointment that the voice agent made, in a window of the booking. */
async function madeElsewhere(like: Booking, appointmentId = 'appt-77'): Promise<void> {
  const { branchId, serviceId, date, session, batch } = like.place;
  const record = appointmentWith({ appointmentId, branchId, serviceId, date, session, batch, token: null });
  await fixture.store.putAppointment(
    { ...record, externalReferenceId: null, parentPhone: '+919840077777', patientName: 'Asha Pillai' },
    new Date(now).toISOString(),
  );
}

function placesOf(booking: Booking, date: string): readonly Alternative[] {
  return placesOn(booking, date, {
    snapshot: fixture.model.snapshot,
    now,
    knowsPlaces: (each) => fixture.model.knowsPlaces(each),
    rights: aloneRights,
  }).places;
}

function placesLeftAt({ window, date, serviceId }: Alternative): number | undefined {
  const slots = slotsOfDay(window.branchId, date, serviceId, fixture.model.snapshot);
  return slots.find((slot) => slot.window.calendarId === window.calendarId)?.placesLeft;
}

function firstPlace(booking: Booking, date: string): Alternative {
  const [place] = placesOf(booking, date);
  if (place === undefined) throw new Error(`no place on ${date}`);
  return place;
}

function rows(date = friday): readonly AppointmentView[] {
  const { model } = fixture;
  const { bookings, records } = model.promised('b-tnagar', date);
  return buildBoard({
    snapshot: model.snapshot,
    zone: model.zone,
    branchId: 'b-tnagar',
    date,
    now,
    bookings,
    appointments: records,
    linked: model.linked(),
    loading: false,
    pulledAt: now,
    knowsPlaces: true,
    rights: aloneRights,
    unlistedIn: () => 0,
  }).appointments;
}

function changes(id: string, config: Partial<typeof sampleConfig> = {}): ChangesView {
  const booking = bookingFor(id, ports);
  if (booking === null) throw new Error('unknown');
  return changesView(booking, { ...sampleConfig, ...config }, false, now);
}

describe('an appointment that was made elsewhere', () => {
  it('VISIT-7: is taken up with its first step, in one write, keeps its id on the screen and gets a token', async () => {
    await madeElsewhere(await booked());
    expect(rows().find(({ id }) => id === 'appt-77')).toMatchObject({ bookingId: null, token: null, visit: 'booked' });
    expect(await noteVisit('appt-77', 'arrived', 'booked', ports)).toEqual({ kind: 'settled' });
    const row = rows().find(({ id }) => id === 'appt-77');
    expect(row).toMatchObject({ own: false, visit: 'arrived', mark: 'confirmed', arrivedTime: '09:30' });
    expect(row?.token).toMatch(/^M[AB]-A\d\d$/);
    const kept = await stored(row?.bookingId ?? '');
    expect(kept).toMatchObject({ origin: 'elsewhere', life: { state: 'SYNCED', serverId: 'appt-77' } });
  });

  it('VISIT-7: is kept once, and takes no place of this device’s', async () => {
    const own = await booked();
    await madeElsewhere(own);
    await noteVisit('appt-77', 'arrived', 'booked', ports);
    await noteVisit('appt-77', 'called', 'arrived', ports);
    expect(rows().filter(({ patientName }) => patientName === 'Asha Pillai')).toHaveLength(1);
    expect([...fixture.model.bookings()].filter(({ origin }) => origin === 'elsewhere')).toHaveLength(1);
    const devices = ['A', 'B'].map((letter) => ({
      letter,
      weight: 1,
      installId: letter === 'A' ? 'd1' : 'd2',
      takenOverOn: null,
      retiredOn: null,
    }));
    const rules = branchRulesSchema.parse({ ...plainRules, policy: 'strict', devices });
    const rightsWith = () =>
      rightsOfModel(fixture.model, {
        rulesOf: () => rules,
        device: { letter: 'A', installId: 'd1' },
        cutOff: true,
        now,
        history: () => [],
      });
    const { branchId, date, serviceId, calendarId } = own.place;
    const slot = slotsOfDay(branchId, date, serviceId, fixture.model.snapshot).find(
      ({ window }) => window.calendarId === calendarId,
    )!;
    await madeElsewhere(own, 'appt-78');
    const counted = rightsWith().of(slot).offline;
    await noteVisit('appt-78', 'arrived', 'booked', ports);
    expect(rightsWith().of(slot).offline).toBe(counted);
  });

  it('VISIT-10: a step that two windows take is noted once, and on a visit that moved on nothing is', async () => {
    await madeElsewhere(await booked());
    const both = ['booked', 'booked'].map(() => noteVisit('appt-77', 'arrived', 'booked', ports));
    expect(await Promise.all(both)).toEqual([{ kind: 'settled' }, { kind: 'settled' }]);
    expect(await noteVisit('appt-77', 'no-show', 'booked', ports)).toEqual({ kind: 'gone' });
    const { visit } = fixture.model.bookingOfRecord('appt-77')!;
    expect(visit.map(({ step }) => step)).toEqual(['arrived']);
    await noteVisit('appt-77', 'called', 'arrived', ports);
    await noteVisit('appt-77', 'called', 'called', ports);
    expect(fixture.model.bookingOfRecord('appt-77')!.visit).toHaveLength(3);
  });

  it('is cancelled and moved like one of this desk, and sent as a change of its record', async () => {
    await madeElsewhere(await booked());
    const [place] = placesOf(bookingFor('appt-77', ports)!, monday);
    expect(await reschedule('appt-77', place!, reason, ports)).toEqual({ kind: 'settled' });
    const kept = fixture.model.bookingOfRecord('appt-77')!;
    expect(kept).toMatchObject({ reason, life: { state: 'PATCH_PENDING', intent: { kind: 'reschedule' } } });
    expect(rows().some(({ patientName }) => patientName === 'Asha Pillai')).toBe(false);
    expect(rows(monday)).toMatchObject([
      { id: 'appt-77', pending: 'move', mark: 'waiting', calendarId: place!.window.calendarId },
    ]);
    expect(await undoChange('appt-77', ports)).toEqual({ kind: 'settled' });
    expect(rows().find(({ id }) => id === 'appt-77')).toMatchObject({ pending: null, reason: null });
    await cancelAppointment('appt-77', reason, ports);
    expect(rows().find(({ id }) => id === 'appt-77')).toMatchObject({
      visit: 'cancelled',
      pending: 'cancel',
      mark: 'waiting',
      nextSteps: [],
    });
  });
});

describe('an appointment that is booked anew', () => {
  const refusal = { code: 'VALIDATION_ERROR', message: '', status: 400, at: new Date(now).toISOString() };

  /** Taken up, cancelled here, taken back, and the server did not take it back. */
  async function notBroughtBack(): Promise<Booking> {
    await madeElsewhere(await booked());
    const own = rows().find(({ id }) => id === 'appt-77');
    expect(own).toBeDefined();
    await cancelAppointment('appt-77', reason, ports);
    const { bookingId } = fixture.model.bookingOfRecord('appt-77')!;
    const record = { ...fixture.model.record('appt-77')!, status: 'cancelled' as const };
    await fixture.store.putAppointment(record, new Date(now).toISOString());
    const events: readonly LifeEvent[] = [
      { kind: 'seen', record, seat: null },
      { kind: 'undo' },
      { kind: 'send' },
      { kind: 'reply', outcome: { kind: 'rejected', refusal }, seat: null, retryInMs: 0 },
    ];
    for (const event of events) expect(await step(bookingId, event, ports)).toEqual({ kind: 'settled' });
    return stored(bookingId);
  }

  const ofAsha = (date = friday): readonly AppointmentView[] =>
    rows(date).filter(({ patientName }) => patientName === 'Asha Pillai');

  it('SETTLE-11: and its cancelled record are one row, under the id that it had', async () => {
    const booking = await notBroughtBack();
    expect(ofAsha().map(({ id, mark }) => ({ id, mark }))).toEqual([{ id: 'appt-77', mark: 'needs-you' }]);
    expect(changes('appt-77')).toMatchObject({
      standing: 'needs-you',
      move: { kind: 'settle-first', bookingId: booking.bookingId },
    });
  });

  it('SETTLE-11: leaves no row behind on the day that it was cancelled on', async () => {
    const booking = await notBroughtBack();
    const to = firstPlace(booking, monday);
    expect(await settle(booking.bookingId, { kind: 'move', to }, ports)).toEqual({ kind: 'settled' });
    expect(ofAsha()).toEqual([]);
    expect(ofAsha(monday).map(({ mark }) => mark)).toEqual(['waiting']);
  });

  it('SETTLE-11: is another appointment than its record where that is confirmed again beside the new one', async () => {
    const booking = await notBroughtBack();
    await settle(booking.bookingId, { kind: 'move', to: firstPlace(booking, monday) }, ports);
    await fixture.store.updateBooking(booking.bookingId, (placed) => ({ ...placed, life: syncedAs('appt-78') }));
    const record = { ...fixture.model.record('appt-77')!, status: 'confirmed' as const };
    await fixture.store.putAppointment(record, new Date(now).toISOString());
    expect(ofAsha().map(({ id }) => id)).toEqual(['appt-77']);
    expect(ofAsha(monday).map(({ id }) => id)).toEqual(['appt-78']);
  });
});

describe('a move', () => {
  it('of a booking that was not sent goes at once; the place it left is free, the new one is taken', async () => {
    const booking = await booked();
    const to = firstPlace(booking, monday);
    expect(await reschedule(booking.bookingId, to, reason, ports)).toEqual({ kind: 'settled' });
    expect(await stored(booking.bookingId)).toMatchObject({
      place: { date: monday },
      life: { state: 'QUEUED' },
      reason,
    });
    expect(placesLeftAt(to)).toBe(to.placesLeft - 1);
  });

  it('of a booking that the server has holds both places until the server has moved it', async () => {
    const booking = await booked(syncedAs('appt-1'));
    const to = firstPlace(booking, monday);
    await reschedule(booking.bookingId, to, reason, ports);
    expect(placesLeftAt(to)).toBe(to.placesLeft - 1);
    expect(await stored(booking.bookingId)).toMatchObject({ place: { date: booking.place.date } });
  });

  it('to a full window, or onto another appointment of the same phone, is refused and changes nothing', async () => {
    const booking = await booked();
    const to = firstPlace(booking, monday);
    const other = await book(
      draftWith({ calendarId: to.window.calendarId, bookAt: to.bookAt, name: 'Ravi Kumar' }),
      fixture.context,
      fixture.ports,
    );
    expect(other.kind).toBe('booked');
    const result = await reschedule(booking.bookingId, to, reason, ports);
    expect(result).toMatchObject({ kind: 'refused', refusal: { code: 'DUPLICATE_BOOKING' } });
    expect(await stored(booking.bookingId)).toEqual(booking);
  });
});

describe('an appointment that is cancelled elsewhere while the patient is here', () => {
  const hereAndCancelled = async (): Promise<Booking> => {
    const booking = await booked(syncedAs('appt-1'));
    await noteVisit(booking.bookingId, 'arrived', 'booked', ports);
    await fixture.store.updateBooking(booking.bookingId, (one) => ({
      ...one,
      life: { state: 'REMOTE_CANCELLED', serverId: 'appt-1', seenAt: one.updatedAt },
    }));
    return booking;
  };

  it('VISIT-9: stays in the line, marked so, with the steps of the visit', async () => {
    const booking = await hereAndCancelled();
    const row = (): AppointmentView | undefined => rows().find(({ id }) => id === booking.bookingId);
    expect(row()).toMatchObject({ visit: 'arrived', mark: 'cancelled-there', waitingFrom: expect.any(Number) });
    expect(row()?.nextSteps).toEqual(['called', 'with-doctor', 'on-hold', 'done', 'left']);
  });

  it('VISIT-12: who has left is told as that, can come back, and the step can be taken back', async () => {
    const booking = await hereAndCancelled();
    await noteVisit(booking.bookingId, 'left', 'arrived', ports);
    const row = (): AppointmentView | undefined => rows().find(({ id }) => id === booking.bookingId);
    expect(row()).toMatchObject({ visit: 'left', waitingFrom: null, nextSteps: ['arrived'] });
    expect(changes(booking.bookingId).stepBack).toBe(true);
    await undoVisit(booking.bookingId, ports);
    expect(row()).toMatchObject({ visit: 'arrived' });
  });
});

describe('a cancellation that waits to be sent', () => {
  it('PUSH-9, RES-13: leaves the phone number free to be booked anew, and holds its place until the server has cancelled it', async () => {
    const booking = await booked(syncedAs('appt-1'));
    const taken = (): number | undefined => {
      const { branchId, date, serviceId, calendarId } = booking.place;
      const slots = slotsOfDay(branchId, date, serviceId, fixture.model.snapshot);
      return slots.find(({ window }) => window.calendarId === calendarId)?.filled;
    };
    expect(taken()).toBe(1);
    await cancelAppointment(booking.bookingId, reason, ports);
    expect(taken()).toBe(1);
    expect((await book(draftWith(), fixture.context, fixture.ports)).kind).toBe('booked');
    expect(taken()).toBe(2);
    expect(await book(draftWith(), fixture.context, fixture.ports)).toMatchObject({
      kind: 'refused',
      refusal: { code: 'DUPLICATE_BOOKING', existing: { patientName: 'Lakshmi Raman' } },
    });
  });

  it('PUSH-9: also of an appointment that was made elsewhere, by the record that the server still has', async () => {
    const own = await booked();
    await madeElsewhere(own);
    const asha = draftWith({ phone: '98400 77777', name: 'Asha Pillai' });
    expect((await book(asha, fixture.context, fixture.ports)).kind).toBe('refused');
    await cancelAppointment('appt-77', reason, ports);
    expect((await book(asha, fixture.context, fixture.ports)).kind).toBe('booked');
  });

  it('UNDO-4: is not taken back beside the appointment that was booked for the number since', async () => {
    const booking = await booked(syncedAs('appt-1'));
    await cancelAppointment(booking.bookingId, reason, ports);
    const again = await book(draftWith(), fixture.context, fixture.ports);
    if (again.kind !== 'booked') throw new Error(again.kind);
    expect(await undoChange(booking.bookingId, ports)).toMatchObject({
      kind: 'refused',
      refusal: { code: 'DUPLICATE_BOOKING', existing: { patientName: 'Lakshmi Raman' } },
    });
    await cancelAppointment(again.booking.bookingId, reason, ports);
    expect(await undoChange(booking.bookingId, ports)).toEqual({ kind: 'settled' });
    expect((await stored(booking.bookingId)).life.state).toBe('SYNCED');
  });
});

describe('taking back', () => {
  it('UNDO-4: is refused where the place was given to somebody else meanwhile', async () => {
    const booking = await booked();
    await cancelAppointment(booking.bookingId, reason, ports);
    expect(changes(booking.bookingId).undo).toEqual({ kind: 'cancel', until: expect.any(Number), sent: false });
    const { calendarId, startsAt } = booking.place;
    const same = await book(draftWith({ calendarId, bookAt: Date.parse(startsAt) }), fixture.context, fixture.ports);
    expect(same.kind).toBe('booked');
    const result = await undoChange(booking.bookingId, ports);
    expect(result).toMatchObject({ kind: 'refused', refusal: { code: 'DUPLICATE_BOOKING' } });
    expect((await stored(booking.bookingId)).life.state).toBe('CANCELLED_LOCAL');
  });

  it('UNDO-3: of a cancellation that nobody needed the place of brings the booking back', async () => {
    const booking = await booked();
    await cancelAppointment(booking.bookingId, reason, ports);
    expect(await undoChange(booking.bookingId, ports)).toEqual({ kind: 'settled' });
    expect(await stored(booking.bookingId)).toMatchObject({ token: booking.token, life: { state: 'QUEUED' } });
    expect(changes(booking.bookingId).undo).toBeNull();
  });

  it('UNDO-3: a cancellation over a move that waits brings the move back, unless its place has gone', async () => {
    const booking = await booked(syncedAs('appt-1'));
    const to = firstPlace(booking, monday);
    await reschedule(booking.bookingId, to, null, ports);
    await cancelAppointment(booking.bookingId, reason, ports);
    expect(changes(booking.bookingId)).toMatchObject({ standing: 'change', undo: { kind: 'cancel', sent: false } });
    for (let left = placesLeftAt(to) ?? 0; left > 0; left -= 1) {
      const one = draftWith({
        name: `Number ${String(left)}`,
        phone: `98400${String(60_000 + left)}`,
        calendarId: to.window.calendarId,
        bookAt: to.bookAt,
      });
      expect((await book(one, fixture.context, fixture.ports)).kind).toBe('booked');
    }
    expect(await undoChange(booking.bookingId, ports)).toMatchObject({
      kind: 'refused',
      refusal: { code: 'SLOT_FULL' },
    });
    const [last] = [...fixture.model.bookings()].filter(({ patient }) => patient.name === 'Number 1');
    await cancelAppointment(last?.bookingId ?? '', reason, ports);
    expect(await undoChange(booking.bookingId, ports)).toEqual({ kind: 'settled' });
    expect((await stored(booking.bookingId)).life).toMatchObject({
      intent: { kind: 'reschedule', place: { date: monday } },
    });
  });

  it('of a step is offered while it is possible', async () => {
    const booking = await booked();
    expect(changes(booking.bookingId).stepBack).toBe(false);
    await noteVisit(booking.bookingId, 'arrived', 'booked', ports);
    expect(changes(booking.bookingId).stepBack).toBe(true);
    await undoVisit(booking.bookingId, ports);
    expect((await stored(booking.bookingId)).visit).toEqual([]);
  });
});

describe('the organisation’s rules', () => {
  it('bind what the server has: no cancellations at all, or not so late', async () => {
    const { bookingId } = await booked(syncedAs('appt-1'));
    expect(changes(bookingId)).toMatchObject({ move: { kind: 'allowed' }, cancel: { kind: 'allowed' } });
    expect(changes(bookingId, { allowCancellation: false }).cancel).toEqual({ kind: 'not-allowed' });
    expect(changes(bookingId, { cancellationNoticeHours: 24 }).cancel).toEqual({ kind: 'too-late', noticeHours: 24 });
    expect(changes(bookingId, { cancellationNoticeHours: 24 }).move).toEqual({ kind: 'allowed' });
  });

  it('do not bind a booking that was never sent', async () => {
    const { bookingId } = await booked();
    expect(changes(bookingId, { allowCancellation: false, cancellationNoticeHours: 24 }).cancel).toEqual({
      kind: 'allowed',
    });
  });

  it('leave nothing to change where it is cancelled, over, or waits for a decision', async () => {
    const { bookingId } = await booked();
    await noteVisit(bookingId, 'done', 'booked', ports);
    expect(changes(bookingId)).toMatchObject({ move: { kind: 'over' }, cancel: { kind: 'over' } });
    const refusal = { code: 'SLOT_FULL', message: '', status: 409, at: new Date(now).toISOString() };
    const needing = {
      ...bookingFor(bookingId, ports)!,
      visit: [],
      life: { state: 'NEEDS_REBOOK', since: refusal.at, refusal },
    } as Booking;
    expect(changesView(needing, sampleConfig, false, now)).toMatchObject({
      move: { kind: 'settle-first', bookingId },
      cancel: { kind: 'settle-first', bookingId },
    });
  });
});

it('the place that a booking holds is no obstacle to itself', async () => {
  const booking = await booked(syncedAs('appt-1'));
  expect(refusalOfPlace(booking, booking.place, ports)).toBeNull();
  expect(booking.place.serviceId).toBe(checkup);
});
