import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  digitsFound,
  matches,
  phoneDigits,
  readQuery,
  searchedName,
  searchedTokens,
} from '../../renderer/desk/search-query.ts';
import { phoneKey } from '../../shared/booking/index.ts';
import { foldName } from '../../shared/names/fold-name.ts';

interface Person {
  readonly name: string;
  readonly phone: string;
  readonly tokens?: readonly string[];
}

function searched({ name, phone, tokens = [] }: Person) {
  return { names: searchedName(name), digits: phoneDigits(phoneKey(phone)), tokens: searchedTokens(tokens) };
}

function finds(person: Person, query: string): boolean {
  const wanted = readQuery(query);
  return wanted !== null && matches(searched(person), wanted);
}

const venkat = { name: 'Venkataraghavan Anantharaman', phone: '+91 98400 12345', tokens: ['MB-A07'] };
const yazhini = { name: 'யாழினி முருகன்', phone: '9840021467', tokens: ['AB-A03'] };
const anand = { name: 'आनन्द फ़र्नांडिस', phone: '044 2345 6789', tokens: [] };
const souza = { name: "Maria D'Souza", phone: '+14155550123', tokens: ['EA-B112'] };

test.each([
  [venkat, 'venkat'],
  [venkat, 'ANANTHA'],
  [venkat, 'anantha venkat'],
  [venkat, '  venkataraghavan  anantha'],
  [venkat, 'venkata raghavan'],
  [venkat, 'venkataraghavananantharaman'],
  [venkat, '98400'],
  [venkat, '+91 98400 12345'],
  [venkat, '919840012345'],
  [venkat, '098400'],
  [venkat, '0091 98400-12345'],
  [venkat, '(+91) 98400 12345'],
  [venkat, '12345'],
  [venkat, '400123'],
  [venkat, '९८४००'],
  [venkat, '௧௨௩௪௫'],
  [venkat, 'mb-a07'],
  [venkat, 'MB A07'],
  [venkat, 'mba0'],
  [venkat, 'A07'],
  [venkat, '7'],
  [venkat, '07'],
  [venkat, 'venkat 984'],
  [venkat, '98 anantha'],
  [venkat, 'venkat mb-a07'],
  [yazhini, 'யாழி'],
  [yazhini, 'முரு'],
  [yazhini, 'முருகன் யாழினி'],
  [yazhini, 'aba03'],
  [anand, 'आनंद'],
  [anand, 'आनन'],
  [anand, 'फर्नांडिस'],
  [anand, '2345 6789'],
  [anand, '04423456'],
  [souza, 'souza'],
  [souza, 'dsouza'],
  [souza, 'd’souza'],
  [souza, '+1 415 555'],
  [souza, '112'],
])('%o is found by “%s”', (person, query) => {
  expect(finds(person, query)).toBe(true);
});

test.each([
  [venkat, 'raghavan'],
  [venkat, '99999'],
  [venkat, 'MA-A07'],
  [venkat, 'zz'],
  [venkat, '98'],
  [venkat, 'mb'],
  [venkat, 'venkat 999'],
  [venkat, 'venkat raman'],
  [venkat, '1'],
  [yazhini, 'கவி'],
  [souza, '91415'],
])('%o is not found by “%s”', (person, query) => {
  expect(finds(person, query)).toBe(false);
});

test.each(['', '   ', '.', '-', '()', '“”'])('“%s” asks for nothing', (query) => {
  expect(readQuery(query)).toBeNull();
});

test('the digits that were asked for are told, in the form that the number has', () => {
  const wanted = readQuery('+91 98400');
  expect(wanted === null ? null : digitsFound(searched(venkat), wanted)).toBe('98400');
  const name = readQuery('venkat');
  expect(name === null ? null : digitsFound(searched(venkat), name)).toBe('');
});

test.each([
  ['98400 99999', { name: '', phone: '98400 99999' }],
  ['Kavitha Rao', { name: 'Kavitha Rao', phone: '' }],
  ['Kavitha 9840099999', { name: 'Kavitha', phone: '9840099999' }],
  ['MB-A77', { name: '', phone: '' }],
  ['984', { name: '', phone: '' }],
])('a new booking can begin with what is a name or a number of “%s”', (query, begin) => {
  expect(readQuery(query)?.begin).toEqual(begin);
});

const word = fc.constantFrom('Meena', 'Raman', 'Me', 'Abdul', 'Rahman', 'मीना', 'शर्मा', 'மீனா', 'முருகன்', 'Zoë');
const mobile = fc.integer({ min: 6_000_000_000, max: 9_999_999_999 }).map(String);

test('words in any order, each the beginning of a word of the name: as a plain reading of the rule says', () => {
  const names = fc.array(word, { minLength: 1, maxLength: 4 });
  const asked = fc.array(fc.tuple(word, fc.integer({ min: 1, max: 8 })), { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(names, asked, mobile, (name, cut, phone) => {
      const terms = cut.map(([whole, length]) => foldName(Array.from(whole).slice(0, length).join('')));
      const words = name.map(foldName);
      const runs = words.map((_, at) => words.slice(at).join(''));
      const isBeginning = (term: string): boolean => [...words, ...runs].some((each) => each.startsWith(term));
      const expected = terms.every(isBeginning) || runs.some((run) => run.startsWith(terms.join('')));
      expect(finds({ name: name.join(' '), phone }, terms.join(' '))).toBe(expected);
    }),
  );
});

test('any three digits or more of a number find it, however it is stored and typed', () => {
  const spelling = fc.constantFrom('', '+91', '+91 ', '0', '0091');
  fc.assert(
    fc.property(
      mobile,
      spelling,
      fc.nat({ max: 7 }),
      fc.integer({ min: 3, max: 10 }),
      (phone, before, from, length) => {
        const person = { name: 'Meena', phone: `${before}${phone}` };
        expect(finds(person, phone.slice(from, from + length))).toBe(true);
        expect(finds(person, `${before}${phone}`)).toBe(true);
        expect(finds(person, `${phone.slice(0, 5)} ${phone.slice(5)}`)).toBe(true);
      },
    ),
  );
});

test('digits that stand nowhere in a number do not find it', () => {
  fc.assert(
    fc.property(mobile, fc.stringMatching(/^[1-9]\d{2,5}$/), (phone, digits) => {
      fc.pre(!digits.startsWith('91'));
      expect(finds({ name: 'Meena', phone }, digits)).toBe(phone.includes(digits));
    }),
  );
});
