import type { Dexie } from 'dexie';
import type { Subject } from 'rxjs';
import { categorizeBulkWriteRows, type RxDocumentData, type StringKeys } from 'rxdb';
import { DEXIE_DOCS_TABLE_NAME, fromStorageToDexie, type RxStorageInstanceDexie } from 'rxdb/plugins/storage-dexie';

/**
 * RxDB inserts a document in two requests, one that looks whether its id is there and one that writes, and leaves the commit to
 * the browser, which a third message brings about. A single new document, which every booking is, needs one: `add` refuses an
 * id that is there by itself, and the commit is asked for in the same breath (docs/performance.md). What is stored, what a write
 * answers and what listeners hear stay the same; so does the durability, which is the database's own.
 */
export function insertInOneRequest<T>(instance: RxStorageInstanceDexie<T>): void {
  const write = instance.bulkWrite.bind(instance);
  const { primaryPath } = instance;
  instance.bulkWrite = async (rows, context) => {
    const [row] = rows;
    if (rows.length !== 1 || row === undefined || row.previous || instance.closed !== undefined) {
      return write(rows, context);
    }
    const { document } = row;
    if ((await add(await instance.internals, document)) === 'not-added') return write(rows, context);
    // Nothing was stored under this id: that is what the empty map says.
    const { eventBulk } = categorizeBulkWriteRows<T>(instance, primaryPath as StringKeys<T>, new Map(), rows, context);
    if (eventBulk.events.length > 0) {
      eventBulk.checkpoint = { id: String(document[primaryPath]), lwt: document._meta.lwt };
      changesOf(instance).next(eventBulk);
    }
    return { error: [] };
  };
}

/** RxDB's types keep it to themselves, and there is no other way to tell the storage's listeners of a change. */
function changesOf<T>(instance: RxStorageInstanceDexie<T>): Subject<unknown> {
  return instance['changes$'] as Subject<unknown>;
}

/** Adds and commits. `not-added` where the id is there or the connection is gone: RxDB's own way of writing says what then holds. */
async function add<T>(
  { dexieDb, booleanIndexes }: Awaited<RxStorageInstanceDexie<T>['internals']>,
  document: RxDocumentData<T>,
): Promise<'added' | 'not-added'> {
  const transaction = begin(dexieDb);
  if (transaction === null) return 'not-added';
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => {
      resolve('added');
    };
    const request = transaction.objectStore(DEXIE_DOCS_TABLE_NAME).add(fromStorageToDexie(booleanIndexes, document));
    let failure: DOMException | null = null;
    request.onerror = () => {
      failure = request.error;
    };
    transaction.onabort = () => {
      const reason = failure ?? transaction.error;
      if (reason?.name === 'ConstraintError') resolve('not-added');
      else reject(reason ?? new Error('IndexedDB gave no reason'));
    };
    transaction.commit();
  });
}

/** Null where Dexie has lost or closed its connection. */
function begin(dexieDb: Dexie): IDBTransaction | null {
  const { chromeTransactionDurability: durability = 'default' } = dexieDb._options;
  const database = dexieDb.backendDB() as IDBDatabase | null;
  if (database === null) return null;
  try {
    return database.transaction(DEXIE_DOCS_TABLE_NAME, 'readwrite', { durability });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'InvalidStateError') return null;
    throw error;
  }
}
