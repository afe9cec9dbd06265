import { getDefaultRevision, getDefaultRxDocumentMeta, normalizeMangoQuery, prepareQuery } from 'rxdb';
import type { BulkWriteRow, MangoQuery, PreparedQuery, RxCollection, RxDocumentData } from 'rxdb';
import { raced, untilUnraced } from './attempt.ts';
import { clearOf } from './whole-tables.ts';

/** Times that a table is counted anew because it changed meanwhile; after that the number may be off by what changed. */
const maxCounts = 5;

/** Documents removed in one transaction. */
const removalBatch = 1000;

/**
 * One collection as committed rows. RxDB answers a repeated query from this window's memory, which may trail what another
 * window just committed; a decision inside a lock must not. So reads go to the storage, and every change of several
 * documents is one storage write: one transaction, one disk sync.
 */
export class Table<T extends object> {
  private readonly collection: RxCollection<T>;
  /** Fields blanked in the tombstone of a removed document, which RxDB keeps until the table is purged. */
  private readonly scrubbed: Partial<T>;
  private kept: Promise<{ size: number }> | null = null;
  private stopKeeping: () => void = () => undefined;

  constructor(collection: RxCollection<T>, scrubbed: Partial<T> = {}) {
    this.collection = collection;
    this.scrubbed = scrubbed;
  }

  async byId(id: string): Promise<RxDocumentData<T> | undefined> {
    return (await this.byIds([id]))[0];
  }

  /** In no particular order; missing ones are absent. */
  byIds(ids: readonly string[]): Promise<RxDocumentData<T>[]> {
    return ids.length === 0 ? Promise.resolve([]) : this.collection.storageInstance.findDocumentsById([...ids], false);
  }

  /** Committed documents that match, in the order of `query.sort`, else in the order of the index. */
  async find(query: MangoQuery<T>): Promise<RxDocumentData<T>[]> {
    return (await this.collection.storageInstance.query(this.prepare(query))).documents;
  }

  async isEmpty(): Promise<boolean> {
    const sort = [{ [this.collection.schema.primaryPath]: 'asc' }] as NonNullable<MangoQuery<T>['sort']>;
    return (await this.find({ sort, limit: 1 })).length === 0;
  }

  /**
   * How many documents there are. Counting reads an index from end to end, at 50,000 documents for a good part of a second,
   * so it is done once; from then on the number follows the changes that this window hears of.
   */
  async size(): Promise<number> {
    this.kept ??= this.keepSize();
    return (await this.kept).size;
  }

  /** Only for selectors that an index answers alone, and few documents match. */
  async count(selector: NonNullable<MangoQuery<T>['selector']>): Promise<number> {
    return (await this.collection.storageInstance.count(this.prepare({ selector }))).count;
  }

  /**
   * Inserts, replaces and removes in one transaction. Returns the rows that were not written because another write got
   * between; the others are on the disk when this resolves.
   */
  async write(rows: readonly BulkWriteRow<T>[]): Promise<readonly WriteConflict<T>[]> {
    if (rows.length === 0) return [];
    const { error } = await this.collection.storageInstance.bulkWrite([...rows], 'desk');
    return error.map((failure) => {
      if (failure.status !== 409) throw new Error(`The storage refused a write with status ${String(failure.status)}`);
      return { id: failure.documentId, stored: failure.documentInDb };
    });
  }

  insertion(record: T): BulkWriteRow<T> {
    return {
      document: {
        ...record,
        _attachments: {},
        _deleted: false,
        _meta: getDefaultRxDocumentMeta(),
        _rev: getDefaultRevision(),
      },
    };
  }

  replacement(previous: RxDocumentData<T>, record: T): BulkWriteRow<T> {
    return { previous, document: { ...previous, ...record } };
  }

  removal(previous: RxDocumentData<T>): BulkWriteRow<T> {
    return { previous, document: { ...previous, ...this.scrubbed, _deleted: true } };
  }

  /** Removes documents whatever another window does to them meanwhile, and leaves nothing of them on the storage's side of RxDB. */
  async removeIds(ids: readonly string[]): Promise<void> {
    for (let start = 0; start < ids.length; start += removalBatch) {
      const batch = ids.slice(start, start + removalBatch);
      await untilUnraced(async () => {
        const rows = (await this.byIds(batch)).map((document) => this.removal(document));
        return (await this.write(rows)).length > 0 ? raced : null;
      });
    }
    // Tombstones go too. This reads the whole table: for rare use.
    await this.collection.storageInstance.cleanup(0);
  }

  /**
   * Empties the table, or leaves it whole where `unless` holds for a document; in one transaction where the storage can.
   * Changes of single documents are not told: the caller tells of the whole.
   */
  async clear(unless: ((document: T) => boolean) | null = null): Promise<'cleared' | 'kept'> {
    const clear = clearOf<T>(this.collection.internalStorageInstance);
    const outcome = await (clear === null ? this.removeAll(unless) : clear(unless));
    this.countAnew();
    return outcome;
  }

  /** The number of documents changed without notice of each. */
  countAnew(): void {
    this.stopKeeping();
    this.kept = null;
  }

  /** Calls back after each committed change, in this window or another. Returns the way to stop. */
  onChange(listener: (changed: readonly RxDocumentData<T>[], removed: readonly string[]) => void): () => void {
    const subscription = this.collection.eventBulks$.subscribe((bulk) => {
      const changed: RxDocumentData<T>[] = [];
      const removed: string[] = [];
      for (const event of bulk.events) {
        if (event.operation === 'DELETE') removed.push(event.documentId);
        else changed.push(event.documentData as RxDocumentData<T>);
      }
      listener(changed, removed);
    });
    return () => {
      subscription.unsubscribe();
    };
  }

  private async keepSize(): Promise<{ size: number }> {
    const kept = { size: 0 };
    let changes = 0;
    const subscription = this.collection.eventBulks$.subscribe(({ events }) => {
      changes += 1;
      for (const { operation } of events) {
        if (operation === 'INSERT') kept.size += 1;
        if (operation === 'DELETE') kept.size -= 1;
      }
    });
    this.stopKeeping = () => {
      subscription.unsubscribe();
    };
    for (let tries = 0; tries < maxCounts; tries += 1) {
      const before = changes;
      kept.size = await this.count({});
      // What changed while it was counted may be in the number or not.
      if (changes === before) break;
    }
    return kept;
  }

  private async removeAll(unless: ((document: T) => boolean) | null): Promise<'cleared' | 'kept'> {
    const documents = await this.find({});
    if (unless !== null && documents.some((document) => unless(document))) return 'kept';
    const { primaryPath } = this.collection.schema;
    await this.removeIds(documents.map((document) => String(document[primaryPath as keyof RxDocumentData<T>])));
    return 'cleared';
  }

  private prepare(query: MangoQuery<T>): PreparedQuery<T> {
    const { schema } = this.collection.storageInstance;
    const filled = normalizeMangoQuery<T>(schema, {
      ...query,
      selector: { ...query.selector, _deleted: { $eq: false } },
    } as MangoQuery<T>);
    return prepareQuery<T>(schema, filled);
  }
}

/** A row that lost against another write. */
export interface WriteConflict<T> {
  readonly id: string;
  readonly stored: RxDocumentData<T>;
}

/** The record itself, without what RxDB keeps beside it. */
export function withoutMeta<T extends object>(document: RxDocumentData<T>): T {
  const { _attachments, _deleted, _meta, _rev, ...record } = document as RxDocumentData<Record<string, unknown>>;
  return record as T;
}
