import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addMonths, weekdayOf, weeksOf } from '../../../renderer/features/shell/month-days.ts';
import { addDays } from '../../../renderer/i18n/wall-clock.ts';

const anyDate = fc
  .date({ min: new Date('1990-01-01T00:00:00Z'), max: new Date('2090-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

test('a month’s page begins on a Sunday, runs day by day, and has the whole month', () => {
  fc.assert(
    fc.property(anyDate, (date) => {
      const days = weeksOf(date).flat();
      expect(weekdayOf(days[0] ?? '')).toBe(0);
      for (const [index, day] of days.entries()) expect(day).toBe(addDays(days[0] ?? '', index));
      const month = date.slice(0, 7);
      const last = addDays(`${addMonths(`${month}-01`, 1).slice(0, 7)}-01`, -1);
      expect(days).toContain(`${month}-01`);
      expect(days).toContain(last);
    }),
  );
});

test('another month keeps the day, or ends at its last', () => {
  expect(addMonths('2026-06-15', 1)).toBe('2026-07-15');
  expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
  expect(addMonths('2028-01-31', 1)).toBe('2028-02-29');
  expect(addMonths('2026-12-31', 1)).toBe('2027-01-31');
  expect(addMonths('2026-01-15', -1)).toBe('2025-12-15');
  expect(addMonths('2026-03-31', -13)).toBe('2025-02-28');
});
