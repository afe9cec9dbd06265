import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keptOfDay } from '../../shared/sync/allowance.ts';
import { hiddenPace, paceOf, shareOf, shownPace, type Pace, type PaceInput } from '../../shared/sync/pace.ts';
import { HORIZON_DAYS } from '../../shared/sync/plan.ts';

const minute = 60_000;
const hour = 60 * minute;

const input = (change: Partial<PaceInput> = {}): PaceInput => ({
  visible: true,
  perDay: null,
  leftToday: null,
  untilNewDayMs: 20 * hour,
  horizonDays: HORIZON_DAYS,
  share: 0,
  ...change,
});

/** Requests that idle polling takes in so many milliseconds. */
function cost(pace: Pace, ms: number): number {
  const later = HORIZON_DAYS - 1;
  const { placesMs, listMs, trackingMs, clinicMs, laterMs } = pace;
  return ms * (1 / placesMs + 2 / listMs + 1 / trackingMs + 2 / clinicMs + (3 * later + 1) / laterMs);
}

describe('how often the desk reads', () => {
  it('PACE-1: while a window shows today’s places are never older than a minute, whoever else uses the key', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (share) => {
        const { placesMs } = paceOf(input({ share }));
        expect(placesMs).toBeLessThanOrEqual(minute);
        expect(placesMs).toBeGreaterThan(minute * 0.87);
      }),
    );
    expect(paceOf(input())).toEqual(shownPace);
  });

  it('PACE-2: while none shows today is read every five minutes, later days every two hours', () => {
    expect(paceOf(input({ visible: false }))).toEqual(hiddenPace);
    expect(hiddenPace).toMatchObject({ placesMs: 5 * minute, laterMs: 2 * hour });
  });

  it('PACE-3: devices that begin together do not stay in step, and each goes at its own pace at every start', () => {
    const shares = Array.from({ length: 12 }, (_, n) => shareOf(`D${String(n)}`));
    expect(shares.map((_, n) => shareOf(`D${String(n)}`))).toEqual(shares);
    expect(shares.every((share) => share >= 0 && share < 1)).toBe(true);
    const paces = shares.map((share) => paceOf(input({ share })).placesMs);
    expect(new Set(paces).size).toBe(12);
    expect(Math.max(...paces) - Math.min(...paces)).toBeGreaterThan(2_000);
  });

  it('PACE-4: what is left of the day lasts for the hours a desk is in use, with the bookings’ part left alone', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 8, max: 20_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: minute, max: 24 * hour }),
        fc.boolean(),
        (perDay, left, untilNewDayMs, visible) => {
          const leftToday = Math.floor(perDay * left);
          const room = leftToday - keptOfDay(perDay);
          fc.pre(room >= 1);
          const pace = paceOf(input({ visible, perDay, leftToday, untilNewDayMs }));
          const usual = paceOf(input({ visible }));
          const lasts = Math.min(Math.max(untilNewDayMs, usual.placesMs), 12 * hour);
          // Whole milliseconds, and one read that had begun.
          expect(cost(pace, lasts)).toBeLessThanOrEqual(room * 1.001 + 1);
          expect(pace.placesMs).toBeGreaterThanOrEqual(usual.placesMs);
        },
      ),
    );
  });

  it('PACE-4: everything else becomes rarer, up to eight times, before today’s places do; then it is told', () => {
    const day = (leftToday: number): Pace => paceOf(input({ perDay: leftToday, leftToday }));
    expect(day(5_000)).toEqual(shownPace);
    const tight = day(1_500);
    expect(tight).toMatchObject({ placesMs: minute, stretched: false });
    expect(tight.laterMs).toBeGreaterThan(shownPace.laterMs);
    const short = day(600);
    expect(short.stretched).toBe(true);
    expect(short.placesMs).toBeGreaterThan(minute);
    expect(short.laterMs / shownPace.laterMs).toBeCloseTo((8 * short.placesMs) / minute, 2);
  });
});
