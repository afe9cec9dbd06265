import { holdsPlace, type VisitNote } from '../../shared/model/booking.ts';
import { waitedMs } from '../../shared/visit/visit.ts';
import type {
  AppointmentView,
  BoardView,
  PlacesUsed,
  ReportFigures,
  ReportRow,
  ReportTold,
  ReportView,
  ReportWaits,
  WindowView,
} from './contract.ts';
import { needsDecision } from './stranded.ts';

const minuteMs = 60_000;
/** A wait of this many minutes is a long one. */
const longWaitMinutes = 30;
/** Where the ranges of waits begin, minutes. */
const rangeStarts = [0, 10, 20, 30, 45] as const;

export interface ReportInput {
  readonly board: BoardView;
  /** Organisation-local date. */
  readonly today: string;
  /** Epoch ms. */
  readonly now: number;
  /** The steps of a visit that this desk keeps. */
  readonly visitOf: (bookingId: string) => readonly VisitNote[];
  /** Whether a window of the board was open on its date, also after it is over. */
  readonly wasOpen: (calendarId: string) => boolean;
}

/** What became of the board's day (docs/day-report.md). Pure. */
export function buildReport(input: ReportInput): ReportView {
  const { board } = input;
  const when = board.date === input.today ? 'today' : board.date < input.today ? 'past' : 'ahead';
  const entries = entriesOf(input, when === 'past');
  const booked = entries.filter(({ outcome }) => outcome !== 'cancelled');
  const windows = windowsOf(input, booked);
  return {
    date: board.date,
    when,
    loading: board.loading,
    pulledAt: board.pulledAt,
    day: figuresOf(booked),
    places: sumOf(windows.flatMap(({ places }) => (places === null ? [] : [places]))),
    windows,
    services: servicesOf(windows, booked),
    made: madeOf(booked),
    arrivals: arrivalsOf(booked),
    waits: waitsOf(booked),
    cancelled: cancelledOf(entries),
    waitingList: board.appointments.filter(({ mark }) => mark === 'waiting-list').length,
    toNote: booked.filter(({ outcome }) => outcome === 'toNote').map(rowOf),
    unreported: booked.filter(({ row }) => isUnreported(row)).map(rowOf),
    told: toldOf(booked),
    rows: entries.map(rowOf),
  };
}

type Outcome = 'done' | 'noShow' | 'toNote' | 'here' | 'toCome';

interface Entry extends ReportRow {
  readonly outcome: Outcome | 'cancelled';
  /** Milliseconds of a wait that is over; null: there was none, or it runs. */
  readonly wholeWaitMs: number | null;
}

/** REPORT-1: who waits for a place is no appointment, and one that was merged into another counts there. */
function entriesOf({ board, now, visitOf }: ReportInput, pastDay: boolean): readonly Entry[] {
  const windows = new Map(board.windows.map((window) => [window.calendarId, window]));
  return board.appointments
    .filter(({ mark, life }) => mark !== 'waiting-list' && life?.state !== 'LINKED')
    .map((row) => {
      const window = row.calendarId === null ? null : (windows.get(row.calendarId) ?? null);
      const visit = row.bookingId === null ? [] : visitOf(row.bookingId);
      const isOver = row.visit === 'done' || visit.some(({ step }) => step === 'with-doctor');
      // REPORT-5: a wait whose end nobody noted says nothing once the day is over.
      const outcome = outcomeOf(row, pastDay || window?.phase === 'past');
      const counts = outcome !== 'cancelled' && outcome !== 'noShow' && (isOver || !pastDay);
      const waited = counts ? waitedMs(visit, now) : null;
      return {
        row,
        window,
        waitedMs: waited,
        outcome,
        wholeWaitMs: isOver ? waited : null,
      };
    });
}

function rowOf({ row, window, waitedMs }: Entry): ReportRow {
  return { row, window, waitedMs };
}

/** REPORT-3. `over`: of the window. */
function outcomeOf({ visit }: AppointmentView, over: boolean): Entry['outcome'] {
  switch (visit) {
    case 'cancelled':
    case 'done':
      return visit;
    // What they left was cancelled (visit SPEC, VISIT-12).
    case 'left':
      return 'cancelled';
    case 'no-show':
      return 'noShow';
    case 'booked':
      return over ? 'toNote' : 'toCome';
    default:
      return over ? 'toNote' : 'here';
  }
}

function figuresOf(booked: readonly Entry[]): ReportFigures {
  const counts: Record<Outcome, number> = { done: 0, noShow: 0, toNote: 0, here: 0, toCome: 0 };
  for (const { outcome } of booked) if (outcome !== 'cancelled') counts[outcome] += 1;
  return {
    booked: booked.length,
    walkIns: booked.filter(({ row }) => row.walkIn).length,
    ...counts,
    usualWaitMs: medianOf(wholeWaits(booked)),
  };
}

function windowsOf({ board, wasOpen }: ReportInput, booked: readonly Entry[]): ReportView['windows'] {
  const found = board.windows.flatMap((window) => {
    const here = booked.filter((entry) => entry.window === window);
    const open = wasOpen(window.calendarId);
    if (!open && here.length === 0) return [];
    return [{ window, places: placesOf(window, open, here), ...figuresOf(here) }];
  });
  const others = booked.filter(({ window }) => window === null);
  return others.length === 0 ? found : [...found, { window: null, places: null, ...figuresOf(others) }];
}

