import type { RxStorageInstanceDexie } from 'rxdb/plugins/storage-dexie';

/**
 * Empties a table in one transaction, or leaves it whole: `cleared`, or `kept` where `unless` held for one of its documents.
 * Nobody is told of the single documents; whoever empties a table tells of the whole (`StoreChange` `cleared`).
 */
export type Clear<T> = (unless: ((document: T) => boolean) | null) => Promise<'cleared' | 'kept'>;

const clearing = new WeakMap<object, Clear<never>>();

/**
 * RxDB removes a document by writing a tombstone over it, indexes and all, and by reading the whole table to drop the tombstones:
 * most of a minute for 40,000 appointments. IndexedDB clears a table in one request, all or nothing (docs/performance.md).
 */
export function clearInOneRequest<T>(instance: RxStorageInstanceDexie<T>): void {
  const clear: Clear<T> = async (unless) => {
    const { dexieDb, dexieTable } = await instance.internals;
    return dexieDb.transaction('rw', dexieTable, async () => {
      if (unless !== null) {
        const stored = (await dexieTable.toArray()) as (T & { readonly _deleted: string })[];
        if (stored.some((document) => document._deleted !== '1' && unless(document))) return 'kept';
      }
      await dexieTable.clear();
      return 'cleared';
    });
  };
  clearing.set(instance, clear as Clear<never>);
}

/** Null for a storage that has no such way. */
export function clearOf<T>(instance: object): Clear<T> | null {
  return (clearing.get(instance) as Clear<T> | undefined) ?? null;
}
