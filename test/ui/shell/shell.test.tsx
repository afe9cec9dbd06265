// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Board } from '../../../renderer/features/board/board.tsx';
import { VisitPanel } from '../../../renderer/features/board/visit-panel.tsx';
import { ChangePanel } from '../../../renderer/features/change/change-panel.tsx';
import { Shell } from '../../../renderer/features/shell/shell.tsx';
import type { PanelProps, Surfaces } from '../../../renderer/features/shell/surfaces.ts';
import { Panel } from '../../../renderer/ui/panel.tsx';
import {
  createFixtureDesk,
  offlinePicture,
  onlinePicture,
  type FixtureDesk,
  type FixturePicture,
} from '../../fixtures/desk.ts';
import { until } from '../booking/on-screen.tsx';

const panelOf = (title: string) =>
  function TitledPanel({ onClose }: PanelProps) {
    return (
      <Panel title={title} onClose={onClose}>
        <input aria-label="a field" data-autofocus="" />
      </Panel>
    );
  };

function Faulty(): never {
  throw new Error('a screen that throws');
}

const surfaces: Surfaces = {
  notice: () => null,
  question: () => null,
  board: Board,
  conflicts: ({ openId }) => <h1>the conflicts of {openId ?? 'whoever is first'}</h1>,
  report: () => <h1>the day report</h1>,
  settings: Faulty,
  connect: ({ onLeave }) => <button onClick={onLeave}>leave the set-up</button>,
  panels: {
    booking: panelOf('a booking'),
    'walk-in': panelOf('a walk-in'),
    sync: panelOf('the sync'),
    visit: VisitPanel,
    change: ChangePanel,
  },
};

let root: Root;
let element: HTMLElement;
let faults: unknown[];

beforeEach(() => {
  window.location.hash = '#/';
  element = document.createElement('div');
  document.body.append(element);
  root = createRoot(element, { onCaughtError: () => undefined });
  faults = [];
});

afterEach(() => {
  act(() => {
    root.unmount();
  });
  element.remove();
});

async function open(
  picture: FixturePicture = offlinePicture,
  desk: FixtureDesk = createFixtureDesk(picture),
): Promise<FixtureDesk> {
  await act(async () => {
    root.render(<Shell desk={desk} surfaces={surfaces} onFault={(fault) => faults.push(fault)} />);
    await Promise.resolve();
  });
  return desk;
}

async function key(name: string, target: Element = document.activeElement ?? document.body, code = ''): Promise<void> {
  await act(async () => {
    target.dispatchEvent(new KeyboardEvent('keydown', { key: name, code, bubbles: true, cancelable: true }));
    await new Promise((resolve) => setTimeout(resolve, 0));
  });
}

async function go(hash: string): Promise<void> {
  await act(async () => {
    window.location.hash = hash;
    await new Promise((resolve) => setTimeout(resolve, 0));
  });
}

const title = (): string | null | undefined => element.querySelector('[role="dialog"] h1')?.textContent;

test.each([
  ['n', 'a booking'],
  ['w', 'a walk-in'],
])('the key %s opens %s, and Escape closes it', async (letter, panel) => {
  await open();
  await key(letter);
  await until('the panel', () => title() === panel);
  expect(element.querySelector('main > div')?.hasAttribute('inert')).toBe(true);
  await key('Escape');
  await until('no panel', () => title() === undefined);
  expect(element.querySelector('main > div')?.hasAttribute('inert')).toBe(false);
});

test('UPDATE-8 main is told while a booking, a walk-in, a change or the set-up is open, and when it no longer is', async () => {
  const reports: boolean[] = [];
  const desk = createFixtureDesk(onlinePicture);
  desk.intents.reportBusy = (busy) => {
    reports.push(busy);
  };
  await open(onlinePicture, desk);
  expect(reports.at(-1)).toBe(false);
  for (const hash of ['#/?panel=booking', '#/?panel=walk-in', '#/?panel=change&visit=a-8&do=move', '#/connect']) {
    await go(hash);
    await until(`busy at ${hash}`, () => reports.at(-1) === true);
    await go('#/');
    await until(`free after ${hash}`, () => reports.at(-1) === false);
  }
  for (const hash of ['#/?panel=sync', '#/conflicts', '#/report']) {
    await go(hash);
    expect(reports.at(-1)).toBe(false);
  }
});

test('from an appointment to its change and back the panel takes the focus, and at the end the board’s row has it again', async () => {
  await open();
  const row = element.querySelector<HTMLElement>('[data-row="a-8"]');
  act(() => row?.focus());
  await key('Enter');
  await until('the appointment', () => title()?.includes('राजेश') === true);
  const press = async (words: string): Promise<void> => {
    await act(async () => {
      [...element.querySelectorAll('button')].find((button) => button.textContent === words)?.click();
      await new Promise((resolve) => setTimeout(resolve, 0));
    });
  };
  await press('RescheduleR');
  await until('the change', () => title() === 'Reschedule');
  expect(window.location.hash).toBe('#/?panel=change&visit=a-8&do=move');
  expect(element.querySelector('[role="dialog"]')?.contains(document.activeElement)).toBe(true);
  await press('Keep it');
  await until('the appointment', () => title()?.includes('राजेश') === true);
  await key('Escape');
  await until('no panel', () => title() === undefined);
  expect(document.activeElement).toBe(row);
});

