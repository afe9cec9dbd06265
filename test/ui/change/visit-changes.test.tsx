// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import type { ChangesView, Permission } from '../../../renderer/desk/contract.ts';
import { VisitPanel } from '../../../renderer/features/board/visit-panel.tsx';
import { createFixtureDesk, fixtureInstant, offlinePicture } from '../../fixtures/desk.ts';
import { show, until } from '../booking/on-screen.tsx';

const row = 'a-8';

/** As assistive technology has it: key caps are hidden from it. */
function nameOf(button: Element): string {
  const copy = button.cloneNode(true) as Element;
  for (const hidden of copy.querySelectorAll('[aria-hidden="true"]')) hidden.remove();
  return copy.textContent;
}

const allowed: ChangesView = {
  move: { kind: 'allowed' },
  cancel: { kind: 'allowed' },
  standing: 'confirmed',
  undo: null,
  stepBack: false,
};

async function visit(changes: ChangesView | null) {
  const desk = createFixtureDesk(offlinePicture, { changes: () => changes });
  const went: string[] = [];
  const screen = await show(
    desk,
    <VisitPanel appointmentId={row} onClose={() => undefined} onChange={(change) => went.push(change)} />,
  );
  const named = (words: string): boolean =>
    [...document.querySelectorAll('button')].some((button) => nameOf(button) === words);
  return { desk, screen, went, named };
}

test('the panel of an appointment leads to both changes, by exactly these names', async () => {
  const { screen, went, named } = await visit(allowed);
  expect(named('Reschedule') && named('Cancel appointment')).toBe(true);
  await screen.press('Reschedule');
  await screen.press('Cancel appointment');
  expect(went).toEqual(['move', 'cancel']);
});

const kept: readonly Permission[] = [
  { kind: 'not-allowed' },
  { kind: 'too-late', noticeHours: 24 },
  { kind: 'settle-first', bookingId: row },
  { kind: 'unknown-window' },
];

test.each(kept)('where a rule forbids it the button stays, to say why: %j', async (permission) => {
  const { named } = await visit({ ...allowed, move: permission, cancel: permission });
  expect(named('Reschedule') && named('Cancel appointment')).toBe(true);
});

test('the key of rescheduling opens it from the open appointment, unless nothing is left to move', async () => {
  const open = await visit(allowed);
  await open.screen.key('r');
  expect(open.went).toEqual(['move']);
  const over = await visit({ ...allowed, move: { kind: 'over' } });
  await over.screen.key('r');
  expect(over.went).toEqual([]);
});

test('where nothing is left to change there is no button', async () => {
  const { named } = await visit({ ...allowed, move: { kind: 'over' }, cancel: { kind: 'over' } });
  expect(named('Reschedule') || named('Cancel appointment')).toBe(false);
  expect((await visit(null)).named('Reschedule')).toBe(false);
});

test('the last change can be undone there while it lasts, and the panel says how long', async () => {
  const undo = { kind: 'cancel', until: fixtureInstant('11:38'), sent: false } as const;
  const { desk, screen } = await visit({ ...allowed, undo });
  expect(screen.words()).toContain('It was cancelled a short while agoUndo works until 11:38.');
  await screen.press('Undo');
  await until('undone', () => screen.words().includes('Undone · the appointment stands again'));
  expect(screen.words()).toContain('HuskyVoice had not been told of the change.');
  expect(desk.calls).toContainEqual({ name: 'undo', args: [row] });
});

test('undo of a cancellation whose place has gone leads to a new booking', async () => {
  const undo = { kind: 'cancel', until: null, sent: false } as const;
  const { desk, screen } = await visit({ ...allowed, undo });
  expect(screen.words()).toContain('Undo works until it has been sent.');
  desk.answers.settle = { kind: 'refused', refusal: { code: 'SLOT_FULL', nextWindow: null } };
  await screen.press('Undo');
  await until('why', () => screen.words().includes('Its old place has gone meanwhile'));
  expect(screen.button('New booking').getAttribute('href')).toBe('#/?panel=booking');
});
