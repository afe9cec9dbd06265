import type { Alternative, RefusalCode } from '../../shared/booking/index.ts';
import type { Basis, Booking, CallRecord, ChangeReason, Intent, Life, VisitStep } from '../../shared/model/booking.ts';
import type { Branch, OrgConfig, Service } from '../../shared/model/clinic.ts';
import type { Session } from '../../shared/model/appointment.ts';
import type {
  BudgetStatus,
  DeskEnvironment,
  DeskSettings,
  KeyStatus,
  Printer,
  PrintResult,
  PrintSlipResult,
  SaveFileResult,
  SaveKeyResult,
  SaveSettingsResult,
  SettingsPatch,
  SetupOffer,
  TakeSetupResult,
} from '../../shared/ipc/contract.ts';
import type { InstallAnswer, UpdatePicture } from '../../shared/update/picture.ts';
import type { VisitStage } from '../../shared/visit/visit.ts';
import type { SyncCondition } from '../../shared/sync/condition.ts';
import type { ApiReply } from '../../shared/api/reply.ts';
import type { TrialCall } from '../../shared/api/trial-call.ts';
import type { News } from '../../shared/sync/life-event.ts';
import type { SyncLogLine } from '../../shared/sync/log-messages.ts';
import type { NoRights } from './device-rights.ts';
import type { Standing } from './standing.ts';

export type { NoRights } from './device-rights.ts';

export type { SyncCondition } from '../../shared/sync/condition.ts';
export type { SyncLogLine } from '../../shared/sync/log-messages.ts';

/**
 * What screens see of the desk: read-only views that they subscribe to, and intents that they send. Screens hold no rules.
 * `createDesk` (desk.ts) is the real one; `test/fixtures/desk.ts` is a still picture for component tests.
 */
export interface Desk {
  readonly views: DeskViews;
  readonly intents: DeskIntents;
}

/** A value with change notice; for useSyncExternalStore. `get` returns the same object until it changes. */
export interface View<T> {
  get(): T;
  subscribe(listener: () => void): () => void;
}

export interface DeskViews {
  readonly clinic: View<ClinicView>;
  /** The board of the branch and the date chosen with `intents.showDate`. */
  readonly board: View<BoardView>;
  /** The board of today, whichever date is on screen. */
  readonly today: View<BoardView>;
  /** What became of the board's day. */
  readonly report: View<ReportView>;
  readonly sync: View<SyncView>;
  readonly conflicts: View<ConflictsView>;
  readonly settings: View<SettingsView>;
  /** All appointments, for the search: how far they have been read. */
  readonly history: View<HistoryView>;
  /** Epoch ms when somebody at the kiosk called for help and nobody has said yet that they are coming; else null. */
  readonly staffCall: View<number | null>;
  /** Where the updates of this app stand; null: not known yet. */
  readonly updates: View<UpdatePicture | null>;
  /** The setup file that somebody opened, for this window to show; null: none. */
  readonly setupOffer: View<SetupOffer | null>;
  /** Wall clock of the organisation's zone, changes each minute. */
  readonly clock: View<ClockView>;
}

export interface ClockView {
  /** Epoch ms, corrected by the server's clock. */
  readonly now: number;
  readonly today: string;
  /** Minutes since local midnight. */
  readonly minutes: number;
}

export interface ClinicView {
  readonly config: OrgConfig;
  readonly clinicName: string;
  /** Null: there are several and none is chosen, so nothing can be booked. */
  readonly branch: Branch | null;
  readonly branches: readonly Branch[];
  readonly services: readonly Service[];
  /** The sample clinic is loaded and no API address is set. */
  readonly sample: boolean;
  /** Nothing of the clinic has arrived yet: neither its services nor its windows. */
  readonly awaitsFirstSync: boolean;
  /** Doctors seen in appointments, by name. */
  readonly doctors: readonly string[];
}

export interface BoardView {
  readonly date: string;
  readonly isToday: boolean;
  readonly loading: boolean;
  /** Epoch ms of the last pull of this date; null: its places or its appointments were not read yet. */
  readonly pulledAt: number | null;
  readonly windows: readonly WindowView[];
  readonly appointments: readonly AppointmentView[];
  readonly placesLeft: number;
}

/** `unknown`: still to come, but what places it has was not read yet. */
export type WindowPhase = 'past' | 'now' | 'next' | 'closed' | 'unknown';

