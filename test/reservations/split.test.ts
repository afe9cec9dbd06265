import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitPlaces, type Member } from '../../shared/reservations/split.ts';

const members = fc
  .uniqueArray(fc.integer({ min: 0, max: 25 }), { minLength: 1, maxLength: 12 })
  .chain((letters) =>
    fc
      .array(fc.integer({ min: 1, max: 9 }), { minLength: letters.length, maxLength: letters.length })
      .map((weights): readonly Member[] =>
        letters.map((letter, index) => ({ id: String.fromCharCode(65 + letter), weight: weights[index] ?? 1 })),
      ),
  );

function parts(pool: number, of: readonly Member[]): Record<string, number> {
  return Object.fromEntries(splitPlaces(pool, of));
}

describe('the split of places', () => {
  it.each([
    [10, { A: 6, B: 6, C: 2 }, { A: 5, B: 4, C: 1 }],
    [11, { A: 6, B: 6, C: 2 }, { A: 5, B: 5, C: 1 }],
    [12, { A: 6, B: 6, C: 2 }, { A: 5, B: 5, C: 2 }],
    [10, { A: 1, B: 1 }, { A: 5, B: 5 }],
    [11, { A: 1, B: 1 }, { A: 6, B: 5 }],
    [3, { A: 1, B: 1, C: 1, D: 1 }, { A: 1, B: 1, C: 1, D: 0 }],
    [0, { A: 1, B: 1 }, { A: 0, B: 0 }],
    [-4, { A: 1 }, { A: 0 }],
  ])('SPLIT-1: %i places among %o are %o', (pool, weights, expected) => {
    const of = Object.entries(weights).map(([id, weight]) => ({ id, weight }));
    expect(parts(pool, of)).toEqual(expected);
    expect(parts(pool, [...of].reverse())).toEqual(expected);
  });

  it('SPLIT-1: every place is given, to nobody twice; where nobody shares, none is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 120 }), members, (pool, of) => {
        expect(Object.values(parts(pool, of)).reduce((sum, part) => sum + part, 0)).toBe(pool);
      }),
    );
    expect(parts(5, [])).toEqual({});
  });

  it('SPLIT-2: one place more takes none from anybody and gives one to exactly one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 120 }), members, (pool, of) => {
        const before = splitPlaces(pool, of);
        const gains = [...splitPlaces(pool + 1, of)].map(([id, part]) => part - (before.get(id) ?? 0));
        expect(gains.filter((gain) => gain === 1)).toHaveLength(1);
        expect(gains.every((gain) => gain === 0 || gain === 1)).toBe(true);
      }),
    );
  });

  it('SPLIT-3: what members hold already stays theirs, and each further place goes to whom it would go next', () => {
    const of = [
      { id: 'A', weight: 1 },
      { id: 'B', weight: 1 },
    ];
    const divided = (pool: number, a: number, b: number) =>
      Object.fromEntries(
        splitPlaces(
          pool,
          of,
          new Map([
            ['A', a],
            ['B', b],
          ]),
        ),
      );
    expect(divided(10, 2, 2)).toEqual({ A: 5, B: 5 });
    expect(divided(10, 7, 0)).toEqual({ A: 7, B: 3 });
    expect(divided(10, 0, 9)).toEqual({ A: 1, B: 9 });
    expect(divided(4, 3, 3)).toEqual({ A: 3, B: 3 });
  });

  it('SPLIT-1: where all weigh the same, nobody is a whole place from an equal part', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 120 }), fc.integer({ min: 1, max: 12 }), (pool, count) => {
        const of = Array.from({ length: count }, (_, index) => ({ id: String.fromCharCode(65 + index), weight: 3 }));
        for (const part of splitPlaces(pool, of).values()) expect(Math.abs(part - pool / count)).toBeLessThan(1);
      }),
    );
  });
});
