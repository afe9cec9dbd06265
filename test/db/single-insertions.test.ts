import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import fc from 'fast-check';
import {
  getDefaultRxDocumentMeta,
  type BulkWriteRow,
  type EventBulk,
  type RxDocumentData,
  type RxStorageChangeEvent,
  type RxStorageInstance,
} from 'rxdb';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { beforeEach, describe, expect, it } from 'vitest';
import { daysSchema, emptyDay } from '../../renderer/db/collections/days.ts';
import type { DeskStorage } from '../../renderer/db/storage.ts';
import type { DayRecord } from '../../renderer/db/store.ts';
import { dexieEngine, silenceRxDbNotice, storageInstance } from './engines.ts';

type Instance = RxStorageInstance<DayRecord, unknown, unknown>;

/** RxDB's own storage, which inserts in two requests. */
function plainStorage(): DeskStorage {
  return getRxStorageDexie({ indexedDB: new IDBFactory(), IDBKeyRange });
}

const dates = ['2026-03-19', '2026-03-20', '2026-03-21'];
/** One write: some dates, each inserted, replaced or removed upon what is stored, or upon what is not. */
const writes = fc.array(
  fc.uniqueArray(
    fc.record({
      date: fc.constantFrom(...dates),
      isUponStored: fc.boolean(),
      isRemoval: fc.boolean(),
      listedAt: fc.constantFrom(null, '2026-03-20T04:00:00.000Z'),
    }),
    { selector: ({ date }) => date, minLength: 1, maxLength: 2 },
  ),
  { maxLength: 12 },
);

beforeEach(() => {
  silenceRxDbNotice();
});

describe('inserting in one request', () => {
  it('stores, answers and tells listeners what RxDB does with two', async () => {
    await fc.assert(
      fc.asyncProperty(writes, async (asked) => {
        const ours = await storageInstance(dexieEngine.create(), daysSchema);
        const plain = await storageInstance(plainStorage(), daysSchema);
        expect(await outcomeOf(ours, asked)).toEqual(await outcomeOf(plain, asked));
        await Promise.all([ours.close(), plain.close()]);
      }),
      { numRuns: 60 },
    );
  });

  it('of two insertions of one id at the same time one is stored, and the other is told which', async () => {
    const instance = await storageInstance(dexieEngine.create(), daysSchema);
    const [first, second] = ['2026-03-20T04:00:00.000Z', '2026-03-20T04:00:01.000Z'].map((listedAt) =>
      document({ ...emptyDay('2026-03-20'), listedAt }, false),
    ) as [RxDocumentData<DayRecord>, RxDocumentData<DayRecord>];
    const results = await Promise.all([first, second].map((row) => instance.bulkWrite([{ document: row }], 'test')));
    expect(results.map(({ error }) => error.map(({ status }) => status))).toEqual([[], [409]]);
    expect(results[1]?.error[0]).toMatchObject({ documentInDb: { listedAt: first.listedAt } });
    expect(await instance.findDocumentsById(['2026-03-20'], false)).toEqual([first]);
    await instance.close();
  });

  it('inserts no more once the storage is closed', async () => {
    const instance = await storageInstance(dexieEngine.create(), daysSchema);
    await instance.close();
    const row = { document: document(emptyDay('2026-03-20'), false) };
    await expect(instance.bulkWrite([row], 'test')).rejects.toThrow('is closed');
  });
});

/** Carries out the writes in turn; what each answered, what listeners heard, and what is stored in the end. */
async function outcomeOf(
  instance: Instance,
  asked: typeof writes extends fc.Arbitrary<infer W> ? W : never,
): Promise<{ readonly answers: readonly unknown[]; readonly heard: readonly unknown[]; readonly stored: unknown }> {
  const heard: unknown[] = [];
  const subscription = instance.changeStream().subscribe((bulk) => heard.push(withoutId(bulk)));
  const answers: unknown[] = [];
  for (const write of asked) {
    const stored = new Map((await instance.findDocumentsById(dates, true)).map((found) => [found.date, found]));
    const rows = write.map(({ date, isUponStored, isRemoval, listedAt }): BulkWriteRow<DayRecord> => {
      const row = { document: document({ ...emptyDay(date), listedAt }, isRemoval) };
      const previous = isUponStored ? stored.get(date) : undefined;
      // Only what is stored can be removed.
      if (previous === undefined) return { document: { ...row.document, _deleted: false } };
      return { ...row, previous, document: { ...row.document, _rev: nextRevision(previous._rev) } };
    });
    answers.push(await instance.bulkWrite(rows, 'test'));
  }
  subscription.unsubscribe();
  return { answers, heard, stored: await instance.findDocumentsById(dates, true) };
}

/** Every bulk of events has a number of its own. */
function withoutId(bulk: EventBulk<RxStorageChangeEvent<DayRecord>, unknown>): Omit<typeof bulk, 'id'> {
  const { id, ...rest } = bulk;
  expect(id).not.toBe('');
  return rest;
}

function nextRevision(revision: string): string {
  return `${String(Number.parseInt(revision, 10) + 1)}-test`;
}

function document(day: DayRecord, isDeleted: boolean): RxDocumentData<DayRecord> {
  return {
    ...day,
    _attachments: {},
    _deleted: isDeleted,
    _meta: { ...getDefaultRxDocumentMeta(), lwt: 1_774_000_000_000 },
    _rev: '1-test',
  };
}
