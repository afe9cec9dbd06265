import type { ApiOperation } from '../api/operation.ts';
import type { Appointment } from '../model/appointment.ts';
import type { Booking, CallRecord, ChangeReason, Place, VisitStep } from '../model/booking.ts';
import type { SendOutcome } from './outcome.ts';

/** A place with the token that its window gives (the caller takes it under the slot's lock). */
export interface Seat {
  readonly place: Place;
  readonly token: string;
}

/** How a person settles a booking that needs one, or places one that waits (design, "Resolutions a person is offered"). */
export type Settlement =
  | { readonly kind: 'move'; readonly seat: Seat }
  /** The seat's place names the other service. */
  | { readonly kind: 'other-service'; readonly seat: Seat }
  | {
      readonly kind: 'correct';
      readonly name: string;
      readonly phone: string;
      readonly phoneKey: string;
      /** The same window with the token it has, or another service's place. */
      readonly seat: Seat;
    }
  | { readonly kind: 'waiting-list' }
  | { readonly kind: 'cancel' }
  /** They are the same visit: keep the one that exists, free ours. */
  | { readonly kind: 'link' }
  /** A change of a record was not made: the record stays as it is. */
  | { readonly kind: 'keep' }
  /** The existing appointment is to come at our time. */
  | { readonly kind: 'move-existing' };

/**
 * Everything that can happen to a booking. Times are epoch ms. Records of the server come with `seat`: the place they
 * name where that is not the booking's own and its window is known, else null.
 */
export type LifeEvent =
  | { readonly kind: 'cancel'; readonly reason?: ChangeReason }
  | { readonly kind: 'reschedule'; readonly seat: Seat; readonly reason?: ChangeReason }
  /** A step of the visit (shared/visit/SPEC.md); `token`: for an appointment that has none yet. */
  | { readonly kind: 'visit'; readonly step: VisitStep; readonly token?: string }
  /** The last step of the visit is taken back. */
  | { readonly kind: 'visit-undo' }
  /** `by`: the branch's rule where no person chose (SPEC RULE). */
  | { readonly kind: 'settle'; readonly settlement: Settlement; readonly by?: 'rule' }
  /** The branch's rule has looked for a place and found none: from here on a person decides (SPEC RULE-4). */
  | { readonly kind: 'rule-found-none' }
  /** Somebody rang the patient about it (SPEC CALL). */
  | { readonly kind: 'called'; readonly outcome: CallRecord['outcome'] }
  | { readonly kind: 'undo' }
  /** A person took note of what was changed elsewhere. */
  | { readonly kind: 'news-read' }
  /** About to send: whoever gets the `request` effect sends it once the booking is durably saved. */
  | { readonly kind: 'send' }
  /** `retryInMs`: the wait before another try, with its jitter. */
  | {
      readonly kind: 'reply';
      readonly outcome: SendOutcome;
      readonly seat: Seat | null;
      readonly retryInMs: number;
    }
  /** Whoever may have been sending is gone: the app was started, or another window leads now. */
  | { readonly kind: 'start' }
  /** The corrected clock was set anew: waits that were measured with the old one start again. */
  | { readonly kind: 'clock-moved' }
  /** The complete list of the booking's date held this record under its reference, or none. */
  | {
      readonly kind: 'listed';
      readonly record: Appointment | null;
      readonly seat: Seat | null;
      readonly startedAt: number;
      readonly retryInMs: number;
    }
  /** The record was read by its id before a PATCH is tried again. */
  | {
      readonly kind: 'record-read';
      readonly record: Appointment;
      readonly seat: Seat | null;
      readonly startedAt: number;
    }
  /** A pull met the booking's record. */
  | { readonly kind: 'seen'; readonly record: Appointment; readonly seat: Seat | null }
  /** The list of its date lacks the booking's record, and HuskyVoice has none under its id (SPEC REMOTE-7). */
  | { readonly kind: 'missing'; readonly appointmentId: string }
  /** The booking's record was cancelled and this one booked for the same patient: how the voice agent reschedules. */
  | { readonly kind: 'rebooked'; readonly record: Appointment; readonly seat: Seat | null }
  /** The appointment that a decision is about was fetched. */
  | { readonly kind: 'existing-read'; readonly record: Appointment; readonly retryInMs: number };

/** What staff are told of a change that was made elsewhere. */
export type News = 'remote-cancelled' | 'remote-gone' | 'remote-moved' | 'remote-restored';

export type Effect =
  | { readonly kind: 'request'; readonly operation: Extract<ApiOperation, { op: 'create' | 'patch' }> }
  | { readonly kind: 'tell'; readonly news: News };

/** Why an event left a booking as it was. */
export type IgnoreReason =
  /** The state has no such event. */
  | 'not-in-this-state'
  /** The quiet period is not over; the answer proves nothing yet. */
  | 'too-early'
  /** Nothing in it is new. */
  | 'nothing-new'
  /** The server has a record that no state of this booking accounts for: told in the log, left alone. */
  | 'stray'
  /** The server can't move an appointment to another branch. */
  | 'other-branch'
  /** The branch's rule has placed it before, or a person has: a person decides. */
  | 'person-decides'
  /** There is nothing to undo, or it has been sent. */
  | 'too-late';

export type Advance =
  | { readonly kind: 'moved'; readonly booking: Booking; readonly effects: readonly Effect[] }
  | { readonly kind: 'ignored'; readonly reason: IgnoreReason };

export function ignored(reason: IgnoreReason): Advance {
  return { kind: 'ignored', reason };
}
