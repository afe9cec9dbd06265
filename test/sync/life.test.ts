import { describe, expect, it } from 'vitest';
import type { Appointment } from '../../shared/model/appointment.ts';
import { bookingSchema, referenceOf, type Booking } from '../../shared/model/booking.ts';
import { advance, canUndo } from '../../shared/sync/life.ts';
import type { LifeEvent, Seat } from '../../shared/sync/life-event.ts';
import { openNews } from '../../shared/sync/news.ts';
import { QUIET_PERIOD_MS } from '../../shared/sync/quiet-period.ts';
import { UNDO_GRACE_MS } from '../../shared/sync/advance.ts';
import { after, ignoredBecause, recordOf, refusal, reply, sending, synced, unknown } from './world/lives.ts';
import { makeBooking, monday, mondayDate, placeIn, seatIn } from './world/bookings.ts';

const minute = 60_000;
const seen = (booking: Booking, change: Partial<Appointment>, seat: Seat | null = null): LifeEvent => ({
  kind: 'seen',
  record: recordOf(booking, change),
  seat,
});

describe('a booking that waits to be sent', () => {
  it('LIFE: cancelled before it was sent, it is never sent', () => {
    const cancelled = after(makeBooking(), { kind: 'cancel' });
    expect(cancelled.life.state).toBe('CANCELLED_LOCAL');
    expect(ignoredBecause(cancelled, { kind: 'send' })).toBe('not-in-this-state');
  });

  it('LIFE: rescheduled before it was sent, it keeps its generation, takes the new seat, and its old token stays void', () => {
    const booking = makeBooking();
    const moved = after(booking, { kind: 'reschedule', seat: seatIn('AA', mondayDate, 'AA-A01') });
    expect(moved).toMatchObject({ generation: 1, token: 'AA-A01', place: { batch: 'AA' }, life: { state: 'QUEUED' } });
    expect(moved.formerTokens).toEqual([
      { calendarId: booking.place.calendarId, date: mondayDate, token: booking.token },
    ]);
  });

  it('PUSH-4: a start that went by while waiting moves to the next minute inside its window before it is sent', () => {
    const late = Date.parse(placeIn('MB', mondayDate).startsAt) + 12 * minute + 20_000;
    const step = advance(makeBooking(), { kind: 'send' }, late);
    expect(step.kind === 'moved' && step.booking.place.startsAt).toBe(new Date(late + 40_000).toISOString());
    expect(step.kind === 'moved' && step.effects).toMatchObject([
      {
        kind: 'request',
        operation: { op: 'create', body: { appointment_date: new Date(late + 40_000).toISOString() } },
      },
    ]);
  });
});

