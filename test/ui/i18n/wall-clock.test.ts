import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addDays,
  daysBetween,
  deskRange,
  deskTime,
  deskTimeExactly,
  wallDateOf,
  wallTimeOf,
} from '../../../renderer/i18n/wall-clock.ts';
import { dateNames } from '../../../renderer/i18n/use-when.ts';

test('a desk says 12 hours without am and pm', () => {
  expect(deskTime('09:00')).toBe('9:00');
  expect(deskTime('13:05')).toBe('1:05');
  expect(deskTime('12:30')).toBe('12:30');
  expect(deskTime('00:10')).toBe('12:10');
  expect(deskTime('24:00')).toBe('12:00');
  expect(deskRange('11:00', '13:00')).toBe('11:00–1:00');
});

test('the end of a short wait is told to the second, and never too early', () => {
  const instant = Date.parse('2026-06-15T10:35:09.001Z');
  expect(deskTimeExactly(instant, 'Asia/Kolkata')).toBe('4:05:10');
  expect(deskTimeExactly(Date.parse('2026-06-15T06:00:59.500Z'), 'Asia/Kolkata')).toBe('11:31:00');
});

test('an instant is told in the zone of the organisation, whatever the zone of the computer', () => {
  const instant = Date.parse('2026-06-15T20:45:00Z');
  expect(wallTimeOf(instant, 'Asia/Kolkata')).toBe('02:15');
  expect(wallDateOf(instant, 'Asia/Kolkata')).toBe('2026-06-16');
  expect(wallTimeOf(instant, 'America/New_York')).toBe('16:45');
  expect(wallDateOf(instant, 'America/New_York')).toBe('2026-06-15');
  expect(wallTimeOf(Date.parse('2026-06-15T18:30:00Z'), 'Asia/Kolkata')).toBe('00:00');
});

test('days added and days counted undo each other', () => {
  const anyDate = fc
    .date({ min: new Date('1990-01-01T00:00:00Z'), max: new Date('2090-12-31T00:00:00Z'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  fc.assert(
    fc.property(anyDate, fc.integer({ min: -800, max: 800 }), (date, days) => {
      expect(daysBetween(date, addDays(date, days))).toBe(days);
    }),
  );
});

test('a calendar date is named by itself: no zone can move it to the day before', () => {
  for (const language of ['en', 'hi', 'ta'] as const) {
    expect(dateNames('2026-06-15', language).day).toBe('15');
    expect(dateNames('2026-06-15', language).year).toBe('2026');
  }
  expect(dateNames('2026-06-15', 'en').weekday).toBe('Mon');
  expect(dateNames('2026-06-15', 'ta').weekday).toBe('திங்கள்');
});
