import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DailyQuota } from './daily-quota.ts';
import { RateLimit } from './rate-limit.ts';

test('in no 60 seconds are more requests admitted than the limit, and Retry-After is the shortest wait that is enough', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 8 }),
      fc.array(fc.integer({ min: 0, max: 20_000 }), { minLength: 1, maxLength: 80 }),
      (perMinute, pauses) => {
        const limit = new RateLimit(perMinute);
        const admitted: number[] = [];
        let now = 1_000_000;
        for (const pause of pauses) {
          now += pause;
          const before = admitted.filter((at) => at > now - 60_000);
          const admission = limit.admit('key', now);
          expect(admission.kind).toBe(before.length < perMinute ? 'admitted' : 'limited');
          if (admission.kind === 'admitted') admitted.push(now);
          else {
            const exact = ((before[0] ?? 0) + 60_000 - now) / 1000;
            expect(admission.retryAfterSeconds).toBe(Math.ceil(exact));
          }
        }
      },
    ),
  );
});

test('whoever waits exactly Retry-After gets through, and not a millisecond sooner', () => {
  for (const started of [0, 1_000_000, 1_000_001]) {
    const limit = new RateLimit(1);
    expect(limit.admit('key', started).kind).toBe('admitted');
    expect(limit.admit('key', started)).toEqual({ kind: 'limited', retryAfterSeconds: 60 });
    expect(limit.admit('key', started + 59_000)).toEqual({ kind: 'limited', retryAfterSeconds: 1 });
    expect(limit.admit('key', started + 59_999)).toEqual({ kind: 'limited', retryAfterSeconds: 1 });
    expect(limit.admit('key', started + 60_000).kind).toBe('admitted');
  }
});

test('keys are limited apart', () => {
  const limit = new RateLimit(1);
  expect(limit.admit('a', 0).kind).toBe('admitted');
  expect(limit.admit('a', 1).kind).toBe('limited');
  expect(limit.admit('b', 1).kind).toBe('admitted');
});

test('a clock that is set back by years does not block a key for years', () => {
  const limit = new RateLimit(1);
  limit.admit('key', 1_000_000_000);
  expect(limit.admit('key', 5).kind).toBe('admitted');
});

test('a quota is used up within its UTC day and whole again at 00:00 UTC', () => {
  const quota = new DailyQuota(2);
  const evening = Date.parse('2026-06-15T23:59:59.998Z');
  expect([quota.take(evening), quota.take(evening), quota.take(evening + 1)]).toEqual([true, true, false]);
  expect(quota.take(evening + 2)).toBe(true);
});
