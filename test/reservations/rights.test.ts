import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isLeaseOver,
  LEASE_MARGIN_MS,
  OTHERS_BEHIND_MS,
  ownPlaceRights,
  rightsIn,
  type Sharing,
  type SlotFigures,
} from '../../shared/reservations/rights.ts';
import { isClockPlausible } from '../../shared/reservations/clock-trust.ts';
import { installationOf } from '../../shared/reservations/reference.ts';
import { splitPlaces } from '../../shared/reservations/split.ts';
import { reserveFor } from '../../shared/reservations/reserve.ts';

const members = [
  { id: 'A', weight: 1 },
  { id: 'B', weight: 1 },
];
const balanced: Sharing = { policy: 'balanced', members, me: 'A', hasPart: true, reserve: 0 };
const strict: Sharing = { ...balanced, policy: 'strict' };

function slot(change: Partial<SlotFigures> = {}): SlotFigures {
  return { capacity: 10, filled: 0, own: 0, ownNew: 0, others: new Map(), outside: 0, unknown: 0, ...change };
}

describe('a device alone at its branch', () => {
  const alone: Sharing = { policy: 'balanced', members: [], me: 'A', hasPart: true, reserve: 0 };

  it('ROSTER-1: holds every place, less what is reserved', () => {
    expect(rightsIn(slot({ filled: 3, own: 2, ownNew: 1 }), alone)).toEqual({ offline: 7, online: 7 });
    expect(rightsIn(slot({ filled: 3 }), { ...alone, reserve: 2 })).toEqual({ offline: 5, online: 7 });
  });

  it('ROSTER-1: strict asks nothing of it either', () => {
    expect(rightsIn(slot({ filled: 3 }), { ...alone, policy: 'strict' })).toEqual({ offline: 7, online: 7 });
  });
});

describe('balanced', () => {
  it('RES-1, RES-2: its part of what the snapshot left, less what it booked since', () => {
    expect(rightsIn(slot({ filled: 4 }), balanced)).toEqual({ offline: 3, online: 6 });
    expect(rightsIn(slot({ filled: 6, own: 2, ownNew: 2 }), balanced)).toEqual({ offline: 1, online: 4 });
    expect(rightsIn(slot({ filled: 7, own: 3, ownNew: 3 }), balanced)).toEqual({ offline: 0, online: 3 });
  });

  it('RES-1: a booking that is cancelled gives its right back', () => {
    const used = rightsIn(slot({ filled: 5, own: 1, ownNew: 1 }), balanced);
    const back = rightsIn(slot({ filled: 4 }), balanced);
    expect(back.offline).toBe(used.offline + 1);
  });

  it('RES-5: connected, the server alone decides', () => {
    expect(rightsIn(slot({ filled: 9, own: 5, ownNew: 5 }), balanced).online).toBe(1);
  });

  it('RES-4: what others booked comes out of the reserve', () => {
    const reserve = { ...balanced, reserve: 4 };
    expect(rightsIn(slot({ filled: 0 }), reserve).offline).toBe(3);
    expect(rightsIn(slot({ filled: 2, outside: 2 }), reserve).offline).toBe(3);
    expect(rightsIn(slot({ filled: 6, outside: 6 }), reserve).offline).toBe(2);
  });

  it('RES-8: nobody sells what it knows to be taken', () => {
    expect(rightsIn(slot({ filled: 10 }), balanced)).toEqual({ offline: 0, online: 0 });
    expect(rightsIn(slot({ capacity: 8, filled: 10 }), balanced)).toEqual({ offline: 0, online: 0 });
  });

  it('RES-10, RES-11: each snapshot splits anew what remains, and a cut shrinks every part', () => {
    expect(rightsIn(slot({ filled: 2 }), balanced).offline).toBe(4);
    expect(rightsIn(slot({ filled: 6 }), balanced).offline).toBe(2);
    expect(rightsIn(slot({ capacity: 4, filled: 2 }), balanced).offline).toBe(1);
  });
});

