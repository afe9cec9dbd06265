import { describe, expect, it } from 'vitest';
import { promisedToken, type Booking } from '../../shared/model/booking.ts';
import { UNDO_GRACE_MS, UNDO_KEPT_MS } from '../../shared/sync/advance.ts';
import { CHANGE_UNDO_MS } from '../../shared/sync/life-change.ts';
import { canUndo } from '../../shared/sync/life.ts';
import { placeToRegain, wasNotBroughtBack } from '../../shared/sync/life-undo.ts';
import type { LifeEvent } from '../../shared/sync/life-event.ts';
import { isForRule } from '../../shared/sync/rebooking-rule.ts';
import { makeBooking as anyBooking, monday, mondayDate, seatIn } from './world/bookings.ts';
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

const reason = { code: 'patient-asked', words: null } as const;
const move: LifeEvent = { kind: 'reschedule', seat: seatIn('AA', mondayDate, 'AA-A01'), reason };
const cancel: LifeEvent = { kind: 'cancel', reason };
const undo: LifeEvent = { kind: 'undo' };

const given = { bookingId: 'd1-01JXTESTBOOKING0000000000', token: 'MB-A01' } as const;
const makeBooking = (): Booking => anyBooking(given);
const synced = (): Booking => anySynced(given);

/** Moved, and the server has carried it out. */
function movedThere(): Booking {
  const sent = after(after(synced(), move), { kind: 'send' });
  return after(sent, reply({ kind: 'recorded', record: recordOf(sent, { session: 'Afternoon', batch: 'AA' }) }));
}

function cancelledThere(): Booking {
  const sent = after(after(synced(), cancel), { kind: 'send' });
  return after(sent, reply({ kind: 'recorded', record: recordOf(sent, { status: 'cancelled' }) }));
}