describe('the answer to a POST', () => {
  it.each([
    [{ kind: 'no-place', refusal }, 'NEEDS_REBOOK'],
    [{ kind: 'duplicate', refusal, existingId: 'appt-9' }, 'NEEDS_DECISION'],
    [{ kind: 'rejected', refusal }, 'NEEDS_FIX'],
    [{ kind: 'not-carried-out', refusal: { ...refusal, status: 401 }, left: true }, 'QUEUED'],
    [{ kind: 'uncertain', refusal }, 'UNKNOWN'],
  ] as const)('LIFE: %o leads to %s', (outcome, state) => {
    expect(after(sending(), reply(outcome)).life.state).toBe(state);
  });

  it('LIFE-7: only a request that left counts as an attempt', () => {
    const never = after(sending(), reply({ kind: 'not-carried-out', refusal: null, left: false }));
    const left = after(sending(), reply({ kind: 'not-carried-out', refusal: { ...refusal, status: 429 }, left: true }));
    expect(never.life).toMatchObject({ attempts: 0, notBefore: null });
    expect(left.life).toMatchObject({ attempts: 1, notBefore: null });
  });

  it('PUSH-5: a request that found nobody waits before it is tried again', () => {
    const silence = { ...refusal, status: null };
    const back = after(sending(), reply({ kind: 'not-carried-out', refusal: silence, left: false }));
    expect(back.life).toMatchObject({ state: 'QUEUED', notBefore: new Date(monday + 5_000).toISOString() });
  });

  it('OUT-5: past, while the window is open, it is sent again at the next minute inside; its arrival is kept', () => {
    const visit: Booking['visit'] = [{ step: 'arrived', at: new Date(monday).toISOString() }];
    const now = Date.parse(placeIn('MB', mondayDate).windowStartsAt) + 90 * minute;
    const back = after(sending({ visit }), reply({ kind: 'past', refusal }), now);
    expect(back).toMatchObject({
      life: { state: 'QUEUED' },
      visit,
      place: { startsAt: new Date(now + minute).toISOString() },
    });
  });

  it('OUT-5: past, after its window, the visit is kept and reported', () => {
    const now = Date.parse(placeIn('MB', mondayDate).windowEndsAt) - 30_000;
    expect(after(sending(), reply({ kind: 'past', refusal }), now).life.state).toBe('VISIT_UNREPORTED');
  });

  it('OWN-3: a walk-in on the clinic’s own places that the server has no place for is kept and reported; nobody decides', () => {
    const booking = sending({ basis: 'own-place', kind: 'walk-in' });
    const kept = after(booking, reply({ kind: 'no-place', refusal }));
    expect(kept.life).toMatchObject({ state: 'VISIT_UNREPORTED', refusal });
    expect(after(booking, reply({ kind: 'recorded', record: recordOf(booking) })).basis).toBe('place');
  });

  it('RISK-2: a booking at risk says so until the server has answered', () => {
    const booking = sending({ basis: 'at-risk' });
    expect(after(booking, reply({ kind: 'uncertain', refusal })).basis).toBe('at-risk');
    expect(after(booking, reply({ kind: 'recorded', record: recordOf(booking) })).basis).toBe('place');
    expect(after(booking, reply({ kind: 'no-place', refusal }))).toMatchObject({
      life: { state: 'NEEDS_REBOOK' },
      basis: 'place',
    });
  });

  it('REMOTE-2: an answer that names another window is adopted, with a new token', () => {
    const booking = sending();
    const seat = seatIn('AA', mondayDate, 'AA-A07');
    const record = recordOf(booking, { session: seat.place.session, batch: 'AA' });
    const done = after(booking, reply({ kind: 'recorded', record }, seat));
    expect(done).toMatchObject({
      life: { state: 'SYNCED', serverId: 'appt-1' },
      token: 'AA-A07',
      place: { batch: 'AA' },
    });
  });
});

describe('what a person wants while a booking is being sent', () => {
  const cancelling = (): Booking => after(sending(), { kind: 'cancel' });
  const moving = (): Booking => after(sending(), { kind: 'reschedule', seat: seatIn('AA', mondayDate, 'AA-A01') });

  it('LIFE-5: recorded, it is cancelled at the server', () => {
    const booking = cancelling();
    const next = after(booking, reply({ kind: 'recorded', record: recordOf(booking) }));
    expect(next.life).toMatchObject({ state: 'PATCH_PENDING', serverId: 'appt-1', intent: { kind: 'cancel' } });
  });

  it.each([
    { kind: 'no-place', refusal },
    { kind: 'past', refusal },
    { kind: 'rejected', refusal },
    { kind: 'not-carried-out', refusal: null, left: false },
  ] as const)('LIFE-5: not recorded ($kind), cancelling needs no server', (outcome) => {
    expect(after(cancelling(), reply(outcome)).life.state).toBe('CANCELLED_LOCAL');
  });

  it('LIFE-5: refused, a booking that was to be moved is sent to the new place with the next generation', () => {
    const next = after(moving(), reply({ kind: 'no-place', refusal }));
    expect(next).toMatchObject({ generation: 2, token: 'AA-A01', place: { batch: 'AA' }, life: { state: 'QUEUED' } });
  });

  it('LIFE-5: a duplicate may be our own record, so a cancelled booking is looked for, not forgotten', () => {
    const next = after(cancelling(), reply({ kind: 'duplicate', refusal, existingId: 'appt-9' }));
    expect(next.life).toMatchObject({ state: 'UNKNOWN', intent: { kind: 'cancel' } });
  });

  it('PATCH-5: no booking is moved to another branch', () => {
    const seat = { place: { ...placeIn('AA', mondayDate), branchId: 'b-adyar' }, token: 'X' };
    expect(ignoredBecause(sending(), { kind: 'reschedule', seat })).toBe('other-branch');
    expect(ignoredBecause(synced(), { kind: 'reschedule', seat })).toBe('other-branch');
  });
});

