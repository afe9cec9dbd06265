/** What has been typed into the phone field, sorted out: India's numbers without their code, others with it. */
export interface PhoneEntry {
  /** Typed with a plus (or 00) and another code than India's. */
  readonly foreign: boolean;
  readonly digits: string;
}

export const emptyPhone: PhoneEntry = { foreign: false, digits: '' };

/** Digits of an Indian number without its code. */
const nationalLength = 10;
/** E.164: no number has more. */
const mostDigits = 15;
/** The shortest numbers in use abroad. */
const shortestForeign = 7;
/** Zeros of the digits of Devanagari and Tamil, which Indian keyboards may type. */
const indicZeros = [0x966, 0xbe6] as const;

/** Sorts out typed or pasted text: spaces, dashes, words, a country code and a leading 0 are all tolerated. */
export function readPhone(typed: string): PhoneEntry {
  const text = latinDigits(typed);
  const all = text.replace(/\D/g, '');
  const code = /^\D*\+/.test(text) ? all : all.startsWith('00') && all.length > 2 ? all.slice(2) : null;
  if (code !== null && !code.startsWith('91')) return { foreign: true, digits: code.slice(0, mostDigits) };
  const digits = code === null ? withoutTrunk(all) : code.slice(2);
  return { foreign: false, digits: digits.slice(0, mostDigits) };
}

/** As the field shows it: `98400 21467`, or `+14155550123`. */
export function phoneShown({ foreign, digits }: PhoneEntry): string {
  if (foreign) return `+${digits}`;
  return digits.length > 5 ? `${digits.slice(0, 5)} ${digits.slice(5)}` : digits;
}

/** As a draft holds it: E.164 once it is whole, what has been typed before that. */
export function phoneDrafted(entry: PhoneEntry): string {
  if (entry.digits === '') return '';
  if (entry.foreign) return `+${entry.digits}`;
  return entry.digits.length === nationalLength ? `+91${entry.digits}` : entry.digits;
}

/** Long enough to look for patients who use it. */
export function phoneIsWhole({ foreign, digits }: PhoneEntry): boolean {
  return foreign ? digits.length >= shortestForeign : digits.length === nationalLength;
}

function withoutTrunk(digits: string): string {
  if (digits.length === nationalLength + 1 && digits.startsWith('0')) return digits.slice(1);
  if (digits.length === nationalLength + 2 && digits.startsWith('91')) return digits.slice(2);
  if (digits.length === nationalLength + 3 && digits.startsWith('091')) return digits.slice(3);
  return digits;
}

function latinDigits(text: string): string {
  return text.replace(/[\u0966-\u096f\u0be6-\u0bef]/g, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    const zero = indicZeros.find((first) => code >= first && code <= first + 9) ?? code;
    return String(code - zero);
  });
}
