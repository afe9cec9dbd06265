import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { journalLine } from '../../renderer/db/journal-line.ts';
import { makeSample } from '../../renderer/db/sample/sample.ts';
import type { DeskStore } from '../../renderer/db/store.ts';
import { arrangeClinic, claimPractice } from '../../renderer/desk/arrange-clinic.ts';
import type { View } from '../../renderer/desk/contract.ts';
import { ClinicModel } from '../../renderer/desk/clinic-model.ts';
import { startDesk, type RunningDesk } from '../../renderer/desk/desk.ts';
import { BookingJournal } from '../../renderer/desk/journal.ts';
import { createView } from '../../renderer/desk/view.ts';
import type { SharedSync } from '../../renderer/sync/shared-sync.ts';
import type { SyncStatus } from '../../renderer/sync/status.ts';
import type { DeskSettings, HuskyBridge, IpcArguments, IpcChannel } from '../../shared/ipc/contract.ts';
import { practiceClinic } from '../../shared/model/clinic-id.ts';
import { sampleBranches, sampleConfig, sampleServices } from '../../shared/model/sample-clinic.ts';
import { createMemoryLocks, dexieEngine, openStore, silenceRxDbNotice } from '../db/engines.ts';
import { bookingWith, synced } from '../db/records.ts';
import { draftWith, friday, fridayMorning, putCalendar } from './desk-fixture.ts';
import { onlinePicture } from '../fixtures/desk.ts';

const addressA = 'https://a.example';
const clinicA = 'https://a.example/v1';
const clinicB = 'https://b.example/v1';

interface World {
  readonly desk: RunningDesk;
  readonly store: DeskStore;
  readonly driver: { readonly calls: string[] };
  /** Lines of the second copy. */
  readonly journal: View<readonly string[]>;
  readonly prints: View<readonly string[]>;
}

const open: { readonly desk: RunningDesk; readonly store: DeskStore }[] = [];

beforeEach(() => {
  silenceRxDbNotice();
  vi.stubGlobal('self', globalThis);
});
afterEach(async () => {
  for (const { desk, store } of open.splice(0)) {
    await desk.stop();
    await store.close();
  }
  vi.unstubAllGlobals();
});

/** A desk on a database of its own; main and sync are told what to say. */
async function startAt(settings: Partial<DeskSettings>, prepare: (store: DeskStore) => Promise<void>): Promise<World> {
  const store = await openStore(dexieEngine.create());
  await prepare(store);
  const main = mainWith({ ...onlinePicture.settings.settings, branchNames: {}, ...settings });
  const model = new ClinicModel(store);
  await model.load(fridayMorning);
  const driver = stillDriver();
  const locks = createMemoryLocks();
  let made = 0;
  const desk = startDesk({
    bridge: main.bridge,
    store,
    model,
    journal: new BookingJournal(main.bridge, locks, (reason) => {
      throw reason;
    }),
    locks,
    leaderLocks: { request: (_name, _options, lead) => lead() },
    driver,
    start: { ...onlinePicture.settings, settings: main.settings() },
    sampleLoaded: await store.sampleLoaded(),
    now: () => fridayMorning,
    newBookingId: () => `d1-${String((made += 1))}`,
    sharedWithOtherWindows: () => false,
  });
  open.push({ desk, store });
  return { desk, store, driver, journal: main.journal, prints: main.prints };
}

function mainWith(initial: DeskSettings): {
  readonly bridge: HuskyBridge;
  readonly settings: () => DeskSettings;
  readonly journal: View<readonly string[]>;
  /** Slips that lie in the data folder. */
  readonly prints: View<readonly string[]>;
} {
  let settings = initial;
  const journal = createView<readonly string[]>([]);
  const prints = createView<readonly string[]>(['slip MA-A01.pdf']);
  const answer = (channel: IpcChannel, args: readonly unknown[]): unknown => {
    switch (channel) {
      case 'settings.save':
        settings = { ...settings, ...(args[0] as Partial<DeskSettings>) };
        return { kind: 'saved', settings };
      case 'update.read':
        return { state: { kind: 'idle', checkedAt: null, staged: null }, hushedOn: null };
      case 'setup.offered':
        return null;
      case 'journal.read':
        return journal.get();
      case 'journal.append':
        journal.set([...journal.get(), ...(args[0] as string[])]);
        return null;
      case 'print.remove-saved':
        prints.set([]);
        return null;
      case 'journal.replace':
        journal.set(args[0] as string[]);
        return null;
      default:
        throw new Error(`nobody expects ${channel}`);
    }
  };
  return {
    bridge: {
      invoke: (async <C extends IpcChannel>(channel: C, ...args: IpcArguments<C>) =>
        answer(channel, args)) as HuskyBridge['invoke'],
      onEvent: () => () => undefined,
    },
    settings: () => settings,
    journal,
    prints,
  };
}

