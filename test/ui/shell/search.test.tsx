// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import type { FoundView, SearchAnswer } from '../../../renderer/desk/contract.ts';
import { Board } from '../../../renderer/features/board/board.tsx';
import { VisitPanel } from '../../../renderer/features/board/visit-panel.tsx';
import { BookingPanel } from '../../../renderer/features/booking/booking-panel.tsx';
import { Shell } from '../../../renderer/features/shell/shell.tsx';
import type { Surfaces } from '../../../renderer/features/shell/surfaces.ts';
import { createFixtureDesk, fixtureFound, fixtureRow, offlinePicture, type FixtureDesk } from '../../fixtures/desk.ts';
import { show, until, type OnScreen } from '../booking/on-screen.tsx';

const surfaces: Surfaces = {
  notice: () => null,
  question: () => null,
  board: Board,
  conflicts: () => <h1>the conflicts</h1>,
  settings: () => <h1>the settings</h1>,
  report: () => null,
  connect: () => null,
  panels: { booking: BookingPanel, 'walk-in': () => null, sync: () => null, visit: VisitPanel, change: () => null },
};

const lakshmi = fixtureRow(19);
const venkat = fixtureRow(27);
const found: readonly FoundView[] = [
  fixtureFound(venkat),
  fixtureFound(lakshmi, { id: 'far', date: '2026-07-03', formerTokens: ['MA-A30'] }),
  fixtureFound(lakshmi, { id: 'past', date: '2025-12-30', visit: 'done', otherBranch: 'Adyar', branchId: 'b-adyar' }),
];

beforeEach(() => {
  window.location.hash = '#/';
});

function answering(answer: readonly FoundView[], count = answer.length): (query: string) => SearchAnswer {
  return (query) => ({ kind: 'answered', found: answer, count, begin: { name: query, phone: '98400 99999' } });
}

async function open(search = answering(found), change: (desk: FixtureDesk) => void = () => undefined) {
  const desk = createFixtureDesk(offlinePicture, { search });
  change(desk);
  const screen = await show(desk, <Shell desk={desk} surfaces={surfaces} onFault={() => undefined} />);
  return { desk, screen };
}

const field = (): HTMLInputElement => {
  const input = document.querySelector<HTMLInputElement>('[role="search"] input');
  if (input === null) throw new Error('there is no search field');
  return input;
};
const options = (): readonly HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[role="option"]')];
const active = (): HTMLElement | null =>
  document.getElementById(field().getAttribute('aria-activedescendant') ?? 'nothing');

async function type(screen: OnScreen, text: string): Promise<void> {
  await screen.key('/');
  expect(document.activeElement).toBe(field());
  await screen.when(() => {
    Reflect.set(HTMLInputElement.prototype, 'value', text, field());
    field().dispatchEvent(new InputEvent('input', { bubbles: true }));
  });
}

test('the slash leads to the field, and what is typed lists what was found: when, who, what and how it stands', async () => {
  const { screen } = await open();
  expect(field().getAttribute('aria-label')).toBe('Search');
  expect(field().getAttribute('aria-expanded')).toBe('false');
  await type(screen, 'a');
  expect(field().getAttribute('aria-expanded')).toBe('true');
  expect(document.getElementById(field().getAttribute('aria-controls') ?? '')?.getAttribute('role')).toBe('listbox');
  const [today, far, past] = options().map(({ textContent }) => textContent);
  for (const words of ['Today', '11:00–1:00', venkat.patientName, venkat.token, 'Waiting to be sent']) {
    expect(today).toContain(words);
  }
  expect(far).toContain('Fri 3 Jul');
  expect(far).toContain('void slip MA-A30');
  expect(past).toContain('Tue 30 Dec 2025');
  expect(past).toContain('Branch Adyar');
  expect(document.querySelector('[role="search"] [role="status"]')?.textContent).toBe('3 found');
});

test('the board of the day stays as it is while one searches', async () => {
  const { screen } = await open();
  const rows = document.querySelectorAll('[data-row]').length;
  await type(screen, 'nobody');
  expect(document.querySelectorAll('[data-row]')).toHaveLength(rows);
});

test('the arrows move in the list while the keyboard stays in the field, and stop at its ends', async () => {
  const { screen } = await open();
  await type(screen, 'a');
  expect(active()).toBe(options()[0]);
  await screen.key('ArrowUp');
  expect(active()).toBe(options()[0]);
  for (let press = 0; press < 4; press += 1) await screen.key('ArrowDown');
  expect(active()).toBe(options()[2]);
  expect(options().map((option) => option.getAttribute('aria-selected'))).toEqual(['false', 'false', 'true']);
  expect(document.activeElement).toBe(field());
});

test('Enter opens an appointment of today: its panel, and the keyboard is on its row when that closes', async () => {
  const { desk, screen } = await open();
  await type(screen, 'venkat');
  await screen.key('Enter');
  await until('the panel', () => document.querySelector('[role="dialog"] h1')?.textContent === venkat.patientName);
  expect(desk.calls).toContainEqual({ name: 'showDate', args: [null] });
  expect(field().value).toBe('');
  expect(options()).toEqual([]);
  await screen.key('Escape');
  await until('the row', () => document.activeElement?.getAttribute('data-row') === venkat.id);
});

