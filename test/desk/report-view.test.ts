import { describe, expect, test } from 'vitest';
import type { AppointmentView, BoardView, ReportView, WindowView } from '../../renderer/desk/contract.ts';
import { buildReport, type ReportInput } from '../../renderer/desk/report-view.ts';
import type { Life, VisitNote, VisitStep } from '../../shared/model/booking.ts';
import {
  fixtureInstant,
  fixtureNow,
  fixtureRow,
  fixtureToday,
  fixtureWindows,
  offlinePicture,
} from '../fixtures/desk.ts';

/** The first two windows of the picture: one is over, one is now. */
const [past, current] = fixtureWindows as readonly [WindowView, WindowView];

let made = 0;

function row(changes: Partial<AppointmentView> = {}): AppointmentView {
  made += 1;
  const id = `r-${String(made)}`;
  return { ...fixtureRow(0), id, bookingId: id, calendarId: past.calendarId, visit: 'booked', ...changes };
}

type Steps = readonly (readonly [VisitStep, string])[];

function notes(steps: Steps): readonly VisitNote[] {
  return steps.map(([step, wallTime]) => ({ step, at: new Date(fixtureInstant(wallTime)).toISOString() }));
}

/** A patient as the board shows one with these steps. */
function visited(steps: Steps, changes: Partial<AppointmentView> = {}): readonly [AppointmentView, Steps] {
  return [row({ visit: steps.at(-1)?.[0] ?? 'booked', ...changes }), steps];
}

function reportOf(
  rows: readonly (AppointmentView | readonly [AppointmentView, Steps])[],
  { board, ...input }: Partial<Omit<ReportInput, 'board'>> & { readonly board?: Partial<BoardView> } = {},
): ReportView {
  const pairs = rows.map((entry) => ('id' in entry ? ([entry, []] as const) : entry));
  const steps = new Map(pairs.map(([{ id }, visit]) => [id, visit]));
  return buildReport({
    board: {
      ...offlinePicture.board,
      windows: [past, current],
      appointments: pairs.map(([appointment]) => appointment),
      ...board,
    },
    today: fixtureToday,
    now: fixtureNow,
    visitOf: (bookingId) => notes(steps.get(bookingId) ?? []),
    wasOpen: () => true,
    ...input,
  });
}

describe('REPORT-1: who is counted', () => {
  test('who waits for a place is apart, and a booking that was merged into another is counted there', () => {
    const linked: Life = { state: 'LINKED', serverId: 's-1', linkedAt: '2026-06-15T05:00:00Z' };
    const waiting: Life = { state: 'WAITING_LIST', since: '2026-06-15T05:00:00Z' };
    const report = reportOf([
      row(),
      row({ visit: 'cancelled', life: linked }),
      row({ mark: 'waiting-list', life: waiting }),
    ]);
    expect(report.day.booked).toBe(1);
    expect(report.waitingList).toBe(1);
    expect(report.cancelled.count).toBe(0);
    expect(report.rows).toHaveLength(1);
  });

  test('cancelled appointments are in no other figure; their reasons are counted, the most frequent first', () => {
    const because = (code: 'doctor-away' | 'patient-asked') =>
      ({ visit: 'cancelled', reason: { code, words: null } }) as const;
    const { cancelled, day, rows } = reportOf([
      row(because('patient-asked')),
      row(because('doctor-away')),
      row(because('doctor-away')),
      row({ visit: 'cancelled' }),
    ]);
    expect(cancelled).toEqual({
      count: 4,
      reasons: [
        { code: 'doctor-away', count: 2 },
        { code: 'patient-asked', count: 1 },
        { code: 'none', count: 1 },
      ],
    });
    expect(day.booked).toBe(0);
    expect(rows).toHaveLength(4);
  });
});

test('REPORT-2: each one booked was booked here, walked in or was booked elsewhere', () => {
  const { made: by, day } = reportOf([
    row({ own: true }),
    row({ own: true, walkIn: true }),
    row({ own: false }),
    row({ own: false }),
  ]);
  expect(by).toEqual({ here: 1, walkIns: 1, elsewhere: 2 });
  expect(day.walkIns).toBe(1);
});

