import { latinDigits } from '../phone/phone.ts';

/**
 * How names are compared, everywhere: by what is heard, not by how it was typed. Case, accents, spacing and punctuation do not count, nor do the marks
 * that one keyboard sets and another leaves out: the nukta (ज़ ज), chandrabindu or anusvara (चाँद चांद), joiners between letters, the two ways of
 * writing ஸ்ரீ. Vowel signs count: they are letters.
 */

/** Accents of Latin letters, the nukta, and what has no width: joiners, marks of direction. */
const unheard = /[\u0300-\u036f\u093c\p{Cf}]/gu;
const chandrabindu = /[\u0900\u0901]/gu;
const anusvara = '\u0902';
const between = /[^\p{L}\p{M}\p{N}]+/gu;
const plainLatin = /^[\u0020-\u007e]*$/u;

/** The words of a name as they are compared, in 0–9 and small letters, with one space between them; empty where there is no letter. */
export function foldName(text: string): string {
  if (plainLatin.test(text))
    return text
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, ' ')
      .trim();
  return latinDigits(text.normalize('NFKD').toLowerCase().replace(unheard, ''))
    .replace(chandrabindu, anusvara)
    .replaceAll('ஶ', 'ஸ')
    .replace(between, ' ')
    .trim();
}

const nasalBeforeConsonant = /[ङञणनम]\u094d(?=[क-ह])/gu;

/** A folded word with each nasal that stands before a consonant as an anusvara: आनन्द and आनंद are one name. */
export function withAnusvara(word: string): string {
  return word.replace(nasalBeforeConsonant, anusvara);
}
