import type { LocalDate } from '../model/appointment.ts';
import type { Weekday } from '../model/clinic.ts';

/**
 * Calendar dates without a zone: `YYYY-MM-DD` to and from day numbers (days since 1970-01-01, proleptic Gregorian).
 * Hand-written because `Date` costs an allocation and a parse each time, and a decision needs several of these.
 */

export const minuteMs = 60_000;
export const dayMs = 86_400_000;

const daysPerEra = 146_097; // 400 Gregorian years
const epochDayInEra = 719_468; // days from 0000-03-01 to 1970-01-01
const cachedDates = 4_096; // a power of two: eleven years

const weekdays: readonly Weekday[] = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const mondayOffset = 3; // 1970-01-01 was a Thursday
/** Texts made before, each at its day number modulo the size: the days that are asked for lie close together. */
const dates = new Array<LocalDate | undefined>(cachedDates).fill(undefined);
const days = new Int32Array(cachedDates);

/** Day number of a date of the years 0 to 9999. The date is not checked: see `isCivilDate`. */
export function dayOfCivil(year: number, month: number, day: number): number {
  // Years begin in March, so that the leap day is the last, and 400 years later, so that all divisions are of positive whole numbers.
  const shifted = month <= 2 ? year + 399 : year + 400;
  const century = (shifted / 100) | 0;
  const dayOfYear = ((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) | 0;
  return shifted * 365 + (shifted >> 2) - century + (century >> 2) + dayOfYear + day - 1 - daysPerEra - epochDayInEra;
}

/** Whether the calendar has this day: no 30 February, 29 February in leap years only. */
export function isCivilDate(year: number, month: number, day: number): boolean {
  return year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Day number of `YYYY-MM-DD`. Throws a RangeError where it is no date: inside the product dates are parsed already. */
export function dayOf(date: LocalDate): number {
  const year = fourDigits(date, 0);
  const month = twoDigits(date, 5);
  const day = twoDigits(date, 8);
  if (date.length !== 10 || !isCivilDate(year, month, day)) throw new RangeError('expected a date as YYYY-MM-DD');
  return dayOfCivil(year, month, day);
}

/** `YYYY-MM-DD` of a day number, years 0000 to 9999. The same text object is given again where it can be. */
export function dateOf(day: number): LocalDate {
  const place = day & (cachedDates - 1);
  const known = dates[place];
  if (known !== undefined && days[place] === day) return known;
  const date = writeDate(day);
  days[place] = day;
  dates[place] = date;
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

/** The number written in the two digits at `at`, or -1 where something else is there. */
export function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
}

/** The number written in the four digits at `at`, or a negative one where something else is there. */
export function fourDigits(text: string, at: number): number {
  const high = twoDigits(text, at);
  const low = twoDigits(text, at + 2);
  return high < 0 || low < 0 ? -1 : high * 100 + low;
}
