import { expect, test } from 'vitest';
import { csvOf } from '../../../renderer/features/report/csv.ts';
import { readCsv } from '../../fixtures/read-csv.ts';

test('what is written is read back, whatever the text: quotes, commas, lines, Tamil, Hindi', () => {
  const rows = [
    ['Name', 'Note'],
    ['மீனாட்சி சுந்தரம்', 'says "ராம்", twice'],
    ['राजेश, वर्मा', 'first line\nsecond\r\nthird'],
    ['', ' leading and trailing '],
  ];
  expect(readCsv(csvOf(rows))).toEqual(rows);
});

test('it begins with a byte order mark, and every line ends in CRLF', () => {
  const text = csvOf([['a'], ['b']]);
  expect([...new TextEncoder().encode(text).slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(text.slice(1)).toBe('a\r\nb\r\n');
});

test.each(['=1+1', '+14155550123', '-2', '@SUM(A1)', '\tx', '\rx'])(
  'text that a spreadsheet would run is kept as text: %j',
  (text) => {
    expect(readCsv(csvOf([[text]]))).toEqual([[`'${text}`]]);
  },
);

test('a number of the desk’s own stays a number, negative ones too', () => {
  expect(readCsv(csvOf([[21, -1]]))).toEqual([['21', '-1']]);
});
