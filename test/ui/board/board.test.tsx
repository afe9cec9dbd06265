// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { Board } from '../../../renderer/features/board/board.tsx';
import { VisitPanel } from '../../../renderer/features/board/visit-panel.tsx';
import type { Language } from '../../../shared/ipc/contract.ts';
import {
  createFixtureDesk,
  offlinePicture,
  onlinePicture,
  type FixtureDesk,
  type FixturePicture,
} from '../../fixtures/desk.ts';
import { show } from '../booking/on-screen.tsx';

async function board(picture: FixturePicture, language: Language = 'en') {
  const opened: string[] = [];
  const desk = createFixtureDesk(picture);
  const screen = await show(
    desk,
    <Board openId={null} onOpen={(id) => opened.push(id)} onHelp={() => undefined} />,
    language,
  );
  return { desk, screen, opened };
}

const waitingRow = 'a-8';

async function visit(desk: FixtureDesk, appointmentId = waitingRow) {
  return show(desk, <VisitPanel appointmentId={appointmentId} onClose={() => undefined} onChange={() => undefined} />);
}

test('a window says how many of its places are this desk’s while offline, cut off or not; to a desk alone that says nothing', async () => {
  for (const picture of [offlinePicture, onlinePicture]) {
    const shared = await board(picture);
    expect(shared.screen.words()).toContain('3 places left · 2 of them yours while offline');
    expect(shared.screen.words()).toContain('Not yours while offline');
    expect(shared.screen.words()).not.toContain('Open to all');
  }
  const windows = offlinePicture.board.windows.map((window) => ({ ...window, yoursOffline: window.placesLeft }));
  const alone = await board({ ...offlinePicture, board: { ...offlinePicture.board, windows } });
  expect(alone.screen.words()).not.toContain('while offline');
  expect(alone.screen.words()).toContain('Open to all');
});

test('each open window says the places of each service, what was booked here and what of it has still to be sent', async () => {
  const { screen } = await board(offlinePicture);
  const of = (time: string): string =>
    [...screen.element.querySelectorAll('ol > li')].find((row) => row.textContent.includes(time))?.textContent ?? '';
  expect(of('11:00–1:00')).toContain('5 booked here3 waiting to be sent');
  expect(of('4:00–5:30')).toMatch(/General Checkup5 left.*Follow-up Visit3 left.*Vaccination3 left/);
  expect(of('4:00–5:30')).toContain('1 booked here1 waiting to be sent');
  expect(of('2:00–4:00')).not.toContain('booked here');
  expect(of('9:00–11:00')).toContain('18 seen');
});

test('a phone number shows its ends only, until the settings show it', async () => {
  const { desk, screen } = await board(offlinePicture);
  expect(screen.words()).toContain('98400 ••••9');
  expect(screen.words()).not.toContain('98400 21509');
  await screen.when(() => {
    const view = desk.views.settings.get();
    desk.views.settings.set({ ...view, settings: { ...view.settings, hidePhones: false } });
  });
  expect(screen.words()).toContain('98400 21509');
});

test('a name keeps the language of its script on a screen in another language', async () => {
  const { screen } = await board(offlinePicture, 'hi');
  const names = [...screen.element.querySelectorAll('bdi')];
  expect(names.find((name) => name.textContent === 'மீனாட்சி சுந்தரம்')?.lang).toBe('ta');
  expect(names.find((name) => name.textContent === 'वैशाली देशमुख')?.lang).toBe('hi');
  expect(names.find((name) => name.textContent === 'Nandhini Raja')?.lang).toBe('en');
});

test('a booking that needs a person leads to its own decision; the others offer none', async () => {
  const { screen } = await board(offlinePicture);
  const links = [...screen.element.querySelectorAll('a[href^="#/conflicts"]')];
  expect(links.map((link) => link.getAttribute('href'))).toEqual(['#/conflicts/a-7', '#/conflicts/a-13']);
  expect(links[0]?.textContent).toContain('Nandhini Raja');
});

test('SETTLE-5: a row that a void slip was of says so, in the list and in its panel', async () => {
  const appointments = offlinePicture.board.appointments.map((row) =>
    row.id === waitingRow ? { ...row, formerTokens: ['AB-A03'] } : row,
  );
  const picture = { ...offlinePicture, board: { ...offlinePicture.board, appointments } };
  const { screen } = await board(picture);
  expect(screen.words()).toContain('void slip AB-A03');
  expect((await visit(createFixtureDesk(picture))).words()).toContain('Void slipAB-A03');
});

test('rows take the focus one at a time: arrows move, Enter opens', async () => {
  const { screen, opened } = await board(offlinePicture);
  const rows = [...screen.element.querySelectorAll<HTMLElement>('[data-row]')];
  expect(rows.filter((row) => row.tabIndex === 0)).toEqual([rows[0]]);
  await screen.when(() => rows[0]?.focus());
  await screen.key('ArrowDown');
  expect(document.activeElement).toBe(rows[1]);
  expect(rows.filter((row) => row.tabIndex === 0)).toEqual([rows[1]]);
  await screen.key('End');
  expect(document.activeElement).toBe(rows.at(-1));
  await screen.key('Enter');
  expect(opened).toEqual([rows.at(-1)?.dataset['row']]);
});

