import {
  dialled,
  e164,
  inGroups,
  isWhole,
  mostDigits,
  readPhone as readNumber,
  type Phone,
} from '../../../shared/phone/phone.ts';

/** What has been typed into the phone field, sorted out: India's numbers without their code, others with it. */
export type PhoneEntry = Phone;

export const emptyPhone: PhoneEntry = { foreign: false, digits: '' };

/** A plus and all the digits that a number may have: what is typed beyond them is no longer taken. */
const mostCharacters = 1 + mostDigits;

/** Sorts out typed or pasted text: spaces, dashes, words, a country code and a leading 0 are all tolerated. */
export function readPhone(typed: string): PhoneEntry {
  const number = dialled(typed).slice(0, mostCharacters);
  // Zeros stay in sight: two of them may yet begin a country code.
  return /^0+$/.test(number) ? { foreign: false, digits: number } : readNumber(number);
}

/** As the field shows it: `98400 21467`, or `+14155550123`. */
export function phoneShown(entry: PhoneEntry): string {
  return inGroups(entry);
}

/** As a draft holds it: E.164 once it is whole, what has been typed before that. */
export function phoneDrafted(entry: PhoneEntry): string {
  if (entry.digits === '') return '';
  if (entry.foreign) return `+${entry.digits}`;
  return isWhole(entry) ? (e164(entry) ?? '') : entry.digits;
}

/** Long enough to look for patients who use it. */
export function phoneIsWhole(entry: PhoneEntry): boolean {
  return isWhole(entry);
}
