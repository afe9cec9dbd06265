import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clockAheadMs, correctedNow, observeClock, untoldClock, type ServerClock } from '../../shared/sync/clock.ts';
import { backoffMs, connectionBackoff } from '../../shared/sync/backoff.ts';
import { monday } from './world/bookings.ts';

/** An answer as a server of an exact clock gives it: whole seconds, on the way for a while. */
function answered(clock: ServerClock, ahead: number, at: number, took: number): ServerClock {
  const server = new Date(Math.floor((at + took / 2) / 1_000) * 1_000).toUTCString();
  return observeClock(clock, { serverDate: server, sentAt: at + ahead, receivedAt: at + took + ahead });
}

/** A clock that two answers of one kind have set. */
function settled(ahead: number, at: number, took: number): ServerClock {
  return answered(answered(untoldClock, ahead, at, took), ahead, at, took);
}

describe("the server's clock", () => {
  it('CLK-1: any error of this clock is corrected to within the header’s second and the time under way', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -400 * 86_400_000, max: 400 * 86_400_000 }),
        fc.integer({ min: 0, max: 9_000 }),
        fc.integer({ min: 0, max: 86_400_000 }),
        (ahead, took, later) => {
          const clock = settled(ahead, monday + later, took);
          const error = correctedNow(clock, monday + ahead) - monday;
          expect(Math.abs(error)).toBeLessThanOrEqual(500 + took / 2 + 1_500);
        },
      ),
    );
  });

  it('CLK-1: answers of a steady server do not make it tremble', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 2_000 }), { minLength: 2, maxLength: 50 }), (times) => {
        let clock = settled(3_600_000, monday, 100);
        const first = clock;
        times.forEach((took, index) => {
          clock = answered(clock, 3_600_000, monday + index * 60_137, took);
        });
        expect(clock).toBe(first);
      }),
    );
  });

  it('CLK-1: a header that is no date, and an answer that took too long, say nothing', () => {
    const slow = { serverDate: new Date(monday).toUTCString(), sentAt: monday, receivedAt: monday + 15_000 };
    expect(observeClock(untoldClock, { ...slow, serverDate: 'soon' })).toBe(untoldClock);
    expect(observeClock(untoldClock, { ...slow, serverDate: null })).toBe(untoldClock);
    expect(observeClock(untoldClock, { ...slow, serverDate: new Date(monday + 86_400_000).toUTCString() })).toBe(
      untoldClock,
    );
  });

  it('CLK-3: one answer that is far off moves nothing; a second that agrees does, one that does not takes it back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 330_000, max: 400 * 86_400_000 }), fc.boolean(), (ahead, behind) => {
        const doubted = answered(untoldClock, behind ? -ahead : ahead, monday, 100);
        expect(doubted.offsetMs).toBe(0);
        expect(answered(doubted, 0, monday, 100)).toEqual(untoldClock);
        const agreed = answered(doubted, behind ? -ahead : ahead, monday, 100);
        expect(Math.abs(agreed.offsetMs - (behind ? ahead : -ahead))).toBeLessThan(2_000);
      }),
    );
  });

  it('CLK-2: five minutes are reported, less is not', () => {
    expect(clockAheadMs({ offsetMs: -300_000 })).toBe(300_000);
    expect(clockAheadMs({ offsetMs: 86_400_000 })).toBe(-86_400_000);
    expect(clockAheadMs({ offsetMs: 299_999 })).toBeNull();
  });
});

describe('a growing wait', () => {
  it('PUSH-5: stays between half its bound and its bound, and never grows past the longest', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5_000 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (n, chance) => {
          const wait = backoffMs(n, chance, connectionBackoff);
          expect(wait).toBeGreaterThanOrEqual(connectionBackoff.firstMs / 2);
          expect(wait).toBeLessThanOrEqual(connectionBackoff.longestMs);
        },
      ),
    );
  });
});