describe('a booking whose outcome is not known', () => {
  const listed = (record: Appointment | null, startedAt: number): LifeEvent => ({
    kind: 'listed',
    record,
    seat: null,
    startedAt,
    retryInMs: 5_000,
  });

  it('LIFE-4: whoever begins to lead takes what was being sent for unknown', () => {
    expect(after(sending(), { kind: 'start' }, monday + minute).life).toMatchObject({
      state: 'UNKNOWN',
      quietUntil: new Date(monday + minute + QUIET_PERIOD_MS).toISOString(),
    });
  });

  it('UNKNOWN-2: a list that was begun before the quiet period ended proves nothing by what it lacks', () => {
    expect(ignoredBecause(unknown(), listed(null, monday + QUIET_PERIOD_MS - 1))).toBe('too-early');
  });

  it('UNKNOWN-2: absent after the quiet period, it waits to be sent again', () => {
    expect(after(unknown(), listed(null, monday + QUIET_PERIOD_MS)).life).toMatchObject({
      state: 'QUEUED',
      attempts: 1,
    });
  });

  it('UNKNOWN-2: active it is synced, cancelled it is cancelled and never sent again', () => {
    const booking = unknown();
    expect(after(booking, listed(recordOf(booking), monday)).life.state).toBe('SYNCED');
    const cancelled = after(booking, listed(recordOf(booking, { status: 'cancelled' }), monday));
    expect(cancelled.life.state).toBe('REMOTE_CANCELLED');
    expect(ignoredBecause(cancelled, { kind: 'send' })).toBe('not-in-this-state');
  });

  it('UNKNOWN-1: a correction of the clock starts the quiet period again', () => {
    const shifted = after(unknown(), { kind: 'clock-moved' }, monday + 86_400_000);
    expect(shifted.life).toMatchObject({ quietUntil: new Date(monday + 86_400_000 + QUIET_PERIOD_MS).toISOString() });
  });

  it('LIFE-5: absent, a booking that was cancelled meanwhile is cancelled here', () => {
    const booking = after(unknown(), { kind: 'cancel' });
    expect(after(booking, listed(null, monday + QUIET_PERIOD_MS)).life.state).toBe('CANCELLED_LOCAL');
  });
});

describe('a booking that the server has', () => {
  it('REMOTE-2: cancelled elsewhere, its place is free and staff are told', () => {
    const booking = synced();
    const step = advance(booking, seen(booking, { status: 'cancelled' }), monday);
    expect(step).toMatchObject({ kind: 'moved', booking: { life: { state: 'REMOTE_CANCELLED' } } });
    expect(step.kind === 'moved' && step.effects).toEqual([{ kind: 'tell', news: 'remote-cancelled' }]);
  });

  it('REMOTE-7: a missing record counts for the booking that has it alone, and not while a change of it is on its way', () => {
    const booking = synced();
    const { serverId } = booking.life as Extract<Booking['life'], { state: 'SYNCED' }>;
    expect(ignoredBecause(booking, { kind: 'missing', appointmentId: 'another' })).toBe('stray');
    const gone = after(booking, { kind: 'missing', appointmentId: serverId });
    expect(gone.life).toMatchObject({ state: 'REMOTE_CANCELLED', serverId });
    expect(openNews(gone)).toMatchObject({ news: 'remote-gone' });
    const changing = after(booking, { kind: 'cancel' });
    expect(ignoredBecause(changing, { kind: 'missing', appointmentId: serverId })).toBe('not-in-this-state');
  });

  it('REMOTE-6: what was changed elsewhere stays news, with the booking itself, until a person takes note', () => {
    const booking = synced();
    expect(openNews(booking)).toBeNull();
    expect(ignoredBecause(booking, { kind: 'news-read' })).toBe('nothing-new');
    const elsewhere = { session: 'Afternoon', batch: 'AA' } as const;
    const moved = after(booking, seen(booking, elsewhere, seatIn('AA', mondayDate, 'AA-A01')));
    expect(openNews(moved)).toMatchObject({ news: 'remote-moved' });
    const read = after(moved, { kind: 'news-read' });
    expect(openNews(read)).toBeNull();
    expect({ ...read, audit: [], updatedAt: '' }).toEqual({ ...moved, audit: [], updatedAt: '' });
    const cancelled = after(read, seen(read, { ...elsewhere, status: 'cancelled' }));
    expect(openNews(cancelled)).toMatchObject({ news: 'remote-cancelled' });
    expect(openNews(bookingSchema.parse(JSON.parse(JSON.stringify(cancelled))))).toEqual(openNews(cancelled));
  });

  it('REMOTE-2: moved elsewhere, the remote place is adopted; not before its window is known', () => {
    const booking = synced();
    const elsewhere = { session: 'Afternoon', batch: 'AA' } as const;
    expect(ignoredBecause(booking, seen(booking, elsewhere))).toBe('nothing-new');
    const moved = after(booking, seen(booking, elsewhere, seatIn('AA', mondayDate, 'AA-A01')));
    expect(moved).toMatchObject({ life: { state: 'SYNCED' }, place: { batch: 'AA' }, token: 'AA-A01' });
  });

  it('REMOTE-3: booked anew by the voice agent, the new record takes the part of the old one', () => {
    const booking = synced();
    const seat = seatIn('AA', mondayDate, 'AA-A01');
    const record = recordOf(booking, { appointmentId: 'appt-2', externalReferenceId: null, batch: 'AA' });
    const cancelled = after(booking, seen(booking, { status: 'cancelled' }));
    for (const before of [booking, cancelled]) {
      const next = after(before, { kind: 'rebooked', record, seat });
      expect(next).toMatchObject({ life: { state: 'SYNCED', serverId: 'appt-2' }, place: { batch: 'AA' } });
    }
  });

  it('LIFE-8: confirmed again elsewhere, a cancelled booking is a booking again', () => {
    const booking = synced();
    const cancelled = after(booking, seen(booking, { status: 'cancelled' }));
    expect(after(cancelled, seen(booking, {})).life.state).toBe('SYNCED');
  });

  it('LIFE-8: a record that turns up of a booking cancelled here is cancelled there', () => {
    const booking = after(makeBooking(), { kind: 'cancel' });
    const next = after(booking, seen(booking, {}));
    expect(next.life).toMatchObject({ state: 'PATCH_PENDING', intent: { kind: 'cancel' } });
  });

  it('LIFE-8: a cancelled record that turns up of a waiting booking stops it from being posted again', () => {
    const booking = makeBooking();
    expect(after(booking, seen(booking, { status: 'cancelled' })).life.state).toBe('REMOTE_CANCELLED');
  });
});

