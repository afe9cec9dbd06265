import {
  getAllCollectionDocuments,
  normalizeMangoQuery,
  prepareQuery,
  type RxCollection,
  type RxDocumentData,
  type RxStorageInstance,
} from 'rxdb';
import { collectionNames, collectionSchemas, type CollectionName, type DeskRxDatabase } from './collections/all.ts';
import { migratedDocument } from './migrations/all.ts';
import type { OldDocument } from './migrations/migration.ts';
import type { OnProgress } from './progress.ts';
import type { DeskStorage } from './storage.ts';
import { Table, withoutMeta } from './table.ts';

/** Documents committed in one transaction. */
const migrationBatch = 1000;

/** An older version of a collection, as RxDB's own records describe it. */
type OlderVersion = Awaited<ReturnType<typeof getAllCollectionDocuments>>[number];

/**
 * Brings each collection's older documents up to its schema. The older ones are copied, counted, and only then removed, so
 * that a cut at any point, or a step that throws, leaves all of them to the next start. (RxDB's migration plugin replicates
 * instead, and a second try after a failed one lost documents; docs/adr/0005.) Two windows may do it at once: a document
 * that is there already is left as it is.
 */
export async function migrateCollections(
  database: DeskRxDatabase,
  storage: DeskStorage,
  onProgress: OnProgress,
): Promise<void> {
  const older = (await getAllCollectionDocuments(database.internalStore))
    .flatMap((version) => {
      const name = collectionNames.find((known) => known === version.data.name);
      return name !== undefined && version.data.version < collectionSchemas[name].version ? [{ name, version }] : [];
    })
    // Where an earlier migration was cut short and a newer build goes on, the more recent documents come first and stay.
    .sort((a, b) => b.version.data.version - a.version.data.version);
  for (const { name, version } of older) {
    await migrateVersion({ database, storage, onProgress }, name, version);
  }
}

interface MigrationOf {
  readonly database: DeskRxDatabase;
  readonly storage: DeskStorage;
  readonly onProgress: OnProgress;
}

async function migrateVersion(
  { database, storage, onProgress }: MigrationOf,
  name: CollectionName,
  version: OlderVersion,
): Promise<void> {
  const from = await storage.createStorageInstance<OldDocument>({
    databaseInstanceToken: database.token,
    databaseName: database.name,
    collectionName: name,
    schema: version.data.schema,
    options: {},
    multiInstance: false,
    devMode: false,
  });
  try {
    const old = await allDocuments(from);
    const target = new Table(database[name] as unknown as RxCollection<OldDocument>);
    const { primaryPath } = database[name].schema;
    const documents = old.map((document) => migratedDocument(name, version.data.version, withoutMeta(document)));
    for (let start = 0; start < documents.length; start += migrationBatch) {
      onProgress(start, documents.length);
      const batch = documents.slice(start, start + migrationBatch);
      await target.write(batch.map((document) => target.insertion(document)));
      const arrived = await target.byIds(batch.map((document) => String(document[primaryPath])));
      if (arrived.length !== batch.length) throw new MigrationError(name);
    }
    await from.remove();
  } finally {
    await from.close();
  }
  await forget(database, version);
}

async function allDocuments(
  instance: RxStorageInstance<OldDocument, unknown, unknown>,
): Promise<readonly RxDocumentData<OldDocument>[]> {
  const every = normalizeMangoQuery<OldDocument>(instance.schema, { selector: { _deleted: { $eq: false } } });
  return (await instance.query(prepareQuery(instance.schema, every))).documents;
}

/** Takes the older version out of RxDB's records; another window may have done it already. */
async function forget(database: DeskRxDatabase, version: OlderVersion): Promise<void> {
  await database.internalStore.bulkWrite([{ previous: version, document: { ...version, _deleted: true } }], 'desk');
}

/** The documents of a collection did not all arrive. */
class MigrationError extends Error {
  override readonly name = 'MigrationError';
  readonly code: string;

  constructor(collection: string) {
    super(`The documents of ${collection} could not be migrated`);
    this.code = collection;
  }
}
