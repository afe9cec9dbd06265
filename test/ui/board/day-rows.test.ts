import { expect, test } from 'vitest';
import type { AppointmentView } from '../../../renderer/desk/contract.ts';
import { countRows, groupRows, waitedMinutes, type RowsInput } from '../../../renderer/features/board/day-rows.ts';
import { fixtureRow, fixtureRows, fixtureWindows } from '../../fixtures/desk.ts';

function grouped(changes: Partial<RowsInput> = {}) {
  return groupRows({
    windows: fixtureWindows,
    appointments: fixtureRows,
    filter: 'all',
    unfolded: new Set(),
    ...changes,
  });
}

function shownIds(changes: Partial<RowsInput> = {}): readonly string[] {
  return grouped(changes).flatMap((group) => group.rows.map((shown) => shown.id));
}

test('every row is in exactly one group, in the order of the windows', () => {
  const unfolded = new Set(fixtureWindows.map((window) => window.calendarId));
  const ids = shownIds({ unfolded });
  expect([...ids].sort()).toEqual(fixtureRows.map(({ id }) => id).sort());
  const order = grouped({ unfolded }).map((group) =>
    fixtureWindows.findIndex((window) => window.calendarId === group.key),
  );
  expect(order).toEqual([...order].sort((a, b) => a - b));
});

test('done visits of a past window are folded, and their number is said; a filter unfolds them', () => {
  const [past] = grouped();
  expect(past).toMatchObject({ key: 'c-ma', done: 18, unfolded: false, followUp: 1 });
  expect(past?.rows.map(({ token }) => token)).toEqual(['MA-A20']);
  expect(shownIds({ filter: 'done' })).toHaveLength(19);
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

test('WAIT-3: who only waits for a place is in no count and no list of the day', () => {
  const waits = { ...fixtureRow(1), id: 'waits', patientName: 'Zubeida Khan', mark: 'waiting-list' as const };
  const appointments = [...fixtureRows, waits];
  expect(countRows(appointments)).toEqual(countRows(fixtureRows));
  expect(shownIds({ appointments })).toEqual(shownIds());
  expect(shownIds({ appointments, filter: 'here' })).toEqual(shownIds({ filter: 'here' }));
});

test('waiting is counted on today’s board while the window lasts', () => {
  const arrived = { visit: 'arrived', arrivedTime: '11:18' } as const;
  const [past, now] = fixtureWindows;
  expect(waitedMinutes(arrived, now ?? null, 11 * 60 + 30)).toBe(12);
  expect(waitedMinutes(arrived, now ?? null, null)).toBeNull();
  expect(waitedMinutes(arrived, past ?? null, 11 * 60 + 30)).toBeNull();
  expect(waitedMinutes({ visit: 'booked', arrivedTime: null }, now ?? null, 11 * 60 + 30)).toBeNull();
});
