import type { DeskSettings, HuskyBridge } from '../../shared/ipc/contract.ts';
import type { Booking } from '../../shared/model/booking.ts';
import { sampleClinicName } from '../../shared/model/sample-clinic.ts';
import type { SlotLocks } from '../db/slot-locks.ts';
import type { DeskStore, StoreChange } from '../db/store.ts';
import type { SyncDriver } from '../sync/driver.ts';
import { buildBoard } from './board-view.ts';
import { book, type BookPorts } from './book.ts';
import type { ClinicModel } from './clinic-model.ts';
import { coalesce } from './coalesce.ts';
import { alternativesFor, buildConflicts, type ConflictsInput } from './conflicts-view.ts';
import type {
  BoardView,
  BookingDraft,
  ClinicView,
  ConflictsView,
  Desk,
  DeskIntents,
  SettingsView,
  SettleResult,
  SyncView,
} from './contract.ts';
import { startDeskClock, type DeskClock } from './desk-clock.ts';
import { examineDraft, type DraftContext } from './draft-check.ts';
import type { BookingJournal } from './journal.ts';
import { endPractice } from './practice.ts';
import { findKnownPatients } from './known-patients.ts';
import { buildQueue } from './queue-view.ts';
import { connectionChange, Settings, type SettingsStart } from './settings.ts';
import { settle, step, type SettlePorts } from './settle.ts';
import { nextToken } from './token.ts';
import { createView, type MutableView } from './view.ts';

export interface DeskParts {
  readonly bridge: HuskyBridge;
  readonly store: DeskStore;
  /** Loaded. */
  readonly model: ClinicModel;
  readonly journal: BookingJournal;
  readonly locks: SlotLocks;
  readonly driver: SyncDriver;
  readonly start: SettingsStart;
  readonly sampleLoaded: boolean;
  /** Epoch ms, corrected by the server's clock. */
  readonly now: () => number;
  readonly newBookingId: (now: number) => string;
  readonly sharedWithOtherWindows: () => boolean;
}

export interface RunningDesk extends Desk {
  /** Stops timers and sync and waits for what is being written. */
  stop(): Promise<void>;
}

/** The desk: keeps the views current with the database and carries out what the screens ask for. */
export function startDesk(parts: DeskParts): RunningDesk {
  return new DeskApp(parts);
}

/** What is stored is counted this long after a change. */
const countAfterMs = 250;

class DeskApp implements RunningDesk {
  readonly views;
  readonly intents: DeskIntents;
  readonly #parts: DeskParts;
  readonly #ports: SettlePorts;
  readonly #settings: Settings;
  readonly #clock: DeskClock;
  readonly #clinic: MutableView<ClinicView>;
  readonly #board: MutableView<BoardView>;
  readonly #sync: MutableView<SyncView>;
  readonly #conflicts: MutableView<ConflictsView>;
  readonly #stops: (() => void)[] = [];
  /** Null follows today. */
  #date: string | null = null;
  #sample: boolean;
  #counting: ReturnType<typeof setTimeout> | undefined;
  /** The date around which the model was last read. */
  #today: string;

