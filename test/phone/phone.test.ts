import fc from 'fast-check';
import { PhoneNumberFormat, PhoneNumberUtil } from 'google-libphonenumber';
import plans from 'libphonenumber-js/min/metadata';
import { expect, test } from 'vitest';
import india from '../../shared/phone/india.json' with { type: 'json' };
import { e164, inGroups, isWhole, readPhone } from '../../shared/phone/phone.ts';

/** Google's own code with its own data, of which the desk has nothing. */
const google = PhoneNumberUtil.getInstance();

const tenDigits = fc.stringMatching(/^[1-9]\d{9}$/);
const ways: readonly ((number: string) => string)[] = [
  (n) => n,
  (n) => `0${n}`,
  (n) => `+91${n}`,
  (n) => `+91 (0) ${n.slice(0, 3)}-${n.slice(3)}`,
  (n) => `0091 ${n.slice(0, 5)} ${n.slice(5)}`,
  (n) => `91${n}`,
  (n) => `${n} x123`,
  (n) => `${n};ext=7`,
];

test('the numbering plan of India is the library’s, word for word', () => {
  expect(india).toEqual({
    version: plans.version,
    country_calling_codes: { '91': plans.country_calling_codes['91'] },
    countries: { IN: plans.countries.IN },
    nonGeographic: {},
  });
});

test('ten digits are read as Google’s libphonenumber reads them, however they are written', () => {
  fc.assert(
    fc.property(tenDigits, fc.constantFrom(...ways), (number, write) => {
      const known = google.parse(write(number), 'IN');
      const read = readPhone(write(number));
      expect(read).toEqual({ foreign: false, digits: String(known.getNationalNumber()) });
      expect(e164(read)).toBe(google.format(known, PhoneNumberFormat.E164));
      expect(isWhole(read)).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});

test.each(['98400 12345', '70000 12345', '44 2345 6789', '11 2345 6789', '422 234 5678', '1800 123 4567'])(
  '%s is grouped as Google’s libphonenumber groups it',
  (shown) => {
    const known = google.parse(shown, 'IN');
    expect(inGroups(readPhone(shown))).toBe(shown);
    expect(google.format(known, PhoneNumberFormat.INTERNATIONAL)).toBe(`+91 ${shown}`);
  },
);

test.each([
  ['091 98400 12345', '9840012345'],
  ['+91 91 98400 12345', '9840012345'],
  ['+91 00 98400 12345', '9840012345'],
  ['91 098400 12345', '9840012345'],
  ['0', ''],
  ['09', '9'],
  ['+91', ''],
  ['+91 9', '9'],
  ['0091 98', '98'],
  ['098400 1', '984001'],
  ['5550100', '5550100'],
  ['984002146789', '984002146789'],
])('%s is India’s, with the digits %j', (text, digits) => {
  expect(readPhone(text)).toEqual({ foreign: false, digits });
});

test.each([
  ['+1 (415) 555-2671', '+14155552671'],
  ['001 415 555 2671', '+14155552671'],
  ['tel:+1-415-555-2671;ext=12', '+14155552671'],
  ['+44 (0)20 7946 0958', '+4402079460958'],
])('%s is of another country, and is kept as it was written: %s', (text, number) => {
  const read = readPhone(text);
  expect(read).toEqual({ foreign: true, digits: number.slice(1) });
  expect([e164(read), inGroups(read)]).toEqual([number, number]);
});

test.each([
  ['+1', null],
  ['+12', '+12'],
  ['+123456789012345', '+123456789012345'],
  ['+1234567890123456', null],
  ['', null],
  ['1', '+911'],
  ['1234567890123', '+911234567890123'],
  ['+91 12345 67890123', '+911234567890123'],
  ['+91 0 12345 6789012', '+91123456789012'],
  ['12345678901234', null],
  ['+91 12345 678901234', null],
  ['+0123456', null],
])('E.164 has 2 to 15 digits, with the code: %j is %j', (text, number) => {
  expect(e164(readPhone(text))).toBe(number);
});

test('a number abroad is whole from seven digits to fifteen, one of India with ten', () => {
  const whole = (text: string): boolean => isWhole(readPhone(text));
  expect(['+123456', '+1234567', '+123456789012345', '+1234567890123456'].map(whole)).toEqual([
    false,
    true,
    true,
    false,
  ]);
  expect(['984001234', '9840012345', '98400123456'].map(whole)).toEqual([false, true, false]);
});

test('a number is the same in the digits of every script', () => {
  const systems = Intl.supportedValuesOf('numberingSystem');
  const scripts = systems.map((system) =>
    new Intl.NumberFormat(`en-u-nu-${system}`, { useGrouping: false }).format(9_876_543_210),
  );
  const inDigits = scripts.filter((text) => /^\p{Nd}{10}$/u.test(text));
  expect(inDigits.length).toBeGreaterThan(20);
  for (const text of inDigits) expect(readPhone(text)).toEqual({ foreign: false, digits: '9876543210' });
});

test('what was read is read again as the same, and has all the digits that are shown', () => {
  const start = fc.constantFrom('', '0', '00', '+', '+91', '91', '+91 (0)', '091');
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.tuple(start, fc.stringMatching(/^\d{0,16}$/)).map((p) => p.join('')),
  );
  fc.assert(
    fc.property(text, (written) => {
      const read = readPhone(written);
      const number = e164(read);
      if (number !== null) expect(readPhone(number)).toEqual(read);
      expect(inGroups(read).replace(/[ +]/g, '')).toBe(read.digits);
    }),
    { numRuns: 5_000 },
  );
});
