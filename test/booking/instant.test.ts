import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import { parseInstant } from '../../shared/booking/instant.ts';

describe('instants', () => {
  test.each([
    ['2026-06-15', '2026-06-15T00:00:00.000Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z'],
    ['0001-01-01', '0001-01-01T00:00:00.000Z'],
    ['9998-12-31T23:59:59.999Z', '9998-12-31T23:59:59.999Z'],
  ])('TIME-1: %s alone is UTC midnight', (text, iso) => {
    expect(parseInstant(text)).toBe(Date.parse(iso));
  });

  test.each([
    ['2026-06-15T09:30:00.000Z', '09:30:00.000'],
    ['2026-06-15T09:30:00Z', '09:30:00.000'],
    ['2026-06-15T09:30Z', '09:30:00.000'],
    ['2026-06-15T09:30', '09:30:00.000'],
    ['2026-06-15t09:30:00z', '09:30:00.000'],
    ['2026-06-15 09:30:00Z', '09:30:00.000'],
    ['2026-06-15T09:30:00.1Z', '09:30:00.100'],
    ['2026-06-15T09:30:00,25Z', '09:30:00.250'],
    ['2026-06-15T09:30:00.123456789Z', '09:30:00.123'],
    ['2026-06-15T09:30:59.9999', '09:30:59.999'],
    ['2026-06-15T15:00:00+05:30', '09:30:00.000'],
    ['2026-06-15T15:00:00+0530', '09:30:00.000'],
    ['2026-06-15T15:00+05:30', '09:30:00.000'],
    ['2026-06-15T11:30+02', '09:30:00.000'],
    ['2026-06-15T05:30:00.5-04:00', '09:30:00.500'],
    ['2026-06-15T09:30:00-00:00', '09:30:00.000'],
    ['2026-06-14T24:00:00Z', '00:00:00.000'],
    ['2026-06-16T05:29:00+23:59', '05:30:00.000'],
  ])('TIME-2, TIME-3: %s is read', (text, time) => {
    expect(parseInstant(text)).toBe(Date.parse(`2026-06-15T${time}Z`));
  });

  test.each(
    [
      ['', ' ', 'now', '20260615', '2026-6-15', '26-06-15', '2026-06', '2026-W25', '2026-166'],
      [
        '2026-02-30',
        '2026-02-29',
        '1900-02-29',
        '2026-04-31',
        '2026-13-01',
        '2026-00-10',
        '2026-06-00',
        '0000-01-01',
        '9999-01-01',
      ],
      [
        '2026-06-15T',
        '2026-06-15T09',
        '2026-06-15T9:30',
        '2026-06-15T0930',
        '2026-06-15T24:01',
        '2026-06-15T24:00:00.001',
      ],
      [
        '2026-06-15T25:00',
        '2026-06-15T09:60',
        '2026-06-15T09:30:60Z',
        '2026-06-15T09:30:',
        '2026-06-15T09:30:0',
        '2026-06-15T09:30:00.Z',
      ],
      [
        '2026-06-15T09:30.5Z',
        '2026-06-15T09:30:00ZZ',
        '2026-06-15T09:30Z+01',
        '2026-06-15T09:30+5',
        '2026-06-15T09:30+05:3',
        '2026-06-15T09:30+053',
      ],
      [
        '2026-06-15T09:30+24:00',
        '2026-06-15T09:30+05:60',
        '2026-06-15T09:30+',
        '2026-06-15T09:30 Z',
        '2026-06-15Z',
        '2026-06-15+05:30',
      ],
      [
        ' 2026-06-15',
        '2026-06-15 ',
        '+002026-06-15',
        '-2026-06-15',
        '2026/06/15',
        '2026-06-15X09:30',
        '२०२६-०६-१५',
        '2026-06-15T09:30:00\u0000',
      ],
    ].flat(),
  )('TIME-3: %j is refused', (text) => {
    expect(parseInstant(text)).toBeNull();
  });

  test('TIME-3: every instant that luxon writes is read as luxon reads it', () => {
    const millis = fc.integer({ min: Date.UTC(1, 0, 2), max: Date.UTC(9998, 11, 30) });
    fc.assert(
      fc.property(millis, fc.integer({ min: -14 * 60, max: 14 * 60 }), fc.nat(5), (at, offset, form) => {
        const local = DateTime.fromMillis(at, { zone: 'utc' }).setZone(
          `UTC${offset < 0 ? '-' : '+'}${String(Math.floor(Math.abs(offset) / 60))}:${String(Math.abs(offset) % 60).padStart(2, '0')}`,
        );
        const text = [
          local.toISO(),
          local.toISO({ suppressMilliseconds: true }),
          local.toISO({ suppressSeconds: true }),
          local.toFormat("yyyy-MM-dd'T'HH:mm:ss.SSSZZZ"),
          local.toUTC().toISO({ includeOffset: false }),
          local.toISODate(),
        ][form]!;
        expect(parseInstant(text)).toBe(DateTime.fromISO(text, { zone: 'utc' }).toMillis());
      }),
      { numRuns: 2_000 },
    );
  });

  test('TIME-3: a day is accepted if and only if the calendar has it', () => {
    const part = (max: number): fc.Arbitrary<string> =>
      fc.integer({ min: 0, max }).map((n) => String(n).padStart(2, '0'));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9998 }), part(14), part(33), (year, month, day) => {
        const text = `${String(year).padStart(4, '0')}-${month}-${day}`;
        const known = DateTime.fromISO(text, { zone: 'utc' });
        expect(parseInstant(text)).toBe(known.isValid ? known.toMillis() : null);
      }),
      { numRuns: 2_000 },
    );
  });

  test('TIME-3: any text gives a finite instant or null', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const instant = parseInstant(text);
        expect(instant === null || Number.isSafeInteger(instant)).toBe(true);
      }),
    );
  });
});
