import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  firstLetters,
  LONGEST_NAME,
  nameKeys,
  withoutLast,
  withSpace,
  type KeyScript,
  type NameKey,
} from '../../shared/kiosk/name-keys.ts';

/** Presses the key with this label; throws where the keyboard has none that can be pressed. */
function press(script: KeyScript, text: string, label: string, vowelsOnly = false): string {
  const { sounds, letters } = nameKeys(script, text, vowelsOnly);
  const key = [...sounds, ...letters.flat()].find((candidate) => candidate.label === label);
  if (key === undefined || key.disabled) throw new Error(`after "${text}" no key "${label}" can be pressed`);
  return key.text;
}

type Press = string | { readonly vowel: string } | { readonly nukta: true };

/** Writes with one press after the other. */
function write(script: KeyScript, presses: readonly Press[]): string {
  return presses.reduce<string>((text, pressed) => {
    if (pressed === ' ') return withSpace(text) ?? text;
    if (typeof pressed === 'string') return press(script, text, pressed);
    if ('vowel' in pressed) return press(script, text, pressed.vowel, true);
    return nameKeys(script, text, false).nukta ?? 'takes no dot';
  }, '');
}

describe('names are written key by key', () => {
  it.each<readonly [KeyScript, string, readonly Press[]]>([
    ['tamil', 'மீனா', ['ம', 'மீ', 'ன', 'னா']],
    ['tamil', 'ஸ்ரீதர்', ['ஸ்ரீ', 'த', 'ர', 'ர்']],
    ['tamil', 'கிருஷ்ணன்', ['க', 'கி', 'ர', 'ரு', 'ஷ', 'ஷ்', 'ண', 'ன', 'ன்']],
    ['tamil', 'ர அன்பழகன்', ['ர', ' ', 'அ', 'ன', 'ன்', 'ப', 'ழ', 'க', 'ன', 'ன்']],
    ['tamil', 'ஔவை', ['ஔ', 'வ', 'வை']],
    ['devanagari', 'प्रिया', ['प', 'प्', 'र', 'रि', 'य', 'या']],
    ['devanagari', 'कृष्ण', ['क', 'कृ', 'ष', 'ष्', 'ण']],
    ['devanagari', 'ज़ैनब', ['ज', { nukta: true }, 'ज़ै', 'न', 'ब']],
    ['devanagari', 'चाँद', ['च', 'चा', 'अँ', 'द']],
    ['devanagari', 'अंजलि', ['अं', 'ज', 'ल', 'लि']],
    ['devanagari', 'मीनाक्षी', ['म', 'मी', 'न', 'ना', 'क्ष', 'क्षी']],
    ['devanagari', 'साईं', ['स', 'सा', 'ई', 'अं']],
    ['devanagari', 'कउ', ['क', { vowel: 'उ' }]],
    ['latin', 'Meena R', ['M', 'E', 'E', 'N', 'A', ' ', 'R']],
  ])('in %s: %s', (script, name, presses) => {
    expect(write(script, presses).normalize('NFC')).toBe(name.normalize('NFC'));
  });

  it('with the sounds of the last letter, and vowels where none stands last', () => {
    expect(nameKeys('tamil', 'ம', false).soundOf).toBe('ம');
    expect(nameKeys('tamil', 'ம', true).soundOf).toBeNull();
    expect(nameKeys('tamil', 'மீ', false).soundOf).toBeNull();
    expect(nameKeys('tamil', 'ஸ்ரீ', false).soundOf).toBeNull();
    expect(nameKeys('devanagari', 'ज़', false).soundOf).toBe('ज़');
    expect(nameKeys('tamil', '', false).sounds.map(({ label }) => label)).toContain('அ');
    expect(nameKeys('latin', 'M', false)).toMatchObject({ sounds: [], soundOf: null, nukta: null });
  });

  it('no script puts its signs on a letter of another one', () => {
    for (const text of ['க', 'A', 'க்']) {
      expect(nameKeys('devanagari', text, false)).toMatchObject({ soundOf: null, nukta: null });
      expect(press('devanagari', text, 'अं')).toBe(`${text}अं`);
    }
    expect(nameKeys('tamil', 'क', false).soundOf).toBeNull();
  });

  it('a mark of a vowel stands there once, and not on a letter without one', () => {
    expect(press('devanagari', 'चाँ', 'अँ')).toBe('चाँअँ');
    expect(press('devanagari', 'प्', 'अं')).toBe('प्अं');
  });
});

