import { DateTime, IANAZone } from 'luxon';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { addDays, createZone, isZone, weekdayOf } from '../../shared/booking/index.ts';
import type { Zone } from '../../shared/booking/index.ts';
import { dateOf, dayOf } from '../../shared/booking/calendar-date.ts';
import { zonesThatBite } from './zones.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const from = Date.UTC(1970, 0, 1);
const to = Date.UTC(2101, 0, 1);

/** Every change of a zone's offset between two instants, as luxon tells it: the first millisecond of the new offset. */
function transitionsOf(name: string): readonly number[] {
  const zone = IANAZone.create(name);
  const found: number[] = [];
  let offset = zone.offset(from);
  for (let day = from; day < to; day += 3 * dayMs) {
    const next = zone.offset(day + 3 * dayMs);
    if (next === offset) continue;
    let [low, high] = [day, day + 3 * dayMs];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (zone.offset(middle) === offset) low = middle;
      else high = middle;
    }
    found.push(high);
    offset = next;
  }
  return found;
}

describe.each(zonesThatBite)('the wall clock of %s', (name) => {
  const zone = createZone(name);
  const known = IANAZone.create(name);
  const transitions = transitionsOf(name);

  function expectLocal(instant: number): void {
    const local = DateTime.fromMillis(instant, { zone: name });
    expect(zone.toLocal(instant)).toEqual({
      date: local.toISODate(),
      minutes: local.hour * 60 + local.minute,
      weekday: local.setLocale('en').weekdayLong?.toLowerCase(),
    });
  }

  test('TIME-4: agrees with luxon on both sides of every transition from 1970 to 2100', () => {
    for (const at of transitions) {
      for (const instant of [at - hourMs, at - 1, at, at + 1, at + hourMs]) {
        expect(zone.offsetAt(instant)).toBe(known.offset(instant) * minuteMs);
      }
      expectLocal(at - 1);
      expectLocal(at);
    }
  });

  test('TIME-4: agrees with luxon throughout, beyond the table too', () => {
    for (let at = from - 400 * dayMs; at < Date.UTC(2115, 0, 1); at += 5 * dayMs + 7 * hourMs + 11 * minuteMs + 999) {
      expect(zone.offsetAt(at)).toBe(known.offset(at) * minuteMs);
    }
    for (const year of [1, 1899, 2500, 9998])
      expectLocal(Date.parse(`${String(year).padStart(4, '0')}-07-01T12:34:56Z`));
  });

  test('TIME-5, TIME-6: around transitions the first instant of a wall-clock time is meant, in a gap the one moved forward', () => {
    for (const at of transitions.filter((_, index) => index % 9 === 0)) {
      const offsets = [known.offset(at - 1) * minuteMs, known.offset(at) * minuteMs] as const;
      for (let shift = -4 * hourMs; shift <= 4 * hourMs; shift += 15 * minuteMs) {
        const local = Math.floor((at + offsets[0]) / minuteMs) * minuteMs + shift;
        const day = Math.floor(local / dayMs);
        const meant = offsets
          .map((offset) => local - offset)
          .filter((instant) => instant + known.offset(instant) * minuteMs === local);
        const first = meant.length > 0 ? Math.min(...meant) : local - offsets[0];
        expect(zone.toInstant(dateOf(day), (local - day * dayMs) / minuteMs)).toBe(first);
      }
    }
  });

  test('TIME-7, WIN-5: the spans of a day and of parts of it hold exactly the instants that luxon puts there', () => {
    const step = 15 * minuteMs;
    for (const at of [
      Date.UTC(2026, 5, 15),
      ...transitions.filter((_, index) => index % 47 === 0).map((one) => Math.floor(one / step) * step),
    ]) {
      for (const days of [-1, 0, 1]) {
        const date = addDays(DateTime.fromMillis(at, { zone: name }).toISODate() ?? '', days);
        for (const [start, end] of [
          [0, 1440],
          [60, 150],
          [105, 195],
        ] as const) {
          const spans = zone.spansOf(date, start, end);
          for (let instant = at - 2 * dayMs; instant < at + 3 * dayMs; instant += step) {
            const local = DateTime.fromMillis(instant, { zone: name });
            const minutes = local.hour * 60 + local.minute;
            const inside = local.toISODate() === date && minutes >= start && minutes < end;
            if (inside !== spans.some((span) => instant >= span.from && instant < span.to)) {
              expect([date, start, end, new Date(instant).toISOString(), spans]).toBe(inside);
            }
          }
        }
        const bounds = zone.dayBounds(date);
        const whole = zone.spansOf(date, 0, 1440);
        expect(bounds).toEqual({
          startsAt: whole[0]?.from ?? bounds.endsAt,
          endsAt: whole.at(-1)?.to ?? bounds.startsAt,
        });
      }
    }
  });
});

