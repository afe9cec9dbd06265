import { expect, test } from 'vitest';
import type { AppointmentView } from '../../../renderer/desk/contract.ts';
import {
  countRows,
  groupRows,
  lastedMinutes,
  nextOf,
  queueOf,
  type RowsInput,
} from '../../../renderer/features/board/day-rows.ts';
import { fixtureInstant, fixtureRow, fixtureRows, fixtureWindows } from '../../fixtures/desk.ts';

function grouped(changes: Partial<RowsInput> = {}) {
  return groupRows({
    windows: fixtureWindows,
    appointments: fixtureRows,
    filter: 'all',
    grouping: 'window',
    compareNames: new Intl.Collator('en').compare,
    unfolded: new Set(),
    kept: null,
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
  expect(groups.at(-1)).toMatchObject({ of: { by: 'window', window: null }, rows: [{ id: 'stray' }] });
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

test('grouped by doctor every row is in exactly one group, by name, those without a doctor last', () => {
  const unfolded = new Set(grouped({ grouping: 'doctor' }).map(({ key }) => key));
  const groups = grouped({ grouping: 'doctor', unfolded });
  const doctors = groups.map(({ of }) => (of.by === 'doctor' ? of.doctor : 'a window'));
  expect(doctors).toEqual(['Dr Meena Iyer', 'Dr R. Balaji', 'Lab desk', 'Nurse Shanthi', null]);
  expect(groups.reduce((sum, { rows }) => sum + rows.length, 0)).toBe(fixtureRows.length);
  for (const { of, rows } of groups) {
    for (const { doctor } of rows) expect(of).toEqual({ by: 'doctor', doctor });
  }
});

test('grouped by doctor too, done visits of a past window are folded and what is left of it is to follow up', () => {
  const balaji = grouped({ grouping: 'doctor' }).find(({ key }) => key.includes('Balaji'));
  expect(balaji).toMatchObject({ done: 18, followUp: 0 });
  expect(balaji?.rows.some(({ visit }) => visit === 'done')).toBe(true);
  expect(grouped({ grouping: 'doctor' })[0]).toMatchObject({ done: 0, followUp: 1 });
});

test('the row whose visit was noted last stays in a list that it fits no more', () => {
  const [done] = fixtureRows.filter(({ visit, calendarId }) => visit === 'done' && calendarId === 'c-ma');
  if (done === undefined) throw new Error('nobody is done');
  expect(shownIds()).not.toContain(done.id);
  expect(shownIds({ kept: done.id })).toContain(done.id);
  expect(shownIds({ kept: done.id, filter: 'booked' })).toContain(done.id);
});

const now = fixtureInstant('11:30');
const at = fixtureInstant;

test.each([
  ['arrived', at('11:18'), at('11:18'), 12],
  ['called', at('11:29'), at('11:18'), 12],
  ['skipped', at('11:29'), at('11:00'), 30],
  ['on-hold', at('11:25'), null, 5],
  ['with-doctor', at('11:23'), null, 7],
  ['booked', null, null, null],
  ['done', at('11:29'), null, null],
] as const)('VISIT-4: how long “%s” lasts', (visit, visitSince, waitingFrom, minutes) => {
  expect(lastedMinutes({ visit, visitSince, waitingFrom }, now)).toBe(minutes);
  expect(lastedMinutes({ visit, visitSince, waitingFrom }, null)).toBeNull();
});

test('a wait that began in the future, by this computer’s clock, is none', () => {
  expect(lastedMinutes({ visit: 'arrived', visitSince: now + 1, waitingFrom: now + 1 }, now)).toBe(0);
});

test('the head of the list counts who waits, who is on hold, and the longest wait', () => {
  const held = { ...fixtureRow(20), visit: 'on-hold', visitSince: now, waitingFrom: null } as const;
  const rows = fixtureRows.map((candidate) => (candidate.id === held.id ? held : candidate));
  expect(queueOf(fixtureRows, fixtureWindows, now)).toMatchObject({ waiting: 4, onHold: 0, longest: 32 });
  expect(queueOf(rows, fixtureWindows, now)).toMatchObject({ waiting: 3, onHold: 1 });
  expect(queueOf([], fixtureWindows, now)).toEqual({ waiting: 0, onHold: 0, longest: null, next: null });
});

test('VISIT-8: next is called by window, then by arrival; a visit without a window comes last', () => {
  expect(nextOf(fixtureRows, fixtureWindows)?.token).toBe('MB-A02');
  const stray = fixtureRows.map((candidate) =>
    candidate.token === 'MB-A02' ? { ...candidate, calendarId: 'gone' } : candidate,
  );
  expect(nextOf(stray, fixtureWindows)?.token).toBe('MB-A03');
});

test('WAIT-3: who only waits for a place is not waiting to be called', () => {
  const rows = fixtureRows.map((candidate) => ({ ...candidate, mark: 'waiting-list' as const }));
  expect(queueOf(rows, fixtureWindows, now)).toEqual({ waiting: 0, onHold: 0, longest: null, next: null });
});

test('VISIT-9: who is here while it was cancelled elsewhere waits in the line, and is not next', () => {
  const next = nextOf(fixtureRows, fixtureWindows);
  const rows = fixtureRows.map((row) => (row === next ? { ...row, mark: 'cancelled-there' as const } : row));
  expect(nextOf(rows, fixtureWindows)?.token).not.toBe(next?.token);
  expect(queueOf(rows, fixtureWindows, now).waiting).toBe(queueOf(fixtureRows, fixtureWindows, now).waiting);
});
