import type { LocalDate } from '../model/appointment.ts';
import type { Weekday } from '../model/clinic.ts';

/**
 * Calendar dates without a zone: `YYYY-MM-DD` to and from day numbers (days since 1970-01-01, proleptic Gregorian).
 * Hand-written because `Date` costs an allocation and a parse each time, and a decision needs several of these.
 */

export const minuteMs = 60_000;
export const dayMinutes = 1_440;
export const dayMs = 86_400_000;

const daysPerEra = 146_097; // 400 Gregorian years
const epochDayInEra = 719_468; // days from 0000-03-01 to 1970-01-01
const cachedDates = 16_384;

const weekdays: readonly Weekday[] = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const mondayOffset = 3; // 1970-01-01 was a Thursday
const dateByDay = new Map<number, LocalDate>();

/** Day number of a civil date. The date is not checked: see `isCivilDate`. */
export function dayOfCivil(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year; // years begin in March, so that the leap day is the last
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * daysPerEra + dayOfEra - epochDayInEra;
}

/** Whether the calendar has this day: no 30 February, 29 February in leap years only. */
export function isCivilDate(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Day number of `YYYY-MM-DD`. Throws a RangeError where it is no date: inside the product dates are parsed already. */
export function dayOf(date: LocalDate): number {
  const year = digits(date, 0, 4);
  const month = digits(date, 5, 7);
  const day = digits(date, 8, 10);
  if (date.length !== 10 || !isCivilDate(year, month, day)) throw new RangeError('expected a date as YYYY-MM-DD');
  return dayOfCivil(year, month, day);
}

/** `YYYY-MM-DD` of a day number, years 0000 to 9999. The same text object is given again where it can be. */
export function dateOf(day: number): LocalDate {
  const known = dateByDay.get(day);
  if (known !== undefined) return known;
  const date = writeDate(day);
  if (dateByDay.size >= cachedDates) dateByDay.clear();
  dateByDay.set(day, date);
  return date;
}

function writeDate(day: number): LocalDate {
  const shifted = day + epochDayInEra;
  const era = Math.floor(shifted / daysPerEra);
  const dayOfEra = shifted - era * daysPerEra;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const dayOfMonth = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`;
}

/** Day of the week of a day number. */
export function weekdayOfDay(day: number): Weekday {
  return weekdays[(((day + mondayOffset) % 7) + 7) % 7] ?? 'monday';
}

/** Day of the week of a date. Throws a RangeError where it is no date. */
export function weekdayOf(date: LocalDate): Weekday {
  return weekdayOfDay(dayOf(date));
}

/** The date `days` later (earlier where negative). Throws a RangeError where `date` is no date. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return dateOf(dayOf(date) + days);
}

/** The number written in decimal digits at [from, to), or NaN. */
export function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at += 1) {
    const digit = text.charCodeAt(at) - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}