describe('a move or a cancellation that is taken back', () => {
  it('UNDO-3: its reason is kept with it, it waits a moment before it is sent, and goes with it', () => {
    for (const event of [move, cancel]) {
      const changed = after(synced(), event);
      expect(changed).toMatchObject({
        reason,
        life: { state: 'PATCH_PENDING', notBefore: new Date(monday + UNDO_GRACE_MS).toISOString() },
      });
      const back = after(changed, undo);
      expect(back).toMatchObject({ reason: null, undo: null, life: synced().life, place: synced().place });
    }
  });

  it('UNDO-3: a change that waits for the line is taken back without the server however long it waits', () => {
    for (const event of [move, cancel]) {
      const waiting = after(synced(), event);
      expect(after(waiting, undo, monday + 10 * CHANGE_UNDO_MS).life).toEqual(synced().life);
    }
  });

  it('UNDO-3: of a booking that was never sent, the seat or the booking comes back', () => {
    const moved = after(makeBooking(), move);
    const back = after(moved, undo);
    expect(back).toMatchObject({ token: makeBooking().token, place: makeBooking().place, life: { state: 'QUEUED' } });
    expect(back.formerTokens.map(({ token }) => token)).toEqual(['AA-A01']);
    const cancelled = after(makeBooking(), cancel);
    expect(after(cancelled, undo).life.state).toBe('QUEUED');
    expect(canUndo(cancelled, monday + UNDO_KEPT_MS)).toBe(false);
  });

  it('UNDO-3: while the creation is under way, the wish is given up', () => {
    for (const make of [sending, unknown]) {
      const wished = after(make(), cancel);
      expect(after(wished, undo)).toMatchObject({ reason: null, life: { intent: null } });
      expect(canUndo(make(), monday)).toBe(false);
    }
  });

  it('UNDO-3: two changes one after the other lead back to what the server has', () => {
    const twice = after(after(synced(), move), { kind: 'reschedule', seat: seatIn('AB', mondayDate, 'AB-A01') });
    expect(after(twice, undo)).toMatchObject({ token: synced().token, life: synced().life });
  });

  it('UNDO-3: however long the first of them waits', () => {
    const late = monday + CHANGE_UNDO_MS + 1;
    const twice = after(after(synced(), move), { kind: 'reschedule', seat: seatIn('AB', mondayDate, 'AB-A01') }, late);
    expect(after(twice, undo, late)).toMatchObject({ life: synced().life });
  });

  it('UNDO-3: a cancellation over a move that waits gives the move up, and taken back unsent lets it wait again', () => {
    const late = monday + CHANGE_UNDO_MS + 1;
    const cancelled = after(after(synced(), move), cancel, late);
    expect(promisedToken(cancelled)).toBe(synced().token);
    expect(cancelled.formerTokens.map(({ token }) => token)).toEqual(['AA-A01']);
    expect(placeToRegain(cancelled, late)).toMatchObject({ batch: 'AA' });
    const back = after(cancelled, undo, late);
    expect(back.life).toMatchObject({ state: 'PATCH_PENDING', intent: { kind: 'reschedule', token: 'AA-A01' } });
    expect([promisedToken(back), back.formerTokens]).toEqual(['AA-A01', []]);
    expect(after(back, undo, late)).toMatchObject({ token: synced().token, life: synced().life });
  });

  it('UNDO-3: also while the booking itself is still on its way', () => {
    const wanted = after(unknown(), move);
    const back = after(after(wanted, cancel), undo);
    expect(back.life).toEqual(wanted.life);
    expect(back.formerTokens).toEqual([]);
  });

  it('UNDO-3: once the cancellation was sent, taking it back leads to what the server had', () => {
    const sent = after(after(after(synced(), move), cancel), { kind: 'send' });
    const gone = after(sent, reply({ kind: 'recorded', record: recordOf(sent, { status: 'cancelled' }) }));
    expect(placeToRegain(gone, monday)).toEqual(synced().place);
    expect(after(gone, undo)).toMatchObject({ token: synced().token, life: { intent: { kind: 'restore' } } });
  });

  it('UNDO-4: a move that was carried out is moved back, with the token that was given first', () => {
    const moved = movedThere();
    expect(moved.formerTokens.map(({ token }) => token)).toEqual([synced().token]);
    const back = after(moved, undo, monday + CHANGE_UNDO_MS - 1);
    expect(back.life).toMatchObject({ intent: { kind: 'reschedule', token: synced().token } });
    const sent = after(back, { kind: 'send' });
    const there = after(sent, reply({ kind: 'recorded', record: recordOf(sent, synced().place) }));
    expect(there).toMatchObject({ token: synced().token, place: { batch: 'MB' }, life: { state: 'SYNCED' } });
    expect(there.formerTokens.map(({ token }) => token)).toEqual(['AA-A01']);
    expect(canUndo(there, monday)).toBe(false);
  });

  it('UNDO-4: a cancellation that was carried out is taken back by confirming the record', () => {
    const back = after(cancelledThere(), undo);
    expect(back.life).toMatchObject({ state: 'PATCH_PENDING', intent: { kind: 'restore', of: 'cancel' } });
    const sent = after(back, { kind: 'send' });
    expect(after(sent, reply({ kind: 'recorded', record: recordOf(sent) })).life.state).toBe('SYNCED');
  });

  it('UNDO-4: read as still cancelled, it is sent again', () => {
    const sent = after(after(cancelledThere(), undo), { kind: 'send' });
    const lost = after(sent, reply({ kind: 'uncertain', refusal }));
    const record = recordOf(lost, { status: 'cancelled' });
    const again = after(lost, { kind: 'record-read', record, seat: null, startedAt: monday + 3_600_000 });
    expect(again.life).toMatchObject({ state: 'PATCH_PENDING', sentAt: null, intent: { kind: 'restore' } });
  });

  it('UNDO-4: ten minutes later, or changed elsewhere since, it stands', () => {
    for (const booking of [movedThere(), cancelledThere()])
      expect(ignoredBecause(booking, undo, monday + CHANGE_UNDO_MS)).toBe('too-late');
    const elsewhere = seatIn('AB', mondayDate, 'AB-A01');
    const record = recordOf(movedThere(), { session: 'Afternoon', batch: 'AB' });
    expect(canUndo(after(movedThere(), { kind: 'seen', record, seat: elsewhere }), monday)).toBe(false);
  });

  it('UNDO-4: taken back while it is being sent, it is changed back once it was carried out', () => {
    const moving = after(after(after(synced(), move), { kind: 'send' }), undo);
    const moved = after(
      moving,
      reply({ kind: 'recorded', record: recordOf(moving, { session: 'Afternoon', batch: 'AA' }) }),
    );
    expect(moved.life).toMatchObject({ intent: { kind: 'reschedule', token: synced().token } });
    const cancelling = after(after(after(synced(), cancel), { kind: 'send' }), undo);
    const gone = after(cancelling, reply({ kind: 'recorded', record: recordOf(cancelling, { status: 'cancelled' }) }));
    expect(gone.life).toMatchObject({ intent: { kind: 'restore', of: 'cancel' } });
  });

  it('UNDO-4: taken back while it is being sent, and never carried out, nothing is left to do', () => {
    const cancelling = after(after(after(synced(), cancel), { kind: 'send' }), undo);
    for (const outcome of [
      { kind: 'not-carried-out', refusal: null, left: false },
      { kind: 'rejected', refusal },
    ] as const)
      expect(after(cancelling, reply(outcome)).life.state).toBe('SYNCED');
  });

  it('UNDO-5: a cancellation that the server does not take back leaves a patient to be placed anew, by a person', () => {
    const sent = after(after(cancelledThere(), undo), { kind: 'send' });
    const refused = after(sent, reply({ kind: 'no-place', refusal }));
    expect(refused.life.state).toBe('NEEDS_REBOOK');
    expect(isForRule(refused)).toBe(false);
    const settlement = { kind: 'move', seat: seatIn('AA', mondayDate, 'AA-A02') } as const;
    expect(after(refused, { kind: 'settle', settlement })).toMatchObject({ generation: 2, life: { state: 'QUEUED' } });
  });

  it('SETTLE-11: it knows the record that stayed cancelled, and adopts it where that is confirmed again before anybody placed it', () => {
    const sent = after(after(cancelledThere(), undo), { kind: 'send' });
    const refused = after({ ...sent, origin: 'elsewhere' }, reply({ kind: 'rejected', refusal }));
    expect(refused.earlierRecords).toEqual(['appt-1']);
    expect(wasNotBroughtBack(refused)).toBe(true);
    const record = recordOf(refused, { externalReferenceId: null });
    expect(after(refused, { kind: 'seen', record, seat: null })).toMatchObject({
      life: { state: 'SYNCED', serverId: 'appt-1' },
    });
    const settlement = { kind: 'move', seat: seatIn('AA', mondayDate, 'AA-A02') } as const;
    const placed = after(after(refused, { kind: 'settle', settlement }), { kind: 'send' });
    const again = after(placed, reply({ kind: 'no-place', refusal }));
    expect(again.earlierRecords).toEqual(['appt-1']);
    expect(wasNotBroughtBack(again)).toBe(false);
  });

  it('SETTLE-11: booked anew after a cancellation elsewhere, by a person or by the voice agent, it knows the cancelled record', () => {
    const gone = after(synced(), { kind: 'seen', record: recordOf(synced(), { status: 'cancelled' }), seat: null });
    const settlement = { kind: 'move', seat: seatIn('AA', mondayDate, 'AA-A02') } as const;
    expect(after(gone, { kind: 'settle', settlement }).earlierRecords).toEqual(['appt-1']);
    expect(after(gone, { kind: 'settle', settlement: { kind: 'waiting-list' } }).earlierRecords).toEqual(['appt-1']);
    const record = recordOf(synced(), { appointmentId: 'appt-2', externalReferenceId: null });
    expect(after(gone, { kind: 'rebooked', record, seat: null })).toMatchObject({
      earlierRecords: ['appt-1'],
      life: { serverId: 'appt-2' },
    });
  });

  it('PATCH-4: a cancellation of a visit that was ended elsewhere meanwhile is decided by a person', () => {
    const waiting = after(synced(), cancel);
    const record = recordOf(waiting, { status: 'completed' });
    const read: LifeEvent = { kind: 'record-read', record, seat: null, startedAt: monday };
    expect(after(waiting, read).life).toMatchObject({ state: 'NEEDS_DECISION', serverId: 'appt-1' });
  });
});
