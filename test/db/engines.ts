import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { fillWithDefaultSettings, type RxJsonSchema, type RxStorageInstance } from 'rxdb';
import type { RxStorageInstanceDexie } from 'rxdb/plugins/storage-dexie';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { wrappedValidateAjvStorage } from 'rxdb/plugins/validate-ajv';
import { createDexieStorage, type DeskStorage } from '../../renderer/db/storage.ts';
import { createOrderedLocks, type SlotLocks } from '../../renderer/db/slot-locks.ts';
import { freshName, type Engine } from './open-store.ts';

export { freshName, openStore, testNow } from './open-store.ts';
export { silenceRxDbNotice } from './rxdb-notice.ts';

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