test('REPORT-3: each one booked is in exactly one of the outcomes, by the last step and by whether the window is over', () => {
  const states = ['booked', 'arrived', 'called', 'skipped', 'on-hold', 'with-doctor', 'no-show', 'done'] as const;
  const report = reportOf([
    ...states.map((visit) => row({ visit })),
    ...states.map((visit) => row({ visit, calendarId: current.calendarId })),
  ]);
  const [over, now] = report.windows;
  expect(over).toMatchObject({ done: 1, noShow: 1, toNote: 6, here: 0, toCome: 0 });
  expect(now).toMatchObject({ done: 1, noShow: 1, toNote: 0, here: 5, toCome: 1 });
  for (const { booked, done, noShow, toNote, here, toCome } of [...report.windows, report.day]) {
    expect(done + noShow + toNote + here + toCome).toBe(booked);
  }
  expect(report.toNote.map((entry) => entry.row.visit)).toEqual(
    states.filter((state) => state !== 'no-show' && state !== 'done'),
  );
  expect(report.arrivals).toEqual({ came: 12, waiting: 8, withDoctor: 2 });
});

test('VISIT-12: who left after it was cancelled elsewhere counts as cancelled, and as no no-show', () => {
  const report = reportOf([row({ visit: 'left', mark: 'cancelled-there' })]);
  expect(report.cancelled.count).toBe(1);
  expect(report.day).toMatchObject({ booked: 0, noShow: 0 });
  expect(report.rows).toMatchObject([{ row: { visit: 'left' }, waitedMs: null }]);
});

test('REPORT-3: on a day that is over every window is, also for who has none', () => {
  const { day, when } = reportOf([row({ calendarId: null }), row({ calendarId: current.calendarId })], {
    today: '2026-06-16',
  });
  expect(when).toBe('past');
  expect(day).toMatchObject({ toNote: 2, toCome: 0 });
  expect(reportOf([row({ calendarId: null })]).day).toMatchObject({ toNote: 0, toCome: 1 });
});

describe('REPORT-4: how places were used', () => {
  test('a window has the places of the board; walk-ins on own places come on top', () => {
    const own = row({ own: true, walkIn: true, basis: 'own-place' });
    const { windows, places } = reportOf([row(), own]);
    expect(windows[0]?.places).toEqual({ capacity: past.capacity, taken: past.filled, onOwnPlaces: 1 });
    expect(places).toEqual({
      capacity: past.capacity + current.capacity,
      taken: past.filled + current.filled,
      onOwnPlaces: 1,
    });
  });

  test('a closed window counts for nothing, and is shown only with the people it was closed under', () => {
    const wasOpen = (calendarId: string): boolean => calendarId !== past.calendarId;
    const without = reportOf([], { wasOpen });
    expect(without.windows.map(({ window }) => window?.batch)).toEqual([current.batch]);
    expect(without.places).toMatchObject({ capacity: current.capacity, taken: current.filled });
    expect(reportOf([row()], { wasOpen }).windows[0]).toMatchObject({ places: null, booked: 1 });
  });

  test('places that nobody has said are not counted as free', () => {
    const unknown = { ...current, phase: 'unknown' } as const;
    const { windows, places } = reportOf([row({ calendarId: current.calendarId })], { board: { windows: [unknown] } });
    expect(windows[0]).toMatchObject({ places: null, booked: 1 });
    expect(places.capacity).toBe(0);
  });

  test('services sum their windows, and one without any place is shown with its patients', () => {
    const [service] = current.services;
    if (service === undefined) throw new Error('the window has services');
    const twice = { ...past, services: [{ ...service, capacity: 3, filled: 2 }] };
    const { services } = reportOf([row({ serviceId: 'gone', serviceName: null })], {
      board: { windows: [twice, current] },
    });
    expect(services[0]).toMatchObject({
      serviceId: service.serviceId,
      capacity: service.capacity + 3,
      taken: service.filled + 2,
    });
    expect(services.at(-1)).toEqual({
      serviceId: 'gone',
      name: null,
      capacity: 0,
      taken: 0,
      onOwnPlaces: 0,
      booked: 1,
    });
  });
});