  constructor(parts: DeskParts) {
    this.#parts = parts;
    this.#sample = parts.sampleLoaded;
    this.#settings = new Settings(parts.bridge, parts.start, (previous, next) => {
      this.#settingsChanged(previous, next);
    });
    this.#ports = { ...bookPorts(parts), deviceLetter: () => this.#settings.current.deviceLetter };
    this.#clock = startDeskClock(parts.now, () => parts.model.zone);
    this.#today = this.#clock.view.get().today;
    this.#clinic = createView(this.#clinicView());
    this.#board = createView(this.#boardView());
    this.#conflicts = createView(this.#conflictsView());
    this.#sync = createView(this.#syncView());
    this.views = {
      clinic: this.#clinic,
      board: this.#board,
      sync: this.#sync,
      conflicts: this.#conflicts,
      settings: this.#settings.view,
      clock: this.#clock.view,
    };
    this.intents = this.#makeIntents();
    this.#listen();
    void this.#countStored();
  }

  async stop(): Promise<void> {
    for (const stop of this.#stops) stop();
    this.#clock.stop();
    clearTimeout(this.#counting);
    await this.#parts.driver.stop();
    await this.#parts.journal.settled();
  }

  #listen(): void {
    const { store, driver, bridge } = this.#parts;
    const refresh = coalesce(() => {
      this.#refresh();
    });
    const showSync = (): void => {
      this.#sync.set(this.#syncView());
    };
    this.#stops.push(
      store.subscribe((change) => {
        this.#take(change);
        refresh();
      }),
      driver.status.subscribe(() => {
        this.#clock.refresh();
        showSync();
      }),
      this.#clock.view.subscribe(() => {
        void this.#followToday().then(refresh);
      }),
      bridge.onEvent((event) => {
        if (event.kind === 'settings-changed') void this.#settings.reload();
        else driver.networkChanged(event.online);
      }),
    );
  }

  async #followToday(): Promise<void> {
    const { today } = this.#clock.view.get();
    if (today === this.#today) return;
    this.#today = today;
    await this.#parts.model.follow(today);
  }

  #take(change: StoreChange): void {
    this.#parts.model.apply(change);
    if (change.kind === 'sample') this.#sample = change.loaded;
    if (change.kind === 'bookings') for (const booking of change.changed) this.#parts.journal.note(booking);
    if (change.kind === 'bookings' || change.kind === 'appointments') this.#countSoon();
  }

  /** Counts for the settings screen, soon after changes and never in the way of a booking. */
  #countSoon(): void {
    this.#counting ??= setTimeout(() => {
      this.#counting = undefined;
      void this.#countStored();
    }, countAfterMs);
  }

  async #countStored(): Promise<void> {
    const { appointments, bookings, unsent } = await this.#parts.store.countAll();
    this.#settings.showStored({ appointments, bookings, unsent });
  }

  #refresh(): void {
    this.#clinic.set(this.#clinicView());
    this.#board.set(this.#boardView());
    this.#conflicts.set(this.#conflictsView());
    this.#sync.set(this.#syncView());
  }

  #settingsChanged(previous: SettingsView, next: SettingsView): void {
    this.#refresh();
    const changed = connectionChange(previous, next);
    if (changed === 'address') void this.#connect(next.settings);
    else if (changed === 'key') this.#parts.driver.settingsChanged();
  }

  /** A real address ends the practice; while that can't be written down, nothing is sent. */
  async #connect(settings: DeskSettings): Promise<void> {
    const { store, now, driver } = this.#parts;
    if (settings.apiUrl !== '' && this.#sample && !(await endPractice(store, now()))) return;
    driver.settingsChanged();
  }

  get #branchId(): string {
    const { branches } = this.#parts.model.clinic;
    const chosen = this.#settings.current.branchId;
    if (branches.some((branch) => branch.branchId === chosen)) return chosen;
    const known = branches[0]?.branchId ?? chosen;
    if (known !== '') return known;
    // After a database was set aside nothing but the bookings of the second copy says where this desk stands.
    for (const { place } of this.#parts.model.bookings()) return place.branchId;
    return known;
  }

  #clinicView(): ClinicView {
    const { clinic } = this.#parts.model;
    const { branchNames, clinicName } = this.#settings.current;
    const branches = clinic.branches.map((branch) => ({
      ...branch,
      name: branchNames[branch.branchId] ?? branch.name,
    }));
    const branchId = this.#branchId;
    return {
      config: clinic.config,
      clinicName: clinicName === '' && this.#sample ? sampleClinicName : clinicName,
      branch: branches.find((branch) => branch.branchId === branchId) ?? {
        branchId,
        name: branchNames[branchId] ?? branchId,
      },
      branches,
      services: clinic.services,
      sample: this.#sample,
      doctors: this.#parts.model.doctors(),
    };
  }

  #boardView(): BoardView {
    const { model } = this.#parts;
    const date = this.#date ?? this.#clock.view.get().today;
    const branchId = this.#branchId;
    const contents = model.contents(branchId, date);
    const day = model.day(date);
    const hasAppointments = day?.listedAt !== null || contents.records.length > 0;
    const pulledAt = hasAppointments ? (day?.availabilityAt ?? null) : null;
    return buildBoard({
      snapshot: model.snapshot,
      zone: model.zone,
      branchId,
      date,
      now: this.#parts.now(),
      bookings: contents.bookings,
      appointments: contents.records,
      linked: model.linked(),
      loading: !model.isLoaded(date),
      pulledAt: pulledAt === null ? null : Date.parse(pulledAt),
      knowsPlaces: model.knowsPlaces(date),
      unlistedIn: (window) => model.unlistedIn(window, date),
    });
  }

  #conflictsView(): ConflictsView {
    return buildConflicts(this.#conflictsInput());
  }

  #conflictsInput(): ConflictsInput {
    const { model, now } = this.#parts;
    return {
      snapshot: model.snapshot,
      now: now(),
      bookings: model.bookings(),
      existingById: (appointmentId) => model.record(appointmentId),
      knowsPlaces: (date) => model.knowsPlaces(date),
      isToday: (instant) => model.zone.toLocal(instant).date === this.#clock.view.get().today,
    };
  }

  #syncView(): SyncView {
    return { ...this.#parts.driver.status.get(), ...buildQueue(this.#parts.model.bookings()) };
  }

  #draftContext(): DraftContext {
    const { model, now } = this.#parts;
    const date = this.#date ?? this.#clock.view.get().today;
    return {
      snapshot: model.snapshot,
      zone: model.zone,
      branchId: this.#branchId,
      now: now(),
      from: model.zone.dayBounds(date).startsAt,
      knowsPlaces: (each) => model.knowsPlaces(each),
      tokenFor: (place) => nextToken(model.bookings(), place, this.#settings.current.deviceLetter),
    };
  }

  #makeIntents(): DeskIntents {
    const { model, store, driver } = this.#parts;
    const kick = (result: SettleResult): SettleResult => {
      if (result.kind === 'settled') {
        // Whoever settled it is not offered it again: the list is current before they are answered.
        this.#conflicts.set(this.#conflictsView());
        this.#afterWrite();
      }
      return result;
    };
    return {
      showDate: (date) => {
        this.#showDate(date);
      },
      showBranch: async (branchId) => {
        await this.#settings.save({ branchId });
      },
      checkDraft: (draft) => examineDraft(draft, this.#draftContext()).check,
      knownPatients: (phone) => findKnownPatients(phone, store),
      book: async (draft: BookingDraft) => {
        const result = await book(draft, () => this.#draftContext(), this.#ports);
        if (result.kind === 'booked') this.#afterWrite();
        return result;
      },
      cancelUnsent: async (bookingId) => kick(await step(bookingId, { kind: 'cancel' }, this.#ports)),
      settle: async (bookingId, resolution) => kick(await settle(bookingId, resolution, this.#ports)),
      undo: async (bookingId) => kick(await step(bookingId, { kind: 'undo' }, this.#ports)),
      alternativesFor: (bookingId, serviceId) => {
        const booking = model.booking(bookingId);
        return booking ? alternativesFor(booking, serviceId, this.#conflictsInput()) : [];
      },
      booking: (bookingId): Promise<Booking | null> => store.booking(bookingId),
      syncNow: () => {
        driver.syncNow();
      },
      saveSettings: (patch) => this.#settings.save(patch),
      saveKey: (key, allowFile) => this.#settings.saveKey(key, allowFile),
      removeKey: () => this.#settings.removeKey(),
      wipe: () => this.#wipe(),
    };
  }

  #showDate(date: string | null): void {
    this.#date = date;
    this.#parts.driver.watch(date);
    this.#board.set(this.#boardView());
    if (date === null || this.#parts.model.isLoaded(date)) return;
    void this.#parts.model.ensureDate(date).then(() => {
      this.#refresh();
    });
  }

  /** The views follow the store's own notice of the commit; what is left is to send it if there is a way. */
  #afterWrite(): void {
    this.#parts.driver.bookingsChanged();
  }

  async #wipe(): ReturnType<DeskIntents['wipe']> {
    const { store, journal } = this.#parts;
    const { unsent, needsPerson } = await store.countAll();
    if (!this.#sample && unsent + needsPerson > 0) return { kind: 'unsent', count: unsent + needsPerson };
    const wiped = await store.wipe();
    // The second copy goes only when the first is gone.
    if (wiped.kind !== 'saved') return { kind: 'failed' };
    await journal.rewrite(() => Promise.resolve([]));
    return { kind: 'wiped' };
  }
}

function bookPorts(parts: DeskParts): BookPorts {
  const { store, model, locks, now, newBookingId, sharedWithOtherWindows } = parts;
  return { store, model, locks, now, newBookingId, sharedWithOtherWindows };
}
