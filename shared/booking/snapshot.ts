import type { Appointment, LocalDate, Session } from '../model/appointment.ts';
import type { Branch, CalendarWindow, DateOverride, OrgConfig, Service } from '../model/clinic.ts';

/** A window among others; the engine adds to it what it has worked out. */
export interface KnownWindow {
  readonly window: CalendarWindow;
}
/** All windows that there are, by calendarId. */
export type KnownWindows = ReadonlyMap<string, KnownWindow>;

/**
 * What the engine asks about the appointments it knows. Answers are O(1) or indexed: a decision never scans history.
 * `AppointmentIndex` (appointment-index.ts) is the one implementation; the sandbox and the desk both keep one current.
 */
export interface AppointmentLookup {
  byId(appointmentId: string): Appointment | undefined;
  /** The active appointment with this external reference, if any. */
  activeByReference(externalReferenceId: string): Appointment | undefined;
  /**
   * Active appointments of one window, date and service (null: all services together). `windows` are all that there are: what names
   * another is counted by its session and batch (CAP-6). `exceptId` is left out of the count (reschedule).
   */
  countActive(
    window: CalendarWindow,
    date: LocalDate,
    serviceId: string | null,
    windows: KnownWindows,
    exceptId?: string,
  ): number;
  /** Active appointments of a phone (E.164 key, `phoneKey`), any date. */
  activeByPhone(phoneKey: string): readonly Appointment[];
}

/**
 * Everything a decision depends on, besides the request and now. The arrays are never changed in place: the engine keeps what it has
 * worked out for an array for as long as the array lives, so a change is a new array in a new snapshot. `appointments` alone is live.
 */
export interface ClinicSnapshot {
  readonly config: OrgConfig;
  readonly branches: readonly Branch[];
  readonly services: readonly Service[];
  readonly windows: readonly CalendarWindow[];
  readonly overrides: readonly DateOverride[];
  readonly appointments: AppointmentLookup;
}

/** One window on one local date for one service: the unit that capacity is counted in. */
export interface Slot {
  readonly window: CalendarWindow;
  readonly date: LocalDate;
  readonly serviceId: string;
  /** UTC instants (epoch ms) of the window's first minute and of the end, which is outside it. */
  readonly startsAt: number;
  readonly endsAt: number;
  readonly open: boolean;
  /** All places for this service on this date, those that the clinic keeps for itself too. */
  readonly maxSlots: number;
  /** Places open to API bookings for this service on this date (ai_slots, else max_slots). */
  readonly capacity: number;
  readonly filled: number;
  /** max(0, capacity − filled). */
  readonly placesLeft: number;
}

/** A place that can be booked instead. `bookAt` is an instant (epoch ms) inside the window and after now. */
export interface Alternative extends Slot {
  readonly bookAt: number;
}

/** What alternatives are looked for; the same words the request used. */
export interface AlternativesQuery {
  readonly branchId: string;
  readonly serviceId: string;
  /** UTC instant (epoch ms) that was wanted; nearest to it first. */
  readonly near: number;
  readonly session?: Session;
  /** Slots not to offer, as slot ids (`slotId`). */
  readonly except?: ReadonlySet<string>;
  /** At most this many (default 5). */
  readonly limit?: number;
  /** Local days to look at before and after the wanted day, or after today where the wanted day is past (default 14). */
  readonly horizonDays?: number;
  /** UTC instant (epoch ms) before which nothing is offered (default: now). */
  readonly notBefore?: number;
  /** Local dates of which slots may be offered (default: all). */
  readonly mayOffer?: (date: LocalDate) => boolean;
  /** Whether a slot with a place left may be offered by whoever asks (default: each one). */
  readonly admits?: (slot: Slot) => boolean;
  /** A phone (E.164 key, `phoneKey`) to which the slots are offered: none on a date where booking would be its duplicate (DUP-1). */
  readonly phoneKey?: string;
}
