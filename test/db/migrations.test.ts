import { readdirSync } from 'node:fs';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { createRxDatabase, type RxJsonSchema } from 'rxdb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { collectionNames, collectionSchemas } from '../../renderer/db/collections/all.ts';
import { readJournalLine } from '../../renderer/db/journal-line.ts';
import { migrations } from '../../renderer/db/migrations/all.ts';
import { bookingsRememberFormerTokens } from '../../renderer/db/migrations/0001-bookings-remember-former-tokens.ts';
import { openDeskDatabase } from '../../renderer/db/open.ts';
import { createDexieStorage, type DeskStorage } from '../../renderer/db/storage.ts';
import { unknownClinic } from '../../shared/model/clinic-id.ts';
import type { Booking } from '../../shared/model/booking.ts';
import { dyingStorage, freshName, openStore, silenceRxDbNotice, testNow } from './engines.ts';
import { bookingWith, placeOn, queued, refusal, synced } from './records.ts';

/** Bookings as version 0 stored them, before a booking remembered its former tokens. */
type BookingOfVersion0 = Omit<BookingOfVersion1, 'formerTokens' | 'lastDate'>;
/** Bookings as version 1 stored them, before a booking named its clinic. */
type BookingOfVersion1 = Omit<BookingOfVersion2, 'clinicId'>;
/** Bookings as version 2 stored them, before a booking said what its place rests on. */
type BookingOfVersion2 = Omit<BookingOfVersion3, 'basis' | 'call'>;
/** Bookings as version 3 stored them, before a booking kept the steps of the visit. */
type BookingOfVersion3 = Omit<BookingOfVersion4, 'origin' | 'visit' | 'reason'> & { readonly arrivedAt: string | null };
/** Bookings as version 4 stored them, before a booking knew its cancelled records. */
type BookingOfVersion4 = Omit<Booking, 'earlierRecords'> & { readonly lastDate: string };

const schemaOfVersion0: RxJsonSchema<BookingOfVersion0> = {
  title: 'bookings',
  version: 0,
  type: 'object',
  primaryKey: 'bookingId',
  properties: {
    bookingId: { type: 'string', maxLength: 80 },
    generation: { type: 'integer' },
    kind: { type: 'string' },
    token: { type: 'string' },
    phoneKey: { type: 'string', maxLength: 64 },
    patient: { type: 'object' },
    place: {
      type: 'object',
      properties: { date: { type: 'string', maxLength: 10 } },
    },
    assignedDoctor: { type: ['string', 'null'] },
    arrivedAt: { type: ['string', 'null'] },
    life: { type: 'object', properties: { state: { type: 'string', maxLength: 24 } } },
    undo: { type: ['object', 'null'] },
    audit: { type: 'array' },
    createdAt: { type: 'string' },
    updatedAt: { type: 'string' },
  },
  required: ['generation', 'kind', 'token', 'phoneKey', 'patient', 'place', 'life', 'audit', 'createdAt', 'updatedAt'],
  indexes: [['bookingId'], ['place.date'], ['phoneKey'], ['life.state']],
};

const schemaOfVersion1: RxJsonSchema<BookingOfVersion1> = {
  ...schemaOfVersion0,
  version: 1,
  properties: {
    ...schemaOfVersion0.properties,
    formerTokens: { type: 'array' },
    lastDate: { type: 'string', maxLength: 10 },
  },
  required: [...(schemaOfVersion0.required ?? []), 'formerTokens', 'lastDate'] as (keyof BookingOfVersion1)[],
  indexes: [['bookingId'], ['place.date'], ['phoneKey'], ['life.state'], ['lastDate']],
};

const schemaOfVersion2: RxJsonSchema<BookingOfVersion2> = {
  ...schemaOfVersion1,
  version: 2,
  properties: { ...schemaOfVersion1.properties, clinicId: { type: 'string' } },
  required: [...(schemaOfVersion1.required ?? []), 'clinicId'] as (keyof BookingOfVersion2)[],
};

const schemaOfVersion3: RxJsonSchema<BookingOfVersion3> = {
  ...schemaOfVersion2,
  version: 3,
  properties: { ...schemaOfVersion2.properties, basis: { type: 'string' }, call: { type: ['object', 'null'] } },
  required: [...(schemaOfVersion2.required ?? []), 'basis'] as (keyof BookingOfVersion3)[],
};

