// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { AppointmentView } from '../../../renderer/desk/contract.ts';
import { Board } from '../../../renderer/features/board/board.tsx';
import { VisitPanel } from '../../../renderer/features/board/visit-panel.tsx';
import { DOUBLE_PRESS_MS } from '../../../renderer/ui/first-click.ts';
import { stepsAfter } from '../../../shared/visit/visit.ts';
import {
  createFixtureDesk,
  fixtureBooking,
  fixtureInstant,
  offlinePicture,
  type FixtureAnswers,
  type FixtureDesk,
  type FixturePicture,
} from '../../fixtures/desk.ts';
import { show, type OnScreen } from '../booking/on-screen.tsx';

const irfan = 'a-4';
const booked = 'a-8';
const needsPerson = 'a-7';
const changes = { move: { kind: 'allowed' }, cancel: { kind: 'allowed' }, standing: 'confirmed', undo: null } as const;
const canStepBack: Partial<FixtureAnswers> = { changes: () => ({ ...changes, stepBack: true }) };

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** The time goes on by so many milliseconds. */
async function pass(screen: OnScreen, ms: number): Promise<void> {
  await screen.when(() => {
    vi.advanceTimersByTime(ms);
  });
}

function withRow(id: string, row: Partial<AppointmentView>): FixturePicture {
  const appointments = offlinePicture.board.appointments.map((candidate) =>
    candidate.id === id ? { ...candidate, ...row } : candidate,
  );
  return { ...offlinePicture, board: { ...offlinePicture.board, appointments } };
}

interface Shown {
  readonly desk: FixtureDesk;
  readonly screen: OnScreen;
  readonly opened: readonly string[];
}

async function board(picture = offlinePicture, answers: Partial<FixtureAnswers> = {}): Promise<Shown> {
  const desk = createFixtureDesk(picture, answers);
  return showBoard(desk);
}

async function showBoard(desk: FixtureDesk): Promise<Shown> {
  const opened: string[] = [];
  const screen = await show(desk, <Board openId={null} onOpen={(id) => opened.push(id)} onHelp={() => undefined} />);
  return { desk, screen, opened };
}

function row(screen: OnScreen, id: string): HTMLElement {
  const found = screen.element.querySelector<HTMLElement>(`[data-row="${id}"]`);
  if (found === null) throw new Error(`no row ${id}`);
  return found;
}

function nextOf(screen: OnScreen, id: string): HTMLElement | null {
  return row(screen, id).querySelector<HTMLElement>('[data-next]');
}

async function click(screen: OnScreen, element: HTMLElement | null, detail = 1): Promise<void> {
  if (element === null) throw new Error('nothing to press');
  await screen.when(() => element.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, detail })));
}

async function focus(screen: OnScreen, id: string): Promise<void> {
  await screen.when(() => {
    row(screen, id).focus();
  });
}

test.each([
  ['booked', 'Arrived', 'arrived'],
  ['arrived', 'Call', 'called'],
  ['called', 'Send in', 'with-doctor'],
  ['skipped', 'Call again', 'called'],
  ['on-hold', 'Call', 'called'],
  ['with-doctor', 'Done', 'done'],
  ['no-show', 'Arrived', 'arrived'],
] as const)('VISIT-2: the button of a row that is %s says “%s”', async (visit, words, step) => {
  const { desk, screen, opened } = await board(withRow(irfan, { visit, nextSteps: stepsAfter(visit) }));
  const button = nextOf(screen, irfan);
  expect(button?.textContent).toBe(`${words}${words}: Mohammed Irfan`);
  await click(screen, button);
  expect(desk.calls).toEqual([{ name: 'noteVisit', args: [irfan, step, visit] }]);
  expect(opened).toEqual([]);
});

test('a visit that is over has no step, and one that needs a person leads there first', async () => {
  const { screen } = await board();
  expect(nextOf(screen, 'a-2')).toBeNull();
  expect(nextOf(screen, needsPerson)?.getAttribute('href')).toBe(`#/conflicts/${needsPerson}`);
});

