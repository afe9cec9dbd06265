/**
 * Keys on which a name is written with a finger (docs: LOOKS). Tamil and Hindi put the last bare consonant with every vowel sign; where none
 * stands last, the same keys write the vowels by themselves.
 */

export type KeyScript = 'latin' | 'tamil' | 'devanagari';

const latinRows = ['QWERTYUIOP', 'ASDFGHJKL', 'ZXCVBNM'].map((row) => Array.from(row));

interface IndicKeys {
  /** After a bare consonant. */
  readonly signs: readonly string[];
  /** By themselves, in the same places. */
  readonly vowels: readonly string[];
  readonly consonants: readonly string[];
  /** A consonant without a sign at the end of a text. */
  readonly bare: RegExp;
}

const tamil: IndicKeys = {
  signs: ['\u0bcd', 'ா', 'ி', 'ீ', 'ு', 'ூ', 'ெ', 'ே', 'ை', 'ொ', 'ோ', 'ௌ'],
  vowels: ['அ', 'ஆ', 'இ', 'ஈ', 'உ', 'ஊ', 'எ', 'ஏ', 'ஐ', 'ஒ', 'ஓ', 'ஔ'],
  consonants: [...Array.from('கஙசஞடணதநபமயரலவழளறனஜஷஸஹ'), 'ஸ்ரீ', 'ஃ'],
  bare: /[\u0b95-\u0bb9]$/u,
};

const devanagari: IndicKeys = {
  signs: ['\u094d', 'ा', 'ि', 'ी', 'ु', 'ू', 'ृ', 'े', 'ै', 'ो', 'ौ', 'ं', 'ँ', 'ः'],
  vowels: ['अ', 'आ', 'इ', 'ई', 'उ', 'ऊ', 'ऋ', 'ए', 'ऐ', 'ओ', 'औ', 'ं', 'ँ', 'ः'],
  consonants: [...Array.from('कखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसह'), 'क्ष', 'त्र', 'ज्ञ'],
  // The joined letters that have keys of their own are one letter.
  bare: /(?:क्ष|त्र|ज्ञ|[\u0915-\u0939]\u093c?)$/u,
};

const indic = { tamil, devanagari } as const;
const NUKTA = '\u093c';
/** Marks that follow a vowel or its sign as well, one of them only. */
const afterVowels = /[\u0902\u0901\u0903]/u;
/** What such a mark may follow: a letter or a vowel sign of Devanagari. */
const takesMark = /[\u0904-\u0939\u093c\u093e-\u094c]$/u;
const letterOrSign = /[\p{L}\p{M}]$/u;
/** Letters that have a form with a dot below. */
const takesNukta = /[कखगजडढफ]$/u;

export interface NameKey {
  /** What stands on the key. */
  readonly label: string;
  /** What the name becomes. */
  readonly text: string;
  readonly disabled: boolean;
}

export interface NameKeys {
  /** The tinted keys; empty for Latin. */
  readonly sounds: readonly NameKey[];
  readonly letters: readonly (readonly NameKey[])[];
  /** The letter that the sounds are of; null: they are vowels. */
  readonly soundOf: string | null;
  /** The name with a dot below its last letter; null: it takes none, or the script has none. */
  readonly nukta: string | null;
}

/** Longest name, UTF-16 units; as the API takes it. */
export const LONGEST_NAME = 80;

/**
 * The keys of a script for what has been typed.
 * @param vowelsOnly the person wants vowels by themselves although a bare consonant stands last
 */
export function nameKeys(script: KeyScript, text: string, vowelsOnly: boolean): NameKeys {
  if (script === 'latin') {
    return {
      sounds: [],
      letters: latinRows.map((row) => row.map((letter) => latinKey(letter, text))),
      soundOf: null,
      nukta: null,
    };
  }
  const { signs, vowels, consonants, bare: bareConsonant } = indic[script];
  const bare = vowelsOnly ? null : (bareConsonant.exec(text)?.[0] ?? null);
  const soundKey = (index: number): NameKey => {
    const sign = signs[index] ?? '';
    const vowel = vowels[index] ?? '';
    if (bare !== null) return keyOf(bare + sign, text + sign);
    // A mark of a vowel needs one before it.
    if (afterVowels.test(vowel)) return keyOf(`अ${vowel}`, takesMark.test(text) ? text + vowel : `${text}अ${vowel}`);
    return keyOf(vowel, text + vowel);
  };
  return {
    sounds: signs.map((_, index) => soundKey(index)),
    letters: [consonants.map((letter) => keyOf(letter, text + letter))],
    soundOf: bare,
    nukta: script === 'devanagari' && takesNukta.test(text) && fits(text + NUKTA) ? text + NUKTA : null,
  };
}

/** Capital at the start of each word, small after it. */
function latinKey(letter: string, text: string): NameKey {
  return keyOf(letter, text + (letterOrSign.test(text) ? letter.toLowerCase() : letter));
}

function keyOf(label: string, text: string): NameKey {
  return { label, text, disabled: !fits(text) };
}

function fits(text: string): boolean {
  return text.length <= LONGEST_NAME;
}

/** The name with a space after it; null: none is wanted there. */
export function withSpace(text: string): string | null {
  return text === '' || text.endsWith(' ') || !fits(`${text} `) ? null : `${text} `;
}

/** Takes the last sign or letter off. */
export function withoutLast(text: string): string {
  return Array.from(text).slice(0, -1).join('');
}

/** Letters that a word of a name can begin with, for the second question of a check-in (SPEC CHECK-IN-1). */
export function firstLetters(script: KeyScript): readonly string[] {
  if (script === 'latin') return Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
  const { vowels, consonants } = indic[script];
  const single = (letter: string): boolean => Array.from(letter).length === 1;
  return [...vowels.filter((vowel) => !afterVowels.test(vowel)), ...consonants.filter(single)];
}
