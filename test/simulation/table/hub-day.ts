import { reserveAhead } from '../../../shared/reservations/reserve.ts';
import { splitPlaces } from '../../../shared/reservations/split.ts';
import { Chance } from '../../sync/world/chance.ts';
import { DAY, demandOf, outageOf, POLL, type Demand, type Interval, type Wish } from './demand.ts';
import { Tally, type DayResult, type Figures } from './tally.ts';
import { Together, type Reach } from './together.ts';

/** Desks that reach each other, the voice agent, and the server: days of the table with a hub. */

/**
 * `partitions`: the branch's network falls into two parts, one of which has the line to the server; `each-alone`: each desk loses its own link to
 * everything, at a time of its own. Both for 30 % of the day.
 */
export type HubOutage = 'none' | 'internet' | 'partitions' | 'each-alone' | 'internet-all-day';
/** `equal`: fixed equal parts of what the others usually leave; `hub`: shared anew each minute; `hub-80`, `hub-95`: with a reserve of that percentile. */
export type HubPolicy = 'none' | 'equal' | 'hub' | 'hub-80' | 'hub-95';

export interface HubCell {
  readonly outage: HubOutage;
  readonly policy: HubPolicy;
  /** Part of all requests that other channels make, from … to. */
  readonly outside: readonly [number, number];
  readonly days: number;
  readonly seed: number;
}

const DESKS = [2, 3, 5] as const;
/** Part of bookings that are cancelled at the server some time later. */
const CANCELLED = 0.03;
/** Requests for each place. */
const LOAD = [0.88, 1.32] as const;

export function hubFigures({ outage, policy, outside, days, seed }: HubCell): Figures {
  const tally = new Tally();
  const chance = new Chance(seed);
  for (let day = 0; day < days; day += 1) {
    const desks = DESKS[day % DESKS.length]!;
    const demand = demandOf(chance, { desks, outside, cancelled: CANCELLED, load: LOAD });
    tally.add(new HubDay(demand, linksOf(outage, desks, chance), policy).run());
  }
  return tally.figures;
}

/** When a desk has no line to the server, and when it is in another part of the branch's network than the hub; in which one, then. */
interface Links {
  readonly line: Interval | null;
  readonly lan: Interval | null;
  readonly part: number;
}

/** Names of the parts of a network besides those of an outage: all of it; those that are not cut off while the hub is. */
const WHOLE = -1;
const REST = -2;

const whole: Links = { line: null, lan: null, part: 0 };

function linksOf(outage: HubOutage, desks: number, chance: Chance): readonly Links[] {
  const all = Array.from({ length: desks }, (_, desk) => desk);
  switch (outage) {
    case 'none':
      return all.map(() => whole);
    case 'internet': {
      const line = outageOf(chance);
      return all.map(() => ({ ...whole, line }));
    }
    case 'internet-all-day':
      return all.map(() => ({ ...whole, line: { from: 0, to: DAY } }));
    case 'each-alone':
      return all.map((part) => {
        const alone = outageOf(chance);
        return { line: alone, lan: alone, part };
      });
    case 'partitions': {
      const apart = outageOf(chance);
      const parts = all.map((desk) => (desk === 0 ? 0 : desk === 1 ? 1 : chance.below(2)));
      const withLine = chance.below(2);
      return parts.map((part) => ({ line: part === withLine ? null : apart, lan: apart, part }));
    }
  }
}

function isIn(interval: Interval | null, at: number): boolean {
  return interval !== null && at >= interval.from && at < interval.to;
}

type Event =
  | { readonly at: number; readonly kind: 'wish'; readonly wish: Wish }
  | { readonly at: number; readonly kind: 'cancel'; readonly booked: Booked }
  | { readonly at: number; readonly kind: 'links' };

interface Booked {
  readonly desk: number | null;
  recorded: boolean;
  ended: boolean;
}

class HubDay {
  readonly #demand: Demand;
  readonly #links: readonly Links[];
  readonly #policy: HubPolicy;
  readonly #together: Together;
  readonly #booked: Booked[] = [];
  /** Taken places as each desk last read them. */
  readonly #known: number[];
  readonly #used: number[];
  #filled = 0;
  #oversold = 0;
  #refused = 0;
  /** Whether something happened since the last round, and when that was. */
  #changed = false;
  #passed = 0;

  constructor(demand: Demand, links: readonly Links[], policy: HubPolicy) {
    this.#demand = demand;
    this.#links = links;
    this.#policy = policy;
    this.#together = new Together(links.length);
    this.#known = links.map(() => 0);
    this.#used = links.map(() => 0);
  }

  run(): DayResult {
    const { capacity, wishes } = this.#demand;
    // The first epoch of a day is made the evening before.
    const everybody = this.#links.map(() => ({ online: true, group: 0 }));
    if (this.#hasHub()) this.#together.round(everybody, capacity, 0, this.#reserve(0));
    const events: Event[] = wishes.map((wish) => ({ at: wish.at, kind: 'wish', wish }));
    for (const interval of this.#links.flatMap(({ line, lan }) => [line, lan])) {
      if (interval !== null) events.push({ at: interval.from, kind: 'links' }, { at: interval.to, kind: 'links' });
    }
    events.sort((a, b) => a.at - b.at);
    for (let event = events.shift(); event !== undefined; event = events.shift()) this.#happen(event, events);
    this.#sendAll(DAY);
    const active = this.#booked.filter(({ ended }) => !ended);
    return {
      capacity,
      requests: wishes.length,
      booked: this.#booked.length,
      oversold: this.#oversold,
      refused: this.#refused,
      taken: active.length,
    };
  }

  #happen(event: Event, events: Event[]): void {
    this.#pass(event.at);
    switch (event.kind) {
      case 'links':
        this.#changed = true;
        this.#sendAll(event.at);
        break;
      case 'cancel':
        if (!event.booked.recorded || event.booked.ended) return;
        event.booked.ended = true;
        this.#filled -= 1;
        this.#changed = true;
        break;
      case 'wish': {
        const booked = this.#wish(event.wish);
        if (booked === null) return;
        this.#changed = true;
        this.#booked.push(booked);
        const { cancelledAt } = event.wish;
        if (cancelledAt !== null) insert(events, { at: cancelledAt, kind: 'cancel', booked });
      }
    }
  }

