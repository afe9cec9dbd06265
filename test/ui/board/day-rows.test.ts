import { expect, test } from 'vitest';
import type { AppointmentView } from '../../../renderer/desk/contract.ts';
import {
  countRows,
  groupRows,
  matchesQuery,
  waitedMinutes,
  type RowsInput,
} from '../../../renderer/features/board/day-rows.ts';
import { fixtureRow, fixtureRows, fixtureWindows } from '../../fixtures/desk.ts';

const row = {
  patientName: 'Venkataraghavan Anantharaman',
  phone: '+91 98400 21467',
  token: 'MB-A07',
  formerTokens: [],
};
const tamil = { patientName: 'யாழினி முருகன்', phone: '9840021467', token: null, formerTokens: ['AB-A03'] };

function grouped(changes: Partial<RowsInput> = {}) {
  return groupRows({
    windows: fixtureWindows,
    appointments: fixtureRows,
    filter: 'all',
    query: '',
    unfolded: new Set(),
    ...changes,
  });
}

function shownIds(changes: Partial<RowsInput> = {}): readonly string[] {
  return grouped(changes).flatMap((group) => group.rows.map((shown) => shown.id));
}

test.each([
  'venkat',
  'ANANTHA',
  '  venkataraghavan  anantha',
  '98400',
  '21467',
  '984002',
  '098400',
  'mb-a07',
  'A07',
  'mba0',
])('the search finds a patient by “%s”', (query) => {
  expect(matchesQuery(row, query)).toBe(true);
});

test.each(['raghavan', '99999', 'MA-A07', 'zz', '.', '98'])(
  'the search does not take “%s” for that patient',
  (query) => {
    expect(matchesQuery(row, query)).toBe(false);
  },
);

test('the search finds a name in its own script', () => {
  expect(matchesQuery(tamil, 'யாழி')).toBe(true);
  expect(matchesQuery(tamil, 'முரு')).toBe(true);
  expect(matchesQuery(tamil, 'கவி')).toBe(false);
});

test('SETTLE-5: a slip that is void finds the appointment that took its place', () => {
  for (const query of ['AB-A03', 'aba03', 'A03']) expect(matchesQuery(tamil, query)).toBe(true);
  expect(matchesQuery(row, 'AB-A03')).toBe(false);
});

test('every row is in exactly one group, in the order of the windows', () => {
  const unfolded = new Set(fixtureWindows.map((window) => window.calendarId));
  const ids = shownIds({ unfolded });
  expect([...ids].sort()).toEqual(fixtureRows.map(({ id }) => id).sort());
  const order = grouped({ unfolded }).map((group) =>
    fixtureWindows.findIndex((window) => window.calendarId === group.key),
  );
  expect(order).toEqual([...order].sort((a, b) => a - b));
});

test('done visits of a past window are folded, and their number is said; a filter or a search unfolds them', () => {
  const [past] = grouped();
  expect(past).toMatchObject({ key: 'c-ma', done: 18, unfolded: false, followUp: 1 });
  expect(past?.rows.map(({ token }) => token)).toEqual(['MA-A20']);
  expect(shownIds({ filter: 'done' })).toHaveLength(19);
  expect(shownIds({ query: 'karthik' }).length).toBeGreaterThan(0);
});

test('a row whose window is not on the calendar is shown last, never lost', () => {
  const stray: AppointmentView = { ...fixtureRow(20), id: 'stray', calendarId: 'gone' };
  const groups = grouped({ appointments: [stray, ...fixtureRows] });
  expect(groups.at(-1)).toMatchObject({ window: null, rows: [{ id: 'stray' }] });
});

test('the filters count every row once', () => {
  const { all, ...parts } = countRows(fixtureRows);
  expect(all).toBe(fixtureRows.length);
  expect(Object.values(parts).reduce((sum, count) => sum + count, 0)).toBe(all);
});

test('WAIT-3: who only waits for a place is in no count and no list, and is found by a search', () => {
  const waits = { ...fixtureRow(1), id: 'waits', patientName: 'Zubeida Khan', mark: 'waiting-list' as const };
  const appointments = [...fixtureRows, waits];
  expect(countRows(appointments)).toEqual(countRows(fixtureRows));
  expect(shownIds({ appointments })).toEqual(shownIds());
  expect(shownIds({ appointments, query: 'zubeida' })).toEqual(['waits']);
  expect(shownIds({ appointments, query: 'zubeida', filter: 'here' })).toEqual([]);
  expect(grouped({ appointments, query: 'zubeida' }).map(({ followUp }) => followUp)).toEqual([0]);
});

test('waiting is counted on today’s board while the window lasts', () => {
  const arrived = { visit: 'arrived', arrivedTime: '11:18' } as const;
  const [past, now] = fixtureWindows;
  expect(waitedMinutes(arrived, now ?? null, 11 * 60 + 30)).toBe(12);
  expect(waitedMinutes(arrived, now ?? null, null)).toBeNull();
  expect(waitedMinutes(arrived, past ?? null, 11 * 60 + 30)).toBeNull();
  expect(waitedMinutes({ visit: 'booked', arrivedTime: null }, now ?? null, 11 * 60 + 30)).toBeNull();
});
