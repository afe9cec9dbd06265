import { AppointmentIndex, capacityOf, type ClinicSnapshot } from '../../shared/booking/index.ts';
import { addDays, createZone, weekdayOf, type Zone } from '../../shared/booking/wall-clock.ts';
import type { Appointment } from '../../shared/model/appointment.ts';
import {
  holdsPlace,
  isToBeCancelled,
  placeMovedTo,
  promisedPlace,
  readReference,
  referenceOf,
  type Booking,
  type Place,
} from '../../shared/model/booking.ts';
import { tokensOf } from '../../shared/model/tokens-of.ts';
import { sameWindow } from '../../shared/sync/place.ts';
import type { CalendarWindow, DateOverride } from '../../shared/model/clinic.ts';
import type { ClinicId } from '../../shared/model/clinic-id.ts';
import {
  nothingKept,
  type ClinicRecord,
  type DayRecord,
  type DeskStore,
  type KeptRecord,
  type StoreChange,
} from '../db/store.ts';
import type { TokensGiven } from './token.ts';
import { replaces, rowId } from './appointment-rows.ts';
import { countedByPlaces } from './counted-appointments.ts';
import { DatedBookings } from './dated-bookings.ts';

/** Days kept in memory: yesterday (late evenings abroad), today and the horizon that is pulled. */
const daysBehind = 1;
const daysAhead = 16;
/** What a refusal said of a window holds this long while the list that would say it is still to be read, milliseconds. */
const REFUSAL_HOLDS_MS = 5 * 60_000;
/** Own bookings are kept longer: a family that has to be told of a change is on the list for a week (SPEC CALL-5). */
const bookingDaysBehind = 7;

/** Before anything was pulled; the zone is the last that was known. */
const noClinic: ClinicRecord = {
  config: {
    timezone: 'Asia/Kolkata',
    preventDuplicateBookings: true,
    allowCancellation: true,
    cancellationNoticeHours: 0,
  },
  branches: [],
  services: [],
};

/** What the model reads. */
export type ModelStore = Pick<
  DeskStore,
  | 'kept'
  | 'clinic'
  | 'sampleLoaded'
  | 'windows'
  | 'days'
  | 'appointments'
  | 'appointmentById'
  | 'loadDay'
  | 'bookingsFrom'
  | 'unsentBookings'
  | 'bookingsNeedingPerson'
  | 'waitingBookings'
>;

/**
 * The part of the database that decisions need, kept in memory and current: the engine's snapshot, the bookings made here and
 * the server's records of the loaded dates. A booking of ours counts in the snapshot until the server's own record of it is known.
 * Bookings that this desk made for another clinic are known only by their tokens, and by what they still owe (SPEC OWED-5).
 */