function stillDriver(): SharedSync & { readonly calls: string[] } {
  const {
    queue: _q,
    unsent: _u,
    practice: _p,
    elsewhere: _e,
    oldestUnsentAt: _o,
    needsYou: _n,
    ...status
  } = onlinePicture.sync;
  const calls: string[] = [];
  const note = (name: string) => () => {
    calls.push(name);
  };
  return {
    calls,
    status: createView<SyncStatus>(status),
    now: () => fridayMorning,
    start: note('start'),
    stopEverywhere: async () => {
      calls.push('stopEverywhere');
    },
    stop: async () => {
      calls.push('stop');
    },
    syncNow: note('syncNow'),
    networkChanged: () => undefined,
    lineChanged: (lost) => {
      calls.push(`lineChanged ${String(lost)}`);
    },
    visibleChanged: (visible) => {
      calls.push(`visibleChanged ${String(visible)}`);
    },
    placesWanted: () => undefined,
    allowanceChanged: note('allowanceChanged'),
    settingsChanged: note('settingsChanged'),
    clinicChanged: note('clinicChanged'),
    bookingsChanged: () => undefined,
    watch: () => undefined,
  };
}

/** Waits until a view says so; its listeners tell of every change. */
async function until<T>(view: View<T>, holds: (value: T) => boolean): Promise<void> {
  await new Promise<void>((resolve) => {
    const stop = view.subscribe(look);
    function look(): void {
      if (!holds(view.get())) return;
      stop();
      resolve();
    }
    look();
  });
}

/** What a pull leaves of the sample's calendar, as if it were a real clinic's. */
const clinicAt =
  (address: string, branches = sampleBranches) =>
  async (store: DeskStore): Promise<void> => {
    await arrangeClinic(store, address);
    await store.putClinic({
      config: { ...sampleConfig, timezone: 'Asia/Kathmandu' },
      branches,
      services: sampleServices,
    });
    await putCalendar(store);
  };

const practice = async (store: DeskStore): Promise<void> => {
  await store.loadSample(makeSample(fridayMorning, 'A'));
  await claimPractice(store);
};

async function bookOne(desk: RunningDesk, changes: Parameters<typeof draftWith>[0] = {}): Promise<string> {
  const result = await desk.intents.book(draftWith(changes));
  if (result.kind !== 'booked') throw new Error(result.kind);
  return result.booking.token;
}

const synchronised = async (store: DeskStore): Promise<void> => {
  for (const { bookingId } of await store.unsentBookings()) {
    await store.updateBooking(bookingId, (booking) => ({ ...booking, life: synced }));
  }
};