export interface PlacesView {
  readonly capacity: number;
  readonly filled: number;
  readonly placesLeft: number;
  /** Of the places left, those that this device may give while offline. */
  readonly yoursOffline: number;
}

/** A window on the board's date. Totals sum its services, counted each on its own [S]. */
export interface WindowView extends PlacesView {
  readonly calendarId: string;
  readonly session: Session;
  readonly batch: string;
  /** HH:mm, organisation's zone. */
  readonly startTime: string;
  readonly endTime: string;
  readonly phase: WindowPhase;
  readonly services: readonly (PlacesView & { readonly serviceId: string; readonly name: string })[];
  /** Places that the clinic keeps for walk-ins, all and those this device may still give; null where walk-ins may not use them. */
  readonly ownPlaces: { readonly all: number; readonly left: number } | null;
  readonly bookedHere: number;
  /** People who were told what can't be kept any more and have not come yet (SPEC REMOTE-5). */
  readonly needCall: number;
  readonly waitingToBeSent: number;
  /** Results of a past window. */
  readonly seen: number;
}

/** What HuskyVoice did to the window under an appointment that still stands, so that it can't be kept as it was told. */
export type WindowTrouble = 'closed' | 'hours';

/** How far a visit has come (shared/visit/SPEC.md); `cancelled` also where the server has still to be told. */
export type VisitState = VisitStage | 'cancelled';
/** What was asked for an appointment and the server has still to be told. */
export type PendingChange = 'move' | 'cancel' | 'complete' | 'restore';
/** About the booking, not the visit. */
export type SyncMark =
  | 'confirmed'
  | 'waiting'
  /** Sent, and nobody knows yet what became of it. */
  | 'checking'
  | 'needs-you'
  | 'kept-here'
  /** No place is taken: it counts nowhere, and only a search finds it. */
  | 'waiting-list'
  /** Cancelled elsewhere. */
  | 'cancelled-there'
  /** Cancelled from this desk, and the server has carried it out. */
  | 'cancelled-here'
  | 'not-sent'
  | 'practice';

export interface AppointmentView {
  /** bookingId of a booking made here, else the server's appointment id; it stays when this desk takes an appointment up. */
  readonly id: string;
  /** The booking that this desk keeps: made here, or taken up (`origin`); null: none yet. */
  readonly bookingId: string | null;
  /** Made here. */
  readonly own: boolean;
  /** Null where the server's record has no token and it was not booked here. */
  readonly token: string | null;
  /** Void slips that a family may still hold: of windows it was moved from, and of a booking that was linked to it. */
  readonly formerTokens: readonly string[];
  readonly calendarId: string | null;
  /** HH:mm local, or null where the record has no time. */
  readonly time: string | null;
  /** HH:mm local. */
  readonly arrivedTime: string | null;
  readonly walkIn: boolean;
  readonly patientName: string;
  readonly phone: string;
  readonly serviceId: string;
  /** Null: what the id stands for is not known here yet. */
  readonly serviceName: string | null;
  readonly doctor: string | null;
  readonly visit: VisitState;
  /** Epoch ms of the arrival, of the last step; null: none. */
  readonly arrivedAt: number | null;
  readonly visitSince: number | null;
  /** Epoch ms: a wait that runs counts from here, time on hold left out; null: nobody is waiting (VISIT-4). */
  readonly waitingFrom: number | null;
  /** Steps that may follow, the usual one first; the row's button is the first. */
  readonly nextSteps: readonly VisitStep[];
  readonly pending: PendingChange | null;
  /** Why it was moved or cancelled from here. */
  readonly reason: ChangeReason | null;
  readonly mark: SyncMark;
  readonly windowTrouble: WindowTrouble | null;
  /** What a booking made here rests on; `place` for any other. */
  readonly basis: Basis;
  readonly life: Life | null;
}

/** How far all appointments have been read for the search; another `ready` means that something of them has changed. */
export type HistoryView =
  | { readonly kind: 'unread' }
  | { readonly kind: 'reading'; readonly read: number }
  | { readonly kind: 'ready'; readonly revision: number }
  /** The database did not give them. */
  | { readonly kind: 'unreadable' };