export class ClinicModel {
  readonly #store: ModelStore;
  #kept: KeptRecord = nothingKept;
  #clinic: ClinicRecord = noClinic;
  #zone: Zone = createZone(noClinic.config.timezone);
  readonly #windows = new Map<string, { readonly window: CalendarWindow }>();
  readonly #days = new Map<string, DayRecord>();
  readonly #loadedDates = new Set<string>();
  /** What counts: server records, and bookings of ours that the server has not shown yet. */
  readonly #index = new AppointmentIndex();
  /** Server records alone. */
  readonly #listed = new AppointmentIndex();
  readonly #counted = countedByPlaces(this.#index, {
    unlisted: (window, date, serviceId) =>
      serviceId === null ? this.#unlisted(window, date) : this.unlistedIn(window, date, serviceId),
    saidTaken: (window, date, serviceId) => this.#saidTaken(window, date, serviceId),
    onOwnPlaces: (window, date, serviceId, exceptId) => this.#onOwnPlaces(window, date, serviceId, exceptId),
    isBeingCancelled: (appointmentId) => this.#isBeingCancelled(appointmentId),
  });
  readonly #records = new Map<string, Appointment>();
  /** Records of dates that are not loaded: what a decision was fetched about. They count in nothing. */
  readonly #recordsElsewhere = new Map<string, Appointment>();
  readonly #recordByReference = new Map<string, string>();
  readonly #bookings = new Map<string, Booking>();
  readonly #bookingsElsewhere = new Map<string, Booking>();
  /** By local date of their place, then by id. */
  readonly #bookingsOfDate = new DatedBookings(({ place }) => [place.date]);
  /** Walk-ins on the clinic's own places that the server has no record of: few, so that counting them costs nothing. */
  readonly #ownPlaces = new DatedBookings(({ place }) => [place.date]);
  /** Of every clinic, by the dates on which a token of theirs was given. */
  readonly #tokensOfDate = new DatedBookings(datesOfTokens);
  readonly #bookingByReference = new Map<string, string>();
  readonly #bookingByServerId = new Map<string, string>();
  /** By the id of a record that was cancelled: the booking that was booked anew. */
  readonly #bookingByEarlierRecord = new Map<string, string>();
  readonly #linked = new Map<string, Booking>();
  /** By the booking that was refused because it was full: few, so that asking them costs nothing. */
  readonly #refusedFull = new Map<string, RefusedFull>();
  readonly #doctors = new Set<string>();
  #snapshot: ClinicSnapshot | null = null;
  /** The sample clinic is loaded: its weekly windows are all there is to know. */
  #practice = false;
  /** Changes that came while everything is being read. */
  #held: StoreChange[] | null = null;

  constructor(store: ModelStore) {
    this.#store = store;
  }

  /** Reads what is needed around `today`, in place of what was known; later changes arrive through `apply`. */
  async load(now: number): Promise<void> {
    const held: StoreChange[] = [];
    this.#held = held;
    const [kept, clinic, practice] = await Promise.all([
      this.#store.kept(),
      this.#store.clinic(),
      this.#store.sampleLoaded(),
    ]);
    const { timezone } = (clinic ?? clinicWithout(kept)).config;
    const today = createZone(timezone).toLocal(now).date;
    const from = addDays(today, -daysBehind);
    const to = addDays(today, daysAhead);
    const [windows, days, appointments, bookings, unsent, needing, waiting] = await Promise.all([
      this.#store.windows(),
      this.#store.days(from, to),
      this.#store.appointments(from, to),
      this.#store.bookingsFrom(addDays(today, -bookingDaysBehind)),
      this.#store.unsentBookings(),
      this.#store.bookingsNeedingPerson(),
      this.#store.waitingBookings(),
    ]);
    this.#forget();
    this.#kept = kept;
    this.#practice = practice;
    this.#setClinic(clinic);
    for (let date = from; date <= to; date = addDays(date, 1)) this.#loadedDates.add(date);
    for (const window of windows) this.#windows.set(window.calendarId, { window });
    for (const day of days) this.#days.set(day.date, day);
    for (const record of appointments) this.#putRecord(record);
    for (const booking of [...bookings, ...unsent, ...needing, ...waiting]) this.#putBooking(booking);
    this.#held = null;
    for (const change of held) this.apply(change);
    for (const booking of needing) await this.#loadExisting(booking);
    this.#snapshot = null;
  }

  /** Another day began: the dates around it are read that are not in memory yet. */
  async follow(today: string): Promise<void> {
    const to = addDays(today, daysAhead);
    for (let date = addDays(today, -daysBehind); date <= to; date = addDays(date, 1)) await this.ensureDate(date);
  }

  /** Reads a date that is not in memory yet. Answers whether anything was read. */
  async ensureDate(date: string): Promise<boolean> {
    if (this.#loadedDates.has(date)) return false;
    const [contents, days] = await Promise.all([this.#store.loadDay(null, date), this.#store.days(date, date)]);
    this.#loadedDates.add(date);
    for (const day of days) this.#days.set(day.date, day);
    for (const record of contents.appointments) this.#putRecord(record);
    for (const booking of contents.bookings) this.#putBooking(booking);
    this.#snapshot = null;
    return true;
  }

  /** Whether the appointments of a date are in memory. */
  isLoaded(date: string): boolean {
    return this.#loadedDates.has(date);
  }

  /** Takes over one committed change. */
  apply(change: StoreChange): void {
    this.#held?.push(change);
    switch (change.kind) {
      case 'bookings':
        for (const booking of change.changed) this.putBooking(booking);
        for (const bookingId of change.removed) this.#removeBooking(bookingId);
        return;
      case 'appointments':
        for (const record of change.changed) {
          if (this.#loadedDates.has(record.date)) this.#putRecord(record);
          else {
            this.#removeRecord(record.appointmentId);
            this.#recordsElsewhere.set(record.appointmentId, record);
          }
        }
        for (const id of change.removed) {
          this.#removeRecord(id);
          this.#recordsElsewhere.delete(id);
        }
        return;
      case 'windows':
        for (const window of change.changed) this.#windows.set(window.calendarId, { window });
        for (const id of change.removed) this.#windows.delete(id);
        this.#snapshot = null;
        return;
      case 'days':
        for (const day of change.changed) this.#days.set(day.date, day);
        for (const date of change.removed) this.#days.delete(date);
        this.#snapshot = null;
        return;
      case 'clinic':
        this.#setClinic(change.clinic);
        return;
      case 'kept':
        this.#takeKept(change.kept);
        return;
      case 'sample':
        this.#practice = change.loaded;
        return;
      // Whoever keeps the model reads it anew.
      case 'cleared':
      case 'sync-log':
        return;
    }
  }

  /** Takes over a booking whose commit this window has just seen; older states than the one known are passed over. */
  putBooking(booking: Booking): void {
    const known = this.#bookings.get(booking.bookingId) ?? this.#bookingsElsewhere.get(booking.bookingId);
    if (known && known.updatedAt > booking.updatedAt) return;
    this.#putBooking(booking);
  }

  /** Whose data this is. */
  get clinicId(): ClinicId {
    return this.#kept.clinicId;
  }

  get clinic(): ClinicRecord {
    return this.#clinic;
  }

  get zone(): Zone {
    return this.#zone;
  }

  /** The engine's view of what is known; the same object until windows, overrides or the clinic change. */
  get snapshot(): ClinicSnapshot {
    this.#snapshot ??= {
      config: this.#clinic.config,
      branches: this.#clinic.branches,
      services: this.#clinic.services,
      windows: [...this.#windows.values()].map(({ window }) => window),
      overrides: this.#overrides(),
      appointments: this.#counted,
    };
    return this.#snapshot;
  }

  /**
   * Runs `decide` as if neither the booking nor its record held a place, now or where it is to be moved to: it is about to be placed anew.
   * It may be one that is not kept yet, of an appointment that is just being taken up.
   */
  without<T>(placed: Booking, decide: (snapshot: ClinicSnapshot) => T): T {
    const booking = this.#bookings.get(placed.bookingId);
    const record = this.recordOf(booking ?? placed);
    this.#unreflect(placed.bookingId);
    if (record) this.#index.remove(record.appointmentId);
    try {
      return decide(this.snapshot);
    } finally {
      if (record) this.#index.put(record);
      if (booking) this.#reflect(booking);
    }
  }

  /** Doctors named in what is in memory, in no particular order. */
  doctors(): Iterable<string> {
    return this.#doctors;
  }

  /** Whether the server has said what places there are on a date: nobody sells what was never read (docs/sync.md, "Places"). */
  knowsPlaces(date: string): boolean {
    return this.#practice || (this.#days.get(date)?.availabilityAt ?? null) !== null;
  }

  /**
   * Appointments of a window on a date that the server has counted and no list has shown yet, as far as they may be of a service; null: of
   * any. A service that the server has just refused as full has its part of them, and no more (docs/sync.md, "Places").
   */
  unlistedIn(window: CalendarWindow, date: string, serviceId: string | null): number {
    const unlisted = this.#unlisted(window, date);
    if (unlisted === 0 || this.#refusedFull.size === 0) return unlisted;
    const full = this.#clinic.services
      .map((one) => one.serviceId)
      .filter((id) => this.#saidTaken(window, date, id) > 0);
    if (serviceId !== null && full.includes(serviceId)) return 0;
    const theirs = full.reduce((sum, id) => {
      const listed = this.#index.countActive(window, date, id, this.#windows);
      return sum + Math.max(0, this.#saidTaken(window, date, id) - listed);
    }, 0);
    return Math.max(0, unlisted - theirs);
  }

  #unlisted(window: CalendarWindow, date: string): number {
    const day = this.#days.get(date);
    if (day?.listedAt !== null) return 0;
    const counted = day.filled[window.calendarId] ?? 0;
    if (counted === 0) return 0;
    return Math.max(0, counted - this.#countedAndListed(window, date, day.availabilityAt ?? ''));
  }

  /** Whether the server has counted appointments on a date whose list is still to be read. */
  hasUnlisted(date: string): boolean {
    const day = this.#days.get(date);
    return day?.listedAt === null && Object.values(day.filled).some((count) => count > 0);
  }

  /** Whether nothing was ever booked on this computer, as far as is known here. */
  isUnused(): boolean {
    const { size } = this.#bookings;
    return size + this.#bookingsElsewhere.size === 0 && Object.keys(this.#kept.lastNumbers).length === 0;
  }

  /** The latest instant that the server told with a date's places, epoch ms; null: none yet. */
  heardAt(): number | null {
    let latest: string | null = null;
    for (const { availabilityAt } of this.#days.values()) {
      if (availabilityAt !== null && (latest === null || availabilityAt > latest)) latest = availabilityAt;
    }
    return latest === null ? null : Date.parse(latest);
  }

  /** Whether the server's own record of a booking is known here. */
  hasRecord(booking: Booking): boolean {
    return this.recordOf(booking) !== undefined;
  }

  day(date: string): DayRecord | undefined {
    return this.#days.get(date);
  }

  /** Of this clinic. */
  bookings(): Iterable<Booking> {
    return this.#bookings.values();
  }

  /** Bookings that were linked to an existing appointment, of whatever date. */
  linked(): Iterable<Booking> {
    return this.#linked.values();
  }

  /** Made here for another clinic. */
  bookingsElsewhere(): Iterable<Booking> {
    return this.#bookingsElsewhere.values();
  }

  /** Numbers are given once by this device, whichever clinic it stood in. */
  tokensGivenOn(date: string): TokensGiven {
    return { bookings: this.#tokensOfDate.on(date), lastNumbers: this.#kept.lastNumbers };
  }

  booking(bookingId: string): Booking | undefined {
    return this.#bookings.get(bookingId);
  }

  /** The booking that is kept of a server's record: made here, or taken up. One that was only linked to it is not. */
  bookingOfRecord(appointmentId: string): Booking | undefined {
    const record = this.record(appointmentId);
    const owner =
      record === undefined
        ? this.#bookings.get(this.#bookingByServerId.get(appointmentId) ?? '')
        : this.#ownerOf(record);
    return owner?.life.state === 'LINKED' ? undefined : (owner ?? this.#heirOf(appointmentId));
  }

  /** The row of a booking made here, or of a server's record in memory, by a reference that it has or had; null: neither is known. */
  idOfReference(reference: string): string | null {
    const bookingId = readReference(reference)?.bookingId;
    if (bookingId === undefined) return null;
    const booking = this.#bookings.get(bookingId);
    if (booking !== undefined && booking.life.state !== 'LINKED') return rowId(booking);
    const recordId = booking?.life.state === 'LINKED' ? booking.life.serverId : this.#latestRecordOf(bookingId);
    const owner = recordId === null ? undefined : this.bookingOfRecord(recordId);
    return owner === undefined ? recordId : rowId(owner);
  }

  /** Of what another desk made: each time that it is booked anew its record has a later reference. */
  #latestRecordOf(bookingId: string): string | null {
    let latest = { generation: -1, recordId: null as string | null };
    for (const [reference, recordId] of this.#recordByReference) {
      const read = readReference(reference);
      if (read?.bookingId === bookingId && read.generation > latest.generation)
        latest = { generation: read.generation, recordId };
    }
    return latest.recordId;
  }

  record(appointmentId: string): Appointment | undefined {
    return this.#records.get(appointmentId) ?? this.#recordsElsewhere.get(appointmentId);
  }

  /** Own bookings and server records of a branch and date. */
  contents(
    branchId: string,
    date: string,
  ): { readonly bookings: readonly Booking[]; readonly records: readonly Appointment[] } {
    return {
      bookings: [...this.#bookingsOfDate.on(date)].filter(({ place }) => place.branchId === branchId),
      records: this.#index.ofDay(branchId, date).filter((appointment) => this.#records.has(appointment.appointmentId)),
    };
  }

  /** Who was told to come on a date: bookings by their promised place, and the server's records of nobody who is to come elsewhere. */
  promised(
    branchId: string,
    date: string,
  ): { readonly bookings: readonly Booking[]; readonly records: readonly Appointment[] } {
    const isHere = (booking: Booking): boolean => {
      const place = promisedPlace(booking);
      return place.branchId === branchId && place.date === date;
    };
    return {
      bookings: [...this.#tokensOfDate.on(date)].filter(
        (booking) => booking.clinicId === this.#kept.clinicId && isHere(booking),
      ),
      records: this.contents(branchId, date).records.filter((record) => {
        if (this.#heirOf(record.appointmentId) !== undefined) return false;
        const owner = this.#ownerOf(record);
        return owner === undefined || placeMovedTo(owner.life) === null || isHere(owner);
      }),
    };
  }

  /** Places of a branch and date that bookings are still to be moved to. */
  movesOnto(branchId: string, date: string): readonly Place[] {
    return [...this.#tokensOfDate.on(date)].flatMap((booking) => {
      if (booking.clinicId !== this.#kept.clinicId) return [];
      const target = this.#movesTo(booking);
      return target !== null && target.branchId === branchId && target.date === date ? [target] : [];
    });
  }

  async #loadExisting({ life }: Booking): Promise<void> {
    if (life.state !== 'NEEDS_DECISION' || life.existingId === null || this.record(life.existingId)) return;
    const existing = await this.#store.appointmentById(life.existingId);
    if (existing) this.#recordsElsewhere.set(existing.appointmentId, existing);
  }

  #setClinic(clinic: ClinicRecord | null): void {
    this.#clinic = clinic ?? clinicWithout(this.#kept);
    this.#zone = createZone(this.#clinic.config.timezone);
    this.#snapshot = null;
  }

  #takeKept(kept: KeptRecord): void {
    const moved = kept.clinicId !== this.#kept.clinicId;
    this.#kept = kept;
    if (!moved) return;
    for (const booking of [...this.#bookings.values(), ...this.#bookingsElsewhere.values()]) this.#putBooking(booking);
  }

  #forget(): void {
    for (const appointmentId of this.#records.keys()) {
      this.#index.remove(appointmentId);
      this.#listed.remove(appointmentId);
    }
    for (const bookingId of this.#bookings.keys()) this.#unreflect(bookingId);
    const maps = [
      this.#windows,
      this.#days,
      this.#records,
      this.#recordsElsewhere,
      this.#recordByReference,
      this.#bookings,
      this.#bookingsElsewhere,
      this.#linked,
      this.#refusedFull,
      this.#bookingsOfDate,
      this.#ownPlaces,
      this.#tokensOfDate,
      this.#bookingByReference,
      this.#bookingByServerId,
      this.#bookingByEarlierRecord,
    ];
    for (const map of maps) map.clear();
    this.#loadedDates.clear();
    this.#doctors.clear();
  }

  /** A weekly window that availability did not show on a pulled date is closed on it: only open ones are shown [D]. */
  #overrides(): readonly DateOverride[] {
    const overrides: DateOverride[] = [];
    for (const day of this.#days.values()) {
      overrides.push(...day.overrides);
      if (day.availabilityAt === null) continue;
      const open = new Set(day.openCalendarIds);
      const tracked = new Set(day.overrides.filter((one) => one.status !== undefined).map((one) => one.calendarId));
      const weekday = weekdayOf(day.date);
      for (const { window } of this.#windows.values()) {
        if (window.day !== weekday || open.has(window.calendarId) || tracked.has(window.calendarId)) continue;
        overrides.push({ calendarId: window.calendarId, date: day.date, serviceId: null, status: 'CLOSED' });
      }
    }
    return overrides;
  }

  /** Records of a window that the count of `countedAt` (ISO) can have held: one that was made after it takes nothing from it. */
  #countedAndListed(window: CalendarWindow, date: string, countedAt: string): number {
    const countWithout = (exceptId?: string): number =>
      this.#listed.countActive(window, date, null, this.#windows, exceptId);
    const all = countWithout();
    const madeLater = this.#listed
      .ofDay(window.branchId, date)
      .filter((record) => this.#isMadeAfter(record, countedAt))
      .filter(({ appointmentId }) => countWithout(appointmentId) < all);
    return all - madeLater.length;
  }

  /** By the server's clock, or, for a booking of ours, by when the desk heard that the server has it. */
  #isMadeAfter(record: Appointment, instant: string): boolean {
    if (record.createdAt > instant) return true;
    const life = this.#ownerOf(record)?.life;
    return life?.state === 'SYNCED' && life.syncedAt > instant;
  }

  #putRecord(record: Appointment): void {
    this.#removeRecord(record.appointmentId);
    this.#records.set(record.appointmentId, record);
    if (record.externalReferenceId !== null)
      this.#recordByReference.set(record.externalReferenceId, record.appointmentId);
    if (record.assignedDoctor !== null) this.#doctors.add(record.assignedDoctor);
    this.#index.put(record);
    this.#listed.put(record);
    this.#reflectOwner(record);
  }

  #removeRecord(appointmentId: string): void {
    const record = this.#records.get(appointmentId);
    if (!record) return;
    this.#records.delete(appointmentId);
    if (record.externalReferenceId !== null) this.#recordByReference.delete(record.externalReferenceId);
    this.#index.remove(appointmentId);
    this.#listed.remove(appointmentId);
    this.#reflectOwner(record);
  }

  #putBooking(booking: Booking): void {
    this.#removeBooking(booking.bookingId);
    this.#tokensOfDate.add(booking);
    if (booking.clinicId !== this.#kept.clinicId) {
      this.#bookingsElsewhere.set(booking.bookingId, booking);
      return;
    }
    this.#bookings.set(booking.bookingId, booking);
    if (booking.life.state === 'LINKED') this.#linked.set(booking.bookingId, booking);
    const refused = refusedFullOf(booking);
    if (refused !== null) this.#refusedFull.set(booking.bookingId, refused);
    this.#bookingsOfDate.add(booking);
    if (booking.basis === 'own-place') this.#ownPlaces.add(booking);
    this.#bookingByReference.set(referenceOf(booking), booking.bookingId);
    for (const id of booking.earlierRecords) this.#bookingByEarlierRecord.set(id, booking.bookingId);
    this.#noteServerId(booking);
    this.#reflect(booking);
  }

  #removeBooking(bookingId: string): void {
    const known = this.#bookings.get(bookingId) ?? this.#bookingsElsewhere.get(bookingId);
    if (known) this.#tokensOfDate.remove(known);
    this.#bookingsElsewhere.delete(bookingId);
    const booking = this.#bookings.get(bookingId);
    if (!booking) return;
    this.#bookings.delete(bookingId);
    this.#linked.delete(bookingId);
    this.#refusedFull.delete(bookingId);
    this.#bookingsOfDate.remove(booking);
    this.#ownPlaces.remove(booking);
    this.#bookingByReference.delete(referenceOf(booking));
    for (const id of booking.earlierRecords) this.#bookingByEarlierRecord.delete(id);
    const serverId = 'serverId' in booking.life ? booking.life.serverId : null;
    if (serverId !== null && this.#bookingByServerId.get(serverId) === bookingId)
      this.#bookingByServerId.delete(serverId);
    this.#unreflect(bookingId);
  }

  /** One that was only linked to a record does not keep it, so it gives way to the booking that does. */
  #noteServerId({ bookingId, life }: Booking): void {
    if (!('serverId' in life) || life.serverId === null) return;
    if (life.state === 'LINKED' && this.#bookingByServerId.has(life.serverId)) return;
    this.#bookingByServerId.set(life.serverId, bookingId);
  }

  /** A server record came or went: the booking it belongs to counts by itself only while there is none. */
  #reflectOwner(record: Appointment): void {
    const booking = this.#ownerOf(record);
    if (booking) this.#reflect(booking);
  }

  /** The booking made here that a server record is of. */
  #ownerOf(record: Appointment): Booking | undefined {
    const bookingId =
      this.#bookingByServerId.get(record.appointmentId) ??
      (record.externalReferenceId === null ? undefined : this.#bookingByReference.get(record.externalReferenceId));
    return bookingId === undefined ? undefined : this.#bookings.get(bookingId);
  }

  /** The booking that stands for a record that it had (SPEC SETTLE-11). */
  #heirOf(appointmentId: string): Booking | undefined {
    const booking = this.#bookings.get(this.#bookingByEarlierRecord.get(appointmentId) ?? '');
    if (booking === undefined) return undefined;
    const record = this.record(appointmentId) ?? { appointmentId, status: 'cancelled' as const };
    return replaces(booking, record) ? booking : undefined;
  }

  #reflect(booking: Booking): void {
    this.#unreflect(booking.bookingId);
    if (holdsPlace(booking.life) && !this.hasRecord(booking)) this.#index.put(asAppointment(booking));
    const target = this.#movesTo(booking);
    if (target !== null) this.#index.put(asMove(booking, target));
  }

  #unreflect(bookingId: string): void {
    this.#index.remove(ownId(bookingId));
    this.#index.remove(moveId(bookingId));
  }

  /** The place that a booking is still to be moved to; null where it stays, or its record is there already. */
  #movesTo(booking: Booking): Place | null {
    const target = placeMovedTo(booking.life);
    if (target === null) return null;
    const record = this.recordOf(booking);
    return record !== undefined && sameWindow(record, target) ? null : target;
  }

  /** `appointmentId`: of the index, so a record's or that of a booking without one. */
  #isBeingCancelled(appointmentId: string): boolean {
    const record = this.#records.get(appointmentId);
    const owner = record === undefined ? this.#bookings.get(bookingIdOf(appointmentId) ?? '') : this.#ownerOf(record);
    return owner !== undefined && isToBeCancelled(owner.life);
  }

  /** All places of a window for a service, where a refusal said so and nothing that was read since says otherwise; else 0. */
  #saidTaken(window: CalendarWindow, date: string, serviceId: string): number {
    for (const { place, at } of this.#refusedFull.values()) {
      const isIt = place.calendarId === window.calendarId && place.date === date && place.serviceId === serviceId;
      if (isIt && this.#isNewest(at, date)) return capacityOf(window, date, serviceId, this.snapshot);
    }
    return 0;
  }

  /** Whether the places of a date were last told by a refusal: they were not read since, or their list is still to be. */
  #isNewest(refusedAt: string, date: string): boolean {
    const day = this.#days.get(date);
    if (day === undefined || day.availabilityAt === null || refusedAt > day.availabilityAt) return true;
    return day.listedAt === null && Date.parse(day.availabilityAt) - Date.parse(refusedAt) < REFUSAL_HOLDS_MS;
  }

  /** By the engine's count; with `exceptId` the one that it leaves out itself is not taken off again. */
  #onOwnPlaces(window: CalendarWindow, date: string, serviceId: string | null, exceptId: string | undefined): number {
    let count = 0;
    for (const booking of this.#ownPlaces.on(date)) {
      const { place, bookingId } = booking;
      if (place.calendarId !== window.calendarId || (serviceId !== null && place.serviceId !== serviceId)) continue;
      if (ownId(bookingId) !== exceptId && this.#index.byId(ownId(bookingId)) !== undefined) count += 1;
    }
    return count;
  }

  /** The server's record of a booking, where one is in memory. */
  recordOf(booking: Booking): Appointment | undefined {
    const { life } = booking;
    const serverId = 'serverId' in life ? life.serverId : null;
    const byId = serverId === null ? undefined : this.#records.get(serverId);
    return byId ?? this.#records.get(this.#recordByReference.get(referenceOf(booking)) ?? '');
  }
}

