import { monotonicFactory } from 'ulid';
import type { DeskEnvironment, DeskSettings, HuskyBridge, KeyStatus } from '../shared/ipc/contract.ts';
import { sampleBranches } from '../shared/model/sample-clinic.ts';
import { readJournal } from './db/journal-line.ts';
import { openDeskDatabase } from './db/open.ts';
import { createWebLocks } from './db/slot-locks.ts';
import type { DeskStore } from './db/store.ts';
import { makeSample } from './db/sample/sample.ts';
import { dayLock } from './desk/book.ts';
import { ClinicModel } from './desk/clinic-model.ts';
import { startDesk, type RunningDesk } from './desk/desk.ts';
import { endPractice } from './desk/practice.ts';
import { compactJournal, journalLinesBeforeCompaction } from './desk/journal-compaction.ts';
import { BookingJournal } from './desk/journal.ts';
import { nextToken } from './desk/token.ts';
import { createOtherWindows } from './desk/other-windows.ts';
import { createSyncDriver } from './sync/driver.ts';

export type BootResult =
  | { readonly kind: 'ready'; readonly desk: RunningDesk }
  | { readonly kind: 'disk-full' }
  /** Main is opening another window on fresh storage; this one is about to close. */
  | { readonly kind: 'set-aside' };

interface Facts {
  readonly environment: DeskEnvironment;
  readonly settings: DeskSettings;
  readonly key: KeyStatus;
}

/** Reads what main knows of this desk. */
export async function readFacts(bridge: HuskyBridge): Promise<Facts> {
  const [environment, settings, key] = await Promise.all([
    bridge.invoke('environment.read'),
    bridge.invoke('settings.read'),
    bridge.invoke('key.status'),
  ]);
  return { environment, settings, key };
}

/** Opens the database, restores what only the journal still has, and starts the desk. */
export async function boot(bridge: HuskyBridge, facts: Facts): Promise<BootResult> {
  const { environment, settings } = facts;
  const machineNow = (): number => Date.now() + environment.clockOffsetMs;
  const opened = await openDeskDatabase({
    name: 'husky-desk',
    expectInitialised: environment.storageUsedBefore,
    now: machineNow(),
  });
  if (opened.kind === 'disk-full') return { kind: 'disk-full' };
  if (opened.kind !== 'ready') {
    await bridge.invoke('storage.set-aside', { reason: opened.kind, detail: opened.detail.slice(0, 2000) });
    return { kind: 'set-aside' };
  }
  const { store } = opened;
  // Chromium may clear storage that is not persistent when the disk runs low.
  await navigator.storage.persist();
  const lines = await bridge.invoke('journal.read');
  await arrangeSample(store, opened.fresh && isPractice(lines), settings, machineNow());
  await store.restoreBookings(lines);
  await bridge.invoke('storage.opened');

  const journal = new BookingJournal(bridge, (reason) => {
    void bridge.invoke('log.write', { level: 'error', event: 'journal.append', detail: String(reason).slice(0, 2000) });
  });
  const desk = await compose(bridge, facts, store, journal, machineNow);
  if (lines.length > journalLinesBeforeCompaction) {
    void journal.rewrite(async () => compactJournal(await bridge.invoke('journal.read'), machineNow()));
  }
  return { kind: 'ready', desk };
}

/** The sample clinic is for a desk that is connected to nothing; a real address ends it. */
async function arrangeSample(store: DeskStore, fresh: boolean, settings: DeskSettings, now: number): Promise<void> {
  if (settings.apiUrl !== '') {
    if ((await store.sampleLoaded()) && !(await endPractice(store, now)))
      throw new Error('the sample clinic could not be removed');
  } else if (fresh) {
    await store.loadSample(makeSample(now, settings.deviceLetter));
  }
}

/** Whether the second copy holds nothing but bookings of the sample clinic: a clinic's own must never stand among those. */
function isPractice(journal: readonly string[]): boolean {
  return readJournal(journal).bookings.every(({ place }) =>
    sampleBranches.some(({ branchId }) => branchId === place.branchId),
  );
}

async function compose(
  bridge: HuskyBridge,
  { environment, settings, key }: Facts,
  store: DeskStore,
  journal: BookingJournal,
  machineNow: () => number,
): Promise<RunningDesk> {
  const model = new ClinicModel(store);
  await model.load(machineNow());
  const locks = createWebLocks(navigator.locks, 'husky-desk');
  const otherWindows = createOtherWindows();
  const ulid = monotonicFactory();
  let letter = settings.deviceLetter;
  const driver = createSyncDriver(
    {
      api: (operation) => bridge.invoke('api.call', operation) as never,
      budget: () => bridge.invoke('api.budget'),
      store,
      machineNow,
      elapsed: () => performance.now(),
      random: Math.random,
      timers: {
        after: (ms, callback) => {
          const timer = setTimeout(callback, ms);
          return () => {
            clearTimeout(timer);
          };
        },
      },
      locks: navigator.locks,
      withToken: (place, task) =>
        locks.run([dayLock(place.date)], () => task(nextToken(model.bookings(), place, letter))),
      onEvent: () => undefined,
    },
    { deviceId: environment.deviceId, correctClock: !environment.clockFixed },
  );
  const desk = startDesk({
    bridge,
    store,
    model,
    journal,
    locks,
    driver,
    start: { environment, settings, key },
    sampleLoaded: await store.sampleLoaded(),
    now: () => driver.now(),
    newBookingId: (now) => `${environment.deviceId}-${ulid(now)}`,
    sharedWithOtherWindows: otherWindows.exist,
  });
  desk.views.settings.subscribe(() => {
    letter = desk.views.settings.get().settings.deviceLetter;
  });
  driver.start();
  return desk;
}
