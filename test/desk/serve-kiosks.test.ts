import { expect, it } from 'vitest';
import { serveKiosks } from '../../renderer/desk/serve-kiosks.ts';
import type { BridgeEvent, HuskyBridge, IpcChannel } from '../../shared/ipc/contract.ts';
import { createFixtureDesk, type FixtureDesk } from '../fixtures/desk.ts';

interface Served {
  readonly desk: FixtureDesk;
  /** How often a picture was published since this was asked last. */
  readonly published: () => Promise<number>;
  /** Ten seconds are over. */
  readonly tick: () => void;
  readonly tell: (event: BridgeEvent) => void;
  readonly stop: () => void;
}

/** @param screen whether one is open that shows the picture */
function serve(screen: { isOpen: boolean }): Served {
  const desk = createFixtureDesk();
  const called: IpcChannel[] = [];
  const ticks: (() => void)[] = [];
  const listeners = new Set<(event: BridgeEvent) => void>();
  const bridge: Pick<HuskyBridge, 'invoke' | 'onEvent'> = {
    invoke: (...[channel]) => {
      called.push(channel);
      return Promise.resolve({ wanted: screen.isOpen } as never);
    },
    onEvent: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const stop = serveKiosks(desk, {
    bridge,
    every: (_, callback) => {
      ticks.push(callback);
      return () => ticks.splice(ticks.indexOf(callback), 1);
    },
    onFault: (fault) => {
      throw fault;
    },
  });
  return {
    desk,
    published: async () => {
      // What changed is published together, after the change.
      await new Promise((resolve) => setImmediate(resolve));
      return called.splice(0).filter((channel) => channel === 'public.publish').length;
    },
    tick: () => {
      for (const tick of ticks) tick();
    },
    tell: (event) => {
      for (const listener of listeners) listener(event);
    },
    stop,
  };
}

function change({ views }: FixtureDesk): void {
  views.clinic.set({ ...views.clinic.get(), clinicName: 'Another name' });
}

it('DISPLAY-4: nothing is published while no screen shows it: neither by and by nor on a change', async () => {
  const { desk, published, tick } = serve({ isOpen: false });
  expect(await published()).toBe(1);
  tick();
  expect(await published()).toBe(0);
  change(desk);
  expect(await published()).toBe(0);
});

it('DISPLAY-4: a screen that is opened is told at once, then on each change and by and by, until it is gone', async () => {
  const screen = { isOpen: false };
  const { desk, published, tick, tell, stop } = serve(screen);
  await published();
  screen.isOpen = true;
  tell({ kind: 'picture-wanted' });
  expect(await published()).toBe(1);
  change(desk);
  expect(await published()).toBe(1);
  tick();
  expect(await published()).toBe(1);
  screen.isOpen = false;
  tick();
  expect(await published()).toBe(1);
  tick();
  expect(await published()).toBe(0);
  stop();
  tell({ kind: 'picture-wanted' });
  expect(await published()).toBe(0);
});
