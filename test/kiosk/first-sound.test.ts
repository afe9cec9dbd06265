import { describe, expect, it } from 'vitest';
import { nameSoundsAs } from '../../shared/kiosk/first-sound.ts';
import { firstLetters } from '../../shared/kiosk/name-keys.ts';

const latin = firstLetters('latin');

describe('a first letter in another script', () => {
  it.each([
    ['Mohammed Irfan', 'ம'],
    ['Mohammed Irfan', 'इ'],
    ['मीना', 'M'],
    ['மீனா', 'म'],
    ['Priya', 'ப'],
    ['Bala', 'ப'],
    ['Fathima', 'ப'],
    ['பாத்திமா', 'F'],
    ['Krishnan', 'க'],
    ['Gopal', 'க'],
    ['Chitra', 'ச'],
    ['Jeyalakshmi', 'ச'],
    ['Shanthi', 'श'],
    ['Zainab', 'ज'],
    ['ज़ैनब', 'Z'],
    ['Élodie', 'எ'],
    ['இராமன்', 'R'],
    ['இலட்சுமி', 'L'],
    ['ஸ்ரீதர்', 'S'],
    ['ஔவை', 'A'],
    ['Auvaiyar', 'ஔ'],
    ['Dhanush', 'த'],
    ['ऋषि', 'R'],
    ['K. Meena', 'ம'],
  ])('CHECK-IN-20: a word of %s may begin with %s', (name, letter) => {
    expect(nameSoundsAs(name, letter)).toBe(true);
  });

  it.each([
    ['Mohammed Irfan', 'ப'],
    ['Mohammed Irfan', 'அ'],
    ['मीना', 'N'],
    ['Meena', ''],
    ['', 'ம'],
    ['12', 'ம'],
  ])('CHECK-IN-20: no word of %s may begin with "%s"', (name, letter) => {
    expect(nameSoundsAs(name, letter)).toBe(false);
  });

  it.each([
    ['Cyril', 'S'],
    ['பாலா', 'ஃ'],
    ['खान', 'क'],
  ])('CHECK-IN-20: within one script %s does not begin with %s', (name, letter) => {
    expect(nameSoundsAs(name, letter)).toBe(false);
  });

  it.each([...firstLetters('tamil'), ...firstLetters('devanagari')])(
    'CHECK-IN-20: the key %s stands for a Latin letter, but not for many',
    (key) => {
      const heard = latin.filter((letter) => nameSoundsAs(letter, key));
      expect(heard.length).toBeGreaterThan(0);
      expect(heard.length).toBeLessThanOrEqual(5);
      for (const letter of heard) expect(nameSoundsAs(key, letter)).toBe(true);
    },
  );

  it.each(latin)('CHECK-IN-20: the key %s stands for a letter of each other script', (key) => {
    for (const script of ['tamil', 'devanagari'] as const) {
      expect(firstLetters(script).some((letter) => nameSoundsAs(letter, key))).toBe(true);
    }
  });
});