/** An appointment of whatever date and branch, as the search shows it. */
export interface FoundView extends AppointmentView {
  readonly date: string;
  readonly session: Session;
  readonly batch: string;
  /** HH:mm, organisation's zone; null where its window is not on the calendar (any more). */
  readonly window: { readonly startTime: string; readonly endTime: string } | null;
  readonly branchId: string;
  /** The name of its branch, where that is not this desk's. */
  readonly otherBranch: string | null;
  /** It can be opened here: its branch can be shown. */
  readonly opens: boolean;
  /** Digits of the phone number that were asked for; empty where it was found by something else. */
  readonly digits: string;
}

export type SearchAnswer =
  /** There is neither a letter nor a digit to look for. */
  | { readonly kind: 'nothing-asked' }
  | {
      readonly kind: 'answered';
      /** Today's, then the nearest to come, then the latest past ones; the first of `count`. */
      readonly found: readonly FoundView[];
      readonly count: number;
      /** What of it a new booking can begin with; empty where there is nothing. */
      readonly begin: { readonly name: string; readonly phone: string };
    };
/** What became of a day, in figures (docs/day-report.md). */
export interface ReportView {
  readonly date: string;
  /** `ahead`: the day has not begun, so nobody can have come yet. */
  readonly when: 'past' | 'today' | 'ahead';
  readonly loading: boolean;
  /** As `BoardView.pulledAt`. */
  readonly pulledAt: number | null;
  readonly day: ReportFigures;
  /** All windows that took place. */
  readonly places: PlacesUsed;
  /** In the board's order. Closed ones in which nobody was booked are left out; what has no window is the last one, as null. */
  readonly windows: readonly (ReportFigures & {
    readonly window: WindowView | null;
    /** Null: nobody knows how many there were. */
    readonly places: PlacesUsed | null;
  })[];
  /** Services with a place or a patient on the day, in the order of the clinic. */
  readonly services: readonly (PlacesUsed & {
    readonly serviceId: string;
    /** Null: what the id stands for is not known here yet. */
    readonly name: string | null;
    readonly booked: number;
  })[];
  /** Of those booked. */
  readonly made: { readonly here: number; readonly walkIns: number; readonly elsewhere: number };
  /** Of those booked: who came at all, who waits and who is with the doctor by the last step that was noted. */
  readonly arrivals: { readonly came: number; readonly waiting: number; readonly withDoctor: number };
  readonly waits: ReportWaits;
  readonly cancelled: {
    readonly count: number;
    /** The most frequent first; `none`: nobody gave one here. */
    readonly reasons: readonly { readonly code: ChangeReason['code'] | 'none'; readonly count: number }[];
  };
  readonly waitingList: number;
  /** Their window is over and nobody noted how the visit ended. */
  readonly toNote: readonly ReportRow[];
  /** Visits that HuskyVoice never took and takes no more. */
  readonly unreported: readonly ReportRow[];
  readonly told: ReportTold;
  /** Every appointment of the day, cancelled ones too; who only waits for a place has none. In the board's order. */
  readonly rows: readonly ReportRow[];
}

/** How many people; each one booked is in one of `done`, `noShow`, `toNote`, `here` and `toCome`. */
export interface ReportFigures {
  /** Their appointment stands. */
  readonly booked: number;
  readonly walkIns: number;
  readonly done: number;
  readonly noShow: number;
  readonly toNote: number;
  /** Came, and their window is not over. */
  readonly here: number;
  /** Not here yet, and their window is not over. */
  readonly toCome: number;
  /** Median of the waits that are over, milliseconds; null: none is. */
  readonly usualWaitMs: number | null;
}

/** Published places and how many of them are taken; walk-ins on places of the clinic's own come on top. */
export interface PlacesUsed {
  readonly capacity: number;
  readonly taken: number;
  readonly onOwnPlaces: number;
}

/** From arrival to the doctor, time on hold left out (VISIT-4). */
export interface ReportWaits {
  /** Waits that are over. */
  readonly count: number;
  /** Milliseconds; null: no wait is over. */
  readonly usualMs: number | null;
  readonly longestMs: number | null;
  /** Waits of half an hour or more. */
  readonly long: number;
  /** Waits by their length in whole minutes, `from` inclusive and `to` exclusive; the last range is open. */
  readonly ranges: readonly { readonly from: number; readonly to: number | null; readonly count: number }[];
}

