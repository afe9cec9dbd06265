import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldName, withAnusvara } from '../../shared/names/fold-name.ts';

test.each([
  ['  Meena   RAMAN ', 'meena raman', 'case and spacing'],
  ['Zoë D’Souza', 'Zoe D Souza', 'accents and punctuation'],
  ['R.Karthik', 'r karthik', 'initials run together'],
  ['फ़ातिमा', 'फातिमा', 'the nukta as its own sign'],
  ['\u095eातिमा', 'फातिमा', 'the nukta inside its letter'],
  ['चाँद', 'चांद', 'chandrabindu and anusvara'],
  ['क्\u200dया', 'क्या', 'a joiner'],
  ['ஶ்ரீதர்', 'ஸ்ரீதர்', 'two ways of writing ஸ்ரீ'],
  ['கொ', 'க\u0bc6\u0bbe', 'a vowel sign in one part and in two'],
  ['वार्ड ९', 'वार्ड 9', 'digits of a script'],
])('“%s” and “%s” are one name: %s', (one, other) => {
  expect(foldName(one)).toBe(foldName(other));
});

test.each([
  ['मीना', 'मिना'],
  ['கவி', 'கவிதா'],
  ['சிவா', 'சீவா'],
])('“%s” and “%s” are two names: vowel signs are letters', (one, other) => {
  expect(foldName(one)).not.toBe(foldName(other));
});

test('a nasal before a consonant is an anusvara, any other stays', () => {
  expect(withAnusvara('आनन्द')).toBe(withAnusvara('आनंद'));
  expect(withAnusvara('मीना')).toBe('मीना');
});

test('a folded name is folded already', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(foldName(foldName(text))).toBe(foldName(text));
    }),
  );
});