describe('around the letters', () => {
  it('delete takes the last sign, then its letter, until nothing is left', () => {
    const steps = ['மீ', 'ம', '', ''];
    steps.reduce((text, left) => {
      expect(withoutLast(text)).toBe(left);
      return left;
    }, 'மீன');
    expect(withoutLast('ज़')).toBe('ज');
    expect(withoutLast('Meena ')).toBe('Meena');
  });

  it('a space stands between words alone', () => {
    expect(withSpace('')).toBeNull();
    expect(withSpace('Meena')).toBe('Meena ');
    expect(withSpace('Meena ')).toBeNull();
    expect(withSpace('m'.repeat(LONGEST_NAME))).toBeNull();
  });

  it.each<readonly [KeyScript, string]>([
    ['latin', 'M'],
    ['tamil', 'ம'],
    ['devanagari', 'ज'],
  ])('a name in %s ends at the limit: no key can be pressed', (script, letter) => {
    const { sounds, letters, nukta } = nameKeys(script, letter.repeat(LONGEST_NAME), false);
    expect([...sounds, ...letters.flat()].every(({ disabled }) => disabled)).toBe(true);
    expect(nukta).toBeNull();
  });

  it('CHECK-IN-1: every letter that a name can begin with is offered, once', () => {
    for (const script of ['latin', 'tamil', 'devanagari'] as const) {
      const letters = firstLetters(script);
      expect(new Set(letters).size).toBe(letters.length);
      expect(letters.every((letter) => /^\p{L}$/u.test(letter) || letter === 'ஃ')).toBe(true);
    }
    expect(firstLetters('tamil')).toEqual(expect.arrayContaining(['அ', 'ம', 'ஸ']));
    expect(firstLetters('devanagari')).toEqual(expect.arrayContaining(['अ', 'ज', 'क', 'ह']));
  });
});

describe('whatever is pressed', () => {
  const scriptSigns: Readonly<Record<string, RegExp>> = { tamil: /\p{Script=Tamil}/u, hindi: /\p{Script=Devanagari}/u };

  /** Each sign stands after a letter or a sign of its own script. */
  function signsStandOnLetters(text: string): boolean {
    const characters = Array.from(text);
    return characters.every((character, index) => {
      if (!/\p{M}/u.test(character)) return true;
      const before = characters[index - 1] ?? '';
      return Object.values(scriptSigns).some(
        (script) => script.test(character) && script.test(before) && /[\p{L}\p{M}]/u.test(before),
      );
    });
  }

  it('a name stays within its limit, and no sign stands without a letter before it', () => {
    const choice = fc.record({
      script: fc.constantFrom<KeyScript>('latin', 'tamil', 'devanagari'),
      vowelsOnly: fc.boolean(),
      key: fc.nat(59),
    });
    const doing = (
      text: string,
      { script, vowelsOnly, key }: { script: KeyScript; vowelsOnly: boolean; key: number },
    ) => {
      const { sounds, letters, nukta } = nameKeys(script, text, vowelsOnly);
      const keys: readonly NameKey[] = [...sounds, ...letters.flat()];
      if (key === 57) return withoutLast(text);
      if (key === 58) return withSpace(text) ?? text;
      if (key === 59) return nukta ?? text;
      const pressed = keys[key % keys.length];
      return pressed === undefined || pressed.disabled ? text : pressed.text;
    };
    fc.assert(
      fc.property(fc.array(choice, { maxLength: 140 }), (choices) => {
        let text = '';
        for (const choice of choices) {
          text = doing(text, choice);
          expect(text.length).toBeLessThanOrEqual(LONGEST_NAME);
          expect(signsStandOnLetters(text)).toBe(true);
        }
        expect(text.normalize('NFC')).toBe(text);
      }),
      { numRuns: 400 },
    );
  });
});