describe('a change of a booking that the server has', () => {
  const seat = seatIn('AA', mondayDate, 'AA-A01');
  const moving = (): Booking => after(after(synced(), { kind: 'reschedule', seat }), { kind: 'send' });
  const cancelling = (): Booking => after(after(synced(), { kind: 'cancel' }), { kind: 'send' });
  const read = (record: Appointment, startedAt: number): LifeEvent => ({
    kind: 'record-read',
    record,
    seat: null,
    startedAt,
  });

  it('PATCH-1: carried out, the booking has its new place and token; cancelled, it is cancelled', () => {
    const booking = moving();
    const done = after(
      booking,
      reply({ kind: 'recorded', record: recordOf(booking, { session: 'Afternoon', batch: 'AA' }) }),
    );
    expect(done).toMatchObject({ life: { state: 'SYNCED' }, token: 'AA-A01', place: { batch: 'AA' } });
    const gone = cancelling();
    const record = recordOf(gone, { status: 'cancelled' });
    expect(after(gone, reply({ kind: 'recorded', record })).life.state).toBe('CANCELLED_SYNCED');
  });

  it('PATCH-2: after an uncertain outcome it is sent again only once the record was read unchanged, a quiet period later', () => {
    const booking = after(moving(), reply({ kind: 'uncertain', refusal }));
    expect(ignoredBecause(booking, { kind: 'send' })).toBe('too-early');
    expect(ignoredBecause(booking, read(recordOf(booking), monday + QUIET_PERIOD_MS - 1))).toBe('too-early');
    const again = after(booking, read(recordOf(booking), monday + QUIET_PERIOD_MS));
    expect(after(again, { kind: 'send' }).life).toMatchObject({ state: 'PATCH_PENDING', attempts: 2 });
  });

  it('PATCH-2: read as changed, it was carried out', () => {
    const booking = after(moving(), reply({ kind: 'uncertain', refusal }));
    const done = after(
      booking,
      read(recordOf(booking, { session: 'Afternoon', batch: 'AA' }), monday + QUIET_PERIOD_MS),
    );
    expect(done).toMatchObject({ life: { state: 'SYNCED' }, token: 'AA-A01' });
  });

  it('PATCH-3: a wish that comes while a PATCH is under way has its turn afterwards', () => {
    const booking = after(moving(), { kind: 'cancel' });
    const record = recordOf(booking, { session: 'Afternoon', batch: 'AA' });
    expect(after(booking, reply({ kind: 'recorded', record })).life).toMatchObject({
      state: 'PATCH_PENDING',
      intent: { kind: 'cancel' },
      sentAt: null,
    });
  });

  it('PATCH-4: refused, the record stays and a person decides', () => {
    const next = after(moving(), reply({ kind: 'no-place', refusal }));
    expect(next.life).toMatchObject({ state: 'NEEDS_DECISION', serverId: 'appt-1' });
    expect(next.place.batch).toBe('MB');
    expect(after(next, { kind: 'settle', settlement: { kind: 'keep' } }).life.state).toBe('SYNCED');
  });

  it('PATCH-4: crossed by a change elsewhere, a person decides', () => {
    const booking = after(synced(), { kind: 'reschedule', seat });
    const next = after(booking, seen(booking, { session: 'Evening', batch: 'EA' }));
    expect(next.life).toMatchObject({ state: 'NEEDS_DECISION', existing: { batch: 'EA' } });
  });

  it('LIFE: cancelled elsewhere, the change has nothing to change any more', () => {
    const booking = after(synced(), { kind: 'reschedule', seat });
    expect(after(booking, seen(booking, { status: 'cancelled' })).life.state).toBe('REMOTE_CANCELLED');
  });
});