const { arrivedAt: _arrived, ...propertiesOfVersion4 } = schemaOfVersion3.properties;

const schemaOfVersion4: RxJsonSchema<BookingOfVersion4> = {
  ...schemaOfVersion3,
  version: 4,
  primaryKey: 'bookingId',
  properties: {
    ...propertiesOfVersion4,
    origin: { type: 'string' },
    visit: { type: 'array' },
    reason: { type: ['object', 'null'] },
  },
  required: [...(schemaOfVersion3.required ?? []), 'origin', 'visit'] as (keyof BookingOfVersion4)[],
  indexes: [['bookingId'], ['place.date'], ['phoneKey'], ['life.state'], ['lastDate']],
};

/** What the third migration adds. */
const addedByThird = { basis: 'place', call: null } as const;

/** A booking of version 3 as it comes out. */
function withVisit<T extends { readonly arrivedAt: string | null }>({ arrivedAt, ...booking }: T) {
  const visit = arrivedAt === null ? [] : [{ step: 'arrived' as const, at: arrivedAt }];
  return { ...booking, origin: 'desk' as const, visit, reason: null, earlierRecords: [] };
}

/** A booking of version 2 as it comes out. */
function fromVersion2<T extends { readonly arrivedAt: string | null }>(booking: T) {
  return withVisit({ ...booking, ...addedByThird });
}

/** A booking of version 0 as it comes out. */
function fromVersion0(booking: BookingOfVersion0) {
  return fromVersion2({ ...booking, formerTokens: [], clinicId: unknownClinic });
}

let indexedDB: IDBFactory;
let storage: DeskStorage;
let name: string;

