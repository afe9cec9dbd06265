import { clinicOfAddress, readAddress } from '../../shared/api/address.ts';
import {
  bridgeEventSchema,
  type DeskSettings,
  type HuskyBridge,
  type SaveSettingsResult,
  type SettingsPatch,
} from '../../shared/ipc/contract.ts';
import { isPractice, promisedPlace, type Booking } from '../../shared/model/booking.ts';
import { windowsOfDay } from '../../shared/booking/index.ts';
import { rulesOf } from '../../shared/reservations/branch-rules.ts';
import { unknownClinic, type ClinicId } from '../../shared/model/clinic-id.ts';
import { sampleClinicName } from '../../shared/model/sample-clinic.ts';
import type { SlotLocks } from '../db/slot-locks.ts';
import type { DeskStore, StoreChange } from '../db/store.ts';
import { windowsForRule } from '../../shared/sync/rebooking-rule.ts';
import type { LeaderLocks } from '../sync/ports.ts';
import type { SharedSync } from '../sync/shared-sync.ts';
import { arrangeClinic, endPractice } from './arrange-clinic.ts';
import { buildBoard } from './board-view.ts';
import { book, type BookPorts } from './book.ts';
import { branchOf } from './branch.ts';
import { bookingFor, cancelAppointment, noteVisit, reschedule, undoChange, undoVisit } from './change.ts';
import { changesView } from './changes-view.ts';
import type { ClinicModel } from './clinic-model.ts';
import { coalesce } from './coalesce.ts';
import { buildConflicts, type ConflictsInput } from './conflicts-view.ts';
import type {
  AddressChange,
  BoardView,
  BookingDraft,
  ChangesView,
  ClinicView,
  ConflictsView,
  Desk,
  DeskIntents,
  Offer,
  OpenCounts,
  SearchAnswer,
  ReportView,
  SettingsView,
  SettleResult,
  SyncView,
} from './contract.ts';
import { startDeskClock, type DeskClock } from './desk-clock.ts';
import type { DeviceRights } from './device-rights.ts';
import { examineDraft, type DraftContext } from './draft-check.ts';
import { History } from './history.ts';
import { heldBy } from './holding.ts';
import type { BookingJournal } from './journal.ts';
import { nameOrder } from './name-order.ts';
import { offerFor, placesOn } from './offer.ts';
import { buildReport } from './report-view.ts';
import { RuleRunner } from './rule-runner.ts';
import { findKnownPatients } from './known-patients.ts';
import { buildQueue, owedElsewhere } from './queue-view.ts';
import { rightsOfModel } from './model-rights.ts';
import { ReserveHistory } from './reserve-history.ts';
import { search } from './search.ts';
import { connectionChange, Settings, sharesChange, type SettingsStart } from './settings.ts';
import { settle, step, type SettlePorts } from './settle.ts';
import { hasSlip, slipFacts, testSlip, type SlipDesk } from './slip-facts.ts';
import { tokenFor, type TokenPlace } from './token-for.ts';
import { lastNumbersFrom } from './token.ts';
import { windowsOn } from './windows-on.ts';
import { waitFor } from './wait-for.ts';
import { countFree } from './waiting-view.ts';
import { SetupOffers } from './setup-offers.ts';
import { Updates } from './updates.ts';
import { createDerivedView, createView, type DerivedView, type MutableView } from './view.ts';

