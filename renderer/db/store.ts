import type { Appointment, LocalDate } from '../../shared/model/appointment.ts';
import type { Booking } from '../../shared/model/booking.ts';
import type { ClinicId } from '../../shared/model/clinic-id.ts';
import type { Branch, CalendarWindow, DateOverride, OrgConfig, Service } from '../../shared/model/clinic.ts';
import type { OnProgress } from './progress.ts';

/**
 * What the desk and the sync driver may ask of the local database, and nothing more: plain records in, plain records out.
 *
 * Reads go to the storage itself, never to a cache of this window: they see whatever any window has committed before the
 * call. A read rejects where the storage can't be read any more; the caller shows that as a damaged database.
 * Writes resolve only after a strictly durable commit (the data is on the disk) and answer with a tagged result.
 */
export interface DeskStore {
  clinic(): Promise<ClinicRecord | null>;
  putClinic(clinic: ClinicRecord): Promise<SaveResult>;
  /** What outlives the clinic's data; `nothingKept` where nothing was written yet. */
  kept(): Promise<KeptRecord>;
  putKept(kept: KeptRecord): Promise<SaveResult>;

  windows(): Promise<readonly CalendarWindow[]>;
  /** Adds the windows and replaces those of the same calendarId; unchanged ones are not written. */
  putWindows(windows: readonly CalendarWindow[]): Promise<SaveResult>;
  removeWindows(calendarIds: readonly string[]): Promise<SaveResult>;

  /** From `from` to `to`, both included, by date; dates never pulled are absent. */
  days(from: LocalDate, to: LocalDate): Promise<readonly DayRecord[]>;
  /** Changes one date's record in one write; `change` gets the stored one, or an empty one where the date is new. */
  updateDay(date: LocalDate, change: (day: DayRecord) => DayRecord): Promise<SaveResult>;

  /** The first date that any booking or server record lies on; null where there is none. */
  earliestDate(): Promise<LocalDate | null>;
  /** The bookings made here and the server's records of one branch (null: every branch) and date. */
  loadDay(branchId: string | null, date: LocalDate): Promise<DayContents>;
  /** Server records of all branches from `from` to `to`, both included. */
  appointments(from: LocalDate, to: LocalDate): Promise<readonly Appointment[]>;
  appointmentById(appointmentId: string): Promise<Appointment | null>;
  /** Any status, any date. `phoneKey` as `phoneKey()` makes it. */
  appointmentsByPhone(phoneKey: string): Promise<readonly Appointment[]>;
  /** One record as a server's answer gave it, at the instant `seenAt`. */
  putAppointment(appointment: Appointment, seenAt: string): Promise<SaveResult>;
  /** Makes the stored records of a date what a complete list said; bookings are never touched. See `DayPull`. */
  replaceDay(pull: DayPull): Promise<ReplaceResult>;
  /** Patients of a clinic whose phone key begins with `prefix` (E.164, at least the country code), at most `limit`. */
  searchPatients(prefix: string, limit: number, clinicId: ClinicId): Promise<readonly PatientMatch[]>;

  booking(bookingId: string): Promise<Booking | null>;
  /** Exactly one durable write. A booking id that exists already is never overwritten: `not-saved`. */
  commitBooking(booking: Booking): Promise<SaveResult>;
  /**
   * Changes one booking in one durable write. `change` is pure: it is called again with the newer booking where another
   * window was quicker. Null from `change` leaves the booking as it is.
   */
  updateBooking(bookingId: string, change: (booking: Booking) => Booking | null): Promise<UpdateResult>;
  /** Every booking whose place, or a place it was moved from, lies on `date` or later: all that tokens are counted from. */
  bookingsFrom(date: LocalDate): Promise<readonly Booking[]>;
  /** Every booking placed on one date, in any branch: what a decision inside the day's lock must know. */
  bookingsOn(date: LocalDate): Promise<readonly Booking[]>;
  /** Every booking placed from `from` to `to`, both included, in any branch. */
  bookingsBetween(from: LocalDate, to: LocalDate): Promise<readonly Booking[]>;
  bookingsByPhone(phoneKey: string): Promise<readonly Booking[]>;
  /** Oldest first. */
  unsentBookings(): Promise<readonly Booking[]>;
  /** Oldest first. */
  bookingsNeedingPerson(): Promise<readonly Booking[]>;
  /** On the waiting list, of whatever date; oldest first. */
  waitingBookings(): Promise<readonly Booking[]>;

