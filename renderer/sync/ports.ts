import type { ApiOperation } from '../../shared/api/operation.ts';
import type { ApiReply, ApiResults } from '../../shared/api/reply.ts';
import type { BudgetStatus } from '../../shared/ipc/contract.ts';
import type { ClinicId } from '../../shared/model/clinic-id.ts';
import type { Place } from '../../shared/model/booking.ts';
import type { News } from '../../shared/sync/life-event.ts';
import type { SyncLogLine } from '../../shared/sync/log-messages.ts';
import type { DeskStore } from '../db/store.ts';

/** What the sync driver needs of the world, and nothing more. Tests give it a world of their own. */
export interface SyncPorts {
  /** One request by the main process, for one clinic and no other. A rejection is taken as an answer that was lost. */
  readonly api: <O extends ApiOperation>(operation: O, clinicId: ClinicId) => Promise<ApiReply<ApiResults[O['op']]>>;
  readonly budget: () => Promise<BudgetStatus>;
  readonly store: SyncStore;
  /** Epoch ms of this computer's clock, or of the one that was asked for (HUSKY_NOW). */
  readonly machineNow: () => number;
  /** Milliseconds since some moment, by a clock that nobody sets: for lengths of time. */
  readonly elapsed: () => number;
  /** 0 (inclusive) to 1 (exclusive). */
  readonly random: () => number;
  readonly timers: Timers;
  readonly locks: LeaderLocks;
  /**
   * Runs `task` with the next free token of a window, under the lock by which the desk gives tokens, so that none is given
   * twice. For bookings that were moved elsewhere.
   */
  readonly withToken: <T>(place: Place, task: (token: string) => Promise<T>) => Promise<T>;
  readonly onEvent: (event: SyncEvent) => void;
}

/** The part of the local database that sync reads and writes. */
export type SyncStore = Pick<
  DeskStore,
  | 'kept'
  | 'clinic'
  | 'putClinic'
  | 'windows'
  | 'putWindows'
  | 'updateDay'
  | 'loadDay'
  | 'replaceDay'
  | 'putAppointment'
  | 'booking'
  | 'updateBooking'
  | 'unsentBookings'
  | 'bookingsNeedingPerson'
  | 'appendSyncLog'
  | 'syncLog'
  | 'subscribe'
>;

export interface Timers {
  /** Calls back once after `ms` milliseconds; the returned function calls that off. */
  after(ms: number, callback: () => void): () => void;
}

/** The part of the browser's lock manager that is used; a window that dies lets go of its locks. */
export interface LeaderLocks {
  request(name: string, options: { readonly signal: AbortSignal }, callback: () => Promise<void>): Promise<unknown>;
}

/** One window of the app syncs at a time. */
export const leaderLockName = 'husky-sync-leader';

export type SyncEvent =
  /** Somebody changed a booking of ours elsewhere; staff are told. */
  | { readonly kind: 'news'; readonly bookingId: string; readonly news: News }
  | { readonly kind: 'log'; readonly line: SyncLogLine };
