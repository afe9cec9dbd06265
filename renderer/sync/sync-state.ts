import { AppointmentIndex, createZone, isZone, type ClinicSnapshot, type Zone } from '../../shared/booking/index.ts';
import type { LocalDate } from '../../shared/model/appointment.ts';
import type { Booking } from '../../shared/model/booking.ts';
import type { CalendarWindow } from '../../shared/model/clinic.ts';
import type { Appointment } from '../../shared/model/appointment.ts';
import { clockAheadMs, correctedNow, observeClock, untoldClock, type ServerClock } from '../../shared/sync/clock.ts';
import type { Scope } from '../../shared/sync/condition.ts';
import { openGate, type Gate } from '../../shared/sync/gate.ts';
import type { DayReading } from '../../shared/sync/merge.ts';
import { want, type ReadEntry, type ReadKey } from '../../shared/sync/read-log.ts';
import type { ClinicRecord } from '../db/store.ts';
import { Alarm } from './alarm.ts';
import { OpenBookings } from './open-bookings.ts';
import type { SyncPorts } from './ports.ts';
import { StatusKeeper } from './status.ts';

export interface SyncOptions {
  /** First part of every reference that this device gives. */
  readonly deviceId: string;
  /** False where the clock is the one that was asked for (HUSKY_NOW): the server's does not correct it. */
  readonly correctClock: boolean;
  /** Local days kept pulled, today included; `HORIZON_DAYS` unless a test is in a hurry. */
  readonly horizonDays?: number;
}

/** A list of one UTC day that a neighbouring local day can use as well. */
export interface ListedDay {
  readonly records: readonly Appointment[];
  /** Epoch ms by the server's clock, before the first request. */
  readonly startedAt: number;
}

/** A record of ours that was cancelled elsewhere: whatever takes its part may still come up. */
export interface Bereaved {
  readonly booking: Booking;
  readonly cancelled: Appointment;
}

/** What the steps of one driver share. Nothing in here has to survive: the database holds what must. */
export class SyncState {
  readonly alarm: Alarm;
  readonly bookings: OpenBookings;
  readonly status: StatusKeeper;
  readonly reads = new Map<ReadKey, ReadEntry>();
  /** Scopes that the key lacks, with the instant of the next try. */
  readonly blocked = new Map<Scope, number>();
  /** Bookings tried since the line came back. */
  readonly tried = new Set<string>();
  readonly windows = new Map<string, CalendarWindow>();
  readonly readings = new Map<LocalDate, DayReading>();
  readonly listed = new Map<LocalDate, ListedDay>();
  readonly bereaved = new Map<string, Bereaved>();
  /** Synced bookings that no list showed and no read explained: asked once a start. */
  readonly sought = new Set<string>();
  /** Of those, the ones whose id the server does not know: what that means waits until the organisation is recognised (SPEC REMOTE-7). */
  readonly unknownThere = new Set<string>();
  /** When the earliest of our bookings that a list held was confirmed (epoch ms), since the address and the key were last set. */
  recognisedSince = Infinity;
  /** Epoch ms by the server's clock: lists that were begun earlier were another key's, maybe. */
  settingsFrom = -Infinity;
  readonly strays = new Set<string>();
  gate: Gate = openGate;
  failures = 0;
  probe = true;
  /** Somebody can see a window of the app. */
  visible = true;
  /** How often the line came back since the start: a silence of a request that began before tells nothing of the line as it is. */
  lineTurns = 0;
  /** Something at this address has answered as the API does. Until then no patient's data is sent there. */
  serverKnown = false;
  /** Grows when the address or the key may have changed: what an earlier key was refused says nothing of this one (SPEC PAUSE-7). */
  settingsTurns = 0;
  writeFailures = 0;
  pushesFrom = 0;
  trackingFrom = 0;
  clinic: ClinicRecord | null = null;
  /** The date that this window looks at, and those of the other windows. */
  watchedHere: LocalDate | null = null;
  watchedElsewhere: readonly LocalDate[] = [];
  /** This window is the one that syncs. */
  leads = false;
  stopping = false;
  /** Of the sends since the last quiet moment, for one line in the log. */
  sent = nothingSent();
  #serverClock: ServerClock = untoldClock;
  #snapshot: ClinicSnapshot | null = null;

