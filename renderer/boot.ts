import { monotonicFactory } from 'ulid';
import type { DeskEnvironment, DeskSettings, HuskyBridge, KeyStatus } from '../shared/ipc/contract.ts';
import { unknownClinic } from '../shared/model/clinic-id.ts';
import { rulesOf } from '../shared/reservations/branch-rules.ts';
import { openDeskDatabase } from './db/open.ts';
import { createWebLocks, type SlotLocks } from './db/slot-locks.ts';
import type { DeskStore, StoreChange } from './db/store.ts';
import { makeSample } from './db/sample/sample.ts';
import { arrangeClinic, arrangeLines, claimPractice, clinicOfLines, holdsOnlyPractice } from './desk/arrange-clinic.ts';
import type { BootProgress } from './desk/boot-progress.ts';
import { dayLock, refresh } from './desk/book.ts';
import { ClinicModel } from './desk/clinic-model.ts';
import { arrangingLock, startDesk, type RunningDesk } from './desk/desk.ts';
import { compactJournal, journalLinesBeforeCompaction } from './desk/journal-compaction.ts';
import { BookingJournal, journalLock } from './desk/journal.ts';
import { tokenFor } from './desk/token-for.ts';
import { createOtherWindows } from './desk/other-windows.ts';
import { createSyncDriver } from './sync/driver.ts';
import type { FellowChannel } from './sync/fellow-message.ts';
import { shareSync } from './sync/shared-sync.ts';

export type BootResult =
  | { readonly kind: 'ready'; readonly desk: RunningDesk }
  | { readonly kind: 'disk-full' }
  /** Main is opening another window on fresh storage; this one is about to close. */
  | { readonly kind: 'set-aside' };