test('the second click of a double click takes no second step', async () => {
  const { desk, screen } = await board();
  await click(screen, nextOf(screen, irfan), 1);
  await click(screen, nextOf(screen, irfan), 2);
  expect(desk.calls).toHaveLength(1);
});

test('a press while a step is being kept takes no second step', async () => {
  const desk = createFixtureDesk();
  let answer: (() => void) | undefined;
  const asked: string[] = [];
  const noteVisit = (id: string) => {
    asked.push(id);
    return new Promise<{ kind: 'settled' }>((resolve) => {
      answer = () => {
        resolve({ kind: 'settled' });
      };
    });
  };
  const { screen } = await showBoard({ ...desk, intents: { ...desk.intents, noteVisit } });
  await click(screen, nextOf(screen, irfan));
  expect(nextOf(screen, irfan)?.getAttribute('aria-disabled')).toBe('true');
  await click(screen, nextOf(screen, irfan));
  expect(asked).toEqual([irfan]);
  await screen.when(() => answer?.());
  await pass(screen, DOUBLE_PRESS_MS);
  expect(nextOf(screen, irfan)?.getAttribute('aria-disabled')).toBe('false');
});

test('VISIT-11: a row takes its next press a moment after its step was kept, other rows and its menu at once', async () => {
  const { desk, screen, opened } = await board();
  await focus(screen, irfan);
  await screen.key(' ');
  await pass(screen, DOUBLE_PRESS_MS - 1);
  await screen.key(' ');
  await click(screen, nextOf(screen, irfan));
  expect(desk.calls).toHaveLength(1);
  expect(nextOf(screen, irfan)?.getAttribute('aria-disabled')).toBe('true');
  expect(document.activeElement).toBe(row(screen, irfan));
  await click(screen, nextOf(screen, irfan)?.parentElement ?? null);
  expect(opened).toEqual([]);
  await click(screen, nextOf(screen, booked));
  expect(desk.calls).toHaveLength(2);
  await click(screen, row(screen, irfan).querySelector<HTMLElement>('[aria-haspopup="menu"]'));
  await click(screen, document.querySelector<HTMLElement>('[role="menuitem"]'));
  expect(desk.calls).toHaveLength(3);
  await pass(screen, DOUBLE_PRESS_MS);
  await screen.key(' ');
  expect(desk.calls).toHaveLength(4);
});

test('VISIT-11: a step that was not kept can be pressed again at once', async () => {
  const { desk, screen } = await board(offlinePicture, { settle: { kind: 'not-saved', reason: 'database' } });
  await click(screen, nextOf(screen, irfan));
  await click(screen, nextOf(screen, irfan));
  expect(desk.calls).toHaveLength(2);
});

test('VISIT-11: who calls the next patient calls nobody else with the second press', async () => {
  const { desk, screen } = await board();
  const callNext = 'Call next: MB-A02 · மீனாட்சி சுந்தரம்';
  await screen.press(callNext);
  await screen.press(callNext);
  expect(desk.calls).toHaveLength(1);
  await pass(screen, DOUBLE_PRESS_MS);
  await screen.press(callNext);
  expect(desk.calls).toHaveLength(2);
});

test('Space takes the next step of the row that has the focus, once however long it is held; Enter opens', async () => {
  const { desk, screen, opened } = await board();
  await focus(screen, irfan);
  await screen.key(' ');
  await screen.key(' ', { repeat: true });
  expect(desk.calls).toEqual([{ name: 'noteVisit', args: [irfan, 'called', 'arrived'] }]);
  await screen.key('Enter');
  expect(opened).toEqual([irfan]);
});

test('what was noted is said in a status, and can be taken back beside it', async () => {
  const { desk, screen } = await board(offlinePicture, canStepBack);
  await click(screen, nextOf(screen, irfan));
  const said = [...screen.element.querySelectorAll('[role="status"]')].map(({ textContent }) => textContent);
  expect(said).toContain('MB-A03 Mohammed Irfan: Called');
  await screen.press('Take back “Arrived”');
  expect(desk.calls.at(-1)).toEqual({ name: 'undoVisit', args: [irfan] });
  expect(document.activeElement).toBe(row(screen, irfan));
});

