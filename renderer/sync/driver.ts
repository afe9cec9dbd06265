import { addDays } from '../../shared/booking/index.ts';
import type { NoAnswerCause } from '../../shared/api/reply.ts';
import type { LocalDate } from '../../shared/model/appointment.ts';
import { isUnsent } from '../../shared/model/booking.ts';
import { keptOfDay, keptOfMinute } from '../../shared/sync/allowance.ts';
import { backoffMs, connectionBackoff } from '../../shared/sync/backoff.ts';
import { openGate } from '../../shared/sync/gate.ts';
import { paceOf, shareOf, type Pace } from '../../shared/sync/pace.ts';
import {
  HORIZON_DAYS,
  nextStep,
  recordToRead,
  SCOPE_RETRY_MS,
  type Plan,
  type RequestsLeft,
  type Step,
} from '../../shared/sync/plan.ts';
import { entryOf, forgiveReads, want, wantAll, type ReadKey } from '../../shared/sync/read-log.ts';
import { nextUtcDay } from '../../shared/sync/utc-day.ts';
import type { View } from '../desk/contract.ts';
import { Caller } from './caller.ts';
import type { LeaderPicture } from './leader-picture.ts';
import { leaderLockName, type SyncPorts } from './ports.ts';
import { readConfig, readList, readServices, readTracking, readWindows } from './pull.ts';
import { insist, push } from './push.ts';
import { readRecord } from './records.ts';
import type { SyncStatus } from './status.ts';
import { nothingSent, SyncState, type SyncOptions } from './sync-state.ts';

export interface SyncDriver {
  readonly status: View<SyncStatus>;
  /** Epoch ms by the server's clock. */
  now(): number;
  /** Begins to sync as soon as no other window does. */
  start(): void;
  /** Ends after the request that is under way has been recorded. */
  stop(): Promise<void>;
  /** Bookings, today and the date that is looked at are tried at once, whatever they were waiting for; only the rate limit is still kept. */
  syncNow(): void;
  /** The operating system's network came or went. */
  networkChanged(online: boolean): void;
  /** The line watch lost the way to the API, for that cause, or found it again (null). */
  lineChanged(lost: NoAnswerCause | null): void;
  /** Whether somebody can see a window of the app: while nobody can, less is read. */
  visibleChanged(visible: boolean): void;
  /** Somebody is making a booking: what they are shown of today should be of now. */
  placesWanted(): void;
  /** This device's part of the key's requests is another one. */
  allowanceChanged(): void;
  /** The address, the key or the data changed: nothing that was known needs to be so still. */
  settingsChanged(): void;
  /** Another clinic answers from now on. Sync is to be stopped while its data takes the place of the other's. */
  clinicChanged(): void;
  /** Something may be there to send. */
  bookingsChanged(): void;
  /** The date that is being looked at; it is pulled like today. */
  watch(date: LocalDate | null): void;
}

/** What windows that share a database need besides (SPEC LEAD). */
export interface LeadingDriver extends SyncDriver {
  /** Whether this window is the one that syncs. */
  leads(): boolean;
  picture(): LeaderPicture;
  /** Another window syncs, and says how it stands. */
  follow(picture: LeaderPicture): void;
  /** The dates that other windows look at. */
  watchElsewhere(dates: readonly LocalDate[]): void;
}

/** The sync engine at the edge: one request after the other, the most urgent first (docs/sync.md). */
export function createSyncDriver(ports: SyncPorts, options: SyncOptions): LeadingDriver {
  return new Driver(ports, options);
}

/** Places that were read so lately, milliseconds, are not read again because a window is shown or a booking is begun. */
const FRESH_MS = 10_000;

const MINUTE_MS = 60_000;

function wholeMinutes(ms: number): number {
  return Math.ceil(ms / MINUTE_MS) * MINUTE_MS;
}

class Driver implements LeadingDriver {
  readonly #state: SyncState;
  readonly #caller: Caller;
  readonly #horizonDays: number;
  #running: Promise<void> | null = null;
  #standDown = new AbortController();
  #reload = false;
  #startLogged = false;
  /** The budget is asked for anew before the next plan where this is false. */
  #budgetAsked = false;
  readonly #share: number;
  /** Epoch ms of the machine's clock. */
  #begunAt = 0;