describe('a duplicate', () => {
  const duplicate = (): Booking => after(sending(), reply({ kind: 'duplicate', refusal, existingId: 'appt-9' }));
  const others = { appointmentId: 'appt-9', externalReferenceId: null, session: 'Afternoon', batch: 'AA' } as const;
  const existing = (booking: Booking, change: Partial<Appointment>): LifeEvent => ({
    kind: 'existing-read',
    record: recordOf(booking, change),
    retryInMs: 5_000,
  });
  const decided = (kind: 'link' | 'move-existing'): Booking => {
    const booking = duplicate();
    return after(after(booking, existing(booking, others)), { kind: 'settle', settlement: { kind } });
  };

  it('LIFE: our own record under any generation is no duplicate', () => {
    const booking = duplicate();
    expect(after(booking, existing(booking, {})).life).toMatchObject({ state: 'SYNCED', serverId: 'appt-1' });
  });

  it('LIFE: cancelled meanwhile, it stands in the way no more; but a server that names it for ever is asked once', () => {
    const booking = duplicate();
    const again = after(booking, existing(booking, { ...others, status: 'cancelled' }));
    expect(again.life.state).toBe('QUEUED');
    const twice = after(after(again, { kind: 'send' }), reply({ kind: 'duplicate', refusal, existingId: 'appt-9' }));
    expect(after(twice, existing(twice, { ...others, status: 'cancelled' })).life.state).toBe('NEEDS_DECISION');
  });

  it('SETTLE-2: linked, the existing appointment stands for ours', () => {
    expect(decided('link').life).toMatchObject({ state: 'LINKED', serverId: 'appt-9' });
  });

  it('SETTLE-3: the existing one is moved to our place; refused, the duplicate is a duplicate again', () => {
    const booking = after(decided('move-existing'), { kind: 'send' }, monday + UNDO_GRACE_MS);
    expect(booking.life).toMatchObject({
      state: 'PATCH_PENDING',
      serverId: 'appt-9',
      intent: { place: { batch: 'MB' } },
    });
    const done = after(booking, reply({ kind: 'recorded', record: recordOf(booking, { appointmentId: 'appt-9' }) }));
    expect(done).toMatchObject({ life: { state: 'SYNCED', serverId: 'appt-9' }, undo: null, token: booking.token });
    const refused = after(booking, reply({ kind: 'no-place', refusal }));
    expect(refused.life).toMatchObject({ state: 'NEEDS_DECISION', existingId: 'appt-9', serverId: null });
  });

  it('PATCH-2: an existing appointment that was not moved is read at its own place, not taken for changed', () => {
    const sent = after(decided('move-existing'), { kind: 'send' });
    const lost = after(sent, reply({ kind: 'uncertain', refusal }));
    const record = recordOf(lost, others);
    const again = after(lost, { kind: 'record-read', record, seat: null, startedAt: monday + QUIET_PERIOD_MS });
    expect(again.life).toMatchObject({ state: 'PATCH_PENDING', sentAt: null });
  });
});