test.each([
  [{ kind: 'gone' }, 'It was changed meanwhile'],
  [{ kind: 'not-saved', reason: 'disk-full' }, 'disk is full'],
  [{ kind: 'not-saved', reason: 'database' }, 'could not write it down'],
] as const)('a step that came to nothing says why, at the row and in a status: %j', async (settle, words) => {
  const { screen } = await board(offlinePicture, { settle });
  await click(screen, nextOf(screen, irfan));
  expect(row(screen, irfan).textContent).toContain('Not noted');
  expect(row(screen, booked).textContent).not.toContain('Not noted');
  const said = [...screen.element.querySelectorAll('[role="status"]')].map(({ textContent }) => textContent).join();
  expect(said).toContain(words);
});

test('what opens menus offers the other steps of the row; a choice gives the focus back', async () => {
  const { desk, screen } = await board();
  await focus(screen, irfan);
  await screen.when(() =>
    row(screen, irfan).dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true })),
  );
  const items = [...document.querySelectorAll<HTMLElement>('[role="menuitem"]')];
  expect(items.map(({ textContent }) => textContent)).toEqual([
    'Send in',
    'Hold',
    'Done',
    'No-show',
    'Open the appointment',
  ]);
  await click(screen, items[3] ?? null);
  expect(desk.calls).toEqual([{ name: 'noteVisit', args: [irfan, 'no-show', 'arrived'] }]);
  expect(document.querySelector('[role="menu"]')).toBeNull();
  expect(document.activeElement).toBe(row(screen, irfan));
});

test('Escape leaves the menu of a row for the row', async () => {
  const { desk, screen } = await board();
  await click(screen, row(screen, irfan).querySelector<HTMLElement>('[aria-haspopup="menu"]'));
  await screen.key('Escape');
  expect(document.querySelector('[role="menu"]')).toBeNull();
  expect(document.activeElement).toBe(row(screen, irfan));
  expect(desk.calls).toEqual([]);
});

test('VISIT-8: one press calls whose turn it is, and the focus is in their row then', async () => {
  const { desk, screen } = await board();
  expect(screen.words()).toContain('4 waiting · longest 32 min');
  await screen.press('Call next: MB-A02 · மீனாட்சி சுந்தரம்');
  expect(desk.calls).toEqual([{ name: 'noteVisit', args: ['a-3', 'called', 'arrived'] }]);
  expect(document.activeElement).toBe(row(screen, 'a-3'));
});

test('on another day nobody waits, and nobody is called', async () => {
  const { screen } = await board({ ...offlinePicture, board: { ...offlinePicture.board, isToday: false } });
  expect(screen.words()).not.toContain('Call next');
  expect(screen.words()).not.toContain('waiting · longest');
  expect(row(screen, irfan).textContent).toContain('Arrived');
});

test('VISIT-4: waiting is said in minutes that pass with the clock, strong after half an hour', async () => {
  const { desk, screen } = await board();
  expect(row(screen, irfan).textContent).toContain('Waiting 12 min');
  const isLong = (id: string): boolean => row(screen, id).querySelector('[class*="long"]') !== null;
  expect([isLong('a-3'), isLong(irfan)]).toEqual([true, false]);
  await screen.when(() => {
    const clock = desk.views.clock.get();
    desk.views.clock.set({ ...clock, now: clock.now + 19 * 60_000 });
  });
  expect(row(screen, irfan).textContent).toContain('Waiting 31 min');
  expect(isLong(irfan)).toBe(true);
});

test('grouped by doctor, each doctor’s head says who of theirs is next', async () => {
  const { screen } = await board();
  await screen.choose('By doctor');
  const heads = [...screen.element.querySelectorAll('[role="gridcell"][aria-colspan]')].map(
    ({ textContent }) => textContent,
  );
  expect(heads.map((words) => /^(?:Dr|Lab|Nurse|No)[^·]*/.exec(words)?.[0].trim())).toEqual([
    'Dr Meena Iyer',
    'Dr R. Balaji',
    'Lab desk',
    'Nurse Shanthi',
    'No doctor',
  ]);
  expect(heads[0]).toContain('1 waiting');
  expect(heads[0]).toContain('Call next: MB-A03 · Mohammed Irfan');
  expect(heads[2]).not.toContain('Call next');
  expect(row(screen, irfan).textContent).toContain('Morning');
});

