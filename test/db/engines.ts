import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { fillWithDefaultSettings, type RxJsonSchema, type RxStorageInstance } from 'rxdb';
import type { RxStorageInstanceDexie } from 'rxdb/plugins/storage-dexie';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { wrappedValidateAjvStorage } from 'rxdb/plugins/validate-ajv';
import { vi } from 'vitest';
import { openDeskDatabase, type OpenOptions } from '../../renderer/db/open.ts';
import { createDexieStorage, type DeskStorage } from '../../renderer/db/storage.ts';
import type { DeskStore } from '../../renderer/db/store.ts';
import { createOrderedLocks, type SlotLocks } from '../../renderer/db/slot-locks.ts';

/** The present of these tests: a Friday morning in Chennai. */
export const testNow = Date.parse('2026-03-20T04:00:00.000Z');

/** A machine's storage that several openings share. */
export interface Engine {
  readonly title: string;
  create(): DeskStorage;
}

export const dexieEngine: Engine = {
  title: 'Dexie on IndexedDB',
  create: () => createDexieStorage({ indexedDB: new IDBFactory(), IDBKeyRange }),
};

export const memoryEngine: Engine = {
  title: 'memory',
  create: () => getRxStorageMemory(),
};

/** Every document that is written must fit its collection's schema; the product leaves that out, it triples a write. */
export const validatedEngine: Engine = {
  title: 'memory, every write validated',
  create: () => wrappedValidateAjvStorage({ storage: getRxStorageMemory() }),
};

export const engines: readonly Engine[] = [dexieEngine, memoryEngine, validatedEngine];

let databases = 0;

/** The storage of one collection alone, without a database around it. */
export function storageInstance<T>(
  storage: DeskStorage,
  schema: RxJsonSchema<T>,
): Promise<RxStorageInstance<T, unknown, unknown>> {
  const databaseName = freshName();
  return storage.createStorageInstance<T>({
    databaseInstanceToken: databaseName,
    databaseName,
    collectionName: 'one',
    schema: fillWithDefaultSettings(schema),
    options: {},
    multiInstance: false,
    devMode: false,
  });
}

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

/**
 * The same storage as another window of the app sees it. RxDB refuses two connections to one name in one realm, but tells
 * storages apart by their name.
 */
export function secondWindow(storage: DeskStorage): DeskStorage {
  return {
    name: `${storage.name}-second-window`,
    rxdbVersion: storage.rxdbVersion,
    createStorageInstance: (params) => storage.createStorageInstance(params),
  };
}

/** RxDB advertises its paid storages once per process, and Dexie tells of each time it tries again to open. */
export function silenceRxDbNotice(): void {
  vi.spyOn(console, 'warn').mockImplementation((...args: unknown[]) => {
    if (!/RxDB Open Core|Dexie: Workaround for Chrome UnknownError/.test(String(args[0])))
      throw new Error(`unexpected warning: ${String(args[0])}`);
  });
}

/** Locks of one process, first come, first served. */
export function createMemoryLocks(): SlotLocks {
  const tails = new Map<string, Promise<unknown>>();
  return createOrderedLocks(async (name, task) => {
    const before = tails.get(name) ?? Promise.resolve();
    const result = before.then(task, task);
    tails.set(
      name,
      result.catch(() => null),
    );
    return result;
  });
}

/** The storage of a machine whose power goes when `writes` is used up: nothing is written from then on. */
export function dyingStorage(sound: DeskStorage, power: { writes: number }): DeskStorage {
  const spend = (): void => {
    power.writes -= 1;
    if (power.writes < 0) throw new Error('the power went');
  };
  return {
    name: `${sound.name}-dying`,
    rxdbVersion: sound.rxdbVersion,
    async createStorageInstance(params) {
      const instance = await sound.createStorageInstance(params);
      const bulkWrite = instance.bulkWrite.bind(instance);
      instance.bulkWrite = async (rows, context) => {
        spend();
        return bulkWrite(rows, context);
      };
      const remove = instance.remove.bind(instance);
      instance.remove = async () => {
        spend();
        return remove();
      };
      const { dexieTable } = await (instance as unknown as RxStorageInstanceDexie<unknown>).internals;
      const clear = dexieTable.clear.bind(dexieTable);
      dexieTable.clear = () => {
        spend();
        return clear();
      };
      return instance;
    },
  };
}
