import type { LocalDate } from '../model/appointment.ts';
import type { Weekday } from '../model/clinic.ts';
import { dateOf, dayMs, dayOf, minuteMs, weekdayOfDay } from './calendar-date.ts';

export { addDays, weekdayOf } from './calendar-date.ts';

/**
 * Wall clock of one IANA zone.
 *
 * Daylight saving policy (SPEC TIME-4 … TIME-8): a request names a UTC instant, so its local time is never in doubt. Windows are compared in
 * local wall-clock time: in the hour that comes twice both passes lie in the window, and of the hour that does not exist nothing
 * does. Where a wall-clock time has to become an instant, a time that does not exist moves forward by the length of
 * the gap, and of a time that comes twice the first is meant.
 *
 * How it is fast: offsets are kept in blocks of 64 days, each made when it is first asked for by probing the machine's own
 * `Intl` (ICU differs between Node and Electron, so nothing is stored). Nearly all blocks hold one offset, and a look-up is one array access.
 */
export interface LocalTime {
  readonly date: LocalDate;
  /** Minutes since local midnight as the wall clock shows them, 0 to 1439. */
  readonly minutes: number;
  readonly weekday: Weekday;
}

/** Instants from (inclusive) and to (exclusive), epoch ms. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface Zone {
  readonly name: string;
  /** Local time minus UTC at an instant (epoch ms), in ms. */
  offsetAt(instant: number): number;
  toLocal(instant: number): LocalTime;
  /** Instant of a wall-clock time; `minutes` 0 to 1440. Gap: moved forward by its length. Overlap: the first. */
  toInstant(date: LocalDate, minutes: number): number;
  /** All instants whose wall clock shows `date` and a time in [fromMinutes, toMinutes); in order, none where no such time exists. */
  spansOf(date: LocalDate, fromMinutes: number, toMinutes: number): readonly Span[];
  /** First instant of the local date and the one after its last; equal where the date was skipped altogether. */
  dayBounds(date: LocalDate): { readonly startsAt: number; readonly endsAt: number };
  /** The UTC dates that a local date overlaps, in order: what has to be asked of an API that lists by UTC day. */
  utcDatesOf(date: LocalDate): readonly LocalDate[];
}

interface Change {
  /** First instant of the new offset. */
  readonly at: number;
  readonly offset: number;
}
interface Block {
  /** Offset at the block's first instant. */
  readonly offset: number;
  readonly changes: readonly Change[];
}

const blockMs = 64 * dayMs;
/** Blocks that are kept: 1970 to 2110. Other instants are probed each time. */
const keptBlocks = 800;
/** Shorter than any stay at an offset since 1970: seven days in Recife, October 2000 (IANA 2025c), so no change hides between two probes. */
const probeStepMs = 4 * dayMs;
/** More than any zone's distance from UTC. */
const farthestOffsetMs = 16 * 60 * minuteMs;

const zones = new Map<string, Zone>();

/** Whether the machine knows this IANA zone. */
export function isZone(timezone: string): boolean {
  try {
    createZone(timezone);
    return true;
  } catch {
    return false;
  }
}

/** The wall clock of an IANA zone. Throws a RangeError where the machine does not know it: configurations are checked where they come in. */
export function createZone(timezone: string): Zone {
  const known = zones.get(timezone);
  if (known !== undefined) return known;
  const zone = new TableZone(timezone);
  zones.set(timezone, zone);
  return zone;
}

class TableZone implements Zone {
  readonly name: string;
  readonly #format: Intl.DateTimeFormat;
  readonly #blocks: (Block | undefined)[] = new Array<Block | undefined>(keptBlocks).fill(undefined);

  constructor(name: string) {
    this.name = name;
    this.#format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
  }

  offsetAt(instant: number): number {
    const block = this.#blocks[Math.floor(instant / blockMs)] ?? this.#blockFor(instant);
    const { changes } = block;
    let offset = block.offset;
    for (const change of changes) {
      if (instant < change.at) break;
      offset = change.offset;
    }
    return offset;
  }

  toLocal(instant: number): LocalTime {
    const local = instant + this.offsetAt(instant);
    const day = Math.floor(local / dayMs);
    return {
      date: dateOf(day),
      minutes: Math.floor((local - day * dayMs) / minuteMs),
      weekday: weekdayOfDay(day),
    };
  }