test('filter and grouping stay as they were chosen while the window shows something else', async () => {
  const { desk, screen } = await board();
  await screen.choose('By doctor');
  await screen.choose('Waiting');
  const again = await showBoard(desk);
  const checked = [...again.screen.element.querySelectorAll<HTMLInputElement>('input:checked')];
  expect(checked.map((input) => input.parentElement?.textContent)).toEqual(['Waiting 4', 'By doctor']);
});

test('a change that waits to be sent says what it is, on the board and in its panel', async () => {
  const life = { state: 'PATCH_PENDING' } as AppointmentView['life'];
  for (const [pending, mark, heading] of [
    ['move', 'Move waiting to be sent', 'Moved · waiting to be sent'],
    ['cancel', 'Cancellation waiting to be sent', 'Cancelled here · waiting to be sent'],
    ['complete', 'Waiting to be sent', 'Done · waiting to be sent'],
  ] as const) {
    const { desk, screen } = await board(withRow(irfan, { mark: 'waiting', pending, life }));
    expect(row(screen, irfan).textContent).toContain(mark);
    expect((await panel(desk)).words()).toContain(heading);
  }
});

async function panel(desk: FixtureDesk, id = irfan): Promise<OnScreen> {
  return show(desk, <VisitPanel appointmentId={id} onClose={() => undefined} onChange={() => undefined} />);
}

test('the panel offers every step that may follow, and says the steps taken with their times', async () => {
  const visit = [
    { step: 'arrived', at: '2026-06-15T05:30:00.000Z' },
    { step: 'called', at: '2026-06-15T05:50:00.000Z' },
  ] as const;
  const picture = withRow(irfan, {
    visit: 'called',
    bookingId: 'b-1',
    nextSteps: stepsAfter('called'),
    waitingFrom: fixtureInstant('11:00'),
    visitSince: fixtureInstant('11:20'),
  });
  const desk = createFixtureDesk(picture, { booking: () => fixtureBooking({ visit: [...visit] }), ...canStepBack });
  const screen = await panel(desk);
  expect(screen.words()).toContain('Called · waiting 30 min');
  expect([...screen.element.querySelectorAll('ol li')].map(({ textContent }) => textContent)).toEqual([
    'Arrived 11:00',
    'Called 11:20',
  ]);
  for (const words of ['Send in', 'Call again', 'Skip', 'Hold', 'Done']) expect(screen.hasButton(words)).toBe(true);
  await screen.press('Skip');
  await screen.press('Skip');
  await pass(screen, DOUBLE_PRESS_MS);
  await screen.press('Take back “Called”');
  expect(desk.calls.filter(({ name }) => name !== 'booking')).toEqual([
    { name: 'noteVisit', args: [irfan, 'skipped', 'called'] },
    { name: 'undoVisit', args: [irfan] },
  ]);
});

test('in the panel a step that is not offered any more leaves the focus to the one that follows', async () => {
  const desk = createFixtureDesk();
  const screen = await panel(desk);
  await screen.when(() => {
    screen.button('Call').focus();
  });
  await screen.press('Call');
  await screen.when(() => {
    const picture = withRow(irfan, { visit: 'called', nextSteps: stepsAfter('called') });
    desk.views.board.set(picture.board);
  });
  await pass(screen, DOUBLE_PRESS_MS);
  expect(document.activeElement?.textContent).toBe('Send in');
});

test('in the panel too, a step that came to nothing says why', async () => {
  const screen = await panel(createFixtureDesk(offlinePicture, { settle: { kind: 'not-saved', reason: 'disk-full' } }));
  await screen.press('Call');
  expect(document.querySelector('[role="alert"]')?.textContent).toContain('disk is full');
});