  /** Keeps the newest `syncLogLimit` entries. */
  appendSyncLog(entries: readonly SyncLogEntry[]): Promise<SaveResult>;
  /** Newest first. */
  syncLog(limit: number): Promise<readonly SyncLogEntry[]>;

  /** `unsent` and `needsPerson` are exact; the two totals follow what this window has heard of other windows. */
  countAll(): Promise<StoredCounts>;

  /** One line per booking for the journal, oldest first; see journal-line.ts. */
  exportBookings(): Promise<readonly string[]>;
  /** Adds the bookings of a journal that are not here, and newer states of those that are; never removes or rolls back. */
  restoreBookings(lines: readonly string[], onProgress?: OnProgress): Promise<RestoreResult>;

  /** Gives bookings of no known clinic the one that `claim` names; null leaves a booking as it is. */
  claimBookings(claim: (booking: Booking) => ClinicId | null): Promise<SaveResult>;

  /** Whether the sample clinic is loaded. */
  sampleLoaded(): Promise<boolean>;
  /** Writes the sample clinic into an empty database. */
  loadSample(sample: SampleContents): Promise<SaveResult>;
  /** How many bookings people made in the sample clinic. */
  practiceBookings(): Promise<number>;
  /** Takes out exactly what `loadSample` put in and the bookings made in it; nothing of another clinic. */
  removeSample(): Promise<SaveResult>;

  /**
   * Empties the database but for `kept`; refused as a whole while a booking is unsent or needs a person. `secondCopy` empties the
   * journal, and rejects where it can't. A kill at any moment leaves the old database, or one that `finishRemoval` empties
   * at the next start.
   */
  wipe(secondCopy: () => Promise<void>): Promise<WipeResult>;
  /** Takes out what was pulled: calendar, rules and appointments. Bookings stay. Cut short, `finishRemoval` ends it. */
  removeCalendar(): Promise<SaveResult>;
  /** Ends a removal that a kill cut short, before anything else is read. `none`: there was none. */
  finishRemoval(secondCopy: () => Promise<void>): Promise<WipeResult | { readonly kind: 'none' }>;

  /** Tells of every committed change of this and of other windows, after the commit. Returns the way to stop. */
  subscribe(listener: (change: StoreChange) => void): () => void;
  /** Waits for running writes, then closes the connection. */
  close(): Promise<void>;
}

/** Why a write did not happen. `disk-full`: the storage quota or the disk is used up. Nothing of it was stored. */
export type NotSaved = {
  readonly kind: 'not-saved';
  readonly reason: 'disk-full' | 'database';
  readonly detail: string;
};
export type SaveResult = { readonly kind: 'saved' } | NotSaved;
export type WipeResult = SaveResult | { readonly kind: 'open' };
export type UpdateResult =
  | { readonly kind: 'saved'; readonly booking: Booking }
  | { readonly kind: 'unchanged'; readonly booking: Booking }
  | { readonly kind: 'gone' }
  | NotSaved;
export type ReplaceResult = { readonly kind: 'saved'; readonly changed: number; readonly removed: number } | NotSaved;
export type RestoreResult =
  | {
      readonly kind: 'restored';
      /** Bookings that were missing here. */
      readonly added: number;
      /** Bookings of which the journal knew a newer state. */
      readonly advanced: number;
      /** Lines that are no booking; the caller keeps the journal that holds them. */
      readonly unreadable: number;
    }
  | NotSaved;

