import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tableOf, verdictOf, type Aim } from './report.ts';
import { compare, median, type Comparison } from './statistics.ts';

const finite = fc.double({ min: 0.001, max: 1e6, noNaN: true });
const some = fc.array(finite, { minLength: 1, maxLength: 30 });

describe('the median', () => {
  it('has as many values below it as above it, whatever the order', () => {
    fc.assert(
      fc.property(some, (values) => {
        const middle = median(values);
        const below = values.filter((value) => value < middle).length;
        const above = values.filter((value) => value > middle).length;
        expect(Math.max(below, above)).toBeLessThanOrEqual(values.length / 2);
        expect(median([...values].reverse())).toBe(middle);
      }),
    );
  });

  it('is the value in the middle, or the mean of the two', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([9, 1, 5, 7])).toBe(6);
    expect(median([])).toBeNaN();
  });
});

describe('a comparison', () => {
  it('is not moved by what slows both sides of a round alike', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(some, some, finite), { minLength: 1, maxLength: 9 }), (given) => {
        const rounds = given.map(([ours, peer]) => ({ ours, peer }));
        const slowed = given.map(([ours, peer, times]) => ({
          ours: ours.map((ms) => ms * times),
          peer: peer.map((ms) => ms * times),
        }));
        expect(compare(slowed).ratio / compare(rounds).ratio).toBeCloseTo(1, 6);
      }),
    );
  });

  it('gives the medians of both sides, and the ratios of the rounds', () => {
    const rounds = [
      { ours: [2, 4, 100], peer: [2, 2, 1] },
      { ours: [6, 6, 6], peer: [2, 2, 2] },
      { ours: [10, 9, 11], peer: [10, 9, 200] },
    ];
    expect(compare(rounds)).toEqual({ ours: 6, peer: 2, ratio: 2, lowest: 1, highest: 3, rounds: 3 });
  });
});

describe('the report', () => {
  const comparison: Comparison = { ours: 3, peer: 2, ratio: 1.5, lowest: 1.2, highest: 2.5, rounds: 7 };
  const atMost = (times: number): Aim => ({ kind: 'at-most', times });

  it('says of an aim whether it is met, and whether in every round', () => {
    expect(verdictOf({ comparison, aim: atMost(3) })).toBe('meets the aim');
    expect(verdictOf({ comparison, aim: atMost(2) })).toBe('meets the aim, not in every round');
    expect(verdictOf({ comparison, aim: atMost(1.4) })).toBe('misses the aim, not in every round');
    expect(verdictOf({ comparison, aim: atMost(1) })).toBe('misses the aim');
    expect(verdictOf({ comparison, aim: null })).toBe('no aim set');
  });

  it('turns the ratio around where the aim is to be faster', () => {
    const faster: Comparison = { ours: 0.0005, peer: 0.02, ratio: 0.025, lowest: 0.02, highest: 0.04, rounds: 7 };
    const aim: Aim = { kind: 'faster', times: 20 };
    expect(verdictOf({ comparison: faster, aim })).toBe('meets the aim');
    expect(verdictOf({ comparison: faster, aim: { ...aim, times: 60 } })).toBe('misses the aim');
    expect(tableOf([{ name: 'work', peer: 'peer', comparison: faster, aim }]).split('\n')[2]).toContain(
      '0.50 µs  peer  20.00 µs  40× as fast  25× to 50×  at least 20×  meets the aim',
    );
  });

  it('is a table whose columns stand under their heads', () => {
    const rows = [
      { name: 'a', peer: 'raw', comparison, aim: atMost(3) },
      { name: 'a longer name', peer: 'the peer', comparison, aim: null },
    ];
    const [head = '', rule = '', ...lines] = tableOf(rows).split('\n');
    expect(lines).toHaveLength(2);
    for (const line of lines) {
      expect(line.indexOf('3.00 ms')).toBe(head.indexOf('ours'));
      expect(line.indexOf('1.50×')).toBe(head.indexOf('ratio'));
    }
    expect(rule).toMatch(/^[- ]+$/);
  });
});
