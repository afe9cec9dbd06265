import type { AppointmentView, VisitState, WindowView } from '../../desk/contract.ts';

/** What the list shows: everything, or those at one point of the visit. `here`: came, and is not with the doctor yet. */
export const rowFilters = ['all', 'booked', 'here', 'with-doctor', 'done', 'no-show', 'cancelled'] as const;
export type RowFilter = (typeof rowFilters)[number];

const filterOf: Readonly<Record<VisitState, Exclude<RowFilter, 'all'>>> = {
  booked: 'booked',
  arrived: 'here',
  called: 'here',
  skipped: 'here',
  'on-hold': 'here',
  'with-doctor': 'with-doctor',
  done: 'done',
  'no-show': 'no-show',
  cancelled: 'cancelled',
};

/** How many rows each filter has. Who only waits for a place is no appointment (SPEC WAIT-3). */
export function countRows(rows: readonly AppointmentView[]): Readonly<Record<RowFilter, number>> {
  const counts = { all: 0, booked: 0, here: 0, 'with-doctor': 0, done: 0, 'no-show': 0, cancelled: 0 };
  for (const row of rows) {
    if (row.mark === 'waiting-list') continue;
    counts.all += 1;
    counts[filterOf[row.visit]] += 1;
  }
  return counts;
}

/** The rows of one window, in the order of the board. */
export interface RowGroup {
  readonly key: string;
  /** Null: rows whose window is not on this day's calendar. */
  readonly window: WindowView | null;
  readonly rows: readonly AppointmentView[];
  /** Visits of a past window that are neither done nor cancelled. */
  readonly followUp: number;
  /** Done visits of a past window, which are folded; shown where `unfolded`. */
  readonly done: number;
  readonly unfolded: boolean;
}

export interface RowsInput {
  readonly windows: readonly WindowView[];
  readonly appointments: readonly AppointmentView[];
  readonly filter: RowFilter;
  /** Keys of the groups whose done visits are shown. */
  readonly unfolded: ReadonlySet<string>;
}

const otherKey = 'other';

/**
 * Groups the day's rows by window, in time order. Done visits of a past window are folded, unless a filter asks for
 * something. Who only waits for a place is in no list of the day (SPEC WAIT-3). Groups without a row to show are left out.
 */
export function groupRows(input: RowsInput): readonly RowGroup[] {
  const byWindow = new Map<string, AppointmentView[]>();
  const known = new Set(input.windows.map((window) => window.calendarId));
  for (const row of input.appointments) {
    if (row.mark === 'waiting-list' || (input.filter !== 'all' && filterOf[row.visit] !== input.filter)) continue;
    const key = row.calendarId !== null && known.has(row.calendarId) ? row.calendarId : otherKey;
    const rows = byWindow.get(key);
    if (rows === undefined) byWindow.set(key, [row]);
    else rows.push(row);
  }
  const folding = input.filter === 'all';
  const groups: RowGroup[] = [];
  for (const window of [...input.windows, null]) {
    const key = window?.calendarId ?? otherKey;
    const rows = byWindow.get(key);
    if (rows !== undefined) groups.push(groupOf(key, window, rows, folding, input.unfolded.has(key)));
  }
  return groups;
}

function groupOf(
  key: string,
  window: WindowView | null,
  rows: readonly AppointmentView[],
  folding: boolean,
  unfolded: boolean,
): RowGroup {
  const past = window?.phase === 'past';
  const done = past && folding ? rows.filter((row) => row.visit === 'done').length : 0;
  const mayFollow = (row: AppointmentView): boolean => ['booked', 'here', 'with-doctor'].includes(filterOf[row.visit]);
  return {
    key,
    window,
    rows: done > 0 && !unfolded ? rows.filter((row) => row.visit !== 'done') : rows,
    followUp: past ? rows.filter(mayFollow).length : 0,
    done,
    unfolded,
  };
}

/** Minutes that a patient has waited, on today's board while their window lasts; null where that says nothing. */
export function waitedMinutes(
  row: Pick<AppointmentView, 'visit' | 'arrivedTime'>,
  window: WindowView | null,
  nowMinutes: number | null,
): number | null {
  if (row.visit !== 'arrived' || row.arrivedTime === null || nowMinutes === null || window?.phase === 'past')
    return null;
  const arrived = Number(row.arrivedTime.slice(0, 2)) * 60 + Number(row.arrivedTime.slice(3, 5));
  return Math.max(0, nowMinutes - arrived);
}
