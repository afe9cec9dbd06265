import { dayMs, dayOfCivil, fourDigits, isCivilDate, twoDigits } from './calendar-date.ts';

/**
 * ISO 8601 instants as a request may carry them (SPEC TIME-1 … TIME-3). Hand-written: `Date.parse` takes 30 February and reads a datetime without an
 * offset in the machine's zone, and a library costs more than the rest of a decision.
 */

/** No zone's local date of an instant in these years needs another number of digits. */
const firstYear = 1;
const lastYear = 9_998;

// Characters by their code: comparing numbers makes no strings.
const [space, plus, comma, dash, point] = [0x20, 0x2b, 0x2c, 0x2d, 0x2e] as const;
const [zero, nine, colon] = [0x30, 0x39, 0x3a] as const;
const [upperT, upperZ, lowerT, lowerZ] = [0x54, 0x5a, 0x74, 0x7a] as const;

/**
 * Epoch ms of `YYYY-MM-DD`, or of `YYYY-MM-DD` + `T`, `t` or a space + `HH:mm[:ss[.fraction]]` + nothing, `Z`, `z`, `±HH`, `±HHmm` or `±HH:mm`.
 * A date alone is UTC midnight; without an offset UTC is meant; a fraction may be of any length and is cut to milliseconds; 24:00 is the end of the day.
 * `null` where it is none of these, or no date of the calendar.
 */
export function parseInstant(text: string): number | null {
  const year = fourDigits(text, 0);
  const month = twoDigits(text, 5);
  const day = twoDigits(text, 8);
  if (text.charCodeAt(4) !== dash || text.charCodeAt(7) !== dash || !isCivilDate(year, month, day)) return null;
  if (year < firstYear || year > lastYear) return null;
  const midnight = dayOfCivil(year, month, day) * dayMs;
  if (text.length === 10) return midnight;
  const separator = text.charCodeAt(10);
  if (separator !== upperT && separator !== lowerT && separator !== space) return null;

  const hours = twoDigits(text, 11);
  const minutes = twoDigits(text, 14);
  if (text.charCodeAt(13) !== colon || hours < 0 || hours > 24 || minutes < 0 || minutes > 59) return null;
  let at = 16;
  let milliseconds = 0;
  if (text.charCodeAt(at) === colon) {
    const seconds = twoDigits(text, 17);
    if (seconds < 0 || seconds > 59) return null;
    milliseconds = seconds * 1_000;
    at = 19;
    const mark = text.charCodeAt(at);
    if (mark === point || mark === comma) {
      const end = endOfDigits(text, at + 1);
      if (end === at + 1) return null;
      milliseconds += fractionMs(text, at + 1, end);
      at = end;
    }
  }
  if (hours === 24 && (minutes > 0 || milliseconds > 0)) return null;
  const time = midnight + hours * 3_600_000 + minutes * 60_000 + milliseconds;
  if (at + 1 === text.length && text.charCodeAt(at) === upperZ) return time;
  const offset = offsetMs(text, at);
  return offset === null ? null : time - offset;
}

function endOfDigits(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) >= zero && text.charCodeAt(at) <= nine) at += 1;
  return at;
}

/** The first three digits of a fraction, as milliseconds. */
function fractionMs(text: string, from: number, to: number): number {
  let milliseconds = 0;
  for (let at = from; at < from + 3; at += 1) {
    milliseconds = milliseconds * 10 + (at < to ? text.charCodeAt(at) - zero : 0);
  }
  return milliseconds;
}

/** The offset written from `at` to the end, in ms, or null where that is no offset. */
function offsetMs(text: string, at: number): number | null {
  const rest = text.length - at;
  if (rest === 0) return 0;
  const sign = text.charCodeAt(at);
  if (sign === upperZ || sign === lowerZ) return rest === 1 ? 0 : null;
  if (sign !== plus && sign !== dash) return null;
  const hours = twoDigits(text, at + 1);
  const apart = text.charCodeAt(at + 3) === colon;
  if (rest !== 3 && rest !== (apart ? 6 : 5)) return null;
  const minutes = rest === 3 ? 0 : twoDigits(text, apart ? at + 4 : at + 3);
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return null;
  const size = hours * 3_600_000 + minutes * 60_000;
  return sign === plus ? size : -size;
}