/** What HuskyVoice knows of the day, as far as this desk does. */
export interface ReportTold {
  /** It has them. */
  readonly confirmed: number;
  /** To be sent, or sent and not answered. */
  readonly waiting: number;
  readonly needsYou: number;
  readonly unreported: number;
  readonly practice: number;
  /** Ends of visits that it has, and that it has still to be told. */
  readonly endsTold: number;
  readonly endsWaiting: number;
}

export interface ReportRow {
  readonly row: AppointmentView;
  readonly window: WindowView | null;
  /** Milliseconds waited, up to now where the wait runs; null: nobody came, or they did not wait. */
  readonly waitedMs: number | null;
}

/** What the status line and the sync panel say. `condition` names the worst thing that is wrong. */
export interface SyncView {
  readonly condition: SyncCondition;
  /** Epoch ms when the condition began. */
  readonly since: number;
  readonly unsent: number;
  /** Bookings of the sample clinic: they wait for nothing. */
  readonly practice: number;
  /** What this device still owes other addresses, and does not send to this one. */
  readonly elsewhere: readonly OwedElsewhere[];
  /** Epoch ms of the oldest unsent booking. */
  readonly oldestUnsentAt: number | null;
  readonly needsYou: number;
  /** Newest first. */
  readonly news: readonly NewsView[];
  /** Settled, and the family has still to hear of it (SPEC CALL). */
  readonly toTell: number;
  /** On this desk's waiting list, and how many of them could have their place now. */
  readonly waiting: number;
  readonly waitingFree: number;
  readonly lastSyncAt: number | null;
  readonly syncing: boolean;
  /** Epoch ms of the next try by itself. */
  readonly nextTryAt: number | null;
  /** Epoch ms until which the key's requests are used up, so that nothing is sent; null while some are left. */
  readonly pausedUntil: number | null;
  readonly queue: readonly QueueItemView[];
  readonly budget: BudgetStatus | null;
  /** How often today's places are read, milliseconds, where the day's requests do not last for once a minute; else null. */
  readonly placesEveryMs: number | null;
  readonly log: readonly SyncLogLine[];
  /** Milliseconds this computer's clock is ahead of the server's, where it matters (5 minutes or more), else null. */
  readonly clockAheadMs: number | null;
  /** Services and the windows of every day that is kept have been read since the start: what is missing now is missing there. */
  readonly complete: boolean;
  /** How many of the days that are kept have been fetched since the start (SPEC PULL-10); null once all have. */
  readonly fetching: DaysFetched | null;
}

export interface DaysFetched {
  readonly days: number;
  readonly of: number;
}

export interface OwedElsewhere {
  /** Base of the API address. */
  readonly address: string;
  /** Bookings that are unsent or need a person. */
  readonly count: number;
}

/** A booking made here that was changed at the server, until a person takes note of it (SPEC REMOTE-6). */
export interface NewsView {
  readonly bookingId: string;
  readonly news: News;
  /** Epoch ms when it was found. */
  readonly at: number;
  /** As it stands now. */
  readonly token: string;
  readonly patientName: string;
  readonly phone: string;
  readonly date: string;
  readonly session: Session;
  readonly batch: string;
  /** Epoch ms. */
  readonly startsAt: number;
}

export interface QueueItemView {
  readonly bookingId: string;
  readonly kind: 'booking' | 'walk-in' | 'change';
  readonly token: string;
  readonly patientName: string;
  /** Epoch ms since which the server has to be told of it: of a change, when it was asked for. */
  readonly since: number;
  readonly state: 'waiting' | 'sending' | 'checking';
}

export interface ConflictsView {
  /** Oldest first. */
  readonly open: readonly ConflictView[];
  /** Settled, today or earlier, and the family has still to hear of it; oldest first (SPEC CALL). */
  readonly toTell: readonly SettledView[];
  /** Moves that were lost elsewhere: each is among `toTell` or `settled` too, and can be booked again (SPEC CALL-6). */
  readonly lost: readonly ConflictView[];
  /** Who waits for a place, the longest first. */
  readonly waiting: readonly WaitingView[];
  /** Settled today and not among `toTell`, newest first. */
  readonly settled: readonly SettledView[];
}

/** Places to choose from, and the one to begin with. */
export interface Offer {
  readonly places: readonly Alternative[];
  /** The soonest that does not begin before the family can come; null where there is none at all. */
  readonly suggested: Alternative | null;
}

