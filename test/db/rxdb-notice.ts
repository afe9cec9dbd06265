import { vi } from 'vitest';

/** RxDB advertises its paid storages once per process, and Dexie tells of each time it tries again to open. */
export function silenceRxDbNotice(): void {
  vi.spyOn(console, 'warn').mockImplementation((...args: unknown[]) => {
    if (!/RxDB Open Core|Dexie: Workaround for Chrome UnknownError/.test(String(args[0])))
      throw new Error(`unexpected warning: ${String(args[0])}`);
  });
}