describe('REPORT-5: waits', () => {
  const ended = (minutes: number): readonly [AppointmentView, Steps] =>
    visited([
      ['arrived', '09:00'],
      ['with-doctor', `09:${String(minutes).padStart(2, '0')}`],
    ]);

  test('the usual wait is the median; a range has its beginning and not its end', () => {
    const { waits, day } = reportOf([ended(0), ended(10), ended(29), ended(30), ended(45)]);
    expect(waits).toEqual({
      count: 5,
      usualMs: 29 * 60_000,
      longestMs: 45 * 60_000,
      long: 2,
      ranges: [
        { from: 0, to: 10, count: 1 },
        { from: 10, to: 20, count: 1 },
        { from: 20, to: 30, count: 1 },
        { from: 30, to: 45, count: 1 },
        { from: 45, to: null, count: 1 },
      ],
    });
    expect(day.usualWaitMs).toBe(waits.usualMs);
    expect(reportOf([ended(10), ended(20)]).waits.usualMs).toBe(15 * 60_000);
  });

  test('time on hold does not count, nor a wait that runs, nor one of somebody who left', () => {
    const held = visited([
      ['arrived', '09:00'],
      ['on-hold', '09:05'],
      ['called', '09:35'],
      ['with-doctor', '09:40'],
    ]);
    const { waits } = reportOf([
      held,
      visited([['arrived', '09:00']]),
      visited([
        ['arrived', '09:00'],
        ['no-show', '10:30'],
      ]),
      visited([['done', '10:00']]),
    ]);
    expect(waits).toMatchObject({ count: 1, usualMs: 10 * 60_000 });
  });

  test('a wait that runs is told of today, and not once the day is over', () => {
    const running = visited([['arrived', '11:10']], { calendarId: current.calendarId });
    expect(reportOf([running]).rows[0]?.waitedMs).toBe(20 * 60_000);
    expect(reportOf([running], { today: '2026-06-16', now: fixtureNow + 86_400_000 }).rows[0]?.waitedMs).toBeNull();
  });

  test('without a wait there is no usual one', () => {
    expect(reportOf([row()]).waits).toMatchObject({ count: 0, usualMs: null, longestMs: null, long: 0 });
  });
});

test('REPORT-6: visits that HuskyVoice never took are listed, and stay booked', () => {
  const refusal = { code: 'PAST_APPOINTMENT', message: '', status: 422, at: '2026-06-15T05:00:00Z' };
  const life: Life = { state: 'VISIT_UNREPORTED', since: '2026-06-15T05:00:00Z', refusal };
  const report = reportOf([row({ mark: 'kept-here', life, visit: 'done' }), row()]);
  expect(report.unreported.map((entry) => entry.row.life)).toEqual([life]);
  expect(report.day.booked).toBe(2);
  expect(report.told).toMatchObject({ unreported: 1, confirmed: 1, endsTold: 0, endsWaiting: 0 });
});

test('REPORT-6, REPORT-7: who was cancelled elsewhere while here needs somebody, and whose visit ended all the same is unreported', () => {
  const elsewhere = { mark: 'cancelled-there' } as const;
  const { told, unreported, cancelled } = reportOf([
    visited([['arrived', '09:35']], elsewhere),
    visited([['done', '10:05']], elsewhere),
    row({ ...elsewhere, visit: 'cancelled', reason: { code: 'patient-asked', words: null } }),
  ]);
  expect(told).toMatchObject({ needsYou: 1, unreported: 1 });
  expect(unreported).toHaveLength(1);
  // The reason is that of a move that was asked for here: nobody here cancelled it.
  expect(cancelled).toEqual({ count: 1, reasons: [{ code: 'none', count: 1 }] });
});

test('REPORT-7: an end that was noted is told only once the server has it', () => {
  const synced: Life = { state: 'SYNCED', serverId: 's-1', syncedAt: '2026-06-15T05:00:00Z' };
  const queued: Life = { state: 'QUEUED', attempts: 0, notBefore: null, lastRefusal: null };
  const { told } = reportOf([
    row({ visit: 'done', life: null }),
    row({ visit: 'done', life: synced }),
    row({ visit: 'done', life: queued, mark: 'waiting' }),
    row({ visit: 'done', mark: 'practice', life: queued }),
    row({ mark: 'checking' }),
    row({ mark: 'needs-you' }),
  ]);
  expect(told).toEqual({
    confirmed: 2,
    waiting: 2,
    needsYou: 1,
    unreported: 0,
    practice: 1,
    endsTold: 2,
    endsWaiting: 1,
  });
});