test('the key of rescheduling means the row that the keyboard is on, and without one nothing', async () => {
  await open();
  await key('r', document.body);
  expect(title()).toBeUndefined();
  act(() => element.querySelector<HTMLElement>('[data-row="a-8"]')?.focus());
  await key('r');
  await until('the change', () => title() === 'Reschedule');
  expect(window.location.hash).toBe('#/?panel=change&visit=a-8&do=move');
});

test('PULL-9: an empty clinic is told so in the status line and on the board, and its branch is not left blank', async () => {
  const picture = {
    ...onlinePicture,
    clinic: { ...onlinePicture.clinic, services: [], branches: [], branch: { branchId: '', name: '' } },
    board: { ...onlinePicture.board, windows: [], appointments: [], placesLeft: 0 },
    sync: { ...onlinePicture.sync, needsYou: 0 },
  };
  await open(picture);
  const lacks = 'HuskyVoice has no services and no windows for this clinic yet';
  expect(element.querySelector('header')?.textContent).toContain('No branch yet');
  expect(element.querySelector('[role="status"] [aria-live="polite"]')?.textContent).toContain(lacks);
  expect(element.querySelector('main')?.textContent).toContain(`${lacks}Ask your administrator to add them`);
  expect(element.querySelector('main')?.textContent).not.toContain('Closed on this day');
});

test('Ctrl+Shift+N opens another window from anywhere, once a press', async () => {
  const desk = await open();
  const press = (target: Element, more: KeyboardEventInit = {}): void => {
    const init = { key: 'N', ctrlKey: true, shiftKey: true, bubbles: true, cancelable: true, ...more };
    target.dispatchEvent(new KeyboardEvent('keydown', init));
  };
  const opened = (): number => desk.calls.filter(({ name }) => name === 'openWindow').length;
  press(document.body);
  press(element.querySelector('[role="search"] input') ?? document.body);
  press(document.body, { repeat: true });
  press(document.body, { altKey: true });
  expect(opened()).toBe(2);
});

test('keys of the settings do what they are set to, are shown where keys are shown, and the earlier ones do nothing', async () => {
  const settings = { ...offlinePicture.settings.settings, shortcutKeys: { 'walk-in': 'k', search: '.' } };
  await open({ ...offlinePicture, settings: { ...offlinePicture.settings, settings } });
  await key('w');
  expect(title()).toBeUndefined();
  const walkIn = element.querySelector('header [aria-keyshortcuts="k"]');
  expect(walkIn?.textContent).toBe('Walk-inK');
  expect(element.querySelector('[role="search"] kbd')?.textContent).toBe('.');
  await key('?');
  await until('the list', () => document.querySelector('[role="dialog"] dl') !== null);
  const list = document.querySelector('[role="dialog"] dl')?.textContent;
  expect(list).toContain('KWalk-in');
  expect(list).toContain('.Search');
  await key('Escape');
  await until('no list', () => document.querySelector('[role="dialog"]') === null);
  await key('k');
  await until('the panel', () => title() === 'a walk-in');
});

test('on a keyboard that writes no Latin a key counts by its place', async () => {
  await open();
  await key('ற', document.body, 'KeyW');
  await until('the panel', () => title() === 'a walk-in');
});

test('the days and today can be reached by their keys', async () => {
  const desk = await open();
  for (const name of [']', '[', 't']) await key(name);
  expect(desk.calls.map(({ args }) => args)).toEqual([['2026-06-16'], [null], [null]]);
});

test('letters that are switched off, or typed into a field, open nothing', async () => {
  const settings = { ...offlinePicture.settings.settings, letterShortcuts: false };
  await open({ ...offlinePicture, settings: { ...offlinePicture.settings, settings } });
  await key('n');
  await key('?');
  expect(title()).toBeUndefined();
  expect(document.querySelector('[role="dialog"]')).toBeNull();
  await open();
  const search = element.querySelector('[role="search"] input');
  await key('n', search ?? undefined);
  expect(title()).toBeUndefined();
});

test('without a branch nothing can be booked, by key or by button, and the header says what is missing', async () => {
  await open({ ...offlinePicture, clinic: { ...offlinePicture.clinic, branch: null } });
  for (const letter of ['n', 'w']) await key(letter);
  expect(title()).toBeUndefined();
  const header = element.querySelector('header');
  expect(header?.textContent).toContain('Choose a branch');
  const shut = [...(header?.querySelectorAll('button') ?? [])].filter((button) => button.disabled);
  expect(shut.map((button) => button.textContent)).toEqual([
    expect.stringContaining('Walk-in'),
    expect.stringContaining('New booking'),
  ]);
});