/** When bookings of one device were recorded, in seconds before all lost the line. */
const recordedBefore = fc.array(fc.integer({ min: 0, max: 170 }), { maxLength: 6 });
const behindS = OTHERS_BEHIND_MS / 1000;

describe('desks that lose the line together', () => {
  it('RES-3: sell no place twice but what one of them booked beyond its part in the last minute and a half', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 24 }),
        fc.array(
          fc.record({
            booked: recordedBefore,
            readBefore: fc.integer({ min: 0, max: behindS }),
            weight: fc.integer({ min: 1, max: 9 }),
          }),
          { minLength: 2, maxLength: 5 },
        ),
        (capacity, devices) => {
          const roster = devices.map(({ weight }, index) => ({ id: letterOf(index), weight }));
          const wished = devices.flatMap(({ booked }, index) => booked.map((before) => ({ before, index })));
          // The server takes them in the order of time, as long as there are places.
          const recorded = wished.sort((x, y) => y.before - x.before).slice(0, capacity);
          const early = recorded.filter(({ before }) => before >= behindS).length;
          const parts = splitPlaces(capacity - early, roster);
          let sold = recorded.length;
          let beyond = 0;
          for (const [index, { readBefore }] of devices.entries()) {
            const own = recorded.filter((one) => one.index === index);
            const ownNew = own.filter(({ before }) => before < readBefore + behindS).length;
            const filled = recorded.filter((one) => one.index === index || one.before >= readBefore).length;
            const sharing = { ...balanced, members: roster, me: letterOf(index) };
            sold += rightsIn(slot({ capacity, filled, own: own.length, ownNew }), sharing).offline;
            const late = own.filter(({ before }) => before < behindS).length;
            beyond += Math.max(0, late - (parts.get(letterOf(index)) ?? 0));
          }
          expect(sold).toBeLessThanOrEqual(capacity + beyond);
        },
      ),
      { numRuns: 5000 },
    );
  });
});

function letterOf(index: number): string {
  return String.fromCharCode(65 + index);
}

