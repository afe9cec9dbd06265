import { openDeskDatabase, type OpenOptions } from '../../renderer/db/open.ts';
import type { DeskStorage } from '../../renderer/db/storage.ts';
import type { DeskStore } from '../../renderer/db/store.ts';

/** The present of these tests: a Friday morning in Chennai. */
export const testNow = Date.parse('2026-03-20T04:00:00.000Z');

/** A machine's storage that several openings share. */
export interface Engine {
  readonly title: string;
  create(): DeskStorage;
}

let databases = 0;

/** A name that no other test of this process uses: Dexie and RxDB remember names. */
export function freshName(): string {
  databases += 1;
  return `desk-test-${String(databases)}`;
}

/** Opens a database and insists that it is ready. */
export async function openStore(storage: DeskStorage, options: Partial<OpenOptions> = {}): Promise<DeskStore> {
  const opened = await openDeskDatabase({
    name: freshName(),
    storage,
    expectInitialised: false,
    now: testNow,
    multiInstance: false,
    ...options,
  });
  if (opened.kind !== 'ready') throw new Error(`${opened.kind}: ${opened.detail}`);
  return opened.store;
}