test('an open panel keeps its place: a letter does not put another over it', async () => {
  await open();
  await key('n');
  await until('the panel', () => title() === 'a booking');
  await key('w', document.body);
  expect(title()).toBe('a booking');
});

test('a route of one booking is the conflicts’ own, and stays under a panel', async () => {
  await open();
  await go('#/conflicts/d7k2m9-01JX');
  await until('the booking', () => element.textContent.includes('the conflicts of d7k2m9-01JX'));
  expect(element.querySelector('nav [aria-current="page"]')?.getAttribute('href')).toBe('#/conflicts');
  await key('w');
  await until('the panel', () => title() === 'a walk-in');
  expect(element.textContent).toContain('the conflicts of d7k2m9-01JX');
  await go('#/conflicts');
  await until('the list', () => element.textContent.includes('the conflicts of whoever is first'));
});

test('the question mark lists the keys', async () => {
  await open();
  await key('?');
  await until(
    'the list',
    () => document.querySelector('[role="dialog"]')?.textContent.includes('Keyboard shortcuts') ?? false,
  );
});

test('the count of unsent bookings is in sight on every screen', async () => {
  await open();
  for (const hash of ['#/', '#/conflicts', '#/?panel=booking']) {
    await go(hash);
    expect(element.textContent).toContain('7 bookings waiting to be sent');
  }
});

test('how sending stands is announced when it changes, not when a minute passes', async () => {
  const desk = await open();
  const announced = (): string | null | undefined =>
    element.querySelector('[role="status"] [aria-live="polite"]')?.textContent;
  const before = announced();
  await act(async () => {
    desk.views.clock.set({ ...desk.views.clock.get(), now: desk.views.clock.get().now + 60_000 });
    await Promise.resolve();
  });
  expect(element.textContent).toContain('oldest 49 min');
  expect(announced()).toBe(before);
  await act(async () => {
    desk.views.sync.set({ ...desk.views.sync.get(), unsent: 8 });
    await Promise.resolve();
  });
  expect(announced()).not.toBe(before);
});

test('a screen that throws leaves header and status line, and is reported once', async () => {
  await open();
  await go('#/settings');
  await until('the message', () => element.textContent.includes('This screen stopped'));
  expect(element.textContent).toContain('No internet since 10:42');
  expect(faults).toHaveLength(1);
  await go('#/');
  await until('the board', () => element.querySelectorAll('[data-row]').length > 0);
});

test('the next day and today are asked for; today follows midnight', async () => {
  const desk = await open();
  const press = async (words: string): Promise<void> => {
    await act(async () => {
      [...element.querySelectorAll('button')].find((button) => button.textContent === words)?.click();
      await Promise.resolve();
    });
  };
  await press('Next day');
  await press('Previous day');
  expect(desk.calls).toEqual([
    { name: 'showDate', args: ['2026-06-16'] },
    { name: 'showDate', args: [null] },
  ]);
});

test('only today is called today; another day says how far off it is and has the way back beside it', async () => {
  const desk = await open();
  const group = (): string | null | undefined =>
    element.querySelector('[role="group"][aria-label="Date"]')?.textContent;
  const back = () => [...element.querySelectorAll('button')].find(({ textContent }) => /^Today ?T$/.test(textContent));
  expect(group()).toContain('Today');
  expect(back()).toBeUndefined();
  for (const [date, words] of [
    ['2026-06-16', 'Tomorrow'],
    ['2026-06-18', 'In 3 days'],
    ['2026-06-14', 'Yesterday'],
    ['2026-06-01', '14 days ago'],
  ] as const) {
    act(() => {
      desk.intents.showDate(date);
    });
    expect(group()).toContain(words);
    expect(element.querySelector(`header [aria-haspopup="dialog"][aria-label$=", ${words}"]`)).not.toBeNull();
  }
  act(() => {
    back()?.click();
  });
  expect(desk.calls.at(-1)).toEqual({ name: 'showDate', args: [null] });
  expect(group()).toContain('Today');
});

test('the calendar names today on today’s cell alone', async () => {
  await open();
  act(() => {
    element.querySelector<HTMLElement>('header [aria-haspopup="dialog"]')?.click();
  });
  const marked = [...element.querySelectorAll('[role="grid"] button')].filter(({ textContent }) =>
    textContent.includes('Today'),
  );
  expect(marked.map((cell) => [cell.textContent, cell.getAttribute('aria-label')])).toEqual([
    ['15Today', 'Mon 15 Jun 2026, Today'],
  ]);
});

test('the document takes the language and the text size of the settings', async () => {
  const settings = { ...offlinePicture.settings.settings, language: 'ta', textSize: 'larger' } as const;
  await open({ ...offlinePicture, settings: { ...offlinePicture.settings, settings } });
  expect(document.documentElement.lang).toBe('ta');
  expect(document.documentElement.dataset['textSize']).toBe('larger');
  expect(element.textContent).toContain('10:42 முதல் இணையம் இல்லை');
});