export interface WaitingView {
  readonly booking: Booking;
  /** Null: not known here yet. */
  readonly serviceName: string | null;
  /** Epoch ms. */
  readonly since: number;
  /** The window that is waited for, where it has a place now. */
  readonly free: Alternative | null;
  /** Other places. */
  readonly alternatives: readonly Alternative[];
  readonly suggested: Alternative | null;
}

/** Why a change of an appointment was not carried out. */
export type ChangeRefusal = 'cancel-not-allowed' | 'crossed' | 'no-place' | 'duplicate' | 'other';

export interface ConflictView {
  readonly booking: Booking;
  /** Null: not known here yet. */
  readonly serviceName: string | null;
  readonly branchName: string;
  readonly foundAt: number;
  readonly cause:
    | { readonly kind: 'slot-full' | 'slot-inactive' | 'outside-availability' | 'not-brought-back' }
    /** It was cancelled elsewhere while the patient was here; or with a move of which the patient was told. */
    | { readonly kind: 'cancelled-there' | 'move-lost' }
    | {
        readonly kind: 'duplicate';
        /** Null: its details are not here. */
        readonly existing: ExistingView | null;
        /** The server has said which one it is. */
        readonly named: boolean;
        /** The existing one is for another patient: two children on one phone, mostly. */
        readonly otherPerson: boolean;
        /** Why the existing one could not be moved, where that was tried. */
        readonly moveRefused: ChangeRefusal | null;
      }
    /** A change of an appointment that the server has; its record stays as it is there. */
    | {
        readonly kind: 'change';
        readonly why: ChangeRefusal;
        readonly words: string | null;
        /** Null: of a booking that was kept by an earlier version. */
        readonly wanted: Intent | null;
        /** HuskyVoice has the visit as done, so that nothing is left to move or to cancel. */
        readonly completed: boolean;
        /** The appointment as HuskyVoice has it; null: not known here. */
        readonly there: ExistingView | null;
      }
    /** NEEDS_FIX. `words`: the server's own; null where it said nothing but a code. */
    | { readonly kind: 'fix'; readonly code: string; readonly words: string | null };
  readonly alternatives: readonly Alternative[];
  /** The one of them to begin with. */
  readonly suggested: Alternative | null;
  /** The window that was promised, as it stands now. */
  readonly promised: PlacesView | null;
}

export interface ExistingView {
  readonly appointmentId: string;
  /** Null where nobody gave it one. */
  readonly token: string | null;
  readonly patientName: string;
  readonly phone: string;
  /** Null: not known here yet. */
  readonly serviceName: string | null;
  readonly date: string;
  readonly session: Session;
  readonly batch: string;
  readonly startTime: string | null;
  readonly endTime: string | null;
  readonly doctor: string | null;
  readonly createdAt: string;
}

export interface SettledView {
  readonly bookingId: string;
  readonly patientName: string;
  readonly phone: string;
  readonly at: number;
  /** Who chose; nobody here did what was done elsewhere. */
  readonly by: 'person' | 'rule' | 'elsewhere';
  /**
   * `book-again`: a move that leaves window and token as they were told. `move-lost`: nobody chose anything, a move of which the patient was told was
   * overtaken by a cancellation made elsewhere (SPEC CALL-6).
   */
  readonly resolution: Exclude<Resolution['kind'], 'left'> | 'book-again' | 'move-lost';
  readonly progress: SettledProgress;
  /** Where the booking stands, whatever became of the choice. */
  readonly standing: Standing;
  /** Where it goes or went; of what was lost, where the patient was told to come; null: nowhere. */
  readonly place: Booking['place'] | null;
  /** The slip that counts; null where there is none. */
  readonly token: string | null;
  /** The slip that stopped counting; null where the one that was given stays. */
  readonly voidToken: string | null;
  /** The last call about it; null: nobody rang. */
  readonly call: CallRecord | null;
  /** The family has still to hear of it. */
  readonly toTell: boolean;
  readonly canUndo: boolean;
}

/**
 * How far a choice has come (SPEC SETTLE-4): `waiting` to be sent, sent and `unanswered`, `done`, or `overtaken` by something
 * else that happened to the booking since.
 */
export type SettledProgress = 'waiting' | 'unanswered' | 'done' | 'overtaken';