export interface Facts {
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
export async function boot(
  bridge: HuskyBridge,
  facts: Facts,
  onProgress: (progress: BootProgress) => void,
): Promise<BootResult> {
  const { environment, settings } = facts;
  const machineNow = (): number => Date.now() + environment.clockOffsetMs;
  const opened = await openDeskDatabase({
    name: 'husky-desk',
    expectInitialised: environment.storageUsedBefore,
    now: machineNow(),
    onMigration: (done, all) => {
      onProgress({ of: 'records', done, all });
    },
  });
  if (opened.kind === 'disk-full') return { kind: 'disk-full' };
  if (opened.kind !== 'ready') {
    await bridge.invoke('storage.set-aside', { reason: opened.kind, detail: opened.detail.slice(0, 2000) });
    return { kind: 'set-aside' };
  }
  const { store } = opened;
  // Chromium may clear storage that is not persistent when the disk runs low.
  await navigator.storage.persist();
  const locks = createWebLocks(navigator.locks, 'husky-desk');
  // Another window may be in the middle of a removal, or write the journal.
  const lines = await locks.run([arrangingLock, journalLock], () =>
    arrangeDatabase({ bridge, store, settings, onProgress }, opened.fresh, machineNow()),
  );
  await bridge.invoke('storage.opened');

  const journal = new BookingJournal(bridge, locks, (reason) => {
    void bridge.invoke('log.write', { level: 'error', event: 'journal.append', detail: String(reason).slice(0, 2000) });
  });
  const desk = await compose(bridge, facts, store, journal, locks, machineNow);
  if (lines.length > journalLinesBeforeCompaction) {
    void journal.rewrite(async () => compactJournal(await bridge.invoke('journal.read'), machineNow()));
  }
  return { kind: 'ready', desk };
}

interface Arranging {
  readonly bridge: HuskyBridge;
  readonly store: DeskStore;
  readonly settings: DeskSettings;
  readonly onProgress: (progress: BootProgress) => void;
}

/**
 * Makes the database what this start wants of it, before anything is shown: a removal that was cut short is finished, the sample
 * comes to a fresh desk that is connected to nothing, another address is another clinic (SPEC OWED), and what only the
 * second copy still has comes back.
 * @returns the lines of the second copy
 */
async function arrangeDatabase(
  { bridge, store, settings, onProgress }: Arranging,
  fresh: boolean,
  now: number,
): Promise<readonly string[]> {
  insist(
    await store.finishRemoval(async () => {
      await bridge.invoke('print.remove-saved');
      await bridge.invoke('journal.replace', []);
    }),
  );
  const found = await bridge.invoke('journal.read');
  if (fresh && settings.apiUrl === '' && holdsOnlyPractice(found)) {
    insist(await store.loadSample(makeSample(now, settings.deviceLetter)));
  }
  if (!(await arrangeClinic(store, settings.apiUrl)))
    throw new Error('the data of the earlier clinic could not be removed');
  if ((await store.sampleLoaded()) && !(await claimPractice(store))) throw new Error('the sample could not be marked');
  const kept = await store.kept();
  const clinicId = kept.clinicId === unknownClinic ? clinicOfLines(found) : kept.clinicId;
  if (clinicId !== kept.clinicId) insist(await store.putKept({ ...kept, clinicId }));
  const { lines, changed } = arrangeLines(found, clinicId);
  if (changed) await bridge.invoke('journal.replace', [...lines]);
  await store.restoreBookings(lines, (done, all) => {
    onProgress({ of: 'second-copy', done, all });
  });
  return lines;
}

function insist(result: { readonly kind: string }): void {
  if (result.kind === 'not-saved') throw new Error('the database could not be arranged');
}

async function compose(
  bridge: HuskyBridge,
  { environment, settings, key }: Facts,
  store: DeskStore,
  journal: BookingJournal,
  locks: SlotLocks,
  machineNow: () => number,
): Promise<RunningDesk> {
  const otherWindows = createOtherWindows();
  const model = new ClinicModel(store);
  const catchUp = await loadWatching(model, store, machineNow());
  const ulid = monotonicFactory();
  let current = settings;
  const driver = createSyncDriver(
    {
      api: (operation, clinicId) => bridge.invoke('api.call', operation, clinicId) as never,
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
        locks.run([dayLock(place.date)], async () => {
          await refresh([place.date], null, { store, model, sharedWithOtherWindows: otherWindows.exist });
          const device = { letter: current.deviceLetter, installId: environment.deviceId };
          return task(tokenFor(model, place, device, rulesOf(current.branchRules, place.branchId)));
        }),
      onEvent: () => undefined,
    },
    { deviceId: environment.deviceId, correctClock: !environment.clockFixed },
  );
  const sync = shareSync(driver, {
    windowId: crypto.randomUUID(),
    locks: navigator.locks,
    channel: broadcastChannel('husky-sync'),
  });
  const sampleLoaded = await store.sampleLoaded();
  catchUp();
  const desk = startDesk({
    bridge,
    store,
    model,
    journal,
    locks,
    driver: sync,
    leaderLocks: navigator.locks,
    start: { environment, settings, key },
    sampleLoaded,
    now: () => sync.now(),
    newBookingId: (now) => `${environment.deviceId}-${ulid(now)}`,
    sharedWithOtherWindows: otherWindows.exist,
  });
  desk.views.settings.subscribe(() => {
    current = desk.views.settings.get().settings;
  });
  sync.start();
  return desk;
}

/**
 * Loads the model while other windows go on writing.
 * @returns takes over what they committed since, and has to be called at the moment from which the desk itself listens
 */
async function loadWatching(model: ClinicModel, store: DeskStore, now: number): Promise<() => void> {
  const changes: StoreChange[] = [];
  const stop = store.subscribe((change) => changes.push(change));
  do {
    changes.length = 0;
    await model.load(now);
  } while (changes.some(({ kind }) => kind === 'cleared'));
  return () => {
    stop();
    for (const change of changes) model.apply(change);
  };
}

function broadcastChannel(name: string): FellowChannel {
  const channel = new BroadcastChannel(name);
  return {
    post: (message) => {
      channel.postMessage(message);
    },
    listen: (listener) => {
      channel.addEventListener('message', ({ data }) => {
        listener(data);
      });
    },
  };
}
