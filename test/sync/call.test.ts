import { describe, expect, it } from 'vitest';
import { bookingSchema, type Booking, type RefusalRecord } from '../../shared/model/booking.ts';
import { isToTell, lastChoice, moveLostAt, ON_THE_PHONE_MS } from '../../shared/sync/choice.ts';
import { advance } from '../../shared/sync/life.ts';
import type { LifeEvent, Settlement } from '../../shared/sync/life-event.ts';
import { followUp, makeBooking, monday, mondayDate, placeIn, seatIn } from './world/bookings.ts';
import { recordOf, synced, unknown } from './world/lives.ts';

const at = new Date(monday).toISOString();
const refusal: RefusalRecord = { code: 'SLOT_FULL', message: '', status: 409, at };
const told = { kind: 'called', outcome: 'told' } as const;
const noAnswer = { kind: 'called', outcome: 'no-answer' } as const;
const move: Settlement = { kind: 'move', seat: seatIn('AA', mondayDate, 'AA-A01') };

function after(booking: Booking, event: LifeEvent, now = monday): Booking {
  const step = advance(booking, event, now);
  if (step.kind === 'ignored') throw new Error(`ignored: ${step.reason}`);
  return bookingSchema.parse(step.booking);
}

const settle = (booking: Booking, settlement: Settlement, now = monday): Booking =>
  after(booking, { kind: 'settle', settlement }, now);

function refused(change: Partial<Booking> = {}): Booking {
  const sending = after(makeBooking(change), { kind: 'send' });
  return after(sending, { kind: 'reply', outcome: { kind: 'no-place', refusal }, seat: null, retryInMs: 1 });
}

function duplicated(): Booking {
  const life = {
    state: 'NEEDS_DECISION',
    since: at,
    refusal,
    existingId: 'appt-9',
    existing: null,
    serverId: null,
  } as const;
  return makeBooking({ life });
}

describe('a call to the patient', () => {
  it.each([
    { state: 'QUEUED', attempts: 0, notBefore: null, lastRefusal: null },
    { state: 'IN_FLIGHT', attempts: 1, sentAt: at, intent: null },
    { state: 'SYNCED', serverId: 'appt-1', syncedAt: at },
    { state: 'NEEDS_REBOOK', since: at, refusal },
    { state: 'CANCELLED_LOCAL', cancelledAt: at },
  ] as const satisfies readonly Booking['life'][])('CALL-1: is kept in $state, and changes nothing else', (life) => {
    const booking = makeBooking({ life });
    const rung = after(booking, noAnswer, monday + 1);
    const rungAt = new Date(monday + 1).toISOString();
    expect(rung.call).toEqual({ at: rungAt, outcome: 'no-answer' });
    expect(rung.audit.at(-1)).toEqual({ at: rungAt, by: 'person', what: 'called:no-answer' });
    const { call: _call, audit: _audit, updatedAt: _updatedAt, ...same } = rung;
    expect(booking).toMatchObject(same);
    expect(rung.updatedAt > booking.updatedAt).toBe(true);
  });

  it('CALL-1: of two the last one stands in the booking, and both in the audit', () => {
    const rung = after(after(refused(), noAnswer), told, monday + 60_000);
    expect(rung.call?.outcome).toBe('told');
    expect(rung.audit.map(({ what }) => what).slice(-2)).toEqual(['called:no-answer', 'called:told']);
  });

  it('CALL-2: a new refusal begins without a call', () => {
    const sent = after(settle(after(refused(), told), move), { kind: 'send' }, monday + 60_000);
    const again = after(sent, { kind: 'reply', outcome: { kind: 'no-place', refusal }, seat: null, retryInMs: 1 });
    expect(sent.call?.outcome).toBe('told');
    expect(again).toMatchObject({ life: { state: 'NEEDS_REBOOK' }, call: null });
  });
});

describe('who is still to be told', () => {
  it.each([
    [move, refused],
    [{ kind: 'other-service', seat: { place: placeIn('AA', mondayDate, 0, followUp), token: 'AA-A02' } }, refused],
    [{ kind: 'waiting-list' }, refused],
    [{ kind: 'cancel' }, refused],
    [{ kind: 'link' }, duplicated],
  ] as const satisfies readonly (readonly [Settlement, () => Booking])[])(
    'CALL-3: after %o the patient is, until somebody told them',
    (settlement, make) => {
      const settled = settle(make(), settlement);
      expect(isToTell(settled)).toBe(true);
      expect(isToTell(after(settled, noAnswer, monday + 1))).toBe(true);
      expect(isToTell(after(settled, told, monday + 1))).toBe(false);
    },
  );

  it('CALL-3: who was told of a move or a cancellation that was not made is told that it stays; of the end of a visit nobody was', () => {
    const kept = (wanted: 'reschedule' | 'cancel' | 'complete'): Booking => {
      const booking = duplicated();
      const intents = {
        reschedule: { kind: 'reschedule', at, ...seatIn('AA', mondayDate, 'AA-A01') },
        cancel: { kind: 'cancel', at },
        complete: { kind: 'complete', at },
      } as const;
      const life = { ...booking.life, serverId: 'appt-1', wanted: intents[wanted] } as Booking['life'];
      return settle({ ...booking, life }, { kind: 'keep' });
    };
    for (const wanted of ['reschedule', 'cancel'] as const) expect(isToTell(kept(wanted))).toBe(true);
    expect(isToTell(kept('complete'))).toBe(false);
    expect(lastChoice(kept('complete'))?.kind).toBe('keep');
  });

  it('CALL-3: a corrected name or number changes no promise, another service does', () => {
    const booking = refused();
    const seat = { place: booking.place, token: booking.token };
    const { name, phone } = booking.patient;
    const correct = { kind: 'correct', name, phone, phoneKey: booking.phoneKey } as const;
    expect(isToTell(settle(booking, { ...correct, seat }))).toBe(false);
    const other = { ...seat, place: { ...booking.place, serviceId: followUp } };
    const corrected = settle(booking, { ...correct, seat: other });
    expect(isToTell(corrected)).toBe(true);
    expect(lastChoice(corrected)?.kind).toBe('correct');
  });

  it('CALL-3: a call shortly before the choice was about it, an earlier one was not', () => {
    const rung = after(refused(), told);
    expect(isToTell(settle(rung, move, monday + ON_THE_PHONE_MS))).toBe(false);
    expect(isToTell(settle(rung, move, monday + ON_THE_PHONE_MS + 1))).toBe(true);
  });

  it('CALL-4: told of a move that is undone, they are to be told of the next choice', () => {
    const undone = after(after(settle(refused(), move), told, monday + 1), { kind: 'undo' }, monday + 2);
    expect(undone).toMatchObject({ call: null, life: { state: 'NEEDS_REBOOK' } });
    expect(isToTell(undone)).toBe(false);
    expect(isToTell(settle(undone, { kind: 'cancel' }, monday + 3))).toBe(true);
  });

  it('CALL-3: what needs a person again is not told twice over', () => {
    const sent = after(settle(refused(), move), { kind: 'send' }, monday + 60_000);
    const again = after(sent, { kind: 'reply', outcome: { kind: 'no-place', refusal }, seat: null, retryInMs: 1 });
    expect(isToTell(again)).toBe(false);
  });
});