export type Resolution =
  /** The patient was here, and has left. */
  | { readonly kind: 'left' }
  | { readonly kind: 'move'; readonly to: Alternative }
  | { readonly kind: 'waiting-list' }
  | { readonly kind: 'cancel' }
  /** They are the same visit: keep the existing one, free ours. */
  | { readonly kind: 'link' }
  /** A change of the appointment was not made: it stays as it is. */
  | { readonly kind: 'keep' }
  /** The patient wants our time: PATCH the existing one. */
  | { readonly kind: 'move-existing' }
  | { readonly kind: 'other-service'; readonly serviceId: string; readonly to: Alternative }
  /** NEEDS_FIX or two children on one phone: book anew with these. */
  | { readonly kind: 'correct'; readonly patientName: string; readonly phone: string; readonly serviceId: string };

export interface SettingsView {
  readonly settings: DeskSettings;
  readonly key: KeyStatus;
  readonly environment: DeskEnvironment;
  /** Counts shown before a wipe. */
  readonly stored: {
    readonly appointments: number;
    readonly bookings: number;
    readonly unsent: number;
    readonly needsYou: number;
  };
}

/** Bookings that the clinic has to know of before anything of it may go. */
export interface OpenCounts {
  readonly unsent: number;
  readonly needsYou: number;
}

/** What a new API address would mean for the data on this computer. */
export type AddressChange =
  /** The same clinic in another spelling, none at all, or the first one. */
  | { readonly kind: 'none' }
  /** Not possible: bookings are owed to the clinic at `address`. */
  | ({ readonly kind: 'locked'; readonly address: string } & OpenCounts)
  /** The sample clinic leaves, with so many practice bookings. */
  | { readonly kind: 'ends-practice'; readonly bookings: number }
  /** Another clinic: what was fetched of the one at `address` leaves. */
  | { readonly kind: 'other-clinic'; readonly address: string; readonly appointments: number };

/** What the booking form knows while it is being typed. */
export interface BookingDraft {
  readonly phone: string;
  readonly name: string;
  readonly serviceId: string;
  /** Slot chosen, or null for the nearest. Epoch ms inside the window. */
  readonly bookAt: number | null;
  readonly calendarId: string | null;
  readonly doctor: string | null;
  readonly note: string | null;
  readonly walkIn: boolean;
  /** What the person chose to rest it on: a place by right, a risk, or one of the clinic's own. */
  readonly basis: Basis;
}

export type FieldFault = {
  readonly field: 'phone' | 'name' | 'service' | 'window';
  readonly problem:
    | 'phone-empty'
    | 'phone-short'
    | 'phone-invalid'
    | 'name-empty'
    | 'name-too-long'
    | 'name-no-letters'
    | 'name-symbols'
    | 'service-empty'
    | 'window-empty';
};

/** Live answer to a draft. `foreignPhone`: only Indian numbers are documented; it is kept as typed. */
export interface DraftCheck {
  readonly faults: readonly FieldFault[];
  readonly foreignPhone: boolean;
  /** Nearest windows with a place for the service (at most five), the current one first. */
  readonly choices: readonly SlotChoice[];
  /** The choice that will be booked. */
  readonly chosen: SlotChoice | null;
  /** Why it can't be booked as it stands; null where it can or fields are still missing. */
  readonly refusal: DraftRefusal | null;
  /** For a walk-in: the token it would get. */
  readonly nextToken: string | null;
  /** The nearest window that has a place which this device may not give; null where there is none. */
  readonly beyondRights: { readonly choice: SlotChoice; readonly lacking: NoRights } | null;
  /** It may be booked at risk: refused later, perhaps. */
  readonly mayRisk: boolean;
  /** The current window, where a walk-in may take one of so many of the clinic's own places in it. */
  readonly ownPlace: { readonly choice: SlotChoice; readonly left: number } | null;
}

export interface SlotChoice extends PlacesView {
  readonly calendarId: string;
  readonly date: string;
  readonly session: Session;
  readonly batch: string;
  readonly startTime: string;
  readonly endTime: string;
  readonly bookAt: number;
  readonly isNow: boolean;
}

/** A window that takes bookings, full or not. */
export interface OpenWindow extends SlotChoice {
  /** Of the places left, those that this device may give now. */
  readonly yoursNow: number;
}

