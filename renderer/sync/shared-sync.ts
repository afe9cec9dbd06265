import type { NoAnswerCause } from '../../shared/api/reply.ts';
import type { LocalDate } from '../../shared/model/appointment.ts';
import type { View } from '../desk/contract.ts';
import type { LeadingDriver, SyncDriver } from './driver.ts';
import { fellowMessageSchema, type FellowChannel, type FellowMessage } from './fellow-message.ts';
import { leaderLockName, type LeaderLocks } from './ports.ts';
import type { SyncStatus } from './status.ts';

/** Sync as a window of the desk sees it, whether it is the one that syncs or not. */
export interface SharedSync extends SyncDriver {
  /**
   * Ends sync in every window after what is under way has been recorded, and keeps it ended until `start`, or until this window
   * dies. For changes of the stored data as a whole.
   */
  stopEverywhere(): Promise<void>;
}

export interface FellowPorts {
  /** Tells this window from the others. */
  readonly windowId: string;
  readonly locks: LeaderLocks;
  readonly channel: FellowChannel;
}

/** Makes one desk of its windows (SPEC LEAD): one syncs, all say the same of it, and what is pressed in one is done. */
export function shareSync(driver: LeadingDriver, ports: FellowPorts): SharedSync {
  return new SyncOfWindow(driver, ports);
}

class SyncOfWindow implements SharedSync {
  readonly #driver: LeadingDriver;
  readonly #ports: FellowPorts;
  /** What the other windows look at, by window. */
  readonly #watchedBy = new Map<string, LocalDate>();
  readonly #knownWindows = new Set<string>();
  #watching: LocalDate | null = null;
  #started = false;
  /** Lets go of the lead that is held so that nobody syncs. */
  #letGo: (() => void) | null = null;
  /** Stops and starts, one after the other. */
  #turns: Promise<void> = Promise.resolve();

  constructor(driver: LeadingDriver, ports: FellowPorts) {
    this.#driver = driver;
    this.#ports = ports;
    ports.channel.listen((data) => {
      const message = fellowMessageSchema.safeParse(data);
      if (message.success) this.#hear(message.data);
    });
    driver.status.subscribe(() => {
      this.#tellPicture();
    });
    // Held for as long as the window lives: the others learn by it that it has gone.
    void this.#hold(presenceLock(ports.windowId), () => new Promise(() => undefined));
  }

  get status(): View<SyncStatus> {
    return this.#driver.status;
  }

  now(): number {
    return this.#driver.now();
  }

  start(): void {
    this.#started = true;
    this.#letGo?.();
    this.#letGo = null;
    this.#driver.start();
    this.#ports.channel.post({ kind: 'opened' });
  }

  stop(): Promise<void> {
    this.#started = false;
    return this.#inTurn(() => this.#driver.stop());
  }

  async stopEverywhere(): Promise<void> {
    await this.stop();
    if (this.#letGo !== null) return;
    let leads = (): void => undefined;
    const leading = new Promise<void>((resolve) => {
      leads = resolve;
    });
    const over = new Promise<void>((resolve) => {
      this.#letGo = resolve;
    });
    void this.#hold(leaderLockName, () => {
      leads();
      return over;
    });
    // Locks are asked for in order: once this one is given, the one above stands in its queue, and who stands down stands behind it.
    await this.#hold(`${presenceLock(this.#ports.windowId)}-queued`, () => Promise.resolve());
    this.#ports.channel.post({ kind: 'stand-down' });
    await leading;
  }

  syncNow(): void {
    if (this.#driver.leads()) this.#driver.syncNow();
    else this.#ports.channel.post({ kind: 'sync-now' });
  }

  networkChanged(online: boolean): void {
    this.#driver.networkChanged(online);
  }

  /** Main tells every window of the line, and of what can be seen. */
  lineChanged(lost: NoAnswerCause | null): void {
    this.#driver.lineChanged(lost);
  }

  visibleChanged(visible: boolean): void {
    this.#driver.visibleChanged(visible);
  }

  placesWanted(): void {
    if (this.#driver.leads()) this.#driver.placesWanted();
    else this.#ports.channel.post({ kind: 'places-wanted' });
  }

  allowanceChanged(): void {
    this.#driver.allowanceChanged();
  }

  settingsChanged(): void {
    this.#driver.settingsChanged();
  }

  clinicChanged(): void {
    this.#driver.clinicChanged();
  }

  /** Where another window syncs, the store tells it of the commit. */
  bookingsChanged(): void {
    this.#driver.bookingsChanged();
  }

  watch(date: LocalDate | null): void {
    this.#watching = date;
    this.#driver.watch(date);
    this.#tellWatching();
  }

  #hear(message: FellowMessage): void {
    switch (message.kind) {
      case 'opened':
        this.#tellPicture();
        if (this.#watching !== null) this.#tellWatching();
        return;
      case 'leads':
        this.#driver.follow(message.picture);
        return;
      case 'sync-now':
        if (this.#driver.leads()) this.#driver.syncNow();
        return;
      case 'places-wanted':
        if (this.#driver.leads()) this.#driver.placesWanted();
        return;
      case 'watch':
        this.#noteWatch(message.window, message.date);
        return;
      case 'stand-down':
        void this.#inTurn(async () => {
          if (!this.#started) return;
          await this.#driver.stop();
          // Whoever asked for it has queued before: it leads first.
          if (this.#isStarted()) this.#driver.start();
        });
        return;
    }
  }

  /** Asked again after a wait: it may have been stopped meanwhile. */
  #isStarted(): boolean {
    return this.#started;
  }

  #tellPicture(): void {
    if (this.#driver.leads()) this.#ports.channel.post({ kind: 'leads', picture: this.#driver.picture() });
  }

  #tellWatching(): void {
    this.#ports.channel.post({ kind: 'watch', window: this.#ports.windowId, date: this.#watching });
  }

  #noteWatch(window: string, date: LocalDate | null): void {
    if (date === null) this.#watchedBy.delete(window);
    else this.#watchedBy.set(window, date);
    this.#driver.watchElsewhere([...this.#watchedBy.values()]);
    if (this.#knownWindows.has(window)) return;
    this.#knownWindows.add(window);
    void this.#hold(presenceLock(window), () => {
      this.#knownWindows.delete(window);
      this.#noteGone(window);
      return Promise.resolve();
    });
  }

  #noteGone(window: string): void {
    this.#watchedBy.delete(window);
    this.#driver.watchElsewhere([...this.#watchedBy.values()]);
  }

  #hold(name: string, task: () => Promise<void>): Promise<unknown> {
    return this.#ports.locks.request(name, { signal: new AbortController().signal }, task);
  }

  #inTurn(task: () => Promise<void>): Promise<void> {
    this.#turns = this.#turns.then(task);
    return this.#turns;
  }
}

function presenceLock(windowId: string): string {
  return `husky-window-${windowId}`;
}