describe('strict', () => {
  it('RES-6: its part of the capacity, less all of its own bookings', () => {
    expect(rightsIn(slot({ filled: 3, own: 3 }), strict).offline).toBe(2);
    expect(rightsIn(slot({ filled: 5, own: 5 }), strict).offline).toBe(0);
    expect(rightsIn(slot({ filled: 4, outside: 4 }), strict).offline).toBe(3);
    expect(rightsIn(slot(), { ...strict, reserve: 4 }).offline).toBe(3);
  });

  it('RES-7: connected, it goes beyond its part only where the others may not need what is left', () => {
    expect(rightsIn(slot({ filled: 5, own: 5 }), strict).online).toBe(0);
    expect(rightsIn(slot({ filled: 8, own: 3, others: new Map([['B', 5]]) }), strict).online).toBe(2);
    const reserved = { ...strict, reserve: 4 };
    expect(rightsIn(slot({ filled: 6, own: 3, others: new Map([['B', 3]]) }), reserved).online).toBe(2);
  });

  it('RES-7: two that are connected do not both sell the last place of the reserve', () => {
    const figures = slot({ capacity: 3, filled: 2, own: 1 });
    const sharing = { ...strict, reserve: 1 };
    const a = rightsIn({ ...figures, others: new Map([['B', 1]]) }, sharing).online;
    const b = rightsIn({ ...figures, others: new Map([['A', 1]]) }, { ...sharing, me: 'B' }).online;
    expect(a + b).toBe(1);
  });

  it('RES-7: one whose part is denied leaves it to whoever may hold it, connected too', () => {
    const denied = { ...strict, hasPart: false };
    // What the lost installation of its letter sold is among the outsiders; what it may still hold is among the others'.
    expect(rightsIn(slot({ filled: 2, unknown: 2 }), denied)).toEqual({ offline: 0, online: 0 });
    expect(rightsIn(slot({ filled: 8, others: new Map([['B', 8]]) }), denied)).toEqual({ offline: 0, online: 0 });
  });

  it('RES-6: without its install code a device’s bookings count as outsiders’: less is left, and nothing twice', () => {
    expect(rightsIn(slot({ filled: 5, unknown: 5 }), strict).offline).toBe(3);
    expect(rightsIn(slot({ filled: 5, unknown: 5 }), { ...strict, me: 'B' }).offline).toBe(2);
  });

  it('RES-6: whatever snapshots they saw, however different, together they sell no more than capacity − reserve', () => {
    const snapshot = fc.record({
      filledBefore: fc.integer({ min: 0, max: 30 }),
      outside: fc.integer({ min: 0, max: 30 }),
    });
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 0, max: 10 }),
        fc.array(fc.tuple(snapshot, fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 20 })), {
          minLength: 2,
          maxLength: 8,
        }),
        (capacity, reserve, devices) => {
          const roster = devices.map(([, weight], index) => ({ id: letterOf(index), weight }));
          const used = devices.map(([{ filledBefore, outside }, , wanted], index) => {
            let own = 0;
            const sharing: Sharing = {
              policy: 'strict',
              members: roster,
              me: roster[index]?.id ?? '',
              hasPart: true,
              reserve,
            };
            while (
              own < wanted &&
              rightsIn(slot({ capacity, filled: filledBefore + own, own, ownNew: own, outside }), sharing).offline > 0
            )
              own += 1;
            return own;
          });
          const sold = used.reduce((sum, each) => sum + each, 0);
          expect(sold).toBeLessThanOrEqual(Math.max(0, capacity - reserve));
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('the clinic’s own places', () => {
  it('OWN-2: are split by weight, less the device’s own walk-ins on them', () => {
    expect(ownPlaceRights(10, 0, [], 'A')).toBe(10);
    expect(ownPlaceRights(10, 2, members, 'A')).toBe(3);
    expect(ownPlaceRights(3, 4, members, 'B')).toBe(0);
    expect(ownPlaceRights(-1, 0, [], 'A')).toBe(0);
  });
});

describe('leases and clocks', () => {
  const dayEndsAt = Date.parse('2026-06-15T18:30:00.000Z');

  it('LEASE-1: rights end five minutes before the slot’s local day', () => {
    expect(isLeaseOver(dayEndsAt, dayEndsAt - LEASE_MARGIN_MS - 1)).toBe(false);
    expect(isLeaseOver(dayEndsAt, dayEndsAt - LEASE_MARGIN_MS)).toBe(true);
  });

  it('CLOCK-1: a clock behind what the server has told is implausible from five minutes on', () => {
    expect(isClockPlausible(dayEndsAt, null)).toBe(true);
    expect(isClockPlausible(dayEndsAt - 299_999, dayEndsAt)).toBe(true);
    expect(isClockPlausible(dayEndsAt - 300_000, dayEndsAt)).toBe(false);
  });

  it('CLOCK-2: a computer that slept through the night is trusted', () => {
    expect(isClockPlausible(dayEndsAt + 12 * 3_600_000, dayEndsAt)).toBe(true);
  });
});

describe('the reserve', () => {
  it.each([
    [{ kind: 'fixed', places: 3 } as const, [9, 9], 3],
    [{ kind: 'history' } as const, [], 0],
    [{ kind: 'history' } as const, [4, 1, 0, 2], 4],
    // Nineteen ordinary days and one feast: the feast is the one of twenty that is left out.
    [{ kind: 'history' } as const, [...Array.from({ length: 19 }, () => 2), 9], 2],
  ])('RES-4: by %o of %o are %i places', (rule, history, expected) => {
    expect(reserveFor(rule, history)).toBe(expected);
  });
});

describe('whose appointment it is', () => {
  it('RES-6: a reference of this product names its installation; any other is an outsider’s', () => {
    expect(installationOf('k3f9a8b2c1-01J8ZQ4Y7N0000000000000001-g2')).toBe('k3f9a8b2c1');
    for (const other of [null, '', 'crm-4711', 'k3f9-short-g1', 'k3f9a8b2c1-01J8ZQ4Y7N0000000000000001'])
      expect(installationOf(other)).toBeNull();
  });
});