describe('a move of which the patient was told, and whose record is cancelled elsewhere', () => {
  const seat = seatIn('AA', mondayDate, 'AA-A01');
  const wanted = { kind: 'reschedule', seat } as const;
  const cancelledThere = (booking: Booking): Booking =>
    after(booking, { kind: 'seen', record: recordOf(booking, { status: 'cancelled' }), seat: null }, monday + 1);
  const lost = (): Booking => cancelledThere(after(synced({ token: 'MB-A01' }), wanted));
  const bookAgain = (booking: Booking, now = monday + 2): Booking => settle(booking, { kind: 'move', seat }, now);

  it('PATCH-7, CALL-6: stands cancelled at the window that was told, and is to be told until somebody told them', () => {
    const booking = lost();
    expect(booking).toMatchObject({ ...seat, life: { state: 'REMOTE_CANCELLED' }, undo: null });
    expect(booking.formerTokens.map(({ token }) => token)).toEqual(['MB-A01']);
    expect([moveLostAt(booking), isToTell(booking)]).toEqual([monday + 1, true]);
    expect(isToTell(after(booking, noAnswer, monday + 2))).toBe(true);
    expect(isToTell(after(booking, told, monday + 2))).toBe(false);
  });

  it('PATCH-7: also where the booking itself was still on its way, and where the move was refused first', () => {
    expect(moveLostAt(cancelledThere(after(unknown(), wanted)))).not.toBeNull();
    const sent = after(after(synced(), wanted), { kind: 'send' });
    const asked = after(sent, { kind: 'reply', outcome: { kind: 'no-place', refusal }, seat: null, retryInMs: 1 });
    const rung = after(asked, told);
    expect(rung.life.state).toBe('NEEDS_DECISION');
    expect(cancelledThere(rung)).toMatchObject({ ...seat, call: null });
    expect(isToTell(cancelledThere(rung))).toBe(true);
  });

  it('PATCH-7: a cancellation that nobody had moved before, or that was wanted here too, loses nothing', () => {
    expect(isToTell(cancelledThere(synced()))).toBe(false);
    const both = after(after(after(synced(), wanted), { kind: 'send' }), { kind: 'cancel' });
    expect(isToTell(cancelledThere(both))).toBe(false);
  });

  it('CALL-6: who came to the desk meanwhile is told there', () => {
    const here = after(synced(), { kind: 'visit', step: 'arrived' });
    expect(isToTell(cancelledThere(after(here, wanted)))).toBe(false);
  });

  it('CALL-6: another choice takes its part, and undone it is to be told again', () => {
    const waits = settle(lost(), { kind: 'waiting-list' }, monday + 2);
    expect([moveLostAt(waits), lastChoice(waits)?.kind, isToTell(waits)]).toEqual([null, 'waiting-list', true]);
    const undone = after(waits, { kind: 'undo' }, monday + 3);
    expect([moveLostAt(undone), isToTell(undone)]).toEqual([monday + 1, true]);
  });

  it('CALL-7: booked again in the same window with the same token, nobody has to be told; in another one they have', () => {
    expect(isToTell(bookAgain(lost()))).toBe(false);
    expect(lastChoice(bookAgain(lost()))).toMatchObject({ kind: 'move', changesPromise: false });
    expect(isToTell(settle(lost(), { kind: 'move', seat: { ...seat, token: 'AA-A02' } }, monday + 2))).toBe(true);
    const { place, token } = synced();
    expect(isToTell(settle(lost(), { kind: 'move', seat: { place, token } }, monday + 2))).toBe(true);
  });

  it('CALL-7: who was told on an earlier call that it is cancelled is told that it is booked again', () => {
    const rung = after(lost(), told, monday + 2);
    expect(isToTell(bookAgain(rung, monday + 2 + ON_THE_PHONE_MS))).toBe(false);
    expect(isToTell(bookAgain(rung, monday + 3 + ON_THE_PHONE_MS))).toBe(true);
  });
});
