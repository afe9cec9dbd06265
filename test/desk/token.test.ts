import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lastNumbersFrom, nextToken, numbersBefore } from '../../renderer/desk/token.ts';
import { tokenFor } from '../../renderer/desk/token-for.ts';
import { plainRules, type BranchRules, type RosterDevice } from '../../shared/reservations/branch-rules.ts';
import type { Booking } from '../../shared/model/booking.ts';
import { bookingWith, placeOn, today } from '../db/records.ts';

const tomorrow = '2026-03-21';
const yesterday = '2026-03-19';

const tokens = fc.record({
  date: fc.constantFrom(yesterday, today, tomorrow),
  batch: fc.constantFrom('MA', 'MA-A1', ''),
  letter: fc.constantFrom('A', 'M'),
  number: fc.integer({ min: 1, max: 140 }),
});

function given(rows: readonly { date: string; batch: string; letter: string; number: number }[]): readonly Booking[] {
  return rows.map(({ date, batch, letter, number }, index) =>
    bookingWith({
      bookingId: `d1-${String(index)}`,
      token: `${batch}-${letter}${String(number).padStart(2, '0')}`,
      place: { ...placeOn(date), batch },
    }),
  );
}

describe('tokens', () => {
  it('UNDO-2: a number of today or later that was given is not given again after its booking was removed', () => {
    fc.assert(
      fc.property(fc.array(tokens, { maxLength: 30 }), tokens, (rows, { batch, letter }) => {
        const bookings = given(rows);
        const lastNumbers = lastNumbersFrom({ bookings, lastNumbers: {} }, today);
        for (const date of [today, tomorrow]) {
          const place = { date, batch };
          const before = nextToken({ bookings, lastNumbers: {} }, place, letter);
          expect(nextToken({ bookings: [], lastNumbers }, place, letter)).toBe(before);
        }
      }),
    );
  });

  it('UNDO-2: the number of a window that a booking is still to be moved to is given to nobody else', () => {
    const [moving] = given([{ date: today, batch: 'MA', letter: 'A', number: 1 }]) as [Booking];
    const place = { ...placeOn(tomorrow), batch: 'AA' };
    const intent = { kind: 'reschedule', at: moving.createdAt, place, token: 'AA-A01' } as const;
    const waits = { attempts: 0, sentAt: null, notBefore: null, lastRefusal: null };
    const life = { state: 'PATCH_PENDING', serverId: 'appt-1', intent, ...waits } as const;
    const next = { ...intent, token: 'AA-A02' };
    const bookings = [{ ...moving, life: { ...life, next } }];
    expect(nextToken({ bookings, lastNumbers: {} }, place, 'A')).toBe('AA-A03');
  });

  it('UNDO-2: a second removal forgets nothing of the first', () => {
    const first = lastNumbersFrom(
      { bookings: given([{ date: today, batch: 'MA', letter: 'A', number: 7 }]), lastNumbers: {} },
      today,
    );
    const second = lastNumbersFrom(
      { bookings: given([{ date: today, batch: 'MA', letter: 'A', number: 3 }]), lastNumbers: first },
      today,
    );
    expect(nextToken({ bookings: [], lastNumbers: second }, { date: today, batch: 'MA' }, 'A')).toBe('MA-A08');
  });

  it('what is remembered holds numbers of today and later alone, and nobody’s name', () => {
    const former = [{ calendarId: 'c', date: tomorrow, token: 'MB-A04' }];
    const moved = { ...bookingWith({ bookingId: 'd1-01', token: 'MA-A02', formerTokens: former }) };
    const old = bookingWith({ bookingId: 'd1-02', token: 'MA-A09', place: placeOn(yesterday) });
    const lastNumbers = lastNumbersFrom({ bookings: [moved, old], lastNumbers: { [`${yesterday} MA-A`]: 5 } }, today);
    expect(lastNumbers).toEqual({ [`${today} MA-A`]: 2, [`${tomorrow} MB-A`]: 4 });
  });
});

describe('numbers that another installation may have given', () => {
  const listed = (change: Partial<RosterDevice>): BranchRules => ({
    ...plainRules,
    devices: [{ letter: 'A', weight: 1, installId: 'mine', takenOverOn: null, retiredOn: null, ...change }],
  });
  const mine = { letter: 'A', installId: 'mine' };

  it.each([
    ['a letter that was taken over', listed({ takenOverOn: '2026-06-15' }), false, 50],
    ['a letter of another installation', listed({ installId: 'lost' }), false, 50],
    ['a desk alone that meets another installation', plainRules, true, 50],
    ['a desk alone', plainRules, false, 0],
    ['a desk of a list, beside others', listed({}), true, 0],
  ])('ROSTER-8: %s', (_what, rules, othersBooked, before) => {
    expect(numbersBefore(rules, mine, othersBooked)).toBe(before);
  });

  it('ROSTER-8: are passed over, and its own go on from there', () => {
    const none = { bookings: [], lastNumbers: {} };
    const place = { date: '2026-06-15', batch: 'MA' };
    expect(nextToken(none, place, 'A', () => 50)).toBe('MA-A51');
    expect(nextToken({ bookings: [], lastNumbers: { '2026-06-15 MA-A': 51 } }, place, 'A', () => 50)).toBe('MA-A52');
  });

  it('ROSTER-8: are passed over while nobody knows whose the appointments of a date are, on a desk that has booked nothing yet', () => {
    const model = (isUnused: boolean, hasUnlisted: boolean) => ({
      tokensGivenOn: () => ({ bookings: [], lastNumbers: {} }),
      contents: () => ({ bookings: [], records: [] }),
      isUnused: () => isUnused,
      hasUnlisted: () => hasUnlisted,
    });
    const place = { branchId: 'b-tnagar', date: today, batch: 'MA' };
    expect(tokenFor(model(true, true), place, mine, plainRules)).toBe('MA-A51');
    expect(tokenFor(model(true, false), place, mine, plainRules)).toBe('MA-A01');
    expect(tokenFor(model(false, true), place, mine, plainRules)).toBe('MA-A01');
  });
});