export type DraftRefusal =
  | { readonly code: 'DUPLICATE_BOOKING'; readonly existing: ExistingView }
  | { readonly code: Exclude<RefusalCode, 'DUPLICATE_BOOKING'>; readonly nextWindow: SlotChoice | null }
  /** Nothing was read of the date yet, so nobody can say whether there is a place. */
  | { readonly code: 'PLACES_UNKNOWN'; readonly nextWindow: SlotChoice | null }
  /** A place is left, and this device may not give it (reservations). */
  | { readonly code: 'NO_RIGHTS'; readonly lacking: NoRights; readonly nextWindow: SlotChoice | null };

export interface KnownPatient {
  readonly name: string;
  readonly phone: string;
  /** Local date of the last appointment. */
  readonly lastDate: string;
  readonly lastServiceId: string;
}

export type BookResult =
  /** Committed with strict durability. */
  | { readonly kind: 'booked'; readonly booking: Booking }
  | { readonly kind: 'invalid'; readonly faults: readonly FieldFault[] }
  | { readonly kind: 'refused'; readonly refusal: DraftRefusal }
  /** The disk did not take it: nothing is booked. */
  | { readonly kind: 'not-saved'; readonly reason: 'disk-full' | 'database' };

/** Whether an appointment may be moved or cancelled now, by the organisation's rules. */
export type Permission =
  | { readonly kind: 'allowed' }
  /** The organisation takes no cancellations. */
  | { readonly kind: 'not-allowed' }
  /** It begins within the organisation's notice. */
  | { readonly kind: 'too-late'; readonly noticeHours: number }
  /** The visit is over, the appointment is cancelled, or its day has gone. */
  | { readonly kind: 'over' }
  /** It waits for a decision: that comes first. */
  | { readonly kind: 'settle-first'; readonly bookingId: string }
  /** What the window is is not known here, so nothing can be asked of it. */
  | { readonly kind: 'unknown-window' };

/** What can be done with an appointment besides its visit. */
export interface ChangesView {
  readonly move: Permission;
  readonly cancel: Permission;
  /** Where it stands now, so that what was done to it is told as it is. */
  readonly standing: Standing;
  /** The last move or cancellation, where it can be taken back. */
  readonly undo: {
    readonly kind: 'move' | 'cancel';
    /** Epoch ms; null: until it is sent. */
    readonly until: number | null;
    /** The server was told, so it is told again. */
    readonly sent: boolean;
  } | null;
  /** The last step of the visit can be taken back. */
  readonly stepBack: boolean;
}

export type SettleResult =
  | { readonly kind: 'settled' }
  | { readonly kind: 'refused'; readonly refusal: DraftRefusal }
  | { readonly kind: 'gone' }
  | { readonly kind: 'not-saved'; readonly reason: 'disk-full' | 'database' };

/** What became of a slip. `no-slip`: the booking has none that counts any more, so nothing was printed. */
export type PrintedSlip = PrintSlipResult | { readonly kind: 'no-slip' };