test('while the day is fetched again its rows stay', async () => {
  const { desk, screen } = await board(onlinePicture);
  const before = screen.element.querySelectorAll('[data-row]').length;
  await screen.when(() => {
    desk.views.board.set({ ...desk.views.board.get(), loading: true });
  });
  expect(screen.element.querySelectorAll('[data-row]')).toHaveLength(before);
  expect(screen.words()).toContain('Fetching the day');
});

test.each([
  ['an empty day', { appointments: [] }, 'No appointments yet'],
  ['a closed day', { appointments: [], windows: [] }, 'Closed on this day'],
  ['a day never fetched', { appointments: [], windows: [], loading: true, pulledAt: null }, 'Fetching the day'],
] as const)('%s says so', async (_, changes, words) => {
  const { screen } = await board({ ...onlinePicture, board: { ...onlinePicture.board, ...changes } });
  expect(screen.words()).toContain(words);
});

test('cut off, the list says as of when it is known', async () => {
  expect((await board(offlinePicture)).screen.words()).toContain('as known at 10:41');
  expect((await board(onlinePicture)).screen.words()).not.toContain('as known at');
});

test('a booking that waits says so, and is not called confirmed', async () => {
  const screen = await visit(createFixtureDesk());
  expect(screen.words()).toContain('Booked · waiting to be sent');
  expect(screen.words()).not.toMatch(/confirmed by/i);
});

test('the panel of a booking that needs a person leads to its own decision', async () => {
  const screen = await visit(createFixtureDesk(), 'a-13');
  expect(screen.button('Decide').getAttribute('href')).toBe('#/conflicts/a-13');
});

test('the number is shown when it is asked for', async () => {
  const screen = await visit(createFixtureDesk());
  expect(screen.words()).not.toContain('98400 21509');
  await screen.press('Show number');
  expect(screen.words()).toContain('98400 21509');
});

test('OWED-3: a practice booking is marked as never sent, on the board and in its panel', async () => {
  const appointments = offlinePicture.board.appointments.map((row) =>
    row.id === waitingRow ? { ...row, mark: 'practice' as const } : row,
  );
  const picture = { ...offlinePicture, board: { ...offlinePicture.board, appointments } };
  const { desk, screen } = await board(picture);
  expect(screen.words()).toContain('Practice booking · never sent');
  const panel = await visit(desk);
  expect(panel.words()).toContain('Practice booking · never sent');
  expect(panel.words()).not.toContain('waiting to be sent');
});

test('a service that is not known yet is said in words', async () => {
  const appointments = offlinePicture.board.appointments.map((row) => ({ ...row, serviceName: null }));
  const { desk, screen } = await board({ ...offlinePicture, board: { ...offlinePicture.board, appointments } });
  expect(screen.words()).toContain('Service not known yet');
  expect((await visit(desk)).words()).toContain('Service not known yet');
});

test('an empty board says what it waits for: the first sync, or a branch', async () => {
  const empty = { ...onlinePicture.board, windows: [], appointments: [], pulledAt: null, placesLeft: 0 };
  const said = async (clinic: Partial<FixturePicture['clinic']>): Promise<string> =>
    (await board({ ...onlinePicture, board: empty, clinic: { ...onlinePicture.clinic, ...clinic } })).screen.words();
  expect(await said({ awaitsFirstSync: true })).toContain('Waiting for the first sync');
  expect(await said({ branch: null })).toContain('No branch is chosen');
});

test('a day that was not read says once in the list when it comes, and names no key for rows that are not there', async () => {
  const empty = { ...onlinePicture.board, windows: [], appointments: [], pulledAt: null, placesLeft: 0 };
  const { screen } = await board({ ...onlinePicture, board: empty });
  expect(screen.words()).toContain('This day is fetched as soon as HuskyVoice can be reached.');
  expect(screen.element.querySelector('footer:last-of-type')?.textContent).not.toContain('Not fetched');
  expect(screen.words()).not.toContain('Space next step');
  expect((await board(onlinePicture)).screen.words()).toContain('Space next step');
});

test('WAIT-2: who waits for a place is not called booked, and their panel leads to the waiting list', async () => {
  const life = { state: 'WAITING_LIST', since: '2026-06-15T05:00:00Z' } as const;
  const appointments = offlinePicture.board.appointments.map((row) =>
    row.id === waitingRow ? { ...row, token: null, mark: 'waiting-list' as const, life } : row,
  );
  const { desk } = await board({ ...offlinePicture, board: { ...offlinePicture.board, appointments } });
  const panel = await visit(desk);
  expect(panel.words()).toContain('On the waiting list');
  expect(panel.words()).not.toContain('VisitBooked');
  expect(panel.button('Waiting list').getAttribute('href')).toBe(`#/conflicts/${waitingRow}`);
});