export interface ClinicRecord {
  readonly config: OrgConfig;
  readonly branches: readonly Branch[];
  readonly services: readonly Service[];
}

/** What outlives the clinic's data: no patient, only numbers and names. */
export interface KeptRecord {
  /** The clinic whose data this database holds or waits for. */
  readonly clinicId: ClinicId;
  /** IANA zone that the screens go by until the clinic's own is known; null: none was ever known. */
  readonly timezone: string | null;
  /** Of bookings that were removed: the last number given under each `tokenSeries` (SPEC UNDO-2). */
  readonly lastNumbers: Readonly<Record<string, number>>;
}

export const nothingKept: KeptRecord = { clinicId: '', timezone: null, lastNumbers: {} };

/** What the server said about one local date. All instants are ISO UTC; null means never. */
export interface DayRecord {
  readonly date: LocalDate;
  /** Windows that availability showed, open ones only. */
  readonly openCalendarIds: readonly string[];
  readonly overrides: readonly DateOverride[];
  /** Per calendarId: active appointments of all services together, as availability counted them. */
  readonly filled: Readonly<Record<string, number>>;
  readonly availabilityAt: string | null;
  readonly trackingAt: string | null;
  /** The last complete list of the date's appointments; null where none was read since `filled` changed. */
  readonly listedAt: string | null;
}

export interface DayContents {
  readonly bookings: readonly Booking[];
  readonly appointments: readonly Appointment[];
}

/** A complete list of one local date's records. */
export interface DayPull {
  /** The branch that was listed, or null for every branch. */
  readonly branchId: string | null;
  readonly date: LocalDate;
  readonly records: readonly Appointment[];
  /**
   * ISO UTC instant before the first request of the list was sent. A record that a later answer changed is newer than the
   * list: it is neither overwritten nor removed.
   */
  readonly startedAt: string;
  /** ISO UTC instant after its last answer. What claims to have been seen later was seen by a clock that was ahead: the list counts. */
  readonly endedAt: string;
}

/** A patient known from appointments or bookings; one entry per name and phone, with the latest visit. */
export interface PatientMatch {
  readonly name: string;
  readonly phone: string;
  readonly phoneKey: string;
  readonly lastDate: LocalDate;
  readonly lastServiceId: string;
}

/** One line of the sync log. It never holds patient data. */
export interface SyncLogEntry {
  /** ISO UTC instant. */
  readonly at: string;
  /** Message id of the catalogues. */
  readonly message: string;
  readonly values: Readonly<Record<string, string | number>>;
}

export interface StoredCounts {
  readonly appointments: number;
  readonly bookings: number;
  readonly unsent: number;
  readonly needsPerson: number;
}

export interface SampleContents {
  readonly clinic: ClinicRecord;
  readonly windows: readonly CalendarWindow[];
  readonly days: readonly DayRecord[];
  readonly appointments: readonly Appointment[];
  readonly bookings: readonly Booking[];
}

export type StoreChange =
  | { readonly kind: 'bookings'; readonly changed: readonly Booking[]; readonly removed: readonly string[] }
  | { readonly kind: 'appointments'; readonly changed: readonly Appointment[]; readonly removed: readonly string[] }
  | { readonly kind: 'windows'; readonly changed: readonly CalendarWindow[]; readonly removed: readonly string[] }
  | { readonly kind: 'days'; readonly changed: readonly DayRecord[]; readonly removed: readonly LocalDate[] }
  | { readonly kind: 'clinic'; readonly clinic: ClinicRecord | null }
  | { readonly kind: 'sample'; readonly loaded: boolean }
  | { readonly kind: 'kept'; readonly kept: KeptRecord }
  /** Whole collections were emptied without notice of each document: what is in memory is read anew. */
  | { readonly kind: 'cleared' }
  | { readonly kind: 'sync-log' };

/** Entries kept in the sync log. */
export const syncLogLimit = 500;
