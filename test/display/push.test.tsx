// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { KioskRelay } from '../../electron/kiosk/relay.ts';
import { serveKiosks } from '../../renderer/desk/serve-kiosks.ts';
import { DisplayApp } from '../../renderer/display/app.tsx';
import type { BridgeEvent, HuskyBridge } from '../../shared/ipc/contract.ts';
import { publicPictureSchema } from '../../shared/kiosk/messages.ts';
import { createFixtureDesk, type FixtureDesk } from '../fixtures/desk.ts';
import { show, type OnScreen } from '../ui/booking/on-screen.tsx';

const chime = vi.hoisted(() => vi.fn());
vi.mock('../../renderer/ui/chime.ts', () => ({ chime }));

/** No timer runs: what is seen was pushed. */
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate'] });
});
afterEach(() => {
  vi.useRealTimers();
});

interface WaitingRoom {
  readonly desk: FixtureDesk;
  readonly display: OnScreen;
  /** Pictures that reached the screen. */
  readonly pushed: () => number;
  /** Questions that the screen asked. */
  readonly asked: readonly string[];
}

/** A desk, the main process between, and the waiting room's screen, joined as the app joins them. */
async function waitingRoom(): Promise<WaitingRoom> {
  const desk = createFixtureDesk();
  const listeners = new Set<(event: BridgeEvent) => void>();
  const asked: string[] = [];
  let pushed = 0;
  const relay = new KioskRelay({
    tellDesk: () => false,
    tellPublic: (event) => {
      pushed += 1;
      for (const listener of listeners) listener(event);
    },
    after: () => () => undefined,
  });
  serveKiosks(desk, {
    bridge: {
      invoke: (_, ...[picture]) => {
        relay.publish(publicPictureSchema.parse(picture));
        return Promise.resolve({ wanted: true } as never);
      },
      onEvent: () => () => undefined,
    },
    every: () => () => undefined,
    onFault: (fault) => {
      throw fault;
    },
  });
  const bridge: HuskyBridge = {
    invoke: (...[channel]) => {
      asked.push(channel);
      return Promise.resolve(relay.picture as never);
    },
    onEvent: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const display = await show(desk, <DisplayApp bridge={bridge} />);
  return { desk, display, pushed: () => pushed, asked };
}

it('DISPLAY-10: what the desk calls is on the screen before any timer runs, and the screen asked nothing for it', async () => {
  const { desk, display, pushed, asked } = await waitingRoom();
  const { today, clock } = desk.views;
  const row = today.get().appointments.find(({ token }) => token !== null)!;
  const shown = (): string | null => display.element.querySelector('.call.is-new .token')?.textContent ?? null;
  expect(shown()).toBeNull();
  const before = pushed();
  await display.when(() => {
    const called = { ...row, visit: 'called' as const, visitSince: clock.get().now };
    today.set({ ...today.get(), appointments: [called] });
  });
  expect(shown()).toBe(row.token);
  expect(chime).toHaveBeenCalledOnce();
  expect(pushed() - before).toBe(1);
  expect(asked).toEqual(['public.read']);
});
