import { describe, expect, it } from 'vitest';
import { aloneFigures } from './alone.ts';
import { drainOf } from './drain.ts';
import { hubFigures } from './hub-day.ts';
import { brokenByLinks } from './broken-by-links.ts';
import { aloneGoal, DRAIN_FACTOR, hubGoal, meets } from './print.ts';

/** Slot-days of a cell: enough for the goals, which the full table measures on more. */
const DAYS = 300;
const SEED = 1;

describe('the policies of reservations', () => {
  it.each([
    ['none', [0.1, 0.5]],
    ['internet', [0.1, 0.5]],
    ['partitions', [0.1, 0.5]],
  ] as const)(
    'HUB-11: with a hub, outage %s, and others who book, at most 2 of 1,000 are sold twice',
    (outage, outside) => {
      const figures = hubFigures({ outage, policy: 'hub-80', outside, days: DAYS, seed: SEED });
      expect(figures).toSatisfy(() => meets(figures, hubGoal(outage, 'hub-80', outside)));
    },
  );

  it.each(['none', 'internet', 'partitions', 'each-alone', 'internet-all-day'] as const)(
    'HUB-9: with a hub and no others who book, outage %s, nothing is sold twice',
    (outage) => {
      expect(hubFigures({ outage, policy: 'hub', outside: [0, 0], days: DAYS, seed: SEED }).oversold).toBe(0);
    },
  );

  it.each([2, 3, 5])('RES-3: balanced, one uplink gone: %i desks keep the goal', (desks) => {
    const figures = aloneFigures('uplink', 'balanced', desks, DAYS, SEED);
    expect(figures).toSatisfy(() => meets(figures, aloneGoal('uplink', 'balanced')));
  });

  it.each(['none', 'uplink', 'uplink-all-day', 'each-alone'] as const)(
    'RES-6: strict sells nothing twice, outage %s',
    (outage) => {
      for (const desks of [2, 3, 5]) {
        expect(aloneFigures(outage, 'strict', desks, DAYS / 4, SEED).oversold).toBe(0);
      }
    },
  );

  it('HUB-9: worlds of failing links hold', () => {
    expect(brokenByLinks(200)).toBeNull();
  });

  it('BUDGET: what waits is sent within 1.05 times the bound of 60 requests a minute', async () => {
    const { minutes, bound } = await drainOf(1_000);
    expect(minutes).toBeLessThanOrEqual(DRAIN_FACTOR * bound);
  });
});
