import { nextToCall } from '../../../shared/visit/next-to-call.ts';
import type { AppointmentView, VisitState, WindowView } from '../../desk/contract.ts';
import { isStrandedRow } from '../../desk/stranded.ts';

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
  // What they left was cancelled (VISIT-12).
  left: 'cancelled',
  cancelled: 'cancelled',
};

/** How many rows each filter has. */
export function countRows(rows: readonly AppointmentView[]): Readonly<Record<RowFilter, number>> {
  const counts = { all: 0, booked: 0, here: 0, 'with-doctor': 0, done: 0, 'no-show': 0, cancelled: 0 };
  for (const row of rows) {
    if (!hasPlace(row)) continue;
    counts.all += 1;
    counts[filterOf[row.visit]] += 1;
  }
  return counts;
}

export const groupings = ['window', 'doctor'] as const;
/** What the list is grouped by. */
export type Grouping = (typeof groupings)[number];

/** What a group has in common. `window` null: not on this day's calendar. `doctor` null: any of them. */
export type GroupOf =
  | { readonly by: 'window'; readonly window: WindowView | null }
  | { readonly by: 'doctor'; readonly doctor: string | null };

/** The rows of one window or doctor, in the order of the board. */
export interface RowGroup {
  readonly key: string;
  readonly of: GroupOf;
  readonly rows: readonly AppointmentView[];
  /** All rows, the folded ones among them. */
  readonly count: number;
  /** Who of them waits. */
  readonly waiting: number;
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
  readonly grouping: Grouping;
  /** Order of the doctors' names, as their readers sort them. */
  readonly compareNames: (one: string, other: string) => number;
  /** Keys of the groups whose done visits are shown. */
  readonly unfolded: ReadonlySet<string>;
  /** The row whose visit was noted last: it stays, so that the step can be seen and taken back; null: none was. */
  readonly kept: string | null;
}

/**
 * Groups the day's rows by window in time order, or by doctor by name. Done visits of a past window are folded, unless a filter asks for
 * something. Who only waits for a place is in no list of the day (SPEC WAIT-3). Groups without a row to show are left out.
 */
export function groupRows(input: RowsInput): readonly RowGroup[] {
  const rows = input.appointments.filter((row) => isWanted(row, input));
  const past = new Set(input.windows.filter(({ phase }) => phase === 'past').map(({ calendarId }) => calendarId));
  const folding = input.filter === 'all';
  const groups = input.grouping === 'window' ? byWindow(rows, input.windows) : byDoctor(rows, input.compareNames);
  return groups.map(({ key, of, members }) => {
    const isPast = ({ calendarId }: AppointmentView): boolean => calendarId !== null && past.has(calendarId);
    const folded = folding ? members.filter((row) => row.visit === 'done' && isPast(row) && row.id !== input.kept) : [];
    const unfolded = input.unfolded.has(key);
    const hidden = new Set(unfolded ? [] : folded);
    return {
      key,
      of,
      rows: hidden.size === 0 ? members : members.filter((row) => !hidden.has(row)),
      count: members.length,
      waiting: members.filter(({ waitingFrom }) => waitingFrom !== null).length,
      followUp: members.filter((row) => isPast(row) && mayFollow(row)).length,
      done: folded.length,
      unfolded,
    };
  });
}

function isWanted(row: AppointmentView, { filter, kept }: RowsInput): boolean {
  return hasPlace(row) && (filter === 'all' || filterOf[row.visit] === filter || row.id === kept);
}

function mayFollow(row: AppointmentView): boolean {
  return ['booked', 'here', 'with-doctor'].includes(filterOf[row.visit]);
}

interface Members {
  readonly key: string;
  readonly of: GroupOf;
  readonly members: readonly AppointmentView[];
}

const otherKey = 'other';

function byWindow(rows: readonly AppointmentView[], windows: readonly WindowView[]): readonly Members[] {
  const known = new Set(windows.map(({ calendarId }) => calendarId));
  const parts = partsBy(rows, ({ calendarId }) =>
    calendarId !== null && known.has(calendarId) ? calendarId : otherKey,
  );
  return [...windows, null].flatMap((window) => {
    const key = window?.calendarId ?? otherKey;
    const members = parts.get(key);
    return members === undefined ? [] : [{ key, of: { by: 'window' as const, window }, members }];
  });
}

function byDoctor(rows: readonly AppointmentView[], compare: RowsInput['compareNames']): readonly Members[] {
  const parts = partsBy(rows, ({ doctor }) => doctor);
  const named = [...parts.keys()].filter((doctor) => doctor !== null).sort(compare);
  return [...named, null].flatMap((doctor) => {
    const members = parts.get(doctor);
    // The key of one without a doctor can't be the name of any.
    return members === undefined
      ? []
      : [{ key: `doctor ${doctor ?? ''}`, of: { by: 'doctor' as const, doctor }, members }];
  });
}

function partsBy<Key>(
  rows: readonly AppointmentView[],
  keyOf: (row: AppointmentView) => Key,
): ReadonlyMap<Key, readonly AppointmentView[]> {
  const parts = new Map<Key, AppointmentView[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const part = parts.get(key);
    if (part === undefined) parts.set(key, [row]);
    else part.push(row);
  }
  return parts;
}

/**
 * Whole minutes that the present state lasts: of who waits, since they came, without the time on hold (VISIT-4); on hold and with
 * the doctor, since then. Null: of another state that says nothing, or on another day than today.
 * @param now epoch ms on today's board, else null
 */
export function lastedMinutes(
  row: Pick<AppointmentView, 'visit' | 'visitSince' | 'waitingFrom'>,
  now: number | null,
): number | null {
  const since = row.visit === 'on-hold' || row.visit === 'with-doctor' ? row.visitSince : row.waitingFrom;
  if (now === null || since === null) return null;
  return Math.max(0, Math.floor((now - since) / 60_000));
}

/** Who only waits for a place is no appointment (SPEC WAIT-3). */
function hasPlace({ mark }: AppointmentView): boolean {
  return mark !== 'waiting-list';
}

/** Who waits, as the head of the list says it. */
export interface Queue {
  readonly waiting: number;
  readonly onHold: number;
  /** Minutes; null: nobody waits. */
  readonly longest: number | null;
  /** Whose turn it is (VISIT-8). */
  readonly next: AppointmentView | null;
}

/** @param now epoch ms */
export function queueOf(rows: readonly AppointmentView[], windows: readonly WindowView[], now: number): Queue {
  const visits = rows.filter(hasPlace);
  const waits = visits.filter(({ waitingFrom }) => waitingFrom !== null).map((row) => lastedMinutes(row, now) ?? 0);
  return {
    waiting: waits.length,
    onHold: visits.filter(({ visit }) => visit === 'on-hold').length,
    longest: waits.length === 0 ? null : Math.max(...waits),
    next: nextOf(visits, windows),
  };
}

/** Whose turn it is among these (VISIT-8). */
export function nextOf(rows: readonly AppointmentView[], windows: readonly WindowView[]): AppointmentView | null {
  const order = new Map(windows.map(({ calendarId }, index) => [calendarId, index]));
  // Whose appointment was cancelled elsewhere is decided about first (VISIT-9).
  const queued = rows
    .filter((row) => hasPlace(row) && !isStrandedRow(row))
    .map((row) => {
      const { visit, arrivedAt, token, calendarId } = row;
      const windowOrder = calendarId === null ? undefined : order.get(calendarId);
      return { row, visit, arrivedAt, token, windowOrder: windowOrder ?? windows.length };
    });
  return nextToCall(queued)?.row ?? null;
}
