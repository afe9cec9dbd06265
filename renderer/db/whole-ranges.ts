import { getQueryMatcher, getSortComparator, type PreparedQuery, type RxDocumentData } from 'rxdb';
import {
  DEXIE_DOCS_TABLE_NAME,
  dexieReplaceIfStartsWithPipe,
  fromDexieToStorage,
  getKeyRangeByQueryPlan,
  type RxStorageInstanceDexie,
} from 'rxdb/plugins/storage-dexie';

/**
 * RxDB walks a cursor to answer a query: one event of the browser for each document. Where a query wants all that lies in a
 * range of an index, this asks for the range in one request instead: a day of 200 appointments takes little more than half
 * as long (docs/performance.md). What is stored, and what a query answers, stay the same.
 */
export function readWholeRanges<T>(instance: RxStorageInstanceDexie<T>): void {
  const walk = instance.query.bind(instance);
  instance.query = async (prepared) => {
    const { limit, skip } = prepared.query;
    const isPart = limit !== undefined || skip > 0;
    if (isPart || instance.closed !== undefined) return walk(prepared);
    const { dexieDb, dexieTable, booleanIndexes } = await instance.internals;
    const range = rangeOf(prepared, booleanIndexes, dexieDb._options.IDBKeyRange);
    if (range === null) return { documents: [] };
    const stored = await dexieDb.transaction('r', dexieTable, ({ idbtrans }) =>
      getAll(idbtrans.objectStore(DEXIE_DOCS_TABLE_NAME).index(indexNameOf(prepared)), range),
    );
    const documents = stored.map((document) => fromDexieToStorage<T>(booleanIndexes, document));
    return { documents: arranged(documents, prepared, instance.schema) };
  };
}

/** Null where the query's bounds can not be keys: nothing is stored under such. */
function rangeOf<T>({ queryPlan }: PreparedQuery<T>, booleanIndexes: string[], keyRange: unknown): IDBKeyRange | null {
  try {
    return getKeyRangeByQueryPlan(booleanIndexes, queryPlan, keyRange) as IDBKeyRange;
  } catch (error) {
    if (error instanceof Error && error.name === 'DataError') return null;
    throw error;
  }
}

/** As RxDB names the indexes that it makes. */
function indexNameOf<T>({ queryPlan }: PreparedQuery<T>): string {
  return `[${queryPlan.index.map((field) => dexieReplaceIfStartsWithPipe(field)).join('+')}]`;
}

function getAll(index: IDBIndex, range: IDBKeyRange): Promise<readonly unknown[]> {
  return new Promise((resolve, reject) => {
    const request = index.getAll(range);
    request.onsuccess = () => {
      resolve(request.result);
    };
    request.onerror = () => {
      reject(request.error ?? new Error('IndexedDB gave no reason'));
    };
  });
}

/** Without what the index alone can not tell apart, and in the order that was asked for. */
function arranged<T>(
  documents: RxDocumentData<T>[],
  { query, queryPlan }: PreparedQuery<T>,
  schema: RxStorageInstanceDexie<T>['schema'],
): RxDocumentData<T>[] {
  const matches = queryPlan.selectorSatisfiedByIndex ? null : getQueryMatcher(schema, query);
  const found = matches === null ? documents : documents.filter((document) => matches(document));
  return queryPlan.sortSatisfiedByIndex ? found : found.sort(getSortComparator(schema, query));
}