export interface DeskParts {
  readonly bridge: HuskyBridge;
  readonly store: DeskStore;
  /** Loaded. */
  readonly model: ClinicModel;
  readonly journal: BookingJournal;
  readonly locks: SlotLocks;
  readonly driver: SharedSync;
  /** Locks that a window holds while it leads. */
  readonly leaderLocks: LeaderLocks;
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

/** Held while the stored data is changed as a whole: a window that opens meanwhile waits for it. */
export const arrangingLock = 'arranging';

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
  readonly #staffCall = createView<number | null>(null);
  readonly #updates: Updates;
  readonly #setupOffers: SetupOffers;
  readonly #todaysBoard: DerivedView<BoardView>;
  readonly #report: DerivedView<ReportView>;
  readonly #sync: MutableView<SyncView>;
  readonly #conflicts: DerivedView<ConflictsView>;
  readonly #reserves: ReserveHistory;
  readonly #history: History;
  readonly #rule: RuleRunner;
  readonly #stops: (() => void)[] = [];
  /** Null follows today. */
  #date: string | null = null;
  #sample: boolean;
  #counting: ReturnType<typeof setTimeout> | undefined;
  /** The date around which the model was last read. */
  #today: string;
  /** Readings of the whole model, one after the other. */
  #loading: Promise<void> = Promise.resolve();
  /** What the newest change of the address led to. */
  #connecting: Promise<void> = Promise.resolve();

