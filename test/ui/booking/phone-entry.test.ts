import fc from 'fast-check';
import { expect, test } from 'vitest';
import { phoneDrafted, phoneIsWhole, phoneShown, readPhone } from '../../../renderer/features/booking/phone-entry.ts';
import { phoneHidden, phoneInGroups } from '../../../renderer/ui/phone-number.ts';

const indian = fc.stringMatching(/^[6-9]\d{9}$/);
const separators = fc.array(fc.constantFrom('', ' ', '-', '.', ' - '), { minLength: 10, maxLength: 10 });

test('however an Indian number is written or pasted, the same ten digits are read', () => {
  const prefixes = fc.constantFrom('', '0', '+91', '+91 ', '0091 ', '91', 'Ph: ', 'tel +91-');
  fc.assert(
    fc.property(indian, prefixes, separators, (digits, prefix, between) => {
      const typed = prefix + digits.replace(/\d/g, (digit, index: number) => digit + (between[index] ?? ''));
      expect(readPhone(typed)).toEqual({ foreign: false, digits });
    }),
  );
});

test('what the field shows is read back as the same number', () => {
  fc.assert(
    fc.property(fc.string(), (typed) => {
      const entry = readPhone(typed);
      expect(readPhone(phoneShown(entry))).toEqual(entry);
    }),
  );
});

test('digits of Devanagari and Tamil are digits', () => {
  expect(readPhone('९८४०० २१४६७').digits).toBe('9840021467');
  expect(readPhone('௯௮௪௦௦ ௨௧௪௬௭').digits).toBe('9840021467');
});

test('a number of another country keeps its code and is told apart', () => {
  expect(readPhone('+1 (415) 555-0123')).toEqual({ foreign: true, digits: '14155550123' });
  expect(phoneDrafted(readPhone('0044 20 7946 0000'))).toBe('+442079460000');
});

test('a number is whole with ten digits, and drafted in E.164 only then', () => {
  expect(phoneDrafted(readPhone('98400 2146'))).toBe('984002146');
  expect(phoneIsWhole(readPhone('98400 2146'))).toBe(false);
  expect(phoneDrafted(readPhone('98400 21467'))).toBe('+919840021467');
  expect(phoneIsWhole(readPhone('98400 21467'))).toBe(true);
});

test('too many digits stay in sight: the person sees which one is too much', () => {
  expect(phoneShown(readPhone('984002146789'))).toBe('98400 2146789');
});

test('a hidden number shows its first five digits and the last one, however it is stored', () => {
  for (const stored of ['+919840021467', '9840021467', '98400 21467', '09840021467']) {
    expect(phoneHidden(stored)).toBe('98400 ••••7');
    expect(phoneInGroups(stored)).toBe('98400 21467');
  }
});

test('the beginning of a number hides nothing and promises no more digits', () => {
  expect(phoneHidden('984')).toBe('984');
  expect(phoneHidden('98400')).toBe('98400');
  expect(phoneHidden('984002')).toBe('98400 ••••2');
});

test('a fixed line is shown in the groups it is read out in, typed and stored', () => {
  expect(phoneShown(readPhone('044 2345 6789'))).toBe('44 2345 6789');
  expect(phoneInGroups('+914423456789')).toBe('44 2345 6789');
});

test('zeros stay in sight while they may begin a country code, and a trunk zero goes with the digit behind it', () => {
  expect(['0', '00', '001', '0 9'].map((typed) => phoneShown(readPhone(typed)))).toEqual(['0', '00', '+1', '9']);
});
