import {
  AsYouType,
  parseIncompletePhoneNumber,
  parsePhoneNumberFromString,
  type MetadataJson,
} from 'libphonenumber-js/core/es6';
import plan from './india.json' with { type: 'json' };

/** A phone number as it was read: India's without their code and trunk zero, others with their code. May be unfinished. */
export interface Phone {
  /** Written with another country code than India's. */
  readonly foreign: boolean;
  readonly digits: string;
}

/**
 * India's numbering plan, the only one that the desk carries: `countries.IN` of the library's min metadata, word for word
 * (docs/dependencies.md).
 */
const india = plan as MetadataJson;

/** E.164: digits of a number, country code included. More of them are not read as a number. */
export const mostDigits = 15;
const fewestDigits = 2;
/** Of an Indian number that a patient can have: mobiles, and fixed lines with their area code. */
const indianLength = 10;
/** The shortest numbers in use abroad, with their code. */
const shortestForeign = 7;

const extension = /(?:;ext=|(?:extension|extn|ext|x|#)[\s.:]*)\d{1,7}\s*$/iu;

/**
 * Reads a phone in whatever form it was written, typed so far or stored: `98400 12345`, `098400 12345`,
 * `0091 (0) 98400-12345`, `Ph: ९८४०० १२३४५ ext. 3`. The library knows India's numbers only, so one of another country
 * is its digits as they were written.
 */
export function readPhone(text: string): Phone {
  const number = dialled(text);
  const foreign = number.startsWith('+') && !number.startsWith('+91');
  if (foreign) return { foreign, digits: number.slice(1) };
  return { foreign, digits: digitsOf(number) > mostDigits ? number.replace('+91', '') : significant(number) };
}

/** The digits of a text, in 0–9 and with a plus before them if they begin with a country code; no extension. */
export function dialled(text: string): string {
  const written = latinDigits(text.normalize('NFKC')).replace(extension, '');
  return parseIncompletePhoneNumber(written).replace(/^00(?=[1-9])/, '+');
}

/** A number in E.164, or null where there are too few or too many digits, or zeros before them, for it to be one. */
export function e164({ foreign, digits }: Phone): string | null {
  const number = foreign ? digits : `91${digits}`;
  const possible = /^[1-9]/.test(digits) && number.length >= fewestDigits && number.length <= mostDigits;
  return possible ? `+${number}` : null;
}

/** A number that can be a patient's, with no digit missing. */
export function isWhole(phone: Phone): boolean {
  const { length } = phone.digits;
  return e164(phone) !== null && (phone.foreign ? length >= shortestForeign : length === indianLength);
}

/** As it is read out or typed, India's without their code: `98400 12345`, `44 2345 6789`, `98400 1`; `+14155552671`. */
export function inGroups({ foreign, digits }: Phone): string {
  if (foreign) return `+${digits}`;
  const groups = new AsYouType('IN', india).input(digits);
  // Too many digits for any number of India: grouped like a mobile, so that the one too many can be found.
  return groups.includes(' ') || digits.length <= 5 ? groups : `${digits.slice(0, 5)} ${digits.slice(5)}`;
}

/** Digits of an Indian number without country code and trunk zero, whole or as far as it has been typed. */
function significant(number: string): string {
  const whole = parsePhoneNumberFromString(number, { defaultCountry: 'IN', extract: false }, india);
  if (whole?.isValid() === true) return whole.nationalNumber;
  const typing = new AsYouType('IN', india);
  typing.input(number);
  const rest = typing.getNumber()?.nationalNumber ?? '';
  // What a zero or a code stood before may begin with another: `0 91 98400 12345`.
  return rest === number || rest === '' ? rest : significant(rest);
}

function digitsOf(number: string): number {
  return number.replace('+', '').length;
}

/**
 * Digits of other scripts (Devanagari, Tamil …) as 0–9; the library knows three scripts. Each script's ten follow one another
 * in Unicode, and a few scripts follow one another too.
 */
export function latinDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? zero;
    if (code <= nine) return digit;
    let value = 0;
    while (isDigit(code - value - 1)) value += 1;
    return String(value % 10);
  });
}

const zero = 48;
const nine = 57;

function isDigit(code: number): boolean {
  return /^\p{Nd}$/u.test(String.fromCodePoint(code));
}
