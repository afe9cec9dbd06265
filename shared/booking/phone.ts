/**
 * The key by which phones are compared: E.164, with India's +91 where the number has no country code
 * (SPEC DUP-2). Hand-written: a decision compares one phone, start-up 50,000, and the usual forms must cost nothing.
 */

const country = '+91';
const longestNumber = 15; // E.164: digits, country code included
const shortestNumber = 2;

const plain = /^\+91[1-9]\d{9}$/;
const extension = /(?:;ext=|(?:extension|extn|ext|x|#)[\s.:]*)\d{1,7}\s*$/iu;

/**
 * E.164 of a phone as it was written: `+919840012345` for `98400 12345`, `09840012345`, `0091 98400-12345`, `९८४०० १२३४५`. A text that cannot be a number
 * (no digits, or more than E.164 has) keeps its digits and plus, and one without any digit stays as it is, so that two
 * different texts are not taken for one phone.
 */
export function phoneKey(phone: string): string {
  if (plain.test(phone)) return phone;
  const written = latinDigits(phone.normalize('NFKC')).replace(extension, '');
  const international = /^[^\d+]*\+/.test(written);
  const number = written.replace(/\D/g, '');
  if (number === '') return phone.trim();
  const key = withoutTrunkZero(international ? `+${number}` : dialled(number));
  const length = key.length - 1;
  return length >= shortestNumber && length <= longestNumber ? key : `${international ? '+' : ''}${number}`;
}

/** A number without a plus: 00 dials abroad, a single 0 is India's trunk prefix, and 91 before ten digits is the country code. */
function dialled(number: string): string {
  if (number.startsWith('00')) return `+${number.slice(2)}`;
  const significant = number.startsWith('0') ? number.slice(1) : number;
  return significant.length === 12 && significant.startsWith('91') ? `+${significant}` : `${country}${significant}`;
}

/** `+91 (0) 98400 12345`: the trunk zero is no part of an international number. */
function withoutTrunkZero(number: string): string {
  return number.replace(/^\+910+/, country);
}

/** Digits of other scripts (Devanagari, Tamil, Arabic …) as 0–9: each script's ten follow one another in Unicode. */
function latinDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? zero;
    if (code <= nine) return digit;
    let value = 0;
    while (value < 9 && isDigit(code - value - 1)) value += 1;
    return String(value);
  });
}

const zero = 48;
const nine = 57;

function isDigit(code: number): boolean {
  return /^\p{Nd}$/u.test(String.fromCodePoint(code));
}
