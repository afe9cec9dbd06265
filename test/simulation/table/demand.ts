import type { Chance } from '../../sync/world/chance.ts';

/** What people want of one slot on one day. Times are minutes since the day's first request could come. */

/** Length of a day, minutes. */
export const DAY = 480;
/** Part of a day that an outage takes, and for how long a desk does not notice one: its next read of the minute, and how long that is waited for. */
export const OUTAGE = 0.3 * DAY;
export const NOTICED_AFTER = 10 / 60;
/** Availability of today is read this often, minutes. */
export const POLL = 1;

export interface Interval {
  readonly from: number;
  readonly to: number;
}

export interface Wish {
  readonly at: number;
  /** Index of the desk; null: another channel. */
  readonly desk: number | null;
  /** When a booked place is given back at the server; null: never. */
  readonly cancelledAt: number | null;
}

export interface Demand {
  readonly capacity: number;
  readonly wishes: readonly Wish[];
  /** Times of the other channels' bookings on earlier dates of the same weekly window. */
  readonly history: readonly (readonly number[])[];
}

export interface DemandOptions {
  readonly desks: number;
  /** Part of all requests that other channels make, from … to. */
  readonly outside: readonly [number, number];
  /** Part of bookings that are cancelled later. */
  readonly cancelled: number;
  /** Requests for each place, from … to. */
  readonly load: readonly [number, number];
}

/** Earlier dates that a branch remembers of a weekly window. */
const DATES_KNOWN = 20;

/** A day of a slot: 10–40 places, asked for uniformly over the day, by each desk alike. */
export function demandOf(chance: Chance, { desks, outside, cancelled, load: loads }: DemandOptions): Demand {
  const between = ([from, to]: readonly [number, number]): number => from + (to - from) * chance.next();
  const capacity = 10 + chance.below(31);
  const load = between(loads);
  const part = between(outside);
  const wishes: Wish[] = [];
  for (const at of times(chance, load * capacity)) {
    const desk = chance.happens(part) ? null : chance.below(desks);
    const cancelledAt = chance.happens(cancelled) ? at + (DAY - at) * chance.next() : null;
    wishes.push({ at, desk, cancelledAt });
  }
  const dates = part === 0 ? 0 : DATES_KNOWN;
  const history = Array.from({ length: dates }, () => times(chance, load * capacity * part));
  return { capacity, wishes, history };
}

/** A Poisson process over a day: `expected` events on average, in order. */
function times(chance: Chance, expected: number): readonly number[] {
  const all: number[] = [];
  const gap = (): number => (-Math.log(1 - chance.next()) * DAY) / expected;
  for (let at = gap(); at < DAY; at += gap()) all.push(at);
  return all;
}

export function outageOf(chance: Chance): Interval {
  const from = (DAY - OUTAGE) * chance.next();
  return { from, to: from + OUTAGE };
}
