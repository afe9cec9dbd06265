import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { loadPage, type Loading } from '../../electron/main/load-page.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

interface Trial {
  readonly window: Loading;
  readonly loads: () => number;
  readonly is: { destroyed: boolean; crashed: boolean; loading: boolean };
}

/** A window whose first `failing` loads fail. */
function windowThat(failing: number): Trial {
  const is = { destroyed: false, crashed: false, loading: false };
  const loadURL = vi.fn(() =>
    loadURL.mock.calls.length > failing ? Promise.resolve() : Promise.reject(new Error('no')),
  );
  return {
    window: {
      loadURL,
      isDestroyed: () => is.destroyed,
      webContents: { isCrashed: () => is.crashed, isLoading: () => is.loading },
    },
    loads: () => loadURL.mock.calls.length,
    is,
  };
}

it('KIOSK-13: a page that did not load is loaded again, with a pause between, until it is there', async () => {
  const { window, loads } = windowThat(3);
  const onFailed = vi.fn();
  loadPage(window, 'app://bundle/kiosk.html', onFailed);
  for (const count of [1, 2, 3, 4, 4]) {
    await vi.advanceTimersByTimeAsync(999);
    expect(loads()).toBe(count);
    await vi.advanceTimersByTimeAsync(1);
  }
  expect(onFailed).toHaveBeenCalledTimes(3);
});

it.each(['destroyed', 'crashed', 'loading'] as const)(
  'KIOSK-13: a window that is %s meanwhile is left to whoever looks after that',
  async (what) => {
    for (const when of ['before', 'after'] as const) {
      const { window, loads, is } = windowThat(9);
      is[what] = when === 'before';
      loadPage(window, 'app://bundle/kiosk.html', () => undefined);
      await vi.advanceTimersByTimeAsync(500);
      is[what] = true;
      await vi.advanceTimersByTimeAsync(5_000);
      expect(loads(), when).toBe(1);
    }
  },
);
