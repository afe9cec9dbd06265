import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import type { DexieSettings, RxStorage, RxStorageInstance, RxStorageInstanceCreationParams } from 'rxdb';
import { reopenWhenLost } from './reopening.ts';
import { insertInOneRequest } from './single-insertions.ts';
import { clearInOneRequest } from './whole-tables.ts';
import { readWholeRanges } from './whole-ranges.ts';

/** Whatever engine RxDB writes to. Its internals are its own affair. */
export type DeskStorage = RxStorage<unknown, unknown>;

/** The IndexedDB to use where it is not the window's own. */
export interface IndexedDbImplementation {
  readonly indexedDB: IDBFactory;
  readonly IDBKeyRange: typeof IDBKeyRange;
}

/**
 * IndexedDB through Dexie, every transaction committed with strict durability: Chromium's default answers before the data
 * is on the disk, and a booking that was confirmed to a person must survive the plug being pulled.
 */
export function createDexieStorage(implementation?: IndexedDbImplementation): DeskStorage {
  const dexie = getRxStorageDexie({
    chromeTransactionDurability: 'strict',
    ...(implementation && { indexedDB: implementation.indexedDB, IDBKeyRange: implementation.IDBKeyRange }),
  });
  return {
    name: dexie.name,
    rxdbVersion: dexie.rxdbVersion,
    async createStorageInstance<T>(params: RxStorageInstanceCreationParams<T, unknown>) {
      const instance = await dexie.createStorageInstance(params as RxStorageInstanceCreationParams<T, DexieSettings>);
      // Dexie opens in the background. Where that fails, the first read or write says so; the promise itself has nobody else.
      reopenWhenLost(instance).catch(() => null);
      readWholeRanges(instance);
      insertInOneRequest(instance);
      clearInOneRequest(instance);
      return instance as RxStorageInstance<T, unknown, unknown>;
    },
  };
}
