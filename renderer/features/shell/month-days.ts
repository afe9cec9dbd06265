import { addDays, utcOf } from '../../i18n/wall-clock.ts';

const weekDays = 7;
const weeksShown = 6;

/** The same day of another month, or that month's last day where it is shorter. YYYY-MM-DD in and out. */
export function addMonths(date: string, months: number): string {
  const count = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months;
  const first = `${String(Math.floor(count / 12)).padStart(4, '0')}-${String((count % 12) + 1).padStart(2, '0')}-01`;
  const next = `${String(Math.floor((count + 1) / 12)).padStart(4, '0')}-${String(((count + 1) % 12) + 1).padStart(2, '0')}-01`;
  const last = addDays(next, -1);
  const wanted = addDays(first, Number(date.slice(8, 10)) - 1);
  return wanted < last ? wanted : last;
}

/** Day of the week, 0 is Sunday. */
export function weekdayOf(date: string): number {
  return new Date(utcOf(date)).getUTCDay();
}

/** The six weeks that a month's page shows, Sunday first as calendars in India are printed. */
export function weeksOf(date: string): readonly (readonly string[])[] {
  const first = `${date.slice(0, 7)}-01`;
  const start = addDays(first, -weekdayOf(first));
  return Array.from({ length: weeksShown }, (_, week) =>
    Array.from({ length: weekDays }, (__, day) => addDays(start, week * weekDays + day)),
  );
}