  #reachAt(at: number): readonly Reach[] {
    const hubPart = isIn(this.#links[0]!.lan, at) ? this.#links[0]!.part : WHOLE;
    return this.#links.map(({ line, lan, part }) => {
      const isApart = isIn(lan, at);
      // Whoever is in nobody's outage is together; so is the hub where its part has no other name.
      return { online: !isIn(line, at), group: isApart ? part : hubPart === WHOLE ? WHOLE : REST };
    });
  }

  /** The reads and rounds of the minutes up to `at`: the first after a change, and the last. Those between them change nothing. */
  #pass(at: number): void {
    const first = POLL * (Math.floor(this.#passed / POLL) + 1);
    const last = POLL * Math.floor(at / POLL);
    this.#passed = at;
    if (last < first) return;
    if (this.#changed) this.#minute(first);
    // The reserve falls as the day goes on.
    if (last > first && this.#hasReserve()) this.#round(last);
    this.#changed = false;
  }

  #minute(at: number): void {
    for (const [desk, { online }] of this.#reachAt(at).entries()) if (online) this.#known[desk] = this.#filled;
    this.#round(at);
  }

  #hasHub(): boolean {
    return this.#policy === 'hub' || this.#hasReserve();
  }

  #hasReserve(): boolean {
    return this.#policy === 'hub-80' || this.#policy === 'hub-95';
  }

  /** The hub's round, where somebody in its reach has a line. */
  #round(at: number): boolean {
    const reach = this.#reachAt(at);
    if (!this.#hasHub() || !reach.some(({ online, group }) => online && group === reach[0]!.group)) return false;
    this.#together.round(reach, this.#demand.capacity, this.#filled, this.#reserve(at));
    return true;
  }

  /** Places left to the other channels, from now to the end of the day. */
  #reserve(at: number, part = this.#policy === 'hub-95' ? 0.95 : 0.8): number {
    const leads = this.#demand.history.map((dates) => dates.map((one) => DAY - one));
    return this.#policy === 'hub' ? 0 : reserveAhead(leads, DAY - at, part);
  }

  #wish({ at, desk }: Wish): Booked | null {
    const { capacity } = this.#demand;
    if (desk === null) {
      if (this.#filled >= capacity) return null;
      this.#filled += 1;
      return { desk, recorded: true, ended: false };
    }
    const { online } = this.#reachAt(at)[desk]!;
    if (!this.#mayBook(at, desk) || (online && this.#filled >= capacity)) {
      if (this.#truePlaces() > 0) this.#refused += 1;
      return null;
    }
    this.#used[desk]! += 1;
    this.#together.use(desk);
    if (online) this.#record(desk);
    return { desk, recorded: online, ended: false };
  }

  #record(desk: number): void {
    this.#filled += 1;
    this.#together.recorded(desk);
  }

  #truePlaces(): number {
    return (
      this.#demand.capacity - this.#filled - this.#booked.filter(({ recorded, ended }) => !recorded && !ended).length
    );
  }

  #mayBook(at: number, desk: number): boolean {
    const { capacity } = this.#demand;
    switch (this.#policy) {
      case 'none':
        return this.#leftInRead(at, desk) > 0;
      case 'equal': {
        const members = this.#links.map((_, id) => ({ id: String(id), weight: 1 }));
        const part = splitPlaces(capacity - this.#reserve(0, 0.5), members).get(String(desk)) ?? 0;
        return this.#used[desk]! < part && this.#leftInRead(at, desk) > 0;
      }
      default:
        return this.#findRight(at, desk);
    }
  }

  /** What the desk knows to be free: with a line what the server says, else its last read less its own bookings since. */
  #leftInRead(at: number, desk: number): number {
    const unsent = this.#booked.filter((one) => one.desk === desk && !one.recorded && !one.ended).length;
    const filled = isIn(this.#links[desk]!.line, at) ? this.#known[desk]! : this.#filled;
    return this.#demand.capacity - filled - unsent;
  }

  /** Its own rights, those of desks in reach, what a new round finds: in this order (SPEC HUB-7). */
  #findRight(at: number, desk: number): boolean {
    const together = this.#together;
    const reach = this.#reachAt(at);
    const { online, group } = reach[desk]!;
    const has = (): boolean => together.rights(desk, online) > 0;
    if (!has()) together.ask(desk, reach);
    if (has()) return true;
    if (group !== reach[0]!.group || !this.#round(at)) return false;
    if (!has()) together.ask(desk, reach);
    return has();
  }

  #sendAll(at: number): void {
    const reach = this.#reachAt(at);
    for (const booked of this.#booked) {
      const { desk } = booked;
      if (booked.recorded || booked.ended || desk === null || !reach[desk]!.online) continue;
      if (this.#filled >= this.#demand.capacity) {
        this.#oversold += 1;
        booked.ended = true;
      } else {
        booked.recorded = true;
        this.#record(desk);
      }
    }
  }
}

function insert(events: Event[], event: Event): void {
  const at = events.findIndex((other) => other.at > event.at);
  if (at < 0) events.push(event);
  else events.splice(at, 0, event);
}