describe('what a person settles', () => {
  const full = (): Booking => after(sending(), reply({ kind: 'no-place', refusal }));
  const seat = seatIn('AA', mondayDate, 'AA-A01');
  const move: LifeEvent = { kind: 'settle', settlement: { kind: 'move', seat } };

  it('SETTLE-10: moved on its day a visit keeps its steps; moved to another day it begins anew, and undone it is as it was', () => {
    const visit: Booking['visit'] = [{ step: 'arrived', at: new Date(monday).toISOString() }];
    const booking: Booking = { ...full(), visit };
    expect(after(booking, move).visit).toEqual(visit);
    const nextDay = seatIn('AA', '2026-06-16', 'AA-A01');
    const elsewhere = after(booking, { kind: 'settle', settlement: { kind: 'move', seat: nextDay } });
    expect(elsewhere.visit).toEqual([]);
    expect(after(elsewhere, { kind: 'undo' }).visit).toEqual(visit);
  });

  it('SETTLE-1: moved, it is sent with the next generation of its ref', () => {
    const booking = full();
    const moved = after(booking, move);
    expect(referenceOf(moved)).toBe(`${booking.bookingId}-g2`);
    expect(moved).toMatchObject({ token: 'AA-A01', life: { state: 'QUEUED', attempts: 0 } });
  });

  it('UNDO-1: it can be undone until it is sent, and the booking needs a person again', () => {
    const booking = full();
    const moved = after(booking, move);
    expect(canUndo(moved, monday)).toBe(true);
    const undone = after(moved, { kind: 'undo' });
    expect(undone).toMatchObject({
      generation: 1,
      token: booking.token,
      place: booking.place,
      life: booking.life,
      undo: null,
    });
    expect(ignoredBecause(after(moved, { kind: 'send' }), { kind: 'undo' })).not.toBe('not ignored');
  });

  it('UNDO-1: a request that certainly was not carried out leaves the choice open', () => {
    const sent = after(after(full(), move), { kind: 'send' });
    const back = after(sent, reply({ kind: 'not-carried-out', refusal: null, left: false }));
    expect(canUndo(back, monday)).toBe(true);
    expect(canUndo(after(sent, reply({ kind: 'uncertain', refusal })), monday)).toBe(false);
  });

  it('UNDO-2: the token that the other window gave is void and stays known', () => {
    const undone = after(after(full(), move), { kind: 'undo' });
    expect(undone.formerTokens.map(({ token }) => token)).toEqual(['AA-A01']);
  });

  it('UNDO-2: the token of a move that was given up stays known', () => {
    const moving = after(synced(), { kind: 'reschedule', seat: seatIn('AA', mondayDate, 'AA-A07') });
    const elsewhere = after(moving, { kind: 'reschedule', seat: seatIn('AB', mondayDate, 'AB-A03') });
    expect(elsewhere.formerTokens.map(({ token }) => token)).toEqual(['AA-A07']);
    const cancelled = after(elsewhere, { kind: 'cancel' });
    expect(cancelled.formerTokens.map(({ token }) => token)).toEqual(['AA-A07', 'AB-A03']);
  });

  it('SETTLE-1: a correction is undone whole, and what it replaced is forgotten once it is sent', () => {
    const booking = full();
    const settlement = { kind: 'correct', name: 'Other', phone: '98400 99999', phoneKey: '+919840099999' } as const;
    const corrected = after(booking, {
      kind: 'settle',
      settlement: { ...settlement, seat: { place: booking.place, token: booking.token } },
    });
    expect(corrected).toMatchObject({ phoneKey: '+919840099999', patient: { name: 'Other' }, formerTokens: [] });
    const undone = after(corrected, { kind: 'undo' });
    expect([undone.patient, undone.phoneKey]).toEqual([booking.patient, booking.phoneKey]);
    const sent = after(after(corrected, { kind: 'send' }), reply({ kind: 'no-place', refusal }));
    expect(sent.patient).not.toHaveProperty('former');
  });

  it('SETTLE-2: put on the waiting list or cancelled, nothing is sent, and both can be undone', () => {
    for (const kind of ['waiting-list', 'cancel'] as const) {
      const settled = after(full(), { kind: 'settle', settlement: { kind } });
      expect(ignoredBecause(settled, { kind: 'send' })).toBe('not-in-this-state');
      expect(after(settled, { kind: 'undo' }).life.state).toBe('NEEDS_REBOOK');
    }
  });

  it('SETTLE-1: a place found later takes a booking from the waiting list', () => {
    const waiting = after(full(), { kind: 'settle', settlement: { kind: 'waiting-list' } });
    expect(after(waiting, move)).toMatchObject({ generation: 2, life: { state: 'QUEUED' } });
  });

  it('SETTLE: a state offers only what it can do', () => {
    expect(ignoredBecause(full(), { kind: 'settle', settlement: { kind: 'link' } })).toBe('not-in-this-state');
    expect(ignoredBecause(synced(), move)).toBe('not-in-this-state');
  });
});