  constructor(parts: DeskParts) {
    this.#parts = parts;
    this.#sample = parts.sampleLoaded;
    this.#settings = new Settings(parts.bridge, parts.start, (previous, next) => {
      this.#settingsChanged(previous, next);
    });
    this.#updates = new Updates(parts.bridge, () => this.#today);
    this.#setupOffers = new SetupOffers(parts.bridge);
    this.#reserves = new ReserveHistory(parts.store);
    this.#history = new History(parts.store);
    this.#ports = {
      ...bookPorts(parts),
      tokenFor: (place) => this.#tokenFor(place),
      rights: () => this.#rights(),
    };
    this.#clock = startDeskClock(parts.now, () => parts.model.zone);
    this.#today = this.#clock.view.get().today;
    this.#clinic = createView(this.#clinicView());
    this.#board = createView(this.#boardView());
    this.#todaysBoard = createDerivedView(() => this.#boardOfToday());
    this.#report = createDerivedView(() => this.#reportView());
    this.#conflicts = createDerivedView(() => this.#conflictsView());
    this.#sync = createView(this.#syncView());
    this.views = {
      clinic: this.#clinic,
      board: this.#board,
      today: this.#todaysBoard,
      report: this.#report,
      sync: this.#sync,
      conflicts: this.#conflicts,
      settings: this.#settings.view,
      history: this.#history.view,
      staffCall: this.#staffCall,
      updates: this.#updates.view,
      setupOffer: this.#setupOffers.view,
      clock: this.#clock.view,
    };
    this.intents = this.#makeIntents();
    this.#rule = this.#makeRule();
    this.#listen();
    this.#rule.start();
    void this.#updates.read();
    void this.#setupOffers.read();
    void this.#countStored();
    this.#readHistory();
  }

  async stop(): Promise<void> {
    for (const stop of this.#stops) stop();
    this.#clock.stop();
    this.#history.stop();
    clearTimeout(this.#counting);
    await this.#rule.stop();
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
        this.#hear(event);
      }),
    );
  }

  /** What main tells; what does not fit the contract is not ours. */
  #hear(told: unknown): void {
    const { driver } = this.#parts;
    const { data: event } = bridgeEventSchema.safeParse(told);
    switch (event?.kind) {
      case 'settings-changed':
        void this.#settings.reload(event.what);
        return;
      case 'network':
        driver.networkChanged(event.online);
        return;
      case 'line':
        driver.lineChanged(event.lost);
        return;
      case 'windows':
        driver.visibleChanged(event.visible);
        return;
      case 'staff-called':
        this.#staffCall.set(this.#parts.now());
        return;
      case 'staff-coming':
        this.#staffCall.set(null);
        return;
      case 'update':
        this.#updates.hear(event.picture);
        return;
      case 'setup-offered':
        void this.#setupOffers.read();
        return;
      // Kiosks are answered apart (serve-kiosks.ts), and the rest is for them.
      case 'kiosk-asks':
      case 'picture-wanted':
      case 'picture':
      case 'desk-silent':
        return;
      case undefined:
        return;
    }
  }

  async #followToday(): Promise<void> {
    const { today } = this.#clock.view.get();
    if (today === this.#today) return;
    this.#today = today;
    await this.#parts.model.follow(today);
    this.#readHistory();
  }

  /** Whole collections were emptied: what is in memory is read anew. */
  async #reload(): Promise<void> {
    const { model, now } = this.#parts;
    await model.load(now());
    if (this.#date !== null) await model.ensureDate(this.#date);
    this.#clock.refresh();
    this.#today = this.#clock.view.get().today;
    this.#refresh();
  }

  #take(change: StoreChange): void {
    this.#parts.model.apply(change);
    this.#history.take(change, this.#today);
    if (change.kind === 'cleared') {
      this.#loading = this.#loading.then(() => this.#reload());
      this.#countSoon();
    }
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
    const { appointments, bookings, unsent, needsPerson } = await this.#parts.store.countAll();
    // Practice bookings wait for nothing.
    const open = this.#sample ? { unsent: 0, needsYou: 0 } : { unsent, needsYou: needsPerson };
    this.#settings.showStored({ appointments, bookings, ...open });
  }

  #refresh(): void {
    this.#clinic.set(this.#clinicView());
    this.#showBoard();
    this.#conflicts.outdate();
    this.#sync.set(this.#syncView());
    this.#rule.look();
  }

  /** The report is of the board's day, and follows it. */
  #showBoard(): void {
    this.#board.set(this.#boardView());
    this.#todaysBoard.outdate();
    this.#report.outdate();
  }

  #boardOfToday(): BoardView {
    const { today } = this.#clock.view.get();
    const board = this.#board.get();
    return board.date === today ? board : this.#boardView(today);
  }

  #settingsChanged(previous: SettingsView, next: SettingsView): void {
    this.#refresh();
    this.#readHistory();
    const changed = connectionChange(previous, next);
    if (changed === 'address') this.#connecting = this.#connect(next.settings);
    else if (changed === 'key') this.#parts.driver.settingsChanged();
    if (sharesChange(previous.settings, next.settings)) this.#parts.driver.allowanceChanged();
  }

  /** Another address may be another clinic. While its data can't take the place of the other's, nothing is sent. */
  async #connect({ apiUrl }: DeskSettings): Promise<void> {
    const { store, driver, journal, locks } = this.#parts;
    await driver.stopEverywhere();
    const practised = this.#sample;
    const arranged = await locks.run([arrangingLock], async () => {
      if (!(await arrangeClinic(store, apiUrl))) return false;
      // Where the second copy can't be written now, the next start leaves practice bookings out of it.
      if (practised && apiUrl !== '') await journal.leaveOut((booking) => booking !== null && isPractice(booking));
      return true;
    });
    if (!arranged) return;
    await this.#loading;
    driver.clinicChanged();
    driver.start();
  }

  /** The other clinic that an address would lead to; null where it leads to none, or to this one in other words. */
  #otherClinic(apiUrl: string): ClinicId | null {
    const reading = readAddress(apiUrl);
    // Without an address the clinic stays as it is, and waits; what is no address is refused by whoever keeps it.
    const clinicId = reading.kind === 'address' ? clinicOfAddress(reading.address) : unknownClinic;
    return clinicId === unknownClinic || clinicId === this.#parts.model.clinicId ? null : clinicId;
  }

  async #addressChange(apiUrl: string): Promise<AddressChange> {
    const { store, model } = this.#parts;
    if (this.#otherClinic(apiUrl) === null) return { kind: 'none' };
    if (this.#sample) return { kind: 'ends-practice', bookings: await store.practiceBookings() };
    if (model.clinicId === unknownClinic) return { kind: 'none' };
    const { unsent, needsYou } = buildQueue(model.bookings(), this.#today);
    if (unsent + needsYou > 0) return { kind: 'locked', address: model.clinicId, unsent, needsYou };
    const { appointments } = await store.countAll();
    // Nothing was ever fetched from a mistyped address: nothing leaves with it.
    const fetched = appointments + model.clinic.services.length + model.clinic.branches.length > 0;
    return fetched ? { kind: 'other-clinic', address: model.clinicId, appointments } : { kind: 'none' };
  }

  /** Sync stops before another address is kept: what is under way belongs to the clinic that it was sent to. */
  async #saveSettings(patch: SettingsPatch): Promise<SaveSettingsResult> {
    const { apiUrl } = patch;
    if (apiUrl === undefined || this.#otherClinic(apiUrl) === null) return this.#settings.save(patch);
    const { driver } = this.#parts;
    await driver.stopEverywhere();
    const change = await this.#addressChange(apiUrl);
    const result =
      change.kind === 'locked'
        ? ({
            kind: 'rejected',
            faults: [{ field: 'apiUrl', message: 'bookings are owed to another address' }],
          } as const)
        : await this.#settings.save({ ...(change.kind === 'other-clinic' ? this.#ofOneClinic() : {}), ...patch });
    if (result.kind === 'saved') await this.#connecting;
    else driver.start();
    return result;
  }

  /** Settings that another clinic has its own of, unless they come with its address. */
  #ofOneClinic(): SettingsPatch {
    const fixed = this.#settings.environment.fromEnvironment.includes('branchId');
    return { clinicName: '', ...(fixed ? {} : { branchId: '' }) };
  }

  get #branchId(): string {
    const { model } = this.#parts;
    return branchOf(model.clinic.branches, this.#settings.current.branchId, this.#sample, model.bookings());
  }

  #clinicView(): ClinicView {
    const { clinic } = this.#parts.model;
    const { branchNames, clinicName } = this.#settings.current;
    const branches = clinic.branches.map((branch) => ({
      ...branch,
      name: branchNames[branch.branchId] ?? branch.name,
    }));
    const branchId = this.#branchId;
    const unlisted =
      branchId === '' && branches.length > 0 ? null : { branchId, name: branchNames[branchId] ?? branchId };
    return {
      config: clinic.config,
      clinicName: clinicName === '' && this.#sample ? sampleClinicName : clinicName,
      branch: branches.find((branch) => branch.branchId === branchId) ?? unlisted,
      branches,
      services: clinic.services,
      sample: this.#sample,
      awaitsFirstSync: this.#awaitsFirstSync(),
      doctors: [...this.#parts.model.doctors()].sort(this.#compareNames),
    };
  }

  /** The services come early, the windows of today after them; branches are gathered from windows. */
  #awaitsFirstSync(): boolean {
    const { model } = this.#parts;
    const { services, branches } = model.clinic;
    const pulledAt = model.day(this.#clock.view.get().today)?.availabilityAt ?? null;
    return services.length === 0 || (branches.length === 0 && pulledAt === null);
  }

  #boardView(date = this.#date ?? this.#clock.view.get().today): BoardView {
    const { model } = this.#parts;
    const branchId = this.#branchId;
    const contents = model.promised(branchId, date);
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
      rights: this.#rights(),
      unlistedIn: (window, serviceId) => model.unlistedIn(window, date, serviceId),
    });
  }

  #reportView(): ReportView {
    const { model, now } = this.#parts;
    const board = this.#board.get();
    const days = windowsOfDay(this.#branchId, board.date, model.snapshot);
    const open = new Set(days.filter((day) => day.open).map(({ window }) => window.calendarId));
    return buildReport({
      board,
      today: this.#clock.view.get().today,
      now: now(),
      visitOf: (bookingId) => model.booking(bookingId)?.visit ?? [],
      wasOpen: (calendarId) => open.has(calendarId),
    });
  }

  /** The history is read where a branch's reserve goes by it; until then nothing is kept back. */
  #readHistory(): void {
    const goesByHistory = Object.values(this.#settings.current.branchRules).some(
      ({ reserve }) => reserve.kind === 'history',
    );
    if (!goesByHistory) return;
    void this.#reserves.load(this.#today, this.#parts.model.snapshot).then(() => {
      this.#refresh();
    });
  }

  get #device(): { readonly letter: string; readonly installId: string } {
    return { letter: this.#settings.current.deviceLetter, installId: this.#settings.environment.deviceId };
  }

  #tokenFor(place: TokenPlace): string {
    const { branchRules } = this.#settings.current;
    return tokenFor(this.#parts.model, place, this.#device, rulesOf(branchRules, place.branchId));
  }

  /** What this device may give now. */
  #rights(): DeviceRights {
    const { model, now, driver } = this.#parts;
    const { branchRules } = this.#settings.current;
    return rightsOfModel(model, {
      rulesOf: (branchId) => rulesOf(branchRules, branchId),
      device: this.#device,
      cutOff: !this.#sample && heldBy(driver.status.get().condition, false) !== null,
      now: now(),
      history: (slot) => this.#reserves.of(slot),
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
      rights: this.#rights(),
      without: (booking, decide) => model.without(booking, decide),
      todayFrom: model.zone.dayBounds(this.#clock.view.get().today).startsAt,
    };
  }

  #syncView(): SyncView {
    const { driver, model } = this.#parts;
    const queue = buildQueue(model.bookings(), this.#today);
    return {
      ...driver.status.get(),
      ...queue,
      waitingFree: queue.waiting === 0 ? 0 : countFree(model.bookings(), this.#conflictsInput()),
      elsewhere: owedElsewhere(model.bookingsElsewhere()),
    };
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
      rights: this.#rights(),
      tokenFor: (place) => this.#tokenFor({ ...place, branchId: this.#branchId }),
    };
  }

  /** In the order of the language on screen. */
  get #compareNames(): (a: string, b: string) => number {
    return nameOrder(this.#settings.current.language);
  }

  #search(text: string): SearchAnswer {
    const { model } = this.#parts;
    const { branchNames } = this.#settings.current;
    const { branches } = model.clinic;
    return search(text, {
      index: this.#history.index,
      snapshot: model.snapshot,
      zone: model.zone,
      clinicId: model.clinicId,
      today: this.#clock.view.get().today,
      branchId: this.#branchId,
      branchName: (id) => branchNames[id] ?? branches.find(({ branchId }) => branchId === id)?.name ?? id,
      branchFixed: this.#settings.environment.fromEnvironment.includes('branchId'),
      compareNames: this.#compareNames,
    });
  }

  #makeIntents(): DeskIntents {
    const { bridge, model, store, driver } = this.#parts;
    const kick = (result: SettleResult): SettleResult => {
      if (result.kind === 'settled') {
        // Whoever settled it is not offered it again: the list is current before they are answered.
        this.#conflicts.outdate();
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
      readHistory: () => {
        this.#history.begin(this.#today);
      },
      search: (query) => this.#search(query),
      checkDraft: (draft) => {
        driver.placesWanted();
        return examineDraft(draft, this.#draftContext()).check;
      },
      knownPatients: (phone) => findKnownPatients(phone, store, model.clinicId),
      book: async (draft: BookingDraft) => {
        const result = await book(draft, () => this.#draftContext(), this.#ports);
        if (result.kind === 'booked') this.#afterWrite();
        return result;
      },
      noteVisit: async (id, visitStep, from) => kick(await noteVisit(id, visitStep, from, this.#ports)),
      undoVisit: async (id) => kick(await undoVisit(id, this.#ports)),
      changesOf: (id) => this.#changesOf(id),
      placesFor: (id, date) => this.#placesFor(id, date),
      reschedule: async (id, to, reason) => kick(await reschedule(id, to, reason, this.#ports)),
      cancelAppointment: async (id, reason) => kick(await cancelAppointment(id, reason, this.#ports)),
      settle: async (bookingId, resolution) => kick(await settle(bookingId, resolution, this.#ports)),
      noteNews: async (bookingId) => kick(await step(bookingId, { kind: 'news-read' }, this.#ports)),
      undo: async (id) => kick(await undoChange(id, this.#ports)),
      called: async (bookingId, outcome) => kick(await step(bookingId, { kind: 'called', outcome }, this.#ports)),
      waitFor: (draft) => waitFor(draft, this.#draftContext(), this.#ports),
      alternativesFor: (bookingId, serviceId) => {
        const booking = model.booking(bookingId);
        if (booking === undefined) return { places: [], suggested: null };
        const input = this.#conflictsInput();
        return model.without(booking, (snapshot) => offerFor(booking, serviceId, { ...input, snapshot }));
      },
      booking: (id): Promise<Booking | null> => store.booking(model.bookingOfRecord(id)?.bookingId ?? id),
      syncNow: () => {
        driver.syncNow();
      },
      ...this.#kioskIntents(),
      ...this.#updates.intents,
      ...this.#setupOffers.intents,
      tryAddress: (call) => this.#parts.bridge.invoke('api.try', call),
      addressChange: (apiUrl) => this.#addressChange(apiUrl),
      saveSettings: (patch) => this.#saveSettings(patch),
      saveKey: (key, allowFile) => this.#settings.saveKey(key, allowFile),
      removeKey: () => this.#settings.removeKey(),
      wipe: () => this.#wipe(),
      openWindow: () => {
        void bridge.invoke('window.open');
      },
      printSlip: async (bookingId, reprint) => {
        const booking = await store.booking(bookingId);
        if (booking === null || !hasSlip(booking)) return { kind: 'no-slip' };
        return bridge.invoke('print.slip', slipFacts(booking, this.#slipDesk(), reprint));
      },
      printTestSlip: () => bridge.invoke('print.slip', testSlip(this.#slipDesk())),
      printers: () => bridge.invoke('print.printers'),
      printPage: (title, landscape) => bridge.invoke('print.page', { title, landscape }),
      saveFile: (suggestedName, text) => bridge.invoke('file.save', { suggestedName, text }),
      showFile: (path) => {
        void bridge.invoke('file.show', { path });
      },
    };
  }

  /** What the screens that patients see need of the desk. */
  #kioskIntents(): Pick<
    DeskIntents,
    'windowsOn' | 'idOfReference' | 'answerStaffCall' | 'openPublic' | 'kioskPin' | 'setKioskPin'
  > {
    const { bridge, model } = this.#parts;
    return {
      windowsOn: (serviceId, date) => windowsOn(serviceId, date, this.#draftContext()),
      idOfReference: (reference) => model.idOfReference(reference),
      answerStaffCall: () => {
        this.#staffCall.set(null);
        void bridge.invoke('kiosk.coming');
      },
      openPublic: (kind) => {
        void bridge.invoke('public.open', kind);
      },
      kioskPin: () => bridge.invoke('kiosk.pin-status'),
      setKioskPin: (pin) => bridge.invoke('kiosk.set-pin', pin),
    };
  }

  #changesOf(id: string): ChangesView | null {
    const { model, now } = this.#parts;
    const booking = bookingFor(id, this.#ports);
    if (booking === null) return null;
    return changesView(booking, model.clinic.config, model.recordOf(booking)?.status === 'completed', now());
  }

  #placesFor(id: string, date: string | null): Offer {
    const booking = bookingFor(id, this.#ports);
    if (booking === null) return { places: [], suggested: null };
    const promised = { ...booking, place: promisedPlace(booking) };
    return this.#parts.model.without(booking, (snapshot) => {
      const input = { ...this.#conflictsInput(), snapshot };
      return date === null ? offerFor(promised, promised.place.serviceId, input) : placesOn(promised, date, input);
    });
  }

  #slipDesk(): SlipDesk {
    const { condition } = this.#sync.get();
    return {
      clinic: this.#clinic.get(),
      settings: this.#settings.view.get(),
      condition,
      now: this.#parts.now(),
    };
  }

  #makeRule(): RuleRunner {
    const { model, now, leaderLocks } = this.#parts;
    const sendSoon = (result: SettleResult): SettleResult => {
      if (result.kind === 'settled') this.#afterWrite();
      return result;
    };
    return new RuleRunner({
      locks: leaderLocks,
      bookings: () => model.bookings(),
      isOn: (branchId) => rulesOf(this.#settings.current.branchRules, branchId).rebooking === 'same-session',
      knowsPlaces: (date) => model.knowsPlaces(date),
      windowsFor: (booking) => {
        const rights = this.#rights();
        return windowsForRule(
          booking,
          model.snapshot,
          now(),
          (date) => model.knowsPlaces(date),
          (slot) => rights.of(slot).now > 0,
        );
      },
      move: async (bookingId, to) => sendSoon(await settle(bookingId, { kind: 'move', to }, this.#ports, 'rule')),
      giveUp: (bookingId) => step(bookingId, { kind: 'rule-found-none' }, this.#ports),
    });
  }

  #showDate(date: string | null): void {
    this.#date = date;
    this.#parts.driver.watch(date);
    this.#showBoard();
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
    const { driver, locks } = this.#parts;
    // An answer that is under way would bring back what is being removed.
    await driver.stopEverywhere();
    try {
      return await locks.run([arrangingLock], () => (this.#sample ? this.#removePractice() : this.#removeClinicData()));
    } finally {
      await this.#loading;
      driver.settingsChanged();
      driver.start();
    }
  }

  async #removePractice(): Promise<{ readonly kind: 'wiped' | 'failed' }> {
    const { store, journal } = this.#parts;
    if (!(await endPractice(store))) return { kind: 'failed' };
    // Where the second copy can't be written now, the next start leaves practice bookings out of it.
    await journal.leaveOut((booking) => booking !== null && isPractice(booking));
    return { kind: 'wiped' };
  }

  async #removeClinicData(): Promise<{ readonly kind: 'wiped' | 'failed' } | ({ readonly kind: 'open' } & OpenCounts)> {
    const { bridge, store, journal, model } = this.#parts;
    const open = await this.#openCounts();
    if (open.unsent + open.needsYou > 0) return { kind: 'open', ...open };
    // Of what goes, the numbers given and the zone stay: patients hold tokens of today and later (SPEC UNDO-2).
    const { today } = this.#clock.view.get();
    const kept = await store.kept();
    const given = { bookings: await store.bookingsFrom(today), lastNumbers: kept.lastNumbers };
    const { timezone } = model.clinic.config;
    const noted = await store.putKept({ ...kept, timezone, lastNumbers: lastNumbersFrom(given, today) });
    if (noted.kind !== 'saved') return { kind: 'failed' };
    const wiped = await store.wipe(async () => {
      // Slips that no printer took hold names too.
      await bridge.invoke('print.remove-saved');
      if (!(await journal.leaveOut(() => true))) throw new Error('the second copy could not be emptied');
    });
    if (wiped.kind === 'open') return { kind: 'open', ...(await this.#openCounts()) };
    return { kind: wiped.kind === 'saved' ? 'wiped' : 'failed' };
  }

  async #openCounts(): Promise<OpenCounts> {
    const { unsent, needsPerson } = await this.#parts.store.countAll();
    return { unsent, needsYou: needsPerson };
  }
}

function bookPorts(parts: DeskParts): BookPorts {
  const { store, model, locks, now, newBookingId, sharedWithOtherWindows } = parts;
  return { store, model, locks, now, newBookingId, sharedWithOtherWindows };
}
