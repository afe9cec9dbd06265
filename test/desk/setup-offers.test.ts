import { expect, it } from 'vitest';
import { SetupOffers } from '../../renderer/desk/setup-offers.ts';
import type { HuskyBridge, SetupOffer, TakeSetupResult } from '../../shared/ipc/contract.ts';

const first: SetupOffer = {
  kind: 'faulty',
  id: 1,
  fileName: 'clinic.husky-setup',
  faults: [{ field: '', remedy: 'it is not JSON' }],
};
const second: SetupOffer = { ...first, id: 2 };

/** Main offers one after the other; `taken` is its answer. */
function offers(offered: (SetupOffer | null)[], taken: TakeSetupResult['kind'] = 'taken') {
  const calls: (readonly unknown[])[] = [];
  const bridge = {
    invoke: (...call: readonly unknown[]) => {
      calls.push(call);
      if (call[0] === 'setup.offered') return Promise.resolve(offered.shift() ?? null);
      return Promise.resolve(call[0] === 'setup.take' ? { kind: taken } : null);
    },
    onEvent: () => () => undefined,
  } as unknown as HuskyBridge;
  return { calls, desk: new SetupOffers(bridge) };
}

it('the file that is shown is the one that is taken or left', async () => {
  const { calls, desk } = offers([first, second], 'busy');
  await desk.read();
  await desk.read();
  expect(desk.view.get()).toBe(second);
  expect(await desk.intents.takeSetupFile('HD-1', true)).toEqual({ kind: 'busy' });
  expect(desk.view.get()).toBe(second);
  desk.intents.leaveSetupFile();
  expect(desk.view.get()).toBeNull();
  expect(calls.slice(2)).toEqual([
    ['setup.take', { id: 2, typed: 'HD-1', allowFile: true }],
    ['setup.leave', 2],
  ]);
});

it('where another file came in its place that one is shown', async () => {
  const { desk } = offers([first, second], 'gone');
  await desk.read();
  await desk.intents.takeSetupFile('', false);
  expect(desk.view.get()).toBe(second);
});

it('without a file there is nothing to take, and none is asked for by itself', async () => {
  const { calls, desk } = offers([]);
  expect(await desk.intents.takeSetupFile('', false)).toEqual({ kind: 'gone' });
  desk.intents.leaveSetupFile();
  expect(calls).toEqual([]);
  await desk.intents.chooseSetupFile();
  expect(calls).toEqual([['setup.choose']]);
});