/** A place that the server refused as full. */
interface RefusedFull {
  readonly place: Place;
  /** ISO UTC. */
  readonly at: string;
}

/** The place of a booking, or of a move of one, that waits for a person because it was full. */
function refusedFullOf({ life, place }: Booking): RefusedFull | null {
  if (!('refusal' in life) || life.refusal.code !== 'SLOT_FULL') return null;
  if (life.state === 'NEEDS_REBOOK') return { place, at: life.refusal.at };
  const wanted = life.state === 'NEEDS_DECISION' ? life.wanted : undefined;
  return wanted?.kind === 'reschedule' ? { place: wanted.place, at: life.refusal.at } : null;
}

/** No clinic's data, in the zone that was last known. */
function clinicWithout({ timezone }: KeptRecord): ClinicRecord {
  return timezone === null ? noClinic : { ...noClinic, config: { ...noClinic.config, timezone } };
}

/** Each date once: that of the place, those of windows it was moved from, and those of windows it is to be moved to. */
function datesOfTokens(booking: Booking): readonly string[] {
  const [first, ...others] = tokensOf(booking);
  if (first !== undefined && others.length === 0) return [first.date];
  return [...new Set(tokensOf(booking).map(({ date }) => date))];
}

const ownPrefix = 'own:';

/** Ids of our own unsent bookings in the engine's index; no server id looks like it. */
function ownId(bookingId: string): string {
  return `${ownPrefix}${bookingId}`;
}

