import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countCalledBefore, nextToCall, type Queued } from '../../shared/visit/next-to-call.ts';

const came = { visit: 'arrived', windowOrder: 1, arrivedAt: 100, token: 'MB-A02' } as const satisfies Queued;

const anyVisit: fc.Arbitrary<Queued> = fc.record({
  visit: fc.constantFrom('booked', 'arrived', 'called', 'skipped', 'on-hold', 'with-doctor', 'no-show', 'cancelled'),
  windowOrder: fc.nat(3),
  arrivedAt: fc.option(fc.nat(5)),
  token: fc.option(fc.constantFrom('MB-A01', 'MB-A02', 'MB-A100', 'MB-B01')),
});

test.each([
  ['of an earlier window', { windowOrder: 0, arrivedAt: 900 }],
  ['who came sooner', { arrivedAt: 99, token: 'MB-A09' }],
  ['with the lower token, of two who came together', { token: 'MB-A01' }],
] as const)('VISIT-8: next is the one %s', (_, changes) => {
  const sooner = { ...came, ...changes };
  expect(nextToCall([came, sooner])).toBe(sooner);
  expect(nextToCall([sooner, came])).toBe(sooner);
});

test('VISIT-8: tokens are compared by their numbers: of two who came together A99 is called before A100', () => {
  const [sooner, later] = [
    { ...came, token: 'MB-A99' },
    { ...came, token: 'MB-A100' },
  ];
  expect(nextToCall([later, sooner])).toBe(sooner);
  expect(nextToCall([sooner, later])).toBe(sooner);
});

test('VISIT-8: only who has arrived and was not called yet is next', () => {
  fc.assert(
    fc.property(fc.array(anyVisit), (visits) => {
      const next = nextToCall(visits);
      expect(next?.visit ?? 'arrived').toBe('arrived');
      expect(next === null).toBe(!visits.some(({ visit }) => visit === 'arrived'));
    }),
  );
});

test('VISIT-8: whose turn it is does not depend on the order of the list', () => {
  fc.assert(
    fc.property(fc.array(anyVisit), (visits) => {
      expect(nextToCall([...visits].reverse())).toEqual(nextToCall(visits));
    }),
  );
});

test('CHECK-IN-8, VISIT-8: as many are before somebody as are called, one after the other, until it is their turn', () => {
  fc.assert(
    fc.property(fc.array(anyVisit), anyVisit, (others, someone) => {
      const mine = { ...someone, visit: 'arrived' as const };
      const waiting = new Set<Queued>([mine, ...others]);
      let called = 0;
      for (let next = nextToCall(waiting); next !== mine && next !== null; next = nextToCall(waiting)) {
        waiting.delete(next);
        called += 1;
      }
      expect(countCalledBefore(mine, others)).toBe(called);
    }),
  );
});
