import { describe, expect, it } from 'vitest';
import { bookingsMade, Tries, wrongTries, type TriesLimit } from '../../shared/kiosk/tries.ts';

const SECOND_MS = 1_000;

function noted(limit: TriesLimit, count: number, about: (index: number) => string | null, at = 0): Tries {
  const tries = new Tries(limit);
  for (let index = 0; index < count; index += 1) tries.note(about(index), at);
  return tries;
}

describe('tries', () => {
  it('CHECK-IN-3: close a number with the third wrong one, and no other number', () => {
    expect(noted(wrongTries, 2, () => 'a').isClosed('a', 0)).toBe(false);
    const wrong = noted(wrongTries, 3, () => 'a');
    expect(wrong.isClosed('a', 0)).toBe(true);
    expect(wrong.isClosed('b', 0)).toBe(false);
    expect(wrong.isClosed(null, 0)).toBe(false);
  });

  it('CHECK-IN-3: close the kiosk with the thirtieth wrong one, whatever they were about', () => {
    const tries = noted(wrongTries, 29, String);
    expect(tries.isClosed('other', 0)).toBe(false);
    tries.note(null, 0);
    expect(tries.isClosed('other', 0)).toBe(true);
    expect(tries.isClosed(null, 0)).toBe(true);
    expect(noted(wrongTries, 29, () => null).isClosed(null, 0)).toBe(false);
  });

  it('CHECK-IN-3: count for ten minutes', () => {
    const { countsMs } = wrongTries;
    expect(countsMs).toBe(600 * SECOND_MS);
    const wrong = noted(wrongTries, 3, () => 'a', 1_000);
    expect(wrong.isClosed('a', 1_000 + countsMs - 1)).toBe(true);
    expect(wrong.isClosed('a', 1_000 + countsMs)).toBe(false);
    const spread = new Tries(wrongTries);
    for (const at of [0, countsMs / 2, countsMs]) spread.note('a', at);
    expect(spread.isClosed('a', countsMs)).toBe(false);
  });

  it('CHECK-IN-3: that were right after all do not count, and each is taken back by itself', () => {
    const tries = noted(wrongTries, 2, () => 'a');
    const right = tries.note('a', 0);
    expect(tries.isClosed('a', 0)).toBe(true);
    tries.takeBack(right);
    tries.takeBack(right);
    expect(tries.isClosed('a', 0)).toBe(false);
    tries.note('a', 0);
    expect(tries.isClosed('a', 0)).toBe(true);
  });

  it('KIOSK-8: 300 patients who book one after the other, each within 40 s, never meet the limit', () => {
    const made = new Tries(bookingsMade);
    for (let patient = 0; patient < 300; patient += 1) {
      const at = patient * 40 * SECOND_MS;
      expect(made.isClosed(null, at), `patient ${String(patient)}`).toBe(false);
      made.note(null, at);
    }
  });

  it('KIOSK-8: whoever books quicker than people can is stopped within the hour, until it is over', () => {
    const made = new Tries(bookingsMade);
    for (let booking = 0; booking < 90; booking += 1) made.note(null, booking * 10 * SECOND_MS);
    expect(made.isClosed(null, 3_599 * SECOND_MS)).toBe(true);
    expect(made.isClosed(null, 3_600 * SECOND_MS)).toBe(false);
  });
});