/** The booking behind an id of `ownId`; null: it is another's. */
function bookingIdOf(appointmentId: string): string | null {
  return appointmentId.startsWith(ownPrefix) ? appointmentId.slice(ownPrefix.length) : null;
}

/** The place that a booking is to be moved to counts as well: it was promised. */
function moveId(bookingId: string): string {
  return `move:${bookingId}`;
}

function asMove(booking: Booking, place: Place): Appointment {
  // The reference is that of the record, which is elsewhere.
  return {
    ...asAppointment({ ...booking, place }),
    appointmentId: moveId(booking.bookingId),
    externalReferenceId: null,
  };
}

/** A booking of ours as the engine counts it. */
function asAppointment(booking: Booking): Appointment {
  return {
    appointmentId: ownId(booking.bookingId),
    serviceId: booking.place.serviceId,
    branchId: booking.place.branchId,
    date: booking.place.date,
    session: booking.place.session,
    batch: booking.place.batch,
    token: booking.token,
    patientName: booking.patient.name,
    parentPhone: booking.patient.phone,
    assignedDoctor: booking.assignedDoctor,
    notes: booking.patient.note,
    status: 'confirmed',
    externalReferenceId: referenceOf(booking),
    createdAt: booking.createdAt,
    updatedAt: booking.updatedAt,
    calendarId: booking.place.calendarId,
    startsAt: booking.place.startsAt,
  };
}
