import { OTHERS_BEHIND_MS, rightsIn, type SlotFigures } from '../../../shared/reservations/rights.ts';
import { Chance } from '../../sync/world/chance.ts';
import { DAY, demandOf, NOTICED_AFTER, outageOf, POLL, type Interval } from './demand.ts';
import { Tally, type DayResult, type Figures } from './tally.ts';

/** Desks that see only the server, on the rights of `shared/reservations/rights.ts`. */

export type AloneOutage = 'none' | 'uplink' | 'uplink-all-day' | 'each-alone';
export type AlonePolicy = 'none' | 'strict' | 'balanced';

interface Booked {
  readonly desk: number;
  /** When the server recorded it; null: not yet. */
  recordedAt: number | null;
}

interface Desk {
  readonly cut: Interval | null;
  /** Phase of its reads, minutes. */
  readonly phase: number;
}

/** Requests for each place. */
const LOAD = [0.8, 1.3] as const;
const MINUTE_MS = 60_000;
const letterOf = (desk: number): string => String.fromCharCode(65 + desk);

/** Days of one cell of the table. @param days how many slot-days */
export function aloneFigures(
  outage: AloneOutage,
  policy: AlonePolicy,
  desks: number,
  days: number,
  seed: number,
): Figures {
  const tally = new Tally();
  const chance = new Chance(seed);
  for (let day = 0; day < days; day += 1) tally.add(new AloneDay(chance, outage, policy, desks).run());
  return tally.figures;
}

class AloneDay {
  readonly #demand;
  readonly #desks: readonly Desk[];
  readonly #policy: AlonePolicy;
  readonly #members;
  readonly #booked: Booked[] = [];
  #recorded = 0;
  #oversold = 0;
  #refused = 0;

  constructor(chance: Chance, outage: AloneOutage, policy: AlonePolicy, desks: number) {
    this.#demand = demandOf(chance, { desks, outside: [0, 0], cancelled: 0, load: LOAD });
    this.#policy = policy;
    const uplink = cutOf(outage, chance);
    this.#desks = Array.from({ length: desks }, () => ({
      cut: outage === 'each-alone' ? outageOf(chance) : uplink,
      phase: chance.next() * POLL,
    }));
    this.#members = this.#desks.map((_, at) => ({ id: letterOf(at), weight: 1 }));
  }

  run(): DayResult {
    const { capacity, wishes } = this.#demand;
    const returns = this.#desks
      .map(({ cut }, desk) => ({ at: Math.min(cut?.to ?? DAY, DAY), desk }))
      .sort((a, b) => a.at - b.at);
    let next = 0;
    for (const { at, desk } of wishes) {
      for (; next < returns.length && returns[next]!.at <= at; next += 1) this.#send(returns[next]!);
      if (desk !== null) this.#wish(at, desk);
    }
    for (; next < returns.length; next += 1) this.#send(returns[next]!);
    return {
      capacity,
      requests: wishes.length,
      booked: this.#booked.length,
      oversold: this.#oversold,
      refused: this.#refused,
      taken: this.#recorded,
    };
  }

  #wish(at: number, desk: number): void {
    const { capacity } = this.#demand;
    const { cut } = this.#desks[desk]!;
    const isCut = cut !== null && at >= cut.from && at < cut.to;
    const rights = this.#rights(at, desk, isCut && this.#noticed(at, desk));
    if (rights < 1 || (!isCut && this.#recorded >= capacity)) {
      if (this.#booked.length < capacity) this.#refused += 1;
      return;
    }
    if (!isCut) this.#recorded += 1;
    this.#booked.push({ desk, recordedAt: isCut ? null : at });
  }

  /** A desk knows that it is cut off from its next read on, or from its first booking that was not sent. */
  #noticed(at: number, desk: number): boolean {
    const { cut, phase } = this.#desks[desk]!;
    if (cut === null) return false;
    const read = phase + POLL * Math.ceil((cut.from - phase) / POLL);
    const unsent = this.#booked.some((one) => one.desk === desk && one.recordedAt === null);
    return at > read + NOTICED_AFTER || unsent;
  }

  #rights(at: number, desk: number, offline: boolean): number {
    const figures = this.#figures(this.#readAt(at, desk), desk);
    const policy = this.#policy === 'strict' ? 'strict' : 'balanced';
    const rights = rightsIn(figures, { policy, members: this.#members, me: letterOf(desk), hasPart: true, reserve: 0 });
    return offline && this.#policy !== 'none' ? rights.offline : rights.online;
  }

  /** When the desk last read the server: at each of its minutes with a line, and when the line came back. */
  #readAt(at: number, desk: number): number {
    const { cut, phase } = this.#desks[desk]!;
    const before = (moment: number): number => phase + POLL * Math.floor((moment - phase) / POLL);
    if (cut === null || at < cut.from) return before(at);
    return at < cut.to ? before(cut.from) : Math.max(before(at), cut.to);
  }

  #figures(readAt: number, desk: number): SlotFigures {
    const own = this.#booked.filter((one) => one.desk === desk);
    const isSince = (since: number) => (one: Booked) => one.recordedAt === null || one.recordedAt > since;
    const others = new Map<string, number>();
    let counted = 0;
    for (const one of this.#booked) {
      if (isSince(readAt)(one)) continue;
      counted += 1;
      if (one.desk !== desk) others.set(letterOf(one.desk), (others.get(letterOf(one.desk)) ?? 0) + 1);
    }
    return {
      capacity: this.#demand.capacity,
      filled: counted + own.filter(isSince(readAt)).length,
      own: own.length,
      ownNew: own.filter(isSince(readAt - OTHERS_BEHIND_MS / MINUTE_MS)).length,
      others,
      outside: 0,
      unknown: 0,
    };
  }

  /** The line is back: what waits is sent, and what the server has no place for was sold twice. */
  #send({ at, desk }: { readonly at: number; readonly desk: number }): void {
    for (const one of this.#booked) {
      if (one.desk !== desk || one.recordedAt !== null) continue;
      if (this.#recorded >= this.#demand.capacity) {
        this.#oversold += 1;
        // It keeps its place in nobody's count: the clinic finds another for the patient.
        one.recordedAt = Infinity;
      } else {
        this.#recorded += 1;
        one.recordedAt = at;
      }
    }
  }
}

function cutOf(outage: AloneOutage, chance: Chance): Interval | null {
  if (outage === 'uplink') return outageOf(chance);
  return outage === 'uplink-all-day' ? { from: 0, to: Infinity } : null;
}