  constructor(ports: SyncPorts, options: SyncOptions) {
    this.#state = new SyncState(ports, options);
    this.#caller = new Caller(this.#state);
    this.#horizonDays = options.horizonDays ?? HORIZON_DAYS;
    this.#share = shareOf(options.deviceId);
  }

  get status(): View<SyncStatus> {
    return this.#state.status.view;
  }

  now(): number {
    return this.#state.now();
  }

  start(): void {
    if (this.#running !== null) return;
    const { locks } = this.#state.ports;
    this.#state.stopping = false;
    this.#standDown = new AbortController();
    this.#running = locks
      .request(leaderLockName, { signal: this.#standDown.signal }, () => this.#lead())
      .then(
        () => undefined,
        // The wait for the lock was called off.
        () => undefined,
      );
  }

  async stop(): Promise<void> {
    this.#state.stopping = true;
    this.#standDown.abort();
    this.#state.alarm.ring();
    await this.#running;
    this.#running = null;
  }

  syncNow(): void {
    const state = this.#state;
    this.#openUp();
    // What was wrong with a call that is not made again soon must not outlast what is wrong now.
    state.status.forget();
    // Later days stay in their turn: a person who presses ten times must not spend the requests that bookings need.
    forgiveReads(state.reads);
    want(state.reads, 'config');
    want(state.reads, 'services');
    for (const date of new Set([state.today, ...state.watched])) if (date !== null) state.wantDate(date);
    this.#reload = true;
    state.alarm.ring();
  }

  networkChanged(online: boolean): void {
    const state = this.#state;
    state.probe = true;
    if (online) {
      state.lineTurns += 1;
      if (state.gate.kind === 'until' && state.gate.cause === 'no-answer') state.gate = openGate;
      state.failures = 0;
      state.tried.clear();
      state.pushesFrom = 0;
      forgiveReads(state.reads);
      if (state.today !== null) {
        want(state.reads, `windows:${state.today}`);
        want(state.reads, `list:${state.today}`);
      }
    }
    state.alarm.ring();
  }

  lineChanged(lost: NoAnswerCause | null): void {
    this.#caller.noteLine(lost === null ? { cut: null, hangs: false } : { cut: lost });
    // Either way one read finds out at once: a lost connection may have been of the watch alone.
    this.networkChanged(lost === null);
  }

  visibleChanged(visible: boolean): void {
    const state = this.#state;
    if (state.visible === visible) return;
    state.visible = visible;
    const { today } = state;
    if (visible && today !== null && this.#isOld(`windows:${today}`)) want(state.reads, `windows:${today}`);
    state.alarm.ring();
  }

  placesWanted(): void {
    const state = this.#state;
    const { today } = state;
    if (today === null || state.status.view.get().placesEveryMs !== null || !this.#isOld(`windows:${today}`)) return;
    if (entryOf(state.reads, `windows:${today}`).readAt === null) return;
    want(state.reads, `windows:${today}`);
    state.alarm.ring();
  }

  #isOld(key: ReadKey): boolean {
    const { knownAt } = entryOf(this.#state.reads, key);
    return knownAt === null || Math.abs(this.#state.now() - knownAt) > FRESH_MS;
  }

  allowanceChanged(): void {
    const state = this.#state;
    if (state.gate.kind === 'until') state.gate = openGate;
    this.#budgetAsked = false;
    state.probe = true;
    state.alarm.ring();
  }

  settingsChanged(): void {
    const state = this.#state;
    state.settingsTurns += 1;
    this.#openUp();
    state.gate = openGate;
    this.#forgetData();
    state.status.startOver();
    state.serverKnown = false;
    state.alarm.ring();
  }

  clinicChanged(): void {
    this.#state.status.change({ lastSyncAt: null });
    this.settingsChanged();
  }

  /** The stored data is another's now, or gone: everything is read anew. */
  #forgetData(): void {
    const { reads, readings, listed, bereaved, status } = this.#state;
    status.change({ complete: false, fetching: null });
    wantAll(reads);
    for (const known of [readings, listed, bereaved]) known.clear();
    this.#reload = true;
  }

  bookingsChanged(): void {
    this.#state.alarm.ring();
  }

  watch(date: LocalDate | null): void {
    this.#state.watchedHere = date;
    this.#state.alarm.ring();
  }

  watchElsewhere(dates: readonly LocalDate[]): void {
    this.#state.watchedElsewhere = dates;
    this.#state.alarm.ring();
  }

  leads(): boolean {
    return this.#state.leads;
  }

  picture(): LeaderPicture {
    const { status, serverClock } = this.#state;
    return { status: status.view.get(), condition: status.condition, clock: serverClock };
  }

  follow({ status, condition, clock }: LeaderPicture): void {
    const state = this.#state;
    if (state.leads) return;
    state.takeClock(clock);
    state.status.take(status, condition);
  }

  #openUp(): void {
    const state = this.#state;
    if (state.gate.kind !== 'until' || state.gate.cause !== 'rate') state.gate = openGate;
    state.failures = 0;
    state.probe = true;
    state.writeFailures = 0;
    state.pushesFrom = 0;
    state.trackingFrom = 0;
    state.blocked.clear();
    state.tried.clear();
    state.sought.clear();
    state.unknownThere.clear();
    state.recognisedSince = Infinity;
    state.settingsFrom = state.now();
  }

  async #lead(): Promise<void> {
    const state = this.#state;
    state.leads = true;
    state.status.change({ syncing: true });
    const unsubscribe = state.ports.store.subscribe((change) => {
      if (change.kind === 'cleared' || (change.kind === 'clinic' && change.clinic === null)) this.#forgetData();
      if (state.bookings.apply(change)) state.alarm.ring();
    });
    try {
      // Another window may have led meanwhile: taking over begins like a start.
      this.#forgetData();
      let faults = 0;
      let begun = false;
      while (!state.stopping) {
        try {
          begun ||= await this.#begin();
          await this.#turn();
          faults = 0;
        } catch (error) {
          // Not a reply of the network: the database can't be read, or a rule is broken. Sync must outlive both.
          faults += 1;
          state.status.log('sync.log.fault', { detail: error instanceof Error ? error.name : 'unknown' });
          await state.alarm.wait(backoffMs(faults, state.ports.random(), connectionBackoff));
        }
      }
    } finally {
      unsubscribe();
      state.status.change({ syncing: false, nextTryAt: null });
      state.leads = false;
    }
  }

  /** Whatever was being sent when the last leader ended may or may not have arrived (SPEC LIFE-4). */
  async #begin(): Promise<true> {
    const state = this.#state;
    this.#begunAt = state.ports.machineNow();
    await this.#loadAll();
    await state.status.loadLog();
    for (const { bookingId, life } of state.bookings.all) {
      if ('sentAt' in life) await insist(state, bookingId, { kind: 'start' });
    }
    if (!this.#startLogged) state.status.log('sync.log.started', {});
    this.#startLogged = true;
    return true;
  }

  async #loadAll(): Promise<void> {
    const state = this.#state;
    const { store } = state.ports;
    this.#reload = false;
    const [clinic, windows] = await Promise.all([store.clinic(), store.windows(), state.bookings.load()]);
    state.setClinic(clinic);
    state.windows.clear();
    state.setWindows(windows);
  }

  /** One thing: a wait until the gate opens, a step, or a wait until the next one is due. */
  async #turn(): Promise<void> {
    const state = this.#state;
    if (this.#reload) await this.#loadAll();
    const { gate } = state;
    if (gate.kind === 'closed') return this.#rest(null);
    if (gate.kind === 'until') {
      const ms = gate.at - state.ports.machineNow();
      if (ms <= 0 || (await this.#restUntil(ms, state.toServerTime(gate.at)))) state.gate = openGate;
      return;
    }
    if (this.#asksBudget()) await state.status.refreshBudget();
    this.#budgetAsked = true;
    if (!(await this.#caller.mayLeave('today'))) return;
    const plan = this.#plan();
    if (plan.kind === 'wait') return this.#upToDate(plan);
    state.status.change({ syncing: true, nextTryAt: null });
    await this.#perform(plan.step);
    this.#noteFetched();
    await state.status.refreshBudget();
  }

  /** What is left grows by itself: a figure that holds reads back must be of now. */
  #asksBudget(): boolean {
    const { budget } = this.#state.status.view.get();
    if (budget === null || !this.#budgetAsked || budget.perDay !== null) return true;
    return budget.leftThisMinute <= keptOfMinute(budget.perMinute).fromLaterDays;
  }

  /** How often to read, by what is left of the day's requests; what there is to tell of it is told. */
  #pace(now: number): { readonly pace: Pace; readonly requests: RequestsLeft | null } {
    const { status, visible } = this.#state;
    const { budget } = status.view.get();
    const { perDay = null, leftToday = null } = budget ?? {};
    const newDay = nextUtcDay(now);
    const lowUntil = perDay !== null && leftToday !== null && leftToday <= keptOfDay(perDay) ? newDay : null;
    const pace = paceOf({
      visible,
      perDay,
      leftToday,
      untilNewDayMs: newDay - now,
      horizonDays: this.#horizonDays,
      share: this.#share,
    });
    status.noteLow(lowUntil);
    status.change({ placesEveryMs: pace.stretched && lowUntil === null ? wholeMinutes(pace.placesMs) : null });
    if (budget === null) return { pace, requests: null };
    return { pace, requests: { perMinute: budget.perMinute, thisMinute: budget.leftThisMinute, lowUntil } };
  }

  #plan(): Plan {
    const state = this.#state;
    const now = state.now();
    return nextStep({
      now,
      bookings: state.bookings.all,
      reads: state.reads,
      today: state.today,
      watched: state.watched,
      horizonDays: this.#horizonDays,
      blocked: new Map([...state.blocked].filter(([, until]) => until <= now + SCOPE_RETRY_MS)),
      tried: state.tried,
      pushesFrom: state.pushesFrom,
      trackingFrom: state.trackingFrom,
      ...this.#pace(now),
      begunAt: state.toServerTime(this.#begunAt),
      probe: state.probe,
      serverKnown: state.serverKnown,
    });
  }

  async #perform(step: Step): Promise<void> {
    const state = this.#state;
    const caller = this.#caller;
    switch (step.kind) {
      case 'read-config':
        return readConfig(state, caller);
      case 'read-services':
        return readServices(state, caller);
      case 'read-windows':
        return readWindows(state, caller, step.date);
      case 'read-tracking':
        return readTracking(state, caller, step.date);
      case 'read-list':
        return readList(state, caller, step.date);
      case 'read-record':
        return readRecord(state, caller, step.bookingId, step.appointmentId);
      case 'push':
        return push(state, caller, step.bookingId);
    }
  }

  /** Nothing is due: says what was done, and waits for the next thing or for a ring. */
  async #upToDate({ at, scarce }: Extract<Plan, { kind: 'wait' }>): Promise<void> {
    const state = this.#state;
    const waiting = state.bookings.all.filter(({ life }) => isUnsent(life)).length;
    const toLookUp = state.bookings.all.some(({ life }) => recordToRead(life) !== null);
    state.status.noteIdle({ toSend: waiting > 0, toLookUp, toRead: scarce });
    if (this.#everythingRead()) state.status.change({ complete: true });
    const { create, patch } = state.sent;
    if (create.count > 0) state.status.log('sync.log.sent', create);
    if (patch.count > 0) state.status.log('sync.log.changes-sent', patch);
    if (create.count + patch.count > 0) state.status.log('sync.log.up-to-date', { waiting });
    state.sent = nothingSent();
    if (at === null) return this.#rest(null);
    await this.#restUntil(Math.max(0, at - state.now()), at);
  }

  #everythingRead(): boolean {
    const { reads, today } = this.#state;
    if (today === null || entryOf(reads, 'services').readAt === null) return false;
    for (let day = 0; day < this.#horizonDays; day += 1) {
      if (entryOf(reads, `windows:${addDays(today, day)}`).readAt === null) return false;
    }
    return true;
  }

  /** How far the days ahead have been fetched, while somebody may wait for them (SPEC PULL-10). */
  #noteFetched(): void {
    const { reads, today, status } = this.#state;
    if (today === null) return;
    const known = (key: ReadKey): boolean => entryOf(reads, key).knownAt !== null;
    let days = 0;
    for (let day = 0; day < this.#horizonDays; day += 1) {
      const date = addDays(today, day);
      if (known(`windows:${date}`) && known(`list:${date}`)) days += 1;
    }
    const before = status.view.get().fetching;
    const fetching = days === this.#horizonDays ? null : { days, of: this.#horizonDays };
    if (before?.days !== fetching?.days || before?.of !== fetching?.of) status.change({ fetching });
  }

  async #rest(ms: number | null): Promise<void> {
    this.#state.status.change({ syncing: false, nextTryAt: null });
    await this.#state.alarm.wait(ms);
  }

  /** True where the time ended it. */
  async #restUntil(ms: number, nextTryAt: number): Promise<boolean> {
    this.#state.status.change({ syncing: false, nextTryAt });
    return (await this.#state.alarm.wait(ms)) === 'time';
  }
}