test('an appointment of another day and branch is shown on their board', async () => {
  const { desk, screen } = await open();
  await type(screen, 'a');
  await screen.when(() => {
    options()[2]?.click();
  });
  expect(desk.calls).toContainEqual({ name: 'showDate', args: ['2025-12-30'] });
  expect(desk.calls).toContainEqual({ name: 'showBranch', args: ['b-adyar'] });
  await until('its route', () => window.location.hash === '#/?panel=visit&visit=past');
});

test('an appointment that can not be opened here says where it can, and stays closed', async () => {
  const { desk, screen } = await open(answering([fixtureFound(lakshmi, { otherBranch: 'Adyar', opens: false })]));
  await type(screen, 'a');
  expect(options()[0]?.textContent).toContain('Branch Adyar: open it at a desk there');
  expect(options()[0]?.getAttribute('aria-disabled')).toBe('true');
  await screen.key('Enter');
  expect(desk.calls.filter(({ name }) => name === 'showDate')).toEqual([]);
});

test('Escape leaves: the text and the list go, and letters are shortcuts again', async () => {
  const { screen } = await open();
  await type(screen, 'a');
  await screen.key('Escape');
  expect(field().value).toBe('');
  expect(options()).toEqual([]);
  await screen.key('n', {});
  await until('the form', () => document.querySelector('[role="dialog"] h1')?.textContent === 'New booking');
});

test('nobody found: says what was searched, and Enter begins a booking with it', async () => {
  const { screen } = await open(answering([]));
  await type(screen, 'Kavitha');
  expect(field().getAttribute('aria-expanded')).toBe('false');
  expect(screen.words()).toContain('Nobody found for “Kavitha”');
  expect(screen.hasButton('New booking: Kavitha · 98400 99999')).toBe(true);
  await screen.key('Enter');
  await until('the form', () => document.querySelector('[role="dialog"] h1')?.textContent === 'New booking');
  expect(screen.field('Phone number').value).toBe('98400 99999');
  expect(screen.field('Patient name').value).toBe('Kavitha');
});

test('a booking that the person opens themselves begins empty, also after one that began with a search', async () => {
  const { screen } = await open(answering([]));
  await type(screen, 'Kavitha');
  await screen.key('Enter');
  await until('the form', () => document.querySelector('[role="dialog"] h1')?.textContent === 'New booking');
  await screen.press('Cancel');
  await until('the board', () => document.querySelector('[role="dialog"]') === null);
  await screen.press('New booking');
  await until('the form', () => document.querySelector('[role="dialog"] h1')?.textContent === 'New booking');
  expect(screen.field('Patient name').value).toBe('');
});

test('Enter before everything was read opens what is found when it was', async () => {
  const { desk, screen } = await open(answering(found), ({ views }) => {
    views.history.set({ kind: 'reading', read: 10 });
  });
  await type(screen, 'venkat');
  await screen.key('Enter');
  expect(options()).toEqual([]);
  expect(window.location.hash).toBe('#/');
  await screen.when(() => {
    desk.views.history.set({ kind: 'ready', revision: 0 });
  });
  await until('its panel', () => window.location.hash.includes(`visit=${venkat.id}`));
});

test('what changes meanwhile is shown, and the choice stays where it was', async () => {
  let answer = found;
  const { desk, screen } = await open((query) => answering(answer)(query));
  await type(screen, 'a');
  await screen.key('ArrowDown');
  answer = [fixtureFound(lakshmi, { id: 'new' }), ...found];
  await screen.when(() => {
    desk.views.history.set({ kind: 'ready', revision: 1 });
  });
  expect(options()).toHaveLength(4);
  expect(active()).toBe(options()[2]);
});

test('more than are listed are counted, and more letters asked for', async () => {
  const { screen } = await open(answering(found, 1240));
  await type(screen, 'a');
  expect(screen.words()).toContain('The first 3 of 1,240.');
  expect(document.querySelector('[role="search"] [role="status"]')?.textContent).toBe('1,240 found');
});

test('PULL-10: nobody found is not the last word while days are still being fetched', async () => {
  const { desk, screen } = await open(answering([]));
  await type(screen, 'a');
  expect(screen.words()).not.toContain('More days');
  await screen.when(() => {
    desk.views.sync.set({ ...desk.views.sync.get(), condition: { kind: 'online' }, fetching: { days: 3, of: 14 } });
  });
  expect(screen.words()).toContain('More days are being fetched (3 of 14 so far).');
});

test('a database that can not be read is told', async () => {
  const { screen } = await open(answering(found), ({ views }) => {
    views.history.set({ kind: 'unreadable' });
  });
  await type(screen, 'a');
  expect(screen.words()).toContain('The appointments on this computer could not be read');
});

test('digits that were asked for stay in sight where numbers are hidden', async () => {
  const { screen } = await open(answering([fixtureFound({ ...venkat, phone: '9840021467' }, { digits: '214' })]));
  await type(screen, '214');
  expect(options()[0]?.textContent).toContain('98400 214•7');
});