  toInstant(date: LocalDate, minutes: number): number {
    const local = dayOf(date) * dayMs + minutes * minuteMs;
    const before = local - this.offsetAt(local - farthestOffsetMs);
    const after = local - this.offsetAt(local + farthestOffsetMs);
    if (before === after) return before;
    const first = Math.min(before, after);
    const last = Math.max(before, after);
    if (first + this.offsetAt(first) === local) return first;
    if (last + this.offsetAt(last) === local) return last;
    return before;
  }

  spansOf(date: LocalDate, fromMinutes: number, toMinutes: number): readonly Span[] {
    const midnight = dayOf(date) * dayMs;
    const from = midnight + fromMinutes * minuteMs;
    const to = midnight + toMinutes * minuteMs;
    const spans: { from: number; to: number }[] = [];
    let pieceFrom = from - farthestOffsetMs;
    const horizon = to + farthestOffsetMs;
    while (pieceFrom < horizon) {
      const offset = this.offsetAt(pieceFrom);
      const pieceTo = this.#nextChange(pieceFrom, horizon);
      const start = Math.max(from - offset, pieceFrom);
      const end = Math.min(to - offset, pieceTo);
      const last = spans.at(-1);
      if (start < end && last?.to === start) last.to = end;
      else if (start < end) spans.push({ from: start, to: end });
      pieceFrom = pieceTo;
    }
    return spans;
  }

  dayBounds(date: LocalDate): { readonly startsAt: number; readonly endsAt: number } {
    const spans = this.spansOf(date, 0, dayMs / minuteMs);
    const first = spans[0];
    const last = spans.at(-1);
    if (first === undefined || last === undefined) {
      // A date that was skipped (Apia, 30 December 2011) lies between two others and has no length.
      const local = dayOf(date) * dayMs;
      const change = this.#nextChange(local - farthestOffsetMs - dayMs, local + dayMs + farthestOffsetMs);
      return { startsAt: change, endsAt: change };
    }
    return { startsAt: first.from, endsAt: last.to };
  }

  utcDatesOf(date: LocalDate): readonly LocalDate[] {
    const { startsAt, endsAt } = this.dayBounds(date);
    const dates: LocalDate[] = [];
    if (startsAt === endsAt) return dates;
    for (let day = Math.floor(startsAt / dayMs); day * dayMs < endsAt; day += 1) dates.push(dateOf(day));
    return dates;
  }

  /** The first change of offset after `instant` and before `horizon`, else `horizon`. */
  #nextChange(instant: number, horizon: number): number {
    for (let at = instant; at < horizon; at = (Math.floor(at / blockMs) + 1) * blockMs) {
      for (const change of this.#blockFor(at).changes) {
        if (change.at > instant) return Math.min(change.at, horizon);
      }
    }
    return horizon;
  }

  #blockFor(instant: number): Block {
    const index = Math.floor(instant / blockMs);
    const known = this.#blocks[index];
    if (known !== undefined) return known;
    const block = this.#probeBlock(index * blockMs);
    if (index >= 0 && index < keptBlocks) this.#blocks[index] = block;
    return block;
  }

  #probeBlock(from: number): Block {
    const first = this.#probe(from - 1);
    const changes: Change[] = [];
    let offset = first;
    // A change at the block's very first instant belongs to this block, so the search starts one millisecond before it.
    for (let low = from - 1; low < from + blockMs - 1; low += probeStepMs) {
      const high = Math.min(low + probeStepMs, from + blockMs - 1);
      const next = this.#probe(high);
      if (next === offset) continue;
      changes.push({ at: this.#bisect(low, high, offset), offset: next });
      offset = next;
    }
    return { offset: first, changes };
  }

  /** First instant in (low, high] whose offset is not `offset`. */
  #bisect(low: number, high: number, offset: number): number {
    let same = low;
    let other = high;
    while (other - same > 1) {
      const middle = Math.floor((same + other) / 2);
      if (this.#probe(middle) === offset) same = middle;
      else other = middle;
    }
    return other;
  }

  /** What `Intl` says: the text ends in `GMT`, `GMT+05:30` or `GMT-00:44:30`. */
  #probe(instant: number): number {
    const text = this.#format.format(instant);
    const match = /GMT(?:([+-])(\d{1,2})(?::(\d{2}))?(?::(\d{2}))?)?$/.exec(text);
    if (match === null) throw new RangeError(`the offset of ${this.name} cannot be read`);
    const [, sign, hours, minutes, seconds] = match;
    const size = Number(hours ?? 0) * 3_600_000 + Number(minutes ?? 0) * 60_000 + Number(seconds ?? 0) * 1_000;
    return sign === '-' ? -size : size;
  }
}