  readonly ports: SyncPorts;
  readonly options: SyncOptions;

  constructor(ports: SyncPorts, options: SyncOptions) {
    this.ports = ports;
    this.options = options;
    this.alarm = new Alarm(ports.timers);
    this.status = new StatusKeeper(ports, (machine) => this.toServerTime(machine));
    this.bookings = new OpenBookings(ports.store, () => this.now());
  }

  /** Epoch ms by the server's clock, or by the one that was asked for. */
  now(): number {
    return this.toServerTime(this.ports.machineNow());
  }

  /** Epoch ms by the server's clock, of an instant of the machine's. */
  toServerTime(machine: number): number {
    return this.options.correctClock ? correctedNow(this.#serverClock, machine) : machine;
  }

  /**
   * Marks this moment. The returned function tells it (epoch ms by the server's clock) as the clock goes when it is asked: an answer
   * that corrects the clock must not make what began before it look later than it was (SPEC CLK-4).
   */
  mark(): () => number {
    const { elapsed } = this.ports;
    const markedAt = elapsed();
    return () => this.now() - (elapsed() - markedAt);
  }

  /**
   * `corrected`: the answer set the clock anew. `doubted`: it tells a time far from ours, which a second answer has to agree
   * with. A clock that was asked for (HUSKY_NOW) is not corrected, but a difference is still told.
   */
  observeClock(serverDate: string | null, sentAt: number): 'corrected' | 'doubted' | 'kept' {
    const before = this.#serverClock;
    this.#serverClock = observeClock(before, { serverDate, sentAt, receivedAt: this.ports.machineNow() });
    const { offsetMs, doubtMs } = this.#serverClock;
    if (offsetMs === before.offsetMs) return doubtMs === null ? 'kept' : 'doubted';
    this.status.clockChanged(clockAheadMs(this.#serverClock));
    return this.options.correctClock ? 'corrected' : 'kept';
  }

  get serverClock(): ServerClock {
    return this.#serverClock;
  }

  /** Another window has observed the server's clock. */
  takeClock(clock: ServerClock): void {
    this.#serverClock = clock;
  }

  get watched(): readonly LocalDate[] {
    return this.watchedHere === null ? this.watchedElsewhere : [this.watchedHere, ...this.watchedElsewhere];
  }

  get zone(): Zone | null {
    const timezone = this.clinic?.config.timezone;
    return timezone !== undefined && isZone(timezone) ? createZone(timezone) : null;
  }

  get today(): LocalDate | null {
    return this.zone?.toLocal(this.now()).date ?? null;
  }

  /** Makes everything about a date due at once, from the server itself. */
  wantDate(date: LocalDate): void {
    for (const utcDate of this.zone?.utcDatesOf(date) ?? []) this.listed.delete(utcDate);
    for (const what of ['windows', 'tracking', 'list'] as const) want(this.reads, `${what}:${date}`);
  }

  /** Places are stamped with the time they were read at: what an earlier clock stamped must not be taken for later than now (SPEC CLK-6). */
  readDaysAnew(): void {
    for (const date of this.readings.keys()) want(this.reads, `windows:${date}`);
  }

  setClinic(clinic: ClinicRecord | null): void {
    this.clinic = clinic;
    this.#snapshot = null;
  }

  setWindows(windows: Iterable<CalendarWindow>): void {
    for (const window of windows) this.windows.set(window.calendarId, window);
    this.#snapshot = null;
  }

  /** The clinic's windows as the engine reads them; it finds the window of a record. Null before the first configuration. */
  get snapshot(): ClinicSnapshot | null {
    if (this.clinic === null) return null;
    this.#snapshot ??= {
      ...this.clinic,
      windows: [...this.windows.values()],
      overrides: [],
      appointments: new AppointmentIndex(),
    };
    return this.#snapshot;
  }

  iso(): string {
    return new Date(this.now()).toISOString();
  }
}

/** Counts of bookings and of changes, each for one line of the log (SPEC LOG-4). */
export function nothingSent() {
  const none = { count: 0, confirmed: 0, needYou: 0 };
  return { create: { ...none }, patch: { ...none } };
}