/** REPORT-4: a window that was closed under people offers nothing, so that nothing of it is used. */
function placesOf(window: WindowView, open: boolean, here: readonly Entry[]): PlacesUsed | null {
  if (!open || window.phase === 'unknown') return null;
  return { capacity: window.capacity, taken: window.filled, onOwnPlaces: onOwnPlaces(here) };
}

function onOwnPlaces(booked: readonly Entry[]): number {
  return booked.filter(({ row }) => row.basis === 'own-place' && (row.life === null || holdsPlace(row.life))).length;
}

function sumOf(places: readonly PlacesUsed[]): PlacesUsed {
  const sum = { capacity: 0, taken: 0, onOwnPlaces: 0 };
  for (const { capacity, taken, onOwnPlaces } of places) {
    sum.capacity += capacity;
    sum.taken += taken;
    sum.onOwnPlaces += onOwnPlaces;
  }
  return sum;
}

function servicesOf(windows: ReportView['windows'], booked: readonly Entry[]): ReportView['services'] {
  const services = new Map<string, { name: string | null; capacity: number; taken: number }>();
  for (const { window, places } of windows) {
    if (window === null || places === null) continue;
    for (const { serviceId, name, capacity, filled } of window.services) {
      const known = services.get(serviceId) ?? { name, capacity: 0, taken: 0 };
      services.set(serviceId, { name, capacity: known.capacity + capacity, taken: known.taken + filled });
    }
  }
  for (const { row } of booked) {
    if (!services.has(row.serviceId)) services.set(row.serviceId, { name: row.serviceName, capacity: 0, taken: 0 });
  }
  return [...services].map(([serviceId, used]) => {
    const here = booked.filter(({ row }) => row.serviceId === serviceId);
    return { serviceId, ...used, onOwnPlaces: onOwnPlaces(here), booked: here.length };
  });
}

function madeOf(booked: readonly Entry[]): ReportView['made'] {
  const walkIns = booked.filter(({ row }) => row.walkIn).length;
  const own = booked.filter(({ row }) => row.own).length;
  return { here: own - walkIns, walkIns, elsewhere: booked.length - own };
}

function arrivalsOf(booked: readonly Entry[]): ReportView['arrivals'] {
  const states = booked.map(({ row }) => row.visit);
  const came = states.filter((state) => state !== 'booked' && state !== 'no-show').length;
  const withDoctor = states.filter((state) => state === 'with-doctor').length;
  return { came, waiting: came - withDoctor - states.filter((state) => state === 'done').length, withDoctor };
}

function wholeWaits(booked: readonly Entry[]): readonly number[] {
  return booked.flatMap(({ wholeWaitMs }) => (wholeWaitMs === null ? [] : [wholeWaitMs])).sort((a, b) => a - b);
}

/** @param sorted ascending */
function medianOf(sorted: readonly number[]): number | null {
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  return upper === undefined || lower === undefined ? null : (lower + upper) / 2;
}

function waitsOf(booked: readonly Entry[]): ReportWaits {
  const waits = wholeWaits(booked);
  const between = (from: number, to: number | null): number =>
    waits.filter((wait) => wait >= from * minuteMs && (to === null || wait < to * minuteMs)).length;
  return {
    count: waits.length,
    usualMs: medianOf(waits),
    longestMs: waits.at(-1) ?? null,
    long: between(longWaitMinutes, null),
    ranges: rangeStarts.map((from, index) => {
      const to = rangeStarts[index + 1] ?? null;
      return { from, to, count: between(from, to) };
    }),
  };
}

function cancelledOf(entries: readonly Entry[]): ReportView['cancelled'] {
  const counts = new Map<ReportView['cancelled']['reasons'][number]['code'], number>();
  const cancelled = entries.filter(({ outcome }) => outcome === 'cancelled');
  for (const { row } of cancelled) {
    // The reason of a change that was made here is not why somebody elsewhere cancelled it.
    const code = row.mark === 'cancelled-there' ? 'none' : (row.reason?.code ?? 'none');
    counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  const reasons = [...counts].map(([code, count]) => ({ code, count }));
  return { count: cancelled.length, reasons: reasons.sort((a, b) => b.count - a.count) };
}

/** HuskyVoice takes the visit no more: its end was refused, or it has the appointment as cancelled. */
function isUnreported(row: AppointmentView): boolean {
  return row.mark === 'kept-here' || (row.mark === 'cancelled-there' && row.visit === 'done');
}

/** REPORT-7. */
function toldOf(booked: readonly Entry[]): ReportTold {
  const marked = (...marks: readonly AppointmentView['mark'][]): readonly AppointmentView[] =>
    booked.map(({ row }) => row).filter(({ mark }) => marks.includes(mark));
  const told = (row: AppointmentView): boolean => row.life === null || row.life.state === 'SYNCED';
  const owed = marked('confirmed', 'waiting', 'checking', 'needs-you').filter(({ visit }) => visit === 'done');
  const endsTold = owed.filter(told).length;
  return {
    confirmed: marked('confirmed').length,
    waiting: marked('waiting', 'checking').length,
    needsYou: booked.filter(({ row }) => needsDecision(row)).length,
    unreported: booked.filter(({ row }) => isUnreported(row)).length,
    practice: marked('practice').length,
    endsTold,
    endsWaiting: owed.length - endsTold,
  };
}
