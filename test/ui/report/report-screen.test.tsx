// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import type { ReportView } from '../../../renderer/desk/contract.ts';
import { ReportScreen } from '../../../renderer/features/report/report-screen.tsx';
import type { Language } from '../../../shared/ipc/contract.ts';
import {
  createFixtureDesk,
  fixtureRow,
  offlinePicture,
  onlinePicture,
  reportOf,
  type FixtureAnswers,
  type FixturePicture,
} from '../../fixtures/desk.ts';
import { readCsv } from '../../fixtures/read-csv.ts';
import { show, until } from '../booking/on-screen.tsx';

async function report(
  picture: FixturePicture = onlinePicture,
  answers: Partial<FixtureAnswers> = {},
  language: Language = 'en',
) {
  const desk = createFixtureDesk(picture, answers);
  return { desk, screen: await show(desk, <ReportScreen />, language) };
}

function withBoard(board: Partial<FixturePicture['board']>, from = onlinePicture): FixturePicture {
  return { ...from, board: { ...from.board, ...board } };
}

/** What a screen reader is told of a table, line by line. */
function tableOf(element: HTMLElement, heading: string): readonly (readonly string[])[] {
  const table = element.querySelector(`table[aria-labelledby="${heading}"]`);
  return [...(table?.querySelectorAll('tr') ?? [])].map((row) =>
    [...row.children].map((cell) => cell.textContent.replaceAll(/\s+/g, ' ').trim()),
  );
}

test('each window has its figures in a table, and the bar says the same in words', async () => {
  const { desk, screen } = await report();
  const [head, first] = tableOf(screen.element, 'report-use');
  expect(head).toEqual(['Window', 'Places', 'Used', 'Booked', 'Done', 'No-show', 'Not noted', 'Usual wait']);
  expect(first?.slice(2)).toEqual(['100%', '20 of 20', '18', '0', '1', '30 min']);
  const bars = [...screen.element.querySelectorAll('td [role="img"]')].map((bar) => bar.getAttribute('aria-label'));
  expect(bars[0]).toBe('18 done, 0 here now, 0 still to come, 2 not noted, 0 no-show, 0 unused');
  expect(tableOf(screen.element, 'report-use').at(-1)?.[0]).toBe('Whole day');
  expect(desk.calls).toEqual([]);
});

test('figures say what is not sent, and match HuskyVoice only where everything is', async () => {
  const sent = withBoard({ appointments: [fixtureRow(0)] });
  expect((await report(sent)).screen.words()).toContain('numbers match HuskyVoice');
  const cut = (await report(offlinePicture)).screen.words();
  expect(cut).toContain('HuskyVoice does not have them yet');
  expect(cut).toContain('as known at 10:41');
  expect(cut).not.toContain('match HuskyVoice');
});

test.each([
  ['without anybody booked', { appointments: [] }, 'Nobody is booked on this day yet'],
  ['over, without anybody booked', { appointments: [], date: '2026-06-14' }, 'Nobody was booked'],
  ['closed', { appointments: [], windows: [] }, 'Closed on this day'],
  ['never fetched', { appointments: [], windows: [], pulledAt: null }, 'has not been fetched from HuskyVoice yet'],
  ['being fetched', { appointments: [], windows: [], pulledAt: null, loading: true }, 'Fetching the day'],
] as const)('a day that is %s says so, and offers nothing to print', async (_, changes, words) => {
  const { screen } = await report(withBoard(changes));
  expect(screen.words()).toContain(words);
  expect(screen.hasButton('Print')).toBe(false);
  expect(screen.hasButton('Save CSV')).toBe(false);
});

test('of a day to come nothing is said that only a visit can tell', async () => {
  const { screen } = await report(withBoard({ date: '2026-06-20', isToday: false }));
  expect(screen.words()).toContain('This day is still to come');
  for (const absent of ['No-shows', 'Waiting time', 'without an ending']) {
    expect(screen.words()).not.toContain(absent);
  }
});

test('how a visit ended is noted in the list, by name, and what came of it is told', async () => {
  const late = { ...onlinePicture, ...withBoard({ appointments: [fixtureRow(18)] }) };
  const { desk, screen } = await report(late);
  expect(screen.words()).toContain('1 visit without an ending');
  await screen.press('No-show वैशाली देशमुख');
  expect(desk.calls).toEqual([{ name: 'noteVisit', args: [fixtureRow(18).id, 'no-show', fixtureRow(18).visit] }]);
  await until('it is told', () => screen.words().includes('Noted: वैशाली देशमुख, No-show'));
});

test.each([
  [{ kind: 'gone' }, 'it was changed meanwhile'],
  [{ kind: 'not-saved', reason: 'disk-full' }, 'could not be written'],
] as const)('an ending that was not kept is never called noted: %j', async (settle, words) => {
  const { screen } = await report(withBoard({ appointments: [fixtureRow(18)] }), { settle });
  await screen.press('Done वैशाली देशमुख');
  await until('it is told', () => screen.words().includes(words));
  expect(screen.words()).not.toContain('Noted:');
});