/** A zone that is two hours ahead of UTC, and three while it has summer; `Intl` knows nothing of it. */
function zoneWithSummer(name: string, begins: number, ends: number): Zone {
  const format = (instant: number): string =>
    `1/1/2000, ${instant >= begins && instant < ends ? 'GMT+03:00' : 'GMT+02:00'}`;
  const spy = vi.spyOn(Intl, 'DateTimeFormat').mockImplementation(function tellOffset() {
    return { format } as unknown as Intl.DateTimeFormat;
  });
  onTestFinished(() => spy.mockRestore());
  return createZone(name);
}

describe('days and zones', () => {
  test('TIME-4: a week at another offset, the shortest stay there has been, is seen whenever it begins', () => {
    for (let day = 0; day < 64; day += 1) {
      const begins = Date.UTC(2000, 9, 8, 3) + day * dayMs;
      const ends = begins + 7 * dayMs;
      const zone = zoneWithSummer(`Test/Week-${String(day)}`, begins, ends);
      const told = [begins - 1, begins, ends - 1, ends].map((instant) => zone.offsetAt(instant) / hourMs);
      expect(told).toEqual([2, 3, 3, 2]);
    }
  });

  test('TIME-4: Recife and Boa Vista had a week of summer time in October 2000', () => {
    for (const [name, winter] of [
      ['America/Recife', -3],
      ['America/Boa_Vista', -4],
    ] as const) {
      const zone = createZone(name);
      const begins = Date.UTC(2000, 9, 8, -winter);
      const ends = Date.UTC(2000, 9, 15, -winter - 1);
      const told = [begins - 1, begins, ends - 1, ends].map((instant) => zone.offsetAt(instant) / hourMs);
      expect(told).toEqual([winter, winter + 1, winter + 1, winter]);
    }
  });

  test('TIME-7: the day that Apia skipped has no length and lies between its neighbours', () => {
    const apia = createZone('Pacific/Apia');
    const skipped = apia.dayBounds('2011-12-30');
    expect(skipped.startsAt).toBe(skipped.endsAt);
    expect(apia.dayBounds('2011-12-29').endsAt).toBe(skipped.startsAt);
    expect(apia.dayBounds('2011-12-31').startsAt).toBe(skipped.endsAt);
    expect(apia.spansOf('2011-12-30', 540, 660)).toEqual([]);
    expect(apia.utcDatesOf('2011-12-30')).toEqual([]);
  });

  test('TIME-7: where midnight comes twice both parts of the day are its spans', () => {
    const spans = createZone('America/Havana').spansOf('2026-11-01', 0, 30);
    expect(spans.map((span) => (span.to - span.from) / minuteMs)).toEqual([30, 30]);
    expect(createZone('America/Havana').dayBounds('2026-11-01')).toEqual({
      startsAt: Date.UTC(2026, 10, 1, 4),
      endsAt: Date.UTC(2026, 10, 2, 5),
    });
  });

  test('TIME-8: a local day overlaps two UTC days in most zones, one in UTC and three nowhere', () => {
    expect(createZone('Asia/Kolkata').utcDatesOf('2026-06-15')).toEqual(['2026-06-14', '2026-06-15']);
    expect(createZone('America/Los_Angeles').utcDatesOf('2026-06-15')).toEqual(['2026-06-15', '2026-06-16']);
    expect(createZone('UTC').utcDatesOf('2026-06-15')).toEqual(['2026-06-15']);
  });

  test('dates count as luxon counts them', () => {
    for (let day = -720_000; day < 2_900_000; day += 1_009) {
      const known = DateTime.fromMillis(day * dayMs, { zone: 'utc' });
      if (known.year < 0 || known.year > 9_999) continue;
      const date = known.toFormat('yyyy-MM-dd');
      expect([dateOf(day), dayOf(date), weekdayOf(date)]).toEqual([
        date,
        day,
        known.setLocale('en').weekdayLong?.toLowerCase(),
      ]);
    }
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
    for (const bad of ['2026-02-30', '2026-1-1', '', '2026-06-15T']) expect(() => dayOf(bad)).toThrow(RangeError);
  });

  test('a zone is known or not', () => {
    expect(isZone('Asia/Kolkata')).toBe(true);
    for (const bad of ['Asia/Chennai', '', 'India', 'GMT+25']) expect(isZone(bad)).toBe(false);
    expect(createZone('Asia/Kolkata')).toBe(createZone('Asia/Kolkata'));
  });
});
