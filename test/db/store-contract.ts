import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DeskStore, KeptRecord, StoreChange } from '../../renderer/db/store.ts';
import { syncLogLimit } from '../../renderer/db/store.ts';
import { openStore, type Engine } from './open-store.ts';
import { silenceRxDbNotice } from './rxdb-notice.ts';
import { appointmentWith, bookingWith, placeOn, queued, refusal, synced, today } from './records.ts';
import type { Life } from '../../shared/model/booking.ts';
import { sampleConfig } from '../../shared/model/sample-clinic.ts';
import { unknownClinic } from '../../shared/model/clinic-id.ts';
import type { CalendarWindow } from '../../shared/model/clinic.ts';

const later = '2026-03-25';
/** After the last answer of any list here. */
const endedAt = '2026-03-20T05:00:00.000Z';
const window: CalendarWindow = {
  calendarId: 'tnagar-fri-ma',
  branchId: 'b-tnagar',
  day: 'friday',
  session: 'Morning',
  batch: 'MA',
  startTime: '09:00',
  endTime: '11:00',
  serviceId: null,
  maxSlots: 8,
  aiSlots: 6,
  status: 'OPEN',
};

/**
 * The laws of the store, on one storage. Run by vitest on those that Node has (store-contract.test.ts) and in a window on Chromium's own
 * (test/e2e/store-contract.e2e.ts).
 */
export function storeContract(engine: Engine): void {
  describe(`the store keeps its contract on ${engine.title}`, () => {
    laws(engine);
  });
}

