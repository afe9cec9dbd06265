import { dayMs, dayOfCivil, digits, isCivilDate } from './calendar-date.ts';

/**
 * ISO 8601 instants as a request may carry them (SPEC TIME-1 … TIME-3). Hand-written: `Date.parse` takes 30 February and reads a datetime without an
 * offset in the machine's zone, and a library costs more than the rest of a decision.
 */

/** No zone's local date of an instant in these years needs another number of digits. */
const firstYear = 1;
const lastYear = 9_998;

const zeroAt = 48;
const nineAt = 57;

/**
 * Epoch ms of `YYYY-MM-DD`, or of `YYYY-MM-DD` + `T`, `t` or a space + `HH:mm[:ss[.fraction]]` + nothing, `Z`, `z`, `±HH`, `±HHmm` or `±HH:mm`.
 * A date alone is UTC midnight; without an offset UTC is meant; a fraction may be of any length and is cut to milliseconds; 24:00 is the end of the day.
 * `null` where it is none of these, or no date of the calendar.
 */
export function parseInstant(text: string): number | null {
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 7);
  const day = digits(text, 8, 10);
  if (text.charAt(4) !== '-' || text.charAt(7) !== '-' || !isCivilDate(year, month, day)) return null;
  if (year < firstYear || year > lastYear) return null;
  const midnight = dayOfCivil(year, month, day) * dayMs;
  if (text.length === 10) return midnight;
  const separator = text.charAt(10);
  if (separator !== 'T' && separator !== 't' && separator !== ' ') return null;

  const hours = digits(text, 11, 13);
  const minutes = digits(text, 14, 16);
  if (text.charAt(13) !== ':' || !(hours <= 24) || !(minutes <= 59)) return null;
  let at = 16;
  let milliseconds = 0;
  if (text.charAt(at) === ':') {
    const seconds = digits(text, 17, 19);
    if (!(seconds <= 59)) return null;
    milliseconds = seconds * 1_000;
    at = 19;
    const point = text.charAt(at);
    if (point === '.' || point === ',') {
      const end = endOfDigits(text, at + 1);
      if (end === at + 1) return null;
      milliseconds += fractionMs(text, at + 1, end);
      at = end;
    }
  }
  if (hours === 24 && (minutes > 0 || milliseconds > 0)) return null;
  const offset = offsetMs(text, at);
  return offset === null ? null : midnight + hours * 3_600_000 + minutes * 60_000 + milliseconds - offset;
}

function endOfDigits(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) >= zeroAt && text.charCodeAt(at) <= nineAt) at += 1;
  return at;
}

function fractionMs(text: string, from: number, to: number): number {
  const kept = Math.min(to, from + 3);
  return digits(text, from, kept) * 10 ** (3 - (kept - from));
}

/** The offset written from `at` to the end, in ms, or null where that is no offset. */
function offsetMs(text: string, at: number): number | null {
  const rest = text.length - at;
  if (rest === 0) return 0;
  const sign = text.charAt(at);
  if (sign === 'Z' || sign === 'z') return rest === 1 ? 0 : null;
  if (sign !== '+' && sign !== '-') return null;
  const hours = digits(text, at + 1, at + 3);
  const colon = text.charAt(at + 3) === ':';
  if (rest !== 3 && rest !== (colon ? 6 : 5)) return null;
  const minutes = rest === 3 ? 0 : digits(text, colon ? at + 4 : at + 3, colon ? at + 6 : at + 5);
  if (!(hours <= 23) || !(minutes <= 59)) return null;
  const size = hours * 3_600_000 + minutes * 60_000;
  return sign === '+' ? size : -size;
}
