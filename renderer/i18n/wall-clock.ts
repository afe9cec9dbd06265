/**
 * Times as a desk says them: 12 hours without am and pm, because the session stands beside them.
 * In: HH:mm of the organisation's zone, 00:00 to 24:00. Out: `9:00`, `12:30`, `1:05`.
 */
export function deskTime(time: string): string {
  const hour = Number(time.slice(0, 2)) % 24;
  return `${String(((hour + 11) % 12) + 1)}:${time.slice(3, 5)}`;
}

/** `9:00–11:00`. */
export function deskRange(startTime: string, endTime: string): string {
  return `${deskTime(startTime)}–${deskTime(endTime)}`;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** HH:mm of an instant (epoch ms) in a zone (IANA name). */
export function wallTimeOf(instant: number, timeZone: string): string {
  let formatter = formatters.get(timeZone);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
    formatters.set(timeZone, formatter);
  }
  return formatter.format(instant);
}

/** `12:04:10` of an instant (epoch ms) in a zone (IANA name); a part of a second counts as a whole one. */
export function deskTimeExactly(instant: number, timeZone: string): string {
  const seconds = Math.ceil(instant / 1000);
  return `${deskTime(wallTimeOf(seconds * 1000, timeZone))}:${String(seconds % 60).padStart(2, '0')}`;
}

/** Days from one YYYY-MM-DD to another; calendar days, no zone involved. */
export function daysBetween(from: string, to: string): number {
  return Math.round((utcOf(to) - utcOf(from)) / 86_400_000);
}

/** The YYYY-MM-DD that lies `days` after another. */
export function addDays(date: string, days: number): string {
  return new Date(utcOf(date) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Midnight UTC of a YYYY-MM-DD: only to count and name days with, never an instant of the clinic. */
export function utcOf(date: string): number {
  return Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10)));
}

const dateFormatters = new Map<string, Intl.DateTimeFormat>();

/** YYYY-MM-DD of an instant (epoch ms) in a zone (IANA name). */
export function wallDateOf(instant: number, timeZone: string): string {
  let formatter = dateFormatters.get(timeZone);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
    dateFormatters.set(timeZone, formatter);
  }
  return formatter.format(instant);
}