function laws(engine: Engine): void {
  let store: DeskStore;
  beforeEach(async () => {
    silenceRxDbNotice();
    store = await openStore(engine.create());
  });
  afterEach(async () => {
    await store.close();
  });

  describe('bookings', () => {
    it('a committed booking comes back as it was, by id, day, phone and open date', async () => {
      const booking = bookingWith({ bookingId: 'd1-01', formerTokens: [] });
      expect(await store.commitBooking(booking)).toEqual({ kind: 'saved' });
      expect(await store.booking('d1-01')).toEqual(booking);
      expect((await store.loadDay('b-tnagar', today)).bookings).toEqual([booking]);
      expect((await store.loadDay(null, today)).bookings).toEqual([booking]);
      expect((await store.loadDay('b-adyar', today)).bookings).toEqual([]);
      expect(await store.bookingsOn(today)).toEqual([booking]);
      expect(await store.bookingsOn(later)).toEqual([]);
      expect(await store.bookingsByPhone('+919840012345')).toEqual([booking]);
      expect(await store.bookingsFrom(today)).toEqual([booking]);
      expect(await store.bookingsFrom('2026-03-21')).toEqual([]);
    });

    it('a booking that is not there is null, and changing it says that it is gone', async () => {
      expect(await store.booking('d1-99')).toBeNull();
      expect(await store.updateBooking('d1-99', (booking) => booking)).toEqual({ kind: 'gone' });
    });

    it('committing an id a second time saves nothing and leaves the first as it was', async () => {
      const first = bookingWith({ bookingId: 'd1-01' });
      await store.commitBooking(first);
      const again = await store.commitBooking({ ...first, token: 'MA-A09' });
      expect(again).toMatchObject({ kind: 'not-saved', reason: 'database' });
      expect(await store.booking('d1-01')).toEqual(first);
    });

    it('a change that declines writes nothing and tells nobody', async () => {
      const booking = bookingWith({ bookingId: 'd1-01' });
      await store.commitBooking(booking);
      const changes = record(store);
      expect(await store.updateBooking('d1-01', () => null)).toEqual({ kind: 'unchanged', booking });
      expect(changes).toEqual([]);
    });

    it('of many changes of one booking at a time none is lost', async () => {
      await store.commitBooking(bookingWith({ bookingId: 'd1-01', generation: 0 }));
      const results = await Promise.all(
        Array.from({ length: 12 }, () =>
          store.updateBooking('d1-01', (booking) => ({ ...booking, generation: booking.generation + 1 })),
        ),
      );
      expect(results.map(({ kind }) => kind)).toEqual(results.map(() => 'saved'));
      expect((await store.booking('d1-01'))?.generation).toBe(12);
    });

    it('a change that throws saves nothing', async () => {
      const booking = bookingWith({ bookingId: 'd1-01' });
      await store.commitBooking(booking);
      const failed = await store.updateBooking('d1-01', () => {
        throw new Error('a rule was broken');
      });
      expect(failed).toMatchObject({ kind: 'not-saved', reason: 'database' });
      expect(await store.booking('d1-01')).toEqual(booking);
    });

    it('a booking that was moved is found by the date whose token it still occupies', async () => {
      const moved = bookingWith({
        bookingId: 'd1-01',
        place: placeOn(today),
        formerTokens: [{ calendarId: 'tnagar-wed-ma', date: later, token: 'MA-A04' }],
      });
      await store.commitBooking(moved);
      expect(await store.bookingsFrom(later)).toEqual([moved]);
      expect(await store.bookingsFrom('2026-03-26')).toEqual([]);
    });

    it('unsent bookings and those that need a person are found by state, oldest first, and counted', async () => {
      const at = (minute: number): string => `2026-03-20T04:0${String(minute)}:00.000Z`;
      const sentAt = at(0);
      const lives = [
        queued,
        { state: 'IN_FLIGHT', attempts: 1, sentAt, intent: null },
        { state: 'UNKNOWN', attempts: 1, sentAt, quietUntil: at(1), intent: null, lastRefusal: null },
        { state: 'NEEDS_REBOOK', since: sentAt, refusal },
        { state: 'NEEDS_FIX', since: sentAt, refusal },
        synced,
        { state: 'CANCELLED_LOCAL', cancelledAt: sentAt },
      ] as const;
      for (const [index, life] of lives.entries()) {
        await store.commitBooking(
          bookingWith({ bookingId: `d1-0${String(index)}`, life, createdAt: at(9 - index), updatedAt: at(9) }),
        );
      }
      expect((await store.unsentBookings()).map(({ bookingId }) => bookingId)).toEqual(['d1-02', 'd1-01', 'd1-00']);
      expect((await store.bookingsNeedingPerson()).map(({ bookingId }) => bookingId)).toEqual(['d1-04', 'd1-03']);
      expect(await store.countAll()).toEqual({ appointments: 0, bookings: 7, unsent: 3, needsPerson: 2 });
    });
  });

  describe('server records', () => {
    it('a record comes back whole, and never looks like a booking', async () => {
      const record = appointmentWith({ appointmentId: 'a1', notes: 'diabetic', startsAt: '2026-03-20T04:00:00.000Z' });
      expect(await store.putAppointment(record, '2026-03-20T04:00:00.000Z')).toEqual({ kind: 'saved' });
      expect(await store.appointmentById('a1')).toEqual(record);
      expect(await store.appointmentById('a2')).toBeNull();
      expect(await store.appointmentsByPhone('+919840054321')).toEqual([record]);
      expect(await store.appointments('2026-03-19', '2026-03-21')).toEqual([record]);
      expect(await store.appointments('2026-03-21', '2026-03-22')).toEqual([]);
      expect(await store.loadDay('b-tnagar', today)).toEqual({ bookings: [], appointments: [record] });
    });

    it('a complete list makes the day what it says: new ones come, changed ones change, vanished ones go', async () => {
      const [a, b, c] = ['a', 'b', 'c'].map((appointmentId) => appointmentWith({ appointmentId }));
      if (!a || !b || !c) throw new Error('three records');
      const pull = { branchId: null, date: today, startedAt: '2026-03-20T04:00:00.000Z', endedAt };
      expect(await store.replaceDay({ ...pull, records: [a, b] })).toEqual({ kind: 'saved', changed: 2, removed: 0 });
      const cancelled = { ...b, status: 'cancelled' as const, updatedAt: '2026-03-20T04:01:00.000Z' };
      const second = await store.replaceDay({
        ...pull,
        records: [cancelled, c],
        startedAt: '2026-03-20T04:02:00.000Z',
        endedAt,
      });
      expect(second).toEqual({ kind: 'saved', changed: 2, removed: 1 });
      expect(byId((await store.loadDay(null, today)).appointments)).toEqual([cancelled, c]);
    });

    it('a list that says nothing new writes nothing and tells nobody', async () => {
      const records = [appointmentWith({ appointmentId: 'a' }), appointmentWith({ appointmentId: 'b' })];
      const pull = { branchId: null, date: today, records };
      await store.replaceDay({ ...pull, startedAt: '2026-03-20T04:00:00.000Z', endedAt });
      const changes = record(store);
      const again = await store.replaceDay({ ...pull, startedAt: '2026-03-20T04:05:00.000Z', endedAt });
      expect(again).toEqual({ kind: 'saved', changed: 0, removed: 0 });
      expect(changes).toEqual([]);
    });

    it('a list of one branch leaves the other branch alone', async () => {
      const adyar = appointmentWith({ appointmentId: 'x', branchId: 'b-adyar' });
      await store.putAppointment(adyar, '2026-03-20T03:00:00.000Z');
      await store.replaceDay({
        branchId: 'b-tnagar',
        date: today,
        records: [],
        startedAt: '2026-03-20T04:00:00.000Z',
        endedAt,
      });
      expect(await store.appointmentById('x')).toEqual(adyar);
    });

    it('an answer that came while a list was under way is newer than the list', async () => {
      const created = appointmentWith({ appointmentId: 'new' });
      const cancelled = appointmentWith({ appointmentId: 'old', status: 'cancelled' });
      await store.putAppointment(created, '2026-03-20T04:00:30.000Z');
      await store.putAppointment(cancelled, '2026-03-20T04:00:30.000Z');
      const stale = appointmentWith({ appointmentId: 'old', status: 'confirmed' });
      await store.replaceDay({
        branchId: null,
        date: today,
        records: [stale],
        startedAt: '2026-03-20T04:00:00.000Z',
        endedAt,
      });
      expect(byId((await store.loadDay(null, today)).appointments)).toEqual([created, cancelled]);
    });

    it('PULL-2: what a clock that ran ahead saw "later" than the whole list gives way to the list', async () => {
      await store.putAppointment(appointmentWith({ appointmentId: 'a' }), '2026-03-20T09:00:00.000Z');
      await store.putAppointment(appointmentWith({ appointmentId: 'b' }), '2026-03-20T09:00:00.000Z');
      const cancelled = appointmentWith({ appointmentId: 'a', status: 'cancelled' });
      const startedAt = '2026-03-20T04:00:00.000Z';
      await store.replaceDay({ branchId: null, date: today, records: [cancelled], startedAt, endedAt });
      expect((await store.loadDay(null, today)).appointments).toEqual([cancelled]);
    });

    it('a record that moved to another date is on that date alone', async () => {
      const record = appointmentWith({ appointmentId: 'a' });
      await store.putAppointment(record, '2026-03-20T03:00:00.000Z');
      const moved = { ...record, date: later };
      const startedAt = '2026-03-20T04:00:00.000Z';
      await store.replaceDay({ branchId: null, date: later, records: [moved], startedAt, endedAt });
      await store.replaceDay({ branchId: null, date: today, records: [], startedAt, endedAt });
      expect(await store.appointments('2026-03-01', '2026-03-31')).toEqual([moved]);
    });

    it('a record that vanished and comes back is there again', async () => {
      const record = appointmentWith({ appointmentId: 'a' });
      const pull = { branchId: null, date: today };
      await store.replaceDay({ ...pull, records: [record], startedAt: '2026-03-20T04:00:00.000Z', endedAt });
      await store.replaceDay({ ...pull, records: [], startedAt: '2026-03-20T04:01:00.000Z', endedAt });
      expect(await store.appointmentById('a')).toBeNull();
      await store.replaceDay({ ...pull, records: [record], startedAt: '2026-03-20T04:02:00.000Z', endedAt });
      expect(await store.appointmentById('a')).toEqual(record);
    });

    it('a pull never takes away the window and time that this desk knows of its own booking', async () => {
      const known = appointmentWith({
        appointmentId: 'a',
        calendarId: 'tnagar-fri-ma',
        startsAt: '2026-03-20T04:00:00.000Z',
      });
      await store.putAppointment(known, '2026-03-20T03:00:00.000Z');
      const pulled = { ...known, calendarId: null, startsAt: null };
      const pull = { branchId: null, date: today, startedAt: '2026-03-20T04:00:00.000Z', endedAt };
      await store.replaceDay({ ...pull, records: [pulled] });
      expect(await store.appointmentById('a')).toEqual(known);
      const elsewhere = { ...pulled, session: 'Evening' as const, batch: 'EA' };
      await store.replaceDay({ ...pull, records: [elsewhere] });
      expect(await store.appointmentById('a')).toEqual(elsewhere);
    });

    it('replacing a day never touches the bookings made here', async () => {
      const booking = bookingWith({ bookingId: 'd1-01' });
      await store.commitBooking(booking);
      await store.replaceDay({
        branchId: null,
        date: today,
        records: [],
        startedAt: '2026-03-20T04:00:00.000Z',
        endedAt,
      });
      expect(await store.booking('d1-01')).toEqual(booking);
    });
  });

  describe('patients', () => {
    it('are found by the beginning of their phone, one entry per name and phone, latest visit first', async () => {
      const visits = [
        appointmentWith({ appointmentId: 'a', patientName: 'Meena', date: '2026-03-01' }),
        appointmentWith({ appointmentId: 'b', patientName: 'meena', date: '2026-03-10' }),
        appointmentWith({ appointmentId: 'c', patientName: 'Arun', date: '2026-03-05' }),
        appointmentWith({ appointmentId: 'd', patientName: 'Other', parentPhone: '+919444011111' }),
      ];
      for (const visit of visits) await store.putAppointment(visit, '2026-03-20T03:00:00.000Z');
      await store.commitBooking(bookingWith({ bookingId: 'd1-01' }));
      const found = await store.searchPatients('+9198400', 10, unknownClinic);
      expect(found.map(({ name, lastDate }) => [name, lastDate])).toEqual([
        ['Lakshmi Raman', today],
        ['meena', '2026-03-10'],
        ['Arun', '2026-03-05'],
      ]);
      expect(await store.searchPatients('+9198400', 1, unknownClinic)).toHaveLength(1);
      expect(await store.searchPatients('+9177', 10, unknownClinic)).toEqual([]);
    });
  });

  describe('clinic', () => {
    it('rules, windows and days come back as they were put', async () => {
      const clinic = {
        config: {
          timezone: 'Asia/Kolkata',
          preventDuplicateBookings: true,
          allowCancellation: true,
          cancellationNoticeHours: 0,
        },
        branches: [{ branchId: 'b-tnagar', name: 'T. Nagar' }],
        services: [{ serviceId: 's', name: 'General Checkup' }],
      };
      expect(await store.clinic()).toBeNull();
      await store.putClinic(clinic);
      await store.putClinic({ ...clinic, branches: [] });
      expect(await store.clinic()).toEqual({ ...clinic, branches: [] });
      await store.putWindows([window, { ...window, calendarId: 'w2' }]);
      await store.putWindows([{ ...window, aiSlots: 3 }]);
      await store.removeWindows(['w2', 'never-there']);
      expect(await store.windows()).toEqual([{ ...window, aiSlots: 3 }]);
      await store.updateDay(later, (day) => ({
        ...day,
        filled: { w1: 3 },
        availabilityAt: '2026-03-20T04:00:00.000Z',
      }));
      await store.updateDay(today, (day) => ({ ...day, openCalendarIds: ['w1'] }));
      await store.updateDay(later, (day) => ({ ...day, listedAt: '2026-03-20T04:00:00.000Z' }));
      const days = await store.days(today, later);
      expect(days.map(({ date }) => date)).toEqual([today, later]);
      expect(days[1]).toMatchObject({ filled: { w1: 3 }, listedAt: '2026-03-20T04:00:00.000Z', openCalendarIds: [] });
      expect(await store.days('2026-03-21', '2026-03-24')).toEqual([]);
    });

    it('windows put again unchanged are not written', async () => {
      await store.putWindows([window]);
      const changes = record(store);
      await store.putWindows([window]);
      expect(changes).toEqual([]);
    });
  });

  it('the sync log keeps its newest entries in order, however many are added, and never grows', async () => {
    const entry = (index: number) => ({ at: '2026-03-20T04:00:00.000Z', message: 'pushed', values: { index } });
    const entries = Array.from({ length: syncLogLimit + 40 }, (_, index) => entry(index));
    for (let start = 0; start < entries.length; start += 90)
      await store.appendSyncLog(entries.slice(start, start + 90));
    expect(await store.syncLog(3)).toEqual([entry(539), entry(538), entry(537)]);
    expect(await store.syncLog(10_000)).toHaveLength(syncLogLimit);
  });

  it('every committed change is told once, after the commit, until the listener stops', async () => {
    const changes: StoreChange[] = [];
    const stop = store.subscribe((change) => changes.push(change));
    const booking = bookingWith({ bookingId: 'd1-01' });
    await store.commitBooking(booking);
    const appointment = appointmentWith({ appointmentId: 'a' });
    const pull = { branchId: null, date: today };
    await store.replaceDay({ ...pull, records: [appointment], startedAt: '2026-03-20T04:00:00.000Z', endedAt });
    await store.replaceDay({ ...pull, records: [], startedAt: '2026-03-20T04:01:00.000Z', endedAt });
    expect(changes).toEqual([
      { kind: 'bookings', changed: [booking], removed: [] },
      { kind: 'appointments', changed: [appointment], removed: [] },
      { kind: 'appointments', changed: [], removed: ['a'] },
    ]);
    stop();
    await store.commitBooking(bookingWith({ bookingId: 'd1-02' }));
    expect(changes).toHaveLength(3);
  });

  it('a journal brings back what is missing, moves on what is older, and rolls nothing back', async () => {
    const old = bookingWith({ bookingId: 'd1-01' });
    const sent = { ...old, life: synced, updatedAt: '2026-03-20T05:00:00.000Z' };
    const other = bookingWith({ bookingId: 'd1-02' });
    for (const booking of [old, other]) await store.commitBooking(booking);
    const before = await store.exportBookings();
    await store.updateBooking('d1-01', () => sent);
    const after = await store.exportBookings();
    for (const { bookingId } of [old, other]) {
      await store.updateBooking(bookingId, (booking) => ({ ...booking, life: synced }));
    }
    await store.wipe(noSecondCopy);
    expect(await store.restoreBookings([...before, 'half a li', ...after])).toEqual({
      kind: 'restored',
      added: 2,
      advanced: 0,
      unreadable: 1,
    });
    expect(await store.booking('d1-01')).toEqual(sent);
    expect(await store.booking('d1-02')).toEqual(other);
    const told: unknown[] = [];
    const again = await store.restoreBookings(before, (done, of) => told.push([done, of]));
    expect(again).toMatchObject({ added: 0, advanced: 0 });
    expect(told).toEqual([[0, 2]]);
    expect(await store.booking('d1-01')).toEqual(sent);
    const newer = { ...sent, audit: [], updatedAt: '2026-03-20T06:00:00.000Z' };
    await store.updateBooking('d1-01', () => newer);
    const newest = await store.exportBookings();
    await store.updateBooking('d1-01', () => sent);
    expect(await store.restoreBookings(newest)).toMatchObject({ added: 0, advanced: 1 });
    expect(await store.booking('d1-01')).toEqual(newer);
  });

  describe('removals', () => {
    const kept: KeptRecord = { clinicId: 'https://a.example/v1', timezone: 'Asia/Kathmandu', lastNumbers: { x: 3 } };
    const fill = async (life: Life = synced): Promise<void> => {
      await store.putKept(kept);
      await store.putClinic({ config: sampleConfig, branches: [], services: [] });
      await store.commitBooking(bookingWith({ bookingId: 'd1-01', life }));
      await store.putAppointment(appointmentWith({ appointmentId: 'a' }), '2026-03-20T04:00:00.000Z');
      await store.putWindows([window]);
      await store.updateDay(today, (day) => day);
      await store.appendSyncLog([{ at: '2026-03-20T04:00:00.000Z', message: 'pushed', values: {} }]);
    };

    it('UNDO-2: a wipe leaves nothing but what outlives the data, tells of it once, and empties the second copy', async () => {
      await fill();
      await store.countAll();
      const changes = record(store);
      const secondCopy = vi.fn(() => Promise.resolve());
      expect(await store.wipe(secondCopy)).toEqual({ kind: 'saved' });
      expect(secondCopy).toHaveBeenCalledOnce();
      expect(changes.filter(({ kind }) => kind === 'cleared')).toHaveLength(1);
      expect(await store.countAll()).toEqual({ appointments: 0, bookings: 0, unsent: 0, needsPerson: 0 });
      expect([await store.windows(), await store.days(today, today), await store.syncLog(10)]).toEqual([[], [], []]);
      expect([await store.clinic(), await store.kept()]).toEqual([null, kept]);
      expect(await store.commitBooking(bookingWith({ bookingId: 'd1-01' }))).toEqual({ kind: 'saved' });
      expect(await store.countAll()).toMatchObject({ bookings: 1, unsent: 1 });
    });

    it('a wipe is refused as a whole while a booking is unsent or needs a person', async () => {
      const lives: readonly Life[] = [queued, { state: 'NEEDS_FIX', since: '2026-03-20T04:00:00.000Z', refusal }];
      await fill(lives[0]);
      const secondCopy = vi.fn(() => Promise.resolve());
      for (const life of lives) {
        await store.updateBooking('d1-01', (booking) => ({ ...booking, life }));
        expect(await store.wipe(secondCopy)).toEqual({ kind: 'open' });
      }
      expect(secondCopy).not.toHaveBeenCalled();
      expect(await store.countAll()).toMatchObject({ appointments: 1, bookings: 1 });
      expect(await store.windows()).toEqual([window]);
      expect(await store.finishRemoval(secondCopy)).toEqual({ kind: 'none' });
    });

    it('a wipe whose second copy could not be emptied is not over: it is finished before anything comes back', async () => {
      await fill();
      const refused = await store.wipe(() => Promise.reject(new Error('the disk is full')));
      expect(refused).toMatchObject({ kind: 'not-saved' });
      const secondCopy = vi.fn(() => Promise.resolve());
      expect(await store.finishRemoval(secondCopy)).toEqual({ kind: 'saved' });
      expect(secondCopy).toHaveBeenCalledOnce();
      expect(await store.finishRemoval(secondCopy)).toEqual({ kind: 'none' });
    });

    it('OWED-5: without its calendar a database still has every booking', async () => {
      await fill(queued);
      expect(await store.removeCalendar()).toEqual({ kind: 'saved' });
      expect(await store.countAll()).toEqual({ appointments: 0, bookings: 1, unsent: 1, needsPerson: 0 });
      expect([await store.windows(), await store.days(today, today), await store.clinic()]).toEqual([[], [], null]);
      expect(await store.kept()).toEqual(kept);
    });

    it('OWED-6: bookings of no known clinic are claimed once; others keep theirs', async () => {
      await store.commitBooking(bookingWith({ bookingId: 'd1-01' }));
      await store.commitBooking(bookingWith({ bookingId: 'd1-02', clinicId: 'https://b.example/v1' }));
      await store.claimBookings(({ bookingId }) => (bookingId === 'd1-03' ? 'x' : 'https://a.example/v1'));
      await store.claimBookings(() => 'https://c.example/v1');
      expect((await store.booking('d1-01'))?.clinicId).toBe('https://a.example/v1');
      expect((await store.booking('d1-02'))?.clinicId).toBe('https://b.example/v1');
    });
  });
}

const noSecondCopy = (): Promise<void> => Promise.resolve();

function record(store: DeskStore): StoreChange[] {
  const changes: StoreChange[] = [];
  store.subscribe((change) => changes.push(change));
  return changes;
}

function byId<T extends { readonly appointmentId: string }>(records: readonly T[]): T[] {
  return [...records].sort((a, b) => (a.appointmentId < b.appointmentId ? -1 : 1));
}