beforeEach(() => {
  silenceRxDbNotice();
  indexedDB = new IDBFactory();
  storage = createDexieStorage({ indexedDB, IDBKeyRange });
  name = freshName();
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe('migrations', () => {
  it('are numbered without a gap, one file each, and lead each collection to its schema version', () => {
    const files = readdirSync(new URL('../../renderer/db/migrations/', import.meta.url))
      .filter((file) => /^\d{4}-[a-z0-9-]+\.ts$/.test(file))
      .sort();
    expect(migrations.map(({ number }) => number)).toEqual(files.map((_, index) => index + 1));
    expect(files.map((file) => Number(file.slice(0, 4)))).toEqual(migrations.map(({ number }) => number));
    for (const collection of collectionNames) {
      const versions = migrations.filter((step) => step.collection === collection).map(({ toVersion }) => toVersion);
      expect(versions).toEqual(Array.from({ length: collectionSchemas[collection].version }, (_, index) => index + 1));
    }
    expect(migrations.every(({ description }) => description.length > 10)).toBe(true);
  });

  it('a released schema never changes without a new version', () => {
    // Whoever changes a schema raises its version, adds a migration, and only then renews this picture.
    expect(
      Object.fromEntries(
        collectionNames.map((collection) => {
          const { version, primaryKey, properties, required, indexes } = collectionSchemas[
            collection
          ] as RxJsonSchema<unknown>;
          return [
            collection,
            { version, primaryKey, properties: Object.keys(properties), required, indexes: indexes ?? [] },
          ];
        }),
      ),
    ).toMatchSnapshot();
  });
});

describe('0001: bookings remember their former tokens', () => {
  it('no unsent booking of version 0 is lost, and each comes out whole', async () => {
    const old = oldBookings(450);
    await writeOld(schemaOfVersion0, old);
    const told: string[] = [];
    const onMigration = (done: number, of: number): void => {
      told.push(`${String(done)} of ${String(of)}`);
    };
    const store = await openStore(storage, { name, expectInitialised: true, onMigration });
    expect(told).toEqual(['0 of 450']);
    const expected = old.map(fromVersion0);
    expect(byId(await store.unsentBookings())).toEqual(expected.filter(({ life }) => life.state === 'QUEUED'));
    expect(byId(await store.bookingsFrom('2026-03-01'))).toEqual(byId(expected));
    expect(await store.bookingsFrom('2026-03-29')).toEqual([]);
    expect(await store.commitBooking(bookingWith({ bookingId: 'd1-new' }))).toEqual({ kind: 'saved' });
    await store.close();
    const again = await openStore(storage, { name, expectInitialised: true });
    expect(await again.countAll()).toMatchObject({ bookings: 451 });
    await again.close();
  });

  it('a migration that fails half-way keeps every old booking, and the next start finishes it', async () => {
    const old = oldBookings(450);
    await writeOld(schemaOfVersion0, old);
    let steps = 0;
    const up = vi.spyOn(bookingsRememberFormerTokens, 'up').mockImplementation((booking) => {
      steps += 1;
      if (steps > 300) throw new Error('the power went');
      return { ...booking, formerTokens: [], lastDate: (booking['place'] as { date: string }).date };
    });
    const failed = await openDeskDatabase({
      name,
      storage,
      expectInitialised: true,
      now: testNow,
      multiInstance: false,
    });
    expect(failed).toMatchObject({ kind: 'damaged' });
    up.mockRestore();
    const store = await openStore(storage, { name, expectInitialised: true });
    expect(byId(await store.bookingsFrom('2026-03-01'))).toEqual(byId(old.map(fromVersion0)));
    await store.close();
  });

  it('a cut at any write of the migration loses nothing', async () => {
    const old = oldBookings(12);
    const expected = byId(old.map(fromVersion0));
    await expectNothingLost(() => writeOld(schemaOfVersion0, old), expected);
  });

  it('a journal line of version 0 is read as well', () => {
    const [old] = oldBookings(1);
    const line = JSON.stringify({ version: 0, booking: old });
    expect(readJournalLine(line)).toEqual(fromVersion0(old!));
    expect(readJournalLine(JSON.stringify({ version: 0, booking: { bookingId: 'd1-01' } }))).toBeNull();
    expect(readJournalLine(JSON.stringify({ version: 99, booking: old }))).toBeNull();
  });
});

describe('0002: bookings name their clinic', () => {
  const old: readonly BookingOfVersion1[] = oldBookings(120).map((booking, index) => ({
    ...booking,
    formerTokens: index % 5 === 0 ? [{ calendarId: 'tnagar-fri-ma', date: '2026-03-30', token: 'MA-A09' }] : [],
    lastDate: index % 5 === 0 ? '2026-03-30' : booking.place.date,
  }));
  const expected = byId(
    old.map(({ lastDate: _derived, ...booking }) => fromVersion2({ ...booking, clinicId: unknownClinic })),
  );

  it('OWED-6: each booking of version 1 comes out whole, of a clinic that nothing has named yet', async () => {
    await writeOld(schemaOfVersion1, old);
    const store = await openStore(storage, { name, expectInitialised: true });
    expect(byId(await store.bookingsFrom('2026-03-01'))).toEqual(expected);
    expect(await store.countAll()).toMatchObject({ bookings: 120, unsent: 40, needsPerson: 40 });
    await store.close();
  });

  it('a cut at any write of it loses nothing', async () => {
    await expectNothingLost(() => writeOld(schemaOfVersion1, old), expected);
  });

  it('a journal line of version 1 is read as well', () => {
    const { lastDate: _derived, ...booking } = old[0]!;
    expect(readJournalLine(JSON.stringify({ version: 1, booking }))).toEqual(
      fromVersion2({ ...booking, clinicId: unknownClinic }),
    );
  });
});

describe('0003: bookings say what they rest on', () => {
  const old: readonly BookingOfVersion2[] = oldBookings(120).map((booking, index) => ({
    ...booking,
    clinicId: 'https://api.clinic.example/v1',
    formerTokens: index % 5 === 0 ? [{ calendarId: 'tnagar-fri-ma', date: '2026-03-30', token: 'MA-A09' }] : [],
    lastDate: index % 5 === 0 ? '2026-03-30' : booking.place.date,
  }));
  const expected = byId(old.map(({ lastDate: _derived, ...booking }) => fromVersion2(booking)));

  it('RES-1: each booking of version 2 comes out whole, on a published place, with no call noted', async () => {
    await writeOld(schemaOfVersion2, old);
    const store = await openStore(storage, { name, expectInitialised: true });
    expect(byId(await store.bookingsFrom('2026-03-01'))).toEqual(expected);
    expect(await store.countAll()).toMatchObject({ bookings: 120, unsent: 40, needsPerson: 40 });
    await store.close();
  });

  it('a cut at any write of it loses nothing', async () => {
    await expectNothingLost(() => writeOld(schemaOfVersion2, old), expected);
  });

  it('a journal line of version 2 is read as well', () => {
    const { lastDate: _derived, ...booking } = old[0]!;
    expect(readJournalLine(JSON.stringify({ version: 2, booking }))).toEqual(fromVersion2(booking));
  });
});

describe('0004: bookings keep the visit', () => {
  const old: readonly BookingOfVersion3[] = oldBookings(120).map((booking, index) => ({
    ...booking,
    formerTokens: [],
    clinicId: 'https://api.example.com/v1',
    ...addedByThird,
    lastDate: booking.place.date,
    kind: index % 3 === 0 ? 'walk-in' : 'booking',
    arrivedAt: index % 3 === 0 ? `2026-03-01T04:${String(index % 60).padStart(2, '0')}:00.000Z` : null,
  }));
  const expected = byId(old.map(({ lastDate: _derived, ...booking }) => withVisit(booking)));

  it('the arrival of each walk-in becomes the first step of its visit, whatever is cut short', async () => {
    expect(expected.filter(({ visit }) => visit.length === 1)).toHaveLength(40);
    await expectNothingLost(() => writeOld(schemaOfVersion3, old), expected);
  });

  it('a journal line of version 3 is read as well', () => {
    const { lastDate: _derived, ...booking } = old[0]!;
    expect(readJournalLine(JSON.stringify({ version: 3, booking }))).toEqual(withVisit(booking));
  });
});

describe('0005: bookings know their cancelled records', () => {
  const old: readonly BookingOfVersion4[] = oldBookings(60).map(({ arrivedAt: _never, ...booking }) => ({
    ...booking,
    formerTokens: [],
    clinicId: 'https://api.example.com/v1',
    ...addedByThird,
    origin: 'desk',
    visit: [],
    reason: null,
    lastDate: booking.place.date,
  }));
  const expected = byId(old.map(({ lastDate: _derived, ...booking }) => ({ ...booking, earlierRecords: [] })));

  it('no booking of version 4 had been booked anew, whatever is cut short', async () => {
    await expectNothingLost(() => writeOld(schemaOfVersion4, old), expected);
  });

  it('a journal line of version 4 is read as well', () => {
    const { lastDate: _derived, ...booking } = old[0]!;
    expect(readJournalLine(JSON.stringify({ version: 4, booking }))).toEqual({ ...booking, earlierRecords: [] });
  });
});

function oldBookings(count: number): readonly BookingOfVersion0[] {
  const lives = [queued, synced, { state: 'NEEDS_FIX', since: '2026-03-20T04:00:00.000Z', refusal }] as const;
  return Array.from({ length: count }, (_, index) => {
    const {
      formerTokens: _none,
      earlierRecords: _noRecords,
      clinicId: _nowhere,
      basis: _nothing,
      call: _nobody,
      origin: _here,
      visit: _nothingYet,
      reason: _noReason,
      ...booking
    } = bookingWith({
      bookingId: `d1-${String(index).padStart(4, '0')}`,
      place: placeOn(`2026-03-${String(1 + (index % 28)).padStart(2, '0')}`),
      life: lives[index % lives.length] ?? queued,
    });
    return { ...booking, arrivedAt: null };
  });
}

/** What an earlier desk left on the disk. */
async function writeOld<T>(schema: RxJsonSchema<T>, bookings: readonly T[]): Promise<void> {
  const first = await createRxDatabase({ name, storage, multiInstance: false });
  const { bookings: collection } = await first.addCollections({ bookings: { schema, autoMigrate: false } });
  const { error } = await collection.bulkInsert([...bookings]);
  expect(error).toEqual([]);
  await first.close();
}

/** Opens what `write` left, with the power gone at each write in turn; the next start has all of it. */
async function expectNothingLost(write: () => Promise<void>, expected: readonly Booking[]): Promise<void> {
  let cuts = 0;
  for (let survived = 0; ; survived += 1) {
    name = freshName();
    await write();
    const options = { name, expectInitialised: true, now: testNow, multiInstance: false };
    const cut = await openDeskDatabase({ ...options, storage: dyingStorage(storage, { writes: survived }) });
    if (cut.kind === 'ready') await cut.store.close();
    else cuts += 1;
    const store = await openStore(storage, { name, expectInitialised: true });
    expect(byId(await store.bookingsFrom('2026-03-01'))).toEqual(expected);
    await store.close();
    if (cut.kind === 'ready') break;
  }
  expect(cuts).toBeGreaterThan(3);
}

function byId<T extends { readonly bookingId: string }>(bookings: readonly T[]): T[] {
  return [...bookings].sort((a, b) => (a.bookingId < b.bookingId ? -1 : 1));
}
