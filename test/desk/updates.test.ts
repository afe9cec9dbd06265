import { expect, it } from 'vitest';
import { Updates } from '../../renderer/desk/updates.ts';
import type { HuskyBridge } from '../../shared/ipc/contract.ts';
import type { UpdatePicture } from '../../shared/update/picture.ts';

const idle: UpdatePicture = { state: { kind: 'idle', checkedAt: null, staged: null }, hushedOn: null };
const checking: UpdatePicture = { state: { kind: 'checking' }, hushedOn: null };

function updates(answer: () => Promise<unknown>) {
  const calls: (readonly unknown[])[] = [];
  const bridge = {
    invoke: (...call: readonly unknown[]) => {
      calls.push(call);
      return answer();
    },
    onEvent: () => () => undefined,
  } as unknown as HuskyBridge;
  return { calls, updates: new Updates(bridge, () => '2026-06-15') };
}

it('the picture is read once, and what is told meanwhile is newer', async () => {
  let answered: (picture: UpdatePicture) => void = () => undefined;
  const { updates: desk } = updates(() => new Promise((resolve) => (answered = resolve)));
  const reading = desk.read();
  desk.hear(checking);
  answered(idle);
  await reading;
  expect(desk.view.get()).toBe(checking);
});

it('each wish goes to main, the notice with the date of the desk', async () => {
  const { calls, updates: desk } = updates(() => Promise.resolve(null));
  await desk.intents.checkForUpdate();
  await desk.intents.updateFromFolder();
  desk.intents.hushUpdate();
  await desk.intents.installUpdate();
  desk.intents.reportBusy(true);
  expect(calls).toEqual([
    ['update.check'],
    ['update.from-folder'],
    ['update.hush', '2026-06-15'],
    ['update.install'],
    ['window.busy', true],
  ]);
});
