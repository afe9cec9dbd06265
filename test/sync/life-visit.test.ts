import { describe, expect, it } from 'vitest';
import type { Appointment } from '../../shared/model/appointment.ts';
import { bookingSchema, type Booking, type VisitStep } from '../../shared/model/booking.ts';
import type { LifeEvent } from '../../shared/sync/life-event.ts';
import { isStranded } from '../../shared/visit/stranded.ts';
import { DONE_UNDO_MS } from '../../shared/visit/visit.ts';
import { makeBooking as anyBooking, mondayDate, monday, seatIn } from './world/bookings.ts';
import {
  after,
  ignoredBecause,
  recordOf,
  refusal,
  reply,
  sending,
  synced as anySynced,
  unknown,
} from './world/lives.ts';

const step = (name: VisitStep): LifeEvent => ({ kind: 'visit', step: name });
const given = { bookingId: 'd1-01JXTESTBOOKING0000000000', token: 'MB-A01' } as const;
const makeBooking = (): Booking => anyBooking(given);
const synced = (): Booking => anySynced(given);
const completed = (booking: Booking): Appointment => recordOf(booking, { status: 'completed' });

describe('the visit of a booking', () => {
  it('SETTLE-10: a booking that was stored before an undo kept the steps is read as it was, and its undo lets them stay', () => {
    const moved = after(after(synced(), step('arrived')), {
      kind: 'reschedule',
      seat: seatIn('AA', mondayDate, 'AA-A01'),
    });
    const { visit: _steps, ...undo } = moved.undo ?? {};
    const stored: unknown = JSON.parse(JSON.stringify({ ...moved, undo }));
    const read = bookingSchema.parse(stored);
    expect(read).toEqual(stored);
    expect(after(read, { kind: 'undo' }).visit).toEqual(moved.visit);
  });

  it('VISIT-1: each step is kept with its instant, and changes nothing that the server has to know', () => {
    const booking = synced();
    const called = after(after(booking, step('arrived')), step('called'), monday + 60_000);
    expect(called.visit).toEqual([
      { step: 'arrived', at: new Date(monday).toISOString() },
      { step: 'called', at: new Date(monday + 60_000).toISOString() },
    ]);
    expect(called.life).toEqual(booking.life);
  });

  it('VISIT-2: a step that can not follow changes nothing', () => {
    expect(ignoredBecause(synced(), step('called'))).toBe('not-in-this-state');
    expect(ignoredBecause(after(synced(), step('done')), step('arrived'))).toBe('not-in-this-state');
  });

  it('VISIT-1: who is cancelled has no visit, also before the server has heard of it', () => {
    expect(ignoredBecause(after(makeBooking(), { kind: 'cancel' }), step('arrived'))).toBe('not-in-this-state');
    expect(ignoredBecause(after(synced(), { kind: 'cancel' }), step('arrived'))).toBe('not-in-this-state');
  });

  it('VISIT-9, VISIT-12: who was here when it was cancelled elsewhere has a visit to note, and may have left whatever was noted last', () => {
    const gone = (...steps: readonly VisitStep[]): Booking => {
      const here = steps.reduce((booking, name) => after(booking, step(name)), synced());
      return after(here, { kind: 'seen', record: recordOf(here, { status: 'cancelled' }), seat: null });
    };
    for (const steps of [['arrived'], ['arrived', 'called'], ['arrived', 'on-hold']] as const) {
      const stranded = gone(...steps);
      expect(isStranded(stranded)).toBe(true);
      expect(ignoredBecause(stranded, step('no-show'))).toBe('not-in-this-state');
      const left = after(stranded, step('left'));
      expect(isStranded(left)).toBe(false);
      expect(left.life).toEqual(stranded.life);
      expect(isStranded(after(left, { kind: 'visit-undo' }))).toBe(true);
      expect(isStranded(after(left, step('arrived')))).toBe(true);
    }
    expect(ignoredBecause(after(synced(), step('arrived')), step('left'))).toBe('not-in-this-state');
    expect(isStranded(gone())).toBe(false);
    expect(ignoredBecause(gone(), step('arrived'))).toBe('not-in-this-state');
    expect(after(gone('arrived', 'with-doctor'), step('done')).life.state).toBe('REMOTE_CANCELLED');
  });

  it('VISIT-6: done is told to the server that has the booking', () => {
    const over = after(synced(), step('done'));
    expect(over.life).toMatchObject({ state: 'PATCH_PENDING', intent: { kind: 'complete' }, notBefore: null });
    const told = after(after(over, { kind: 'send' }), reply({ kind: 'recorded', record: completed(over) }));
    expect(told.life.state).toBe('SYNCED');
  });

  it.each([
    ['waiting to be sent', makeBooking],
    ['being sent', () => sending(given)],
  ] as const)('VISIT-6: done while the booking is %s is told once it is recorded', (_words, make) => {
    const over = after(make(), step('done'));
    expect(over.life.state).toBe(make().life.state);
    const sent = over.life.state === 'QUEUED' ? after(over, { kind: 'send' }) : over;
    const recorded = after(sent, reply({ kind: 'recorded', record: recordOf(sent) }));
    expect(recorded.life).toMatchObject({ state: 'PATCH_PENDING', intent: { kind: 'complete' } });
  });

  it('VISIT-6: done while nobody knows what became of the booking is told once it is found', () => {
    const over = after(unknown(), step('done'));
    const found = after(over, { kind: 'seen', record: recordOf(over), seat: null });
    expect(found.life).toMatchObject({ state: 'PATCH_PENDING', intent: { kind: 'complete' } });
  });

  it('VISIT-6: done after a move that is still to be sent is told after the move', () => {
    const moving = after(synced(), { kind: 'reschedule', seat: seatIn('AA', mondayDate, 'AA-A01') });
    const over = after(moving, step('done'));
    expect(over.life).toMatchObject({ intent: { kind: 'reschedule' } });
    const record = recordOf(over, { session: 'Afternoon', batch: 'AA' });
    const there = after(after(over, { kind: 'send' }), reply({ kind: 'recorded', record }));
    expect(there).toMatchObject({ place: { batch: 'AA' }, life: { intent: { kind: 'complete' } }, undo: null });
  });

  it('VISIT-5: the last step is taken back, and only it', () => {
    const called = after(after(synced(), step('arrived')), step('called'));
    expect(after(called, { kind: 'visit-undo' }).visit.map((note) => note.step)).toEqual(['arrived']);
    expect(ignoredBecause(synced(), { kind: 'visit-undo' })).toBe('too-late');
  });

  it('VISIT-5: done is taken back before it was sent, without the server', () => {
    const back = after(after(synced(), step('done')), { kind: 'visit-undo' });
    expect(back).toMatchObject({ visit: [], life: { state: 'SYNCED' } });
  });

  it('VISIT-5: done that was sent is taken back by telling the server again, for ten minutes', () => {
    const sent = after(after(synced(), step('done')), { kind: 'send' });
    const told = after(sent, reply({ kind: 'recorded', record: completed(sent) }));
    const restoring = after(told, { kind: 'visit-undo' }, monday + DONE_UNDO_MS - 1);
    expect(restoring.life).toMatchObject({ state: 'PATCH_PENDING', intent: { kind: 'restore', of: 'complete' } });
    expect(ignoredBecause(told, { kind: 'visit-undo' }, monday + DONE_UNDO_MS)).toBe('too-late');
    const again = after(restoring, { kind: 'send' });
    expect(again.life).toMatchObject({ attempts: 1 });
    expect(after(again, reply({ kind: 'recorded', record: recordOf(again) })).life.state).toBe('SYNCED');
  });

  it('VISIT-5: done that is just being sent is taken back once its outcome is known', () => {
    const sent = after(after(synced(), step('done')), { kind: 'send' });
    const back = after(sent, { kind: 'visit-undo' });
    const told = after(back, reply({ kind: 'recorded', record: completed(back) }));
    expect(told.life).toMatchObject({ state: 'PATCH_PENDING', intent: { kind: 'restore' } });
    const never = after(back, reply({ kind: 'not-carried-out', refusal: null, left: false }));
    expect(never.life.state).toBe('SYNCED');
  });

  it('VISIT-5: a completion that is taken back brings no appointment back that was cancelled elsewhere', () => {
    const sent = after(after(synced(), step('done')), { kind: 'send' });
    const told = after(sent, reply({ kind: 'recorded', record: completed(sent) }));
    const restoring = after(after(told, { kind: 'visit-undo' }), { kind: 'send' });
    const lost = after(restoring, reply({ kind: 'uncertain', refusal }));
    const cancelled = recordOf(lost, { status: 'cancelled' });
    const read: LifeEvent = { kind: 'record-read', record: cancelled, seat: null, startedAt: monday + 3_600_000 };
    expect(after(lost, read).life.state).toBe('REMOTE_CANCELLED');
  });

  it('VISIT-7: a booking without a token gets one with its step, one with a token keeps it', () => {
    const withToken: LifeEvent = { kind: 'visit', step: 'arrived', token: 'MB-A09' };
    expect(after({ ...synced(), token: '' }, withToken).token).toBe('MB-A09');
    expect(after(synced(), withToken).token).toBe(synced().token);
  });
});
