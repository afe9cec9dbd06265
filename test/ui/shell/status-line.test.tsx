// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import type { SyncView } from '../../../renderer/desk/contract.ts';
import { StatusLine } from '../../../renderer/features/shell/status-line.tsx';
import { createFixtureDesk, fixtureNow, onlinePicture } from '../../fixtures/desk.ts';
import { show, type OnScreen } from '../booking/on-screen.tsx';

const nothing = { needsYou: 0, toTell: 0, waiting: 0, waitingFree: 0 };

function lineOf(sync: Partial<SyncView>, syncOpen = false): Promise<OnScreen> {
  const desk = createFixtureDesk({ ...onlinePicture, sync: { ...onlinePicture.sync, ...nothing, ...sync } });
  return show(desk, <StatusLine screen="/" syncOpen={syncOpen} onSync={() => undefined} />);
}

async function navigation(sync: Partial<SyncView>): Promise<string> {
  const { element } = await lineOf(sync);
  return [...element.querySelectorAll('nav a')].map((link) => link.textContent).join(' | ');
}

test('the link to the inbox is always there, and its name begins with Conflicts and ends in what it shows', async () => {
  const nameOf = async (sync: Partial<SyncView>): Promise<string | null | undefined> => {
    const { element } = await lineOf(sync);
    const link = element.querySelector('nav a[href="#/conflicts"]');
    return link?.getAttribute('aria-label') ?? link?.textContent;
  };
  expect(await nameOf({})).toBe('Conflicts');
  expect(await nameOf({ needsYou: 2 })).toBe('Conflicts: 2 need you');
  expect(await nameOf({ waiting: 2 })).toBe('Conflicts: Waiting list (2)');
});

test('one button syncs now: that of the line, or that of the open panel', async () => {
  expect((await lineOf({})).hasButton('Sync now')).toBe(true);
  expect((await lineOf({}, true)).hasButton('Sync now')).toBe(false);
});

test.each([{ unsent: 0 }, { unsent: 3 }, { unsent: 3, pausedUntil: fixtureNow + 42_000 }])(
  'the status is a region with a name, and its words have the count of unsent bookings: %o',
  async (sync) => {
    const { element } = await lineOf({ ...sync, oldestUnsentAt: null });
    const status = element.querySelector('[role="status"][aria-label="Sync status"]');
    expect(status?.textContent).toContain(`${String(sync.unsent)} booking`);
  },
);

test('CALL-5, WAIT-2: the inbox says the most urgent of who is to be told and who waits', async () => {
  expect(await navigation({})).toBe('Day board | Conflicts | Day report | Settings');
  expect(await navigation({ waiting: 2 })).toBe('Day board | Waiting list (2) | Day report | Settings');
  expect(await navigation({ waiting: 2, waitingFree: 1 })).toBe(
    'Day board | Waiting list: 1 place free | Day report | Settings',
  );
  expect(await navigation({ waiting: 2, waitingFree: 1, toTell: 3 })).toBe(
    'Day board | 3 to be told | Day report | Settings',
  );
  expect(await navigation({ toTell: 3, needsYou: 1 })).toBe('Day board | 1 needs you | Day report | Settings');
});
