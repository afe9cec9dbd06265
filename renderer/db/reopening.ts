import type { Dexie } from 'dexie';
import type { RxStorageInstanceDexie } from 'rxdb/plugins/storage-dexie';

/**
 * Chromium closes a database whose files it can not write, as on a full disk, and refuses to open it until it can again. Dexie
 * leaves it at that: every later transaction would be told that the database is closed, until the window is loaded anew. So
 * whatever asks for a transaction next opens it again. A storage that the desk itself has closed stays closed.
 */
export async function reopenWhenLost<T>(instance: RxStorageInstanceDexie<T>): Promise<void> {
  const { dexieDb } = await instance.internals;
  const begin = dexieDb.transaction.bind(dexieDb) as (...args: unknown[]) => Promise<unknown>;
  let opening: Promise<unknown> | null = null;
  const reopen = (): Promise<unknown> => {
    opening ??= openAnew(dexieDb).finally(() => {
      opening = null;
    });
    return opening;
  };
  const transaction = async (...args: unknown[]): Promise<unknown> => {
    if (!dexieDb.isOpen() && instance.closed === undefined) await reopen();
    return begin(...args);
  };
  dexieDb.transaction = transaction as unknown as typeof dexieDb.transaction;
}

async function openAnew(database: Dexie): Promise<void> {
  // A refusal is remembered until the connection is closed.
  database.close({ disableAutoOpen: false });
  await database.open();
}
