import fc from 'fast-check';
import {
  fillWithDefaultSettings,
  getDefaultRxDocumentMeta,
  normalizeMangoQuery,
  prepareQuery,
  type MangoQuery,
  type RxDocumentData,
  type RxStorageInstance,
} from 'rxdb';
import { dexieQuery, type RxStorageInstanceDexie } from 'rxdb/plugins/storage-dexie';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  appointmentDocument,
  appointmentsSchema,
  type AppointmentDocument,
} from '../../renderer/db/collections/appointments.ts';
import { dexieEngine, silenceRxDbNotice, storageInstance } from './engines.ts';
import { appointmentWith } from './records.ts';

const schema = fillWithDefaultSettings(appointmentsSchema);
const dates = ['2026-03-19', '2026-03-20', '2026-03-21'];
const branches = ['b-tnagar', 'b-adyar'];
const statuses = ['confirmed', 'cancelled'] as const;

const records = fc.uniqueArray(
  fc.record({
    id: fc.integer({ min: 1, max: 99 }),
    date: fc.constantFrom(...dates),
    branchId: fc.constantFrom(...branches),
    status: fc.constantFrom(...statuses),
    isDeleted: fc.boolean(),
  }),
  { selector: ({ id }) => id, maxLength: 30 },
);
const queries: fc.Arbitrary<MangoQuery<AppointmentDocument>> = fc.record(
  {
    selector: fc.record(
      {
        date: fc.oneof(
          fc.constantFrom(...dates).map((date) => ({ $eq: date })),
          fc.tuple(fc.constantFrom(...dates), fc.constantFrom(...dates)).map(([$gte, $lte]) => ({ $gte, $lte })),
        ),
        branchId: fc.constantFrom(...branches).map((branchId) => ({ $eq: branchId })),
        status: fc.constantFrom(...statuses).map((status) => ({ $eq: status })),
      },
      { requiredKeys: [] },
    ),
    sort: fc.constantFrom([{ appointmentId: 'asc' as const }], [{ date: 'desc' as const }]),
    limit: fc.integer({ min: 0, max: 5 }),
    skip: fc.integer({ min: 0, max: 5 }),
  },
  { requiredKeys: ['selector'] },
);

beforeEach(() => {
  silenceRxDbNotice();
});

/** The storage of a collection, as the desk's own, filled. */
async function storageWith(
  given: typeof records extends fc.Arbitrary<infer R> ? R : never,
): Promise<RxStorageInstance<AppointmentDocument, unknown, unknown>> {
  const instance = await storageInstance(dexieEngine.create(), appointmentsSchema);
  const rows = given.map(({ id, date, branchId, status, isDeleted }) => {
    const record = appointmentWith({ appointmentId: `a-${String(id)}`, date, branchId, status });
    const document: RxDocumentData<AppointmentDocument> = {
      ...appointmentDocument(record, record.updatedAt),
      _attachments: {},
      _deleted: isDeleted,
      _meta: getDefaultRxDocumentMeta(),
      _rev: '1-test',
    };
    return { document };
  });
  if (rows.length > 0) await instance.bulkWrite(rows, 'test');
  return instance;
}

describe('reading whole ranges', () => {
  it('answers every query as RxDB does with its cursor', async () => {
    await fc.assert(
      fc.asyncProperty(records, fc.array(queries, { minLength: 1, maxLength: 5 }), async (given, asked) => {
        const instance = await storageWith(given);
        for (const query of asked) {
          const selector = { ...query.selector, _deleted: { $eq: false } };
          const prepared = prepareQuery(schema, normalizeMangoQuery(schema, { ...query, selector }));
          const walked = await dexieQuery(instance as unknown as RxStorageInstanceDexie<AppointmentDocument>, prepared);
          expect((await instance.query(prepared)).documents).toEqual(walked.documents);
        }
        await instance.close();
      }),
      { numRuns: 60 },
    );
  });

  it('reads no more once the storage is closed', async () => {
    const instance = await storageWith([]);
    const prepared = prepareQuery(
      schema,
      normalizeMangoQuery(schema, { selector: { _deleted: { $eq: false } } } as MangoQuery<AppointmentDocument>),
    );
    await instance.close();
    await expect((async () => instance.query(prepared))()).rejects.toThrow('is closed');
  });
});