test('visits that HuskyVoice never took are listed with token, name and reason', async () => {
  const life = {
    state: 'VISIT_UNREPORTED',
    since: '2026-06-15T05:58:00Z',
    refusal: { code: 'PAST_APPOINTMENT', message: 'PAST_APPOINTMENT', status: 422, at: '2026-06-15T05:58:00Z' },
  } as const;
  const row = { ...fixtureRow(0), mark: 'kept-here', own: true, life } as const;
  const { screen } = await report(withBoard({ appointments: [row] }));
  expect(screen.words()).toContain('1 visit that HuskyVoice never took');
  expect(screen.words()).toMatch(/MA-A01 Karthik Subramanian.*its time has passed/);
  expect(screen.words()).not.toContain('PAST_APPOINTMENT');
});

test('the file has a line for each appointment, read back as it is on the board, phones whole', async () => {
  const row = { ...fixtureRow(20), patientName: '=மீனா "ராணி", சுந்தரம்', reason: null };
  const { desk, screen } = await report(withBoard({ appointments: [row, fixtureRow(19)] }));
  await screen.press('Save CSV');
  const [name, text] = desk.calls.find((call) => call.name === 'saveFile')?.args ?? [];
  expect(name).toBe('day-report-T-Nagar-2026-06-15.csv');
  const [head, first, ...others] = readCsv(String(text));
  expect(head?.slice(0, 7)).toEqual(['Date', 'Token', 'Visit', 'Arrived at', 'Waited (min)', 'Name', 'Phone']);
  const { phone, doctor } = row;
  expect(first).toEqual([
    '2026-06-15',
    'MB-A02',
    'Arrived',
    '10:58',
    '32',
    `'${row.patientName}`,
    `${phone.slice(0, 5)} ${phone.slice(5)}`,
    'General Checkup',
    doctor,
    'MB 11:00–13:00',
    'Elsewhere',
    'Confirmed',
    '',
  ]);
  expect(others).toHaveLength(1);
});

test.each([
  ['en', 'Save CSV', ['Date', 'Token']],
  ['hi', 'CSV सहेजें', ['तारीख', 'टोकन']],
  ['ta', 'CSV சேமி', ['தேதி', 'டோக்கன்']],
] as const)('the file speaks the language of the desk: %s', async (language, button, head) => {
  const { desk, screen } = await report(onlinePicture, {}, language);
  await screen.press(button);
  expect(readCsv(String(desk.calls[0]?.args[1]))[0]?.slice(0, 2)).toEqual(head);
});

test('a saved file says where it is, and is shown there; a choice that was closed says nothing', async () => {
  const path = '/home/desk/day-report.csv';
  const { desk, screen } = await report(onlinePicture, { saveFile: { kind: 'saved', path } });
  await screen.press('Save CSV');
  await until('it is told', () => screen.words().includes(path));
  await screen.press('Show in folder');
  expect(desk.calls.at(-1)).toEqual({ name: 'showFile', args: [path] });
  const closed = await report(onlinePicture, { saveFile: { kind: 'cancelled' } });
  await closed.screen.press('Save CSV');
  expect(closed.screen.element.querySelector('[role="status"] + button')).toBeNull();
  expect(closed.screen.words()).not.toContain('Saved');
});

test.each([
  ['disk-full', 'The disk is full'],
  ['not-written', 'could not be written there'],
] as const)('a file that was not written is not called saved, and the way on is told: %s', async (reason, words) => {
  const { screen } = await report(onlinePicture, { saveFile: { kind: 'not-saved', reason } });
  await screen.press('Save CSV');
  await until('it is told', () => screen.words().includes(words));
  expect(screen.words()).toContain('Not saved');
});

test('P prints, but not into a field and not with letters off; without a printer the PDF is told', async () => {
  const path = '/data/prints/day-report.pdf';
  const { desk, screen } = await report(onlinePicture, { print: { kind: 'saved', path, why: 'no-printer' } });
  await screen.key('p');
  expect(desk.calls).toEqual([{ name: 'printPage', args: ['day-report-T-Nagar-2026-06-15', false] }]);
  await until('it is told', () => screen.words().includes('No printer: saved as PDF'));
  expect(screen.words()).toContain(path);
  const field = document.createElement('input');
  document.body.append(field);
  field.focus();
  await screen.key('p');
  field.blur();
  await screen.when(() => {
    const view = desk.views.settings.get();
    desk.views.settings.set({ ...view, settings: { ...view.settings, letterShortcuts: false } });
  });
  await screen.key('p');
  expect(desk.calls).toHaveLength(1);
});

test('cancelled appointments are apart, with the reasons that were given', async () => {
  const cancelled = { ...fixtureRow(0), visit: 'cancelled', reason: { code: 'doctor-away', words: null } } as const;
  const picture = withBoard({ appointments: [cancelled, { ...fixtureRow(1), id: 'other' }] });
  const { desk, screen } = await report(picture);
  expect(tableOf(screen.element, 'report-apart')).toEqual([['Cancelled: Doctor away', '1']]);
  const shown: ReportView = desk.views.report.get();
  expect(shown).toEqual(reportOf(picture));
  expect(shown.day.booked).toBe(1);
});
