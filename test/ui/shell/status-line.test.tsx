// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import type { SyncView } from '../../../renderer/desk/contract.ts';
import { StatusLine } from '../../../renderer/features/shell/status-line.tsx';
import { createFixtureDesk, onlinePicture } from '../../fixtures/desk.ts';
import { show } from '../booking/on-screen.tsx';

async function navigation(sync: Partial<SyncView>): Promise<string> {
  const nothing = { needsYou: 0, toTell: 0, waiting: 0, waitingFree: 0 };
  const desk = createFixtureDesk({ ...onlinePicture, sync: { ...onlinePicture.sync, ...nothing, ...sync } });
  const { element } = await show(desk, <StatusLine screen="/" syncOpen={false} onSync={() => undefined} />);
  return [...element.querySelectorAll('nav a')].map((link) => link.textContent).join(' | ');
}

test('CALL-5, WAIT-2: the inbox can be reached while anybody is to be told or waits, and says the most urgent of it', async () => {
  expect(await navigation({})).toBe('Day board | Day report | Settings');
  expect(await navigation({ waiting: 2 })).toBe('Day board | Waiting list (2) | Day report | Settings');
  expect(await navigation({ waiting: 2, waitingFree: 1 })).toBe(
    'Day board | Waiting list: 1 place free | Day report | Settings',
  );
  expect(await navigation({ waiting: 2, waitingFree: 1, toTell: 3 })).toBe(
    'Day board | 3 to be told | Day report | Settings',
  );
  expect(await navigation({ toTell: 3, needsYou: 1 })).toBe('Day board | 1 needs you | Day report | Settings');
});