export interface DeskIntents {
  /** YYYY-MM-DD, or null for today (follows midnight). */
  showDate(date: string | null): void;
  showBranch(branchId: string): Promise<void>;
  /** Reads all appointments, once; `views.history` tells how far. */
  readHistory(): void;
  /** By phone digits, name or token; looks at what has been read. */
  search(query: string): SearchAnswer;
  checkDraft(draft: BookingDraft): DraftCheck;
  /** The windows of a service on a local date that are not over, closed ones left out, by start time; null where nobody knows its places. */
  windowsOn(serviceId: string, date: string): readonly OpenWindow[] | null;
  knownPatients(phone: string): Promise<readonly KnownPatient[]>;
  book(draft: BookingDraft): Promise<BookResult>;
  /**
   * Notes a step of a visit. It is kept here; `done` is told to the server as well. An appointment that was made elsewhere is taken up with it.
   * @param id as in `AppointmentView.id`, here and below; a booking id does too
   * @param from the state that the step was pressed on: another window may have moved the visit on (VISIT-10)
   */
  noteVisit(id: string, step: VisitStep, from: VisitState): Promise<SettleResult>;
  /** Takes the last step back (VISIT-5). */
  undoVisit(id: string): Promise<SettleResult>;
  /** Null: there is no such appointment. */
  changesOf(id: string): ChangesView | null;
  /** Where an appointment can be moved to: the nearest places, or those of one local date. */
  placesFor(id: string, date: string | null): Offer;
  /** Moves it; what was already sent is changed at the server. `to` is checked anew under the lock of its date. */
  reschedule(id: string, to: Alternative, reason: ChangeReason | null): Promise<SettleResult>;
  cancelAppointment(id: string, reason: ChangeReason): Promise<SettleResult>;
  settle(bookingId: string, resolution: Resolution): Promise<SettleResult>;
  /** Takes back the last choice, move or cancellation; refused where its place is gone. */
  undo(id: string): Promise<SettleResult>;
  /** A person took note of what was changed elsewhere. */
  noteNews(bookingId: string): Promise<SettleResult>;
  /** Somebody rang the patient about it (SPEC CALL). */
  called(bookingId: string, outcome: CallRecord['outcome']): Promise<SettleResult>;
  /**
   * Puts a patient on the waiting list without a place and without a token; nothing is sent. The wish is the window of the
   * draft, else the next one of the service.
   */
  waitFor(draft: BookingDraft): Promise<BookResult>;
  alternativesFor(bookingId: string, serviceId: string): Offer;
  /** @param id of a booking, or of the appointment that it became */
  booking(id: string): Promise<Booking | null>;
  /** The `AppointmentView.id` of what a slip's code stands for, made here or elsewhere; null: nothing that is known here. */
  idOfReference(reference: string): string | null;
  syncNow(): void;
  /** Somebody of the staff goes to the kiosk, which says so. */
  answerStaffCall(): void;
  /** Opens the kiosk, or the waiting room's screen, beside the desk. */
  openPublic(kind: 'kiosk' | 'display'): void;
  /** Whether a PIN is set that closes the kiosk. */
  kioskPin(): Promise<{ readonly set: boolean }>;
  /** @param pin 4 to 8 digits */
  setKioskPin(pin: string): Promise<{ readonly set: boolean }>;
  /** Asks an address with a key that are being entered, and keeps neither. */
  tryAddress(call: TrialCall): Promise<ApiReply<unknown>>;
  /** Asked before an address is saved; whatever it tells is done when it is saved. */
  addressChange(apiUrl: string): Promise<AddressChange>;
  /** An address is refused while it would leave bookings behind (`locked`). */
  saveSettings(patch: SettingsPatch): Promise<SaveSettingsResult>;
  saveKey(key: string, allowFile: boolean): Promise<SaveKeyResult>;
  removeKey(): Promise<void>;
  /** Refused while anything is unsent or needs a person, unless it is the sample clinic. */
  wipe(): Promise<{ readonly kind: 'wiped' | 'failed' } | ({ readonly kind: 'open' } & OpenCounts)>;
  /** Another window of this desk, for a second screen. */
  openWindow(): void;
  /** Prints the slip of a booking as it stands now. `reprint`: one may be about already, and the new one says so. */
  printSlip(bookingId: string, reprint: boolean): Promise<PrintedSlip>;
  printTestSlip(): Promise<PrintedSlip>;
  printers(): Promise<readonly Printer[]>;
  /** Prints this window by its print styles on A4. `title`: a file name without folders, for the PDF where there is no printer. */
  printPage(title: string, landscape: boolean): Promise<PrintResult>;
  /** Asks where to, and writes the text as UTF-8 (a spreadsheet wants a byte order mark before it). */
  saveFile(suggestedName: string, text: string): Promise<SaveFileResult>;
  /** Shows a file that was saved since the start in its folder. */
  showFile(path: string): void;
  /** Looks at the feed for an update. Resolves when the look, and the download that may follow, are over. */
  checkForUpdate(): Promise<void>;
  /** Asks for a folder, a stick or a share, and looks there. */
  updateFromFolder(): Promise<void>;
  /** Says nothing more today of an update that is ready. */
  hushUpdate(): void;
  /** Closes the app, installs what is ready, and opens the app again. */
  installUpdate(): Promise<InstallAnswer>;
  /** Asks for a setup file, which `views.setupOffer` then shows. */
  chooseSetupFile(): Promise<void>;
  /**
   * Takes the setup file that is shown; after that this window closes and another one opens.
   * @param typed the code of its sealed key, or a key; empty: none
   */
  takeSetupFile(typed: string, allowFile: boolean): Promise<TakeSetupResult>;
  leaveSetupFile(): void;
  /** A person is entering something in this window, or no longer: meanwhile no update is installed, and no setup file taken. */
  reportBusy(busy: boolean): void;
}
