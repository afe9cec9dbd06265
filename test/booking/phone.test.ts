import fc from 'fast-check';
import { PhoneNumberFormat, PhoneNumberUtil } from 'google-libphonenumber';
import { expect, test } from 'vitest';
import { phoneKey } from '../../shared/booking/index.ts';

/** Google's own code with its own data, of which the desk has nothing. */
const google = PhoneNumberUtil.getInstance();

test.each([
  '+919840012345',
  '9840012345',
  '98400 12345',
  '98400-12345',
  '(98400) 12345',
  '098400 12345',
  '0091 98400 12345',
  '91 98400 12345',
  '+91-98400-12345',
  '+91 (0) 98400 12345',
  'tel:+919840012345',
  '\u200e+91 98400 12345',
  '98400 12345 ext. 12',
  '９８４００１２３４５',
  '९८४०० १२३४५',
  '௯௮௪௦௦ ௧௨௩௪௫',
])('DUP-2: %s is +919840012345', (phone) => {
  expect(phoneKey(phone)).toBe('+919840012345');
});

test.each([
  ['+1 (415) 555-2671', '+14155552671'],
  ['001 415 555 2671', '+14155552671'],
  ['044 2345 6789', '+914423456789'],
  ['1800 123 4567', '+9118001234567'],
  ['5550100', '+915550100'],
  ['7', '+917'],
  ['1234567890123', '+911234567890123'],
])('DUP-2: %s is %s', (phone, key) => {
  expect(phoneKey(phone)).toBe(key);
});

test.each([
  ['12345678901234', '12345678901234'],
  ['+91 12345 678901234', '+9112345678901234'],
  ['1234567890123456789', '1234567890123456789'],
  ['+12 345678901234567890', '+12345678901234567890'],
  [' none ', 'none'],
  ['+', '+'],
  ['000', '000'],
])('DUP-3: %j, which can be no number, is compared as %j', (phone, key) => {
  expect(phoneKey(phone)).toBe(key);
});

test('DUP-2: an Indian number has the key that Google’s libphonenumber gives it, however it is written', () => {
  const mobile = fc
    .tuple(fc.constantFrom('6', '7', '8', '9'), fc.stringMatching(/^\d{9}$/))
    .map((parts) => parts.join(''));
  const forms: readonly ((number: string) => string)[] = [
    (n) => n,
    (n) => `0${n}`,
    (n) => `+91${n}`,
    (n) => `+91 ${n.slice(0, 5)} ${n.slice(5)}`,
    (n) => `0091-${n}`,
    (n) => `91${n}`,
    (n) => `(${n.slice(0, 3)}) ${n.slice(3)}`,
  ];
  fc.assert(
    fc.property(mobile, fc.constantFrom(...forms), (number, write) => {
      const known = google.format(google.parse(number, 'IN'), PhoneNumberFormat.E164);
      expect(phoneKey(write(number))).toBe(known);
    }),
    { numRuns: 1_000 },
  );
});

test('DUP-2: the key of a key is the key, and any text has one', () => {
  const anyText = fc.oneof(fc.string(), fc.stringMatching(/^[+0-9 ()-]{1,20}$/));
  fc.assert(
    fc.property(anyText, (phone) => {
      const key = phoneKey(phone);
      if (key.startsWith('+')) expect(phoneKey(key)).toBe(key);
    }),
    { numRuns: 2_000 },
  );
});