describe('a practice booking', () => {
  it('OWED-3: waits for nothing, and is marked on the board', async () => {
    const { desk, store } = await startAt({ apiUrl: '', branchId: '' }, practice);
    await bookOne(desk, { name: 'Practice Person' });
    const [made] = await store.unsentBookings();
    expect(made?.clinicId).toBe(practiceClinic);
    await until(desk.views.sync, ({ practice: made }) => made === 1);
    expect(desk.views.sync.get()).toMatchObject({ unsent: 0, needsYou: 0, queue: [] });
    const row = desk.views.board.get().appointments.find(({ patientName }) => patientName === 'Practice Person');
    expect(row?.mark).toBe('practice');
  });

  it('OWED-3: a real address is asked about, and takes the sample, its bookings, their tokens and their lines', async () => {
    const { desk, store, driver, journal } = await startAt({ apiUrl: '', branchId: '' }, practice);
    const token = await bookOne(desk);
    await until(journal, (lines) => lines.length === 1);
    expect(await desk.intents.addressChange(addressA)).toEqual({ kind: 'ends-practice', bookings: 1 });
    expect(await desk.intents.saveSettings({ apiUrl: addressA })).toMatchObject({ kind: 'saved' });
    expect(await store.countAll()).toEqual({ appointments: 0, bookings: 0, unsent: 0, needsPerson: 0 });
    expect(journal.get()).toEqual([]);
    expect(driver.calls.slice(0, 1)).toEqual(['stopEverywhere']);
    expect(driver.calls.slice(-2)).toEqual(['clinicChanged', 'start']);
    expect(desk.views.clinic.get()).toMatchObject({ sample: false, awaitsFirstSync: true });
    // The clinic gives its windows: the first token of the desk is number one again.
    await clinicAt(addressA)(store);
    await desk.intents.saveSettings({ branchId: 'b-tnagar' });
    await until(desk.views.board, ({ windows }) => windows.length > 0);
    expect(token).toBe('MA-A04');
    expect(await bookOne(desk)).toBe('MA-A01');
  });

  it('OWED-3: removing the sample takes nothing real with it', async () => {
    const { desk, store } = await startAt({ apiUrl: '', branchId: '' }, practice);
    await bookOne(desk);
    await store.commitBooking(bookingWith({ bookingId: 'd1-real', clinicId: clinicA }));
    expect(await desk.intents.wipe()).toEqual({ kind: 'wiped' });
    expect((await store.unsentBookings()).map(({ bookingId }) => bookingId)).toEqual(['d1-real']);
  });
});

describe('removing the clinic’s data', () => {
  it('UNDO-2: gives no number again that a patient holds, keeps the zone, and waits for the first sync', async () => {
    const { desk, store, journal, prints, driver } = await startAt({ apiUrl: addressA }, clinicAt(addressA));
    const tokens = [await bookOne(desk), await bookOne(desk, { phone: '98400 22222' })];
    expect(tokens).toEqual(['MA-A01', 'MA-A02']);
    await synchronised(store);
    expect(await desk.intents.wipe()).toEqual({ kind: 'wiped' });
    expect(driver.calls).toEqual(['stopEverywhere', 'settingsChanged', 'start']);
    expect(journal.get()).toEqual([]);
    expect(prints.get()).toEqual([]);
    expect(desk.views.clinic.get()).toMatchObject({ awaitsFirstSync: true, config: { timezone: 'Asia/Kathmandu' } });
    expect(desk.views.board.get()).toMatchObject({ windows: [], appointments: [], pulledAt: null });
    await clinicAt(addressA)(store);
    await until(desk.views.board, ({ windows }) => windows.length > 0);
    expect(await bookOne(desk, { phone: '98400 33333' })).toBe('MA-A03');
  });

  it('is refused while bookings are unsent or need a person, and counts both', async () => {
    const refusal = { code: 'X', message: 'x', status: 400, at: '2026-03-20T04:00:00.000Z' };
    const { desk, store } = await startAt({ apiUrl: addressA }, async (opened) => {
      await clinicAt(addressA)(opened);
      const needing = { state: 'NEEDS_FIX', since: '2026-03-20T04:00:00.000Z', refusal } as const;
      for (const bookingId of ['d1-a', 'd1-b']) {
        await opened.commitBooking(bookingWith({ bookingId, clinicId: clinicA, life: needing }));
      }
    });
    await until(desk.views.settings, ({ stored }) => stored.needsYou === 2);
    expect(desk.views.settings.get().stored.unsent).toBe(0);
    expect(await desk.intents.wipe()).toEqual({ kind: 'open', unsent: 0, needsYou: 2 });
    expect(await store.countAll()).toMatchObject({ bookings: 2 });
  });
});

