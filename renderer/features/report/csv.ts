/** A file of comma-separated values (RFC 4180) that spreadsheets open as it is meant. */

/** Without it spreadsheets take UTF-8 for something else, and Tamil for noise. */
const byteOrderMark = '\uFEFF';

/** What a spreadsheet would take for a formula, or run. */
const formulaStart = /^[=+\-@\t\r]/;

export type CsvValue = string | number;

/** @param rows the first one is the header; each ends in CRLF */
export function csvOf(rows: readonly (readonly CsvValue[])[]): string {
  return byteOrderMark + rows.map((row) => `${row.map(fieldOf).join(',')}\r\n`).join('');
}

function fieldOf(value: CsvValue): string {
  // A number of ours is a number; words of a patient never are a formula.
  const text = typeof value === 'number' ? String(value) : formulaStart.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
