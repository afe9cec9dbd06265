import { foldName, withAnusvara } from '../../shared/names/fold-name.ts';
import { latinDigits, readPhone } from '../../shared/phone/phone.ts';

/** What of an appointment a search looks at, made ready once so that a key costs little at 50,000 of them. */
export interface Searched {
  /** Words of the name and what follows each run together, each after a space. */
  readonly names: string;
  /** As `phoneDigits` makes them. */
  readonly digits: string;
  /** Tokens, void ones too, and their ends, each after a space; their numbers between `#`. */
  readonly tokens: string;
}

/** What a person asked for: every term, and the number where there is one; or the whole of it as a token, or as a name run together. */
export interface SearchQuery {
  readonly terms: readonly Term[];
  readonly number: NumberWanted | null;
  /** `MB A07`: the whole query as a token. */
  readonly token: string | null;
  /** `venkata raghavan`: all words as one, in both spellings; empty where there are none. */
  readonly joined: readonly string[];
  /** What a new booking can begin with. */
  readonly begin: { readonly name: string; readonly phone: string };
}

/** One term with a letter in it: the beginning of a word of the name, in each of its spellings, or of a token. */
interface Term {
  readonly words: readonly (readonly string[])[];
  readonly token: string | null;
}

interface NumberWanted {
  /** Any of them, anywhere in the phone number. */
  readonly digits: readonly string[];
  /** The number of a token, as `Searched.tokens` holds it. */
  readonly token: string | null;
}

/** At least so many digits are part of a phone number; fewer may be, beside a name, and are a token's number otherwise. */
const fewestPhoneDigits = 3;
const mostTokenDigits = 4;
/** Enough to dial: a new booking can begin with it. */
const fewestDialled = 5;
const indianDigits = 10;
/** Words of a name that may be typed as one. */
const mostJoined = 6;

/** Null where nothing that could be looked for was typed. */
export function readQuery(text: string): SearchQuery | null {
  const typed = latinDigits(text.normalize('NFKC')).trim().split(/\s+/u);
  const numbers = typed.filter((term) => /\d/u.test(term) && /^[+\d()./-]+$/u.test(term));
  const named = typed.filter((term) => !numbers.includes(term) && foldName(term) !== '');
  if (numbers.length + named.length === 0) return null;
  const words = named.flatMap((term) => foldName(term).split(' '));
  return {
    terms: named.map(termOf),
    number: numbers.length === 0 ? null : numberOf(numbers, words.length > 0),
    token: tokenIn(text),
    joined: words.length < 2 ? [] : spellings(words.join('')),
    begin: beginning(named, numbers),
  };
}

export function matches(searched: Searched, { terms, number, token, joined }: SearchQuery): boolean {
  if (token !== null && searched.tokens.includes(` ${token}`)) return true;
  if (number !== null && !hasNumber(searched, number)) return false;
  return terms.every((term) => hasTerm(searched, term)) || beginsWithAny(searched.names, joined);
}

/** The digits of the query that stand in a phone number, so that they may be shown; empty where it was found by something else. */
export function digitsFound(searched: Searched, { number }: SearchQuery): string {
  return number?.digits.find((digits) => searched.digits.includes(digits)) ?? '';
}

/** As a search looks at the phone of a `phoneKey`: without India's country code, and digits only. */
export function phoneDigits(phoneKey: string): string {
  return (phoneKey.startsWith('+91') ? phoneKey.slice(3) : phoneKey).replace(/\D/gu, '');
}

export function searchedName(name: string): string {
  const words = foldName(name).split(' ');
  const forms = words.flatMap((word, at) => [
    ...spellings(word),
    ...spellings(words.slice(at, at + mostJoined).join('')),
  ]);
  return [...new Set(forms)].map((form) => ` ${form}`).join('');
}

export function searchedTokens(tokens: readonly string[]): string {
  return tokens
    .map((token) => {
      const parts = foldName(token).split(' ');
      const number = /\d+$/u.exec(parts.at(-1) ?? '')?.[0];
      const ends = parts.map((_, at) => ` ${parts.slice(at).join('')}`).join('');
      return number === undefined ? ends : `${ends} #${String(Number(number))}#`;
    })
    .join('');
}

function termOf(term: string): Term {
  return { words: foldName(term).split(' ').map(spellings), token: tokenIn(term) };
}

/** A token has letters and digits: `MB-A07`, `a07`. */
function tokenIn(text: string): string | null {
  const compact = foldName(text).replaceAll(' ', '');
  return /\p{L}/u.test(compact) && /\d/u.test(compact) ? compact : null;
}

function spellings(word: string): readonly string[] {
  const other = withAnusvara(word);
  return other === word ? [word] : [word, other];
}

function numberOf(numbers: readonly string[], besideName: boolean): NumberWanted {
  const written = numbers.join(' ');
  const digits = written.replace(/\D/gu, '');
  const read = readPhone(written).digits;
  const withoutZeros = digits.replace(/^0+/u, '');
  // A plus says that a country code follows: its digits are not part of what is looked for.
  const readings = written.startsWith('+') ? [read] : [digits, withoutZeros, read];
  if (withoutZeros.startsWith('91') && withoutZeros.length > indianDigits) {
    readings.push(withoutZeros.slice('91'.length).replace(/^0/u, ''));
  }
  const fewest = besideName ? 1 : fewestPhoneDigits;
  const isToken = /^\d+$/u.test(written) && digits.length <= mostTokenDigits;
  return {
    digits: [...new Set(readings)].filter(({ length }) => length >= fewest),
    token: isToken ? `#${String(Number(digits))}#` : null,
  };
}

function hasNumber(searched: Searched, { digits, token }: NumberWanted): boolean {
  if (token !== null && searched.tokens.includes(token)) return true;
  return digits.some((wanted) => searched.digits.includes(wanted));
}

function hasTerm(searched: Searched, { words, token }: Term): boolean {
  if (token !== null && searched.tokens.includes(` ${token}`)) return true;
  return words.every((forms) => beginsWithAny(searched.names, forms));
}

function beginsWithAny(names: string, forms: readonly string[]): boolean {
  return forms.some((form) => names.includes(` ${form}`));
}

/** A token is nobody's name, and a few digits are nobody's number. */
function beginning(named: readonly string[], numbers: readonly string[]): SearchQuery['begin'] {
  const phone = numbers.join(' ');
  return {
    name: named.filter((term) => !/\d/u.test(term)).join(' '),
    phone: phone.replace(/\D/gu, '').length >= fewestDialled ? phone : '',
  };
}