describe('another address', () => {
  it('OWED-4: is refused while anything is open, and says how many', async () => {
    const { desk, store, driver } = await startAt({ apiUrl: addressA }, clinicAt(addressA));
    await bookOne(desk);
    const locked = { kind: 'locked', address: clinicA, unsent: 1, needsYou: 0 };
    expect(await desk.intents.addressChange('https://b.example')).toEqual(locked);
    expect(await desk.intents.saveSettings({ apiUrl: 'https://b.example' })).toMatchObject({ kind: 'rejected' });
    expect((await store.kept()).clinicId).toBe(clinicA);
    expect(driver.calls.at(-1)).toBe('start');
    // The same clinic in other words is no change.
    expect(await desk.intents.addressChange(`${addressA}/v1/`)).toEqual({ kind: 'none' });
  });

  it('OWED-5: with nothing open it is asked about, and nothing of the earlier clinic is shown any more', async () => {
    const { desk, store } = await startAt({ apiUrl: addressA }, clinicAt(addressA));
    await bookOne(desk);
    await synchronised(store);
    expect(await desk.intents.addressChange('https://b.example')).toEqual({
      kind: 'other-clinic',
      address: clinicA,
      appointments: 0,
    });
    await desk.intents.saveSettings({ apiUrl: 'https://b.example' });
    expect((await store.kept()).clinicId).toBe(clinicB);
    expect(desk.views.board.get()).toMatchObject({ windows: [], appointments: [] });
    expect(desk.views.settings.get().settings).toMatchObject({ branchId: '', clinicName: '' });
    expect(await store.countAll()).toMatchObject({ bookings: 1, appointments: 0 });
    expect(await desk.intents.knownPatients('98400 12345')).toEqual([]);
  });

  it('OWED-2: what is owed to another address is told, is in no queue, and is on no board', async () => {
    const owed = bookingWith({ bookingId: 'd1-owed', clinicId: clinicA });
    const { desk } = await startAt({ apiUrl: 'https://b.example' }, async (store) => {
      await store.commitBooking(owed);
      await clinicAt('https://b.example')(store);
    });
    expect(desk.views.sync.get()).toMatchObject({
      unsent: 0,
      queue: [],
      elsewhere: [{ address: clinicA, count: 1 }],
    });
    expect(desk.views.board.get().appointments).toEqual([]);
    // Its patient holds the slip all the same: the number is not given again.
    expect(await bookOne(desk)).toBe('MA-A02');
  });

  it('OWED-4: without an address only the one that bookings are owed to is taken', async () => {
    const { desk } = await startAt({ apiUrl: '' }, async (store) => {
      await clinicAt(addressA)(store);
      await store.commitBooking(bookingWith({ bookingId: 'd1-owed', clinicId: clinicA }));
    });
    expect(await desk.intents.addressChange('https://b.example')).toMatchObject({ kind: 'locked', address: clinicA });
    expect(await desk.intents.addressChange(addressA)).toEqual({ kind: 'none' });
  });
});

describe('the branch of the desk', () => {
  const chosenBranch = (desk: RunningDesk): string | null => desk.views.clinic.get().branch?.branchId ?? null;

  it('is asked for where there are several and none is chosen: nothing can be booked until then', async () => {
    const { desk } = await startAt({ apiUrl: addressA, branchId: '' }, clinicAt(addressA));
    expect(chosenBranch(desk)).toBeNull();
    expect(desk.views.board.get().windows).toEqual([]);
    expect(desk.intents.checkDraft(draftWith()).chosen).toBeNull();
    expect((await desk.intents.book(draftWith())).kind).toBe('refused');
    await desk.intents.showBranch('b-adyar');
    expect(chosenBranch(desk)).toBe('b-adyar');
    expect((await desk.intents.book(draftWith())).kind).toBe('booked');
  });

  it('is the only one, unless another was chosen', async () => {
    const one = clinicAt(addressA, sampleBranches.slice(0, 1));
    expect(chosenBranch((await startAt({ apiUrl: addressA, branchId: '' }, one)).desk)).toBe('b-tnagar');
    expect(chosenBranch((await startAt({ apiUrl: addressA, branchId: 'b-gone' }, one)).desk)).toBeNull();
  });

  it('is the first one in the sample clinic, where nothing is at stake', async () => {
    const { desk } = await startAt({ apiUrl: '', branchId: '' }, practice);
    expect(chosenBranch(desk)).toBe('b-tnagar');
  });
});

it('a service that is not known yet has no name rather than an id', async () => {
  const { desk } = await startAt({ apiUrl: addressA }, async (store) => {
    await arrangeClinic(store, addressA);
    await store.restoreBookings([journalLine(bookingWith({ bookingId: 'd1-01', clinicId: clinicA }))]);
  });
  expect(desk.views.board.get().date).toBe(friday);
  expect(desk.views.board.get().appointments.map(({ serviceName }) => serviceName)).toEqual([null]);
});
