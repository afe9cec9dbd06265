import type { Alternative } from '../../shared/booking/index.ts';
import type { Booking } from '../../shared/model/booking.ts';
import { isForRule } from '../../shared/sync/rebooking-rule.ts';
import type { LeaderLocks } from '../sync/ports.ts';
import type { SettleResult } from './contract.ts';

/** What the runner of a branch's rule needs, and nothing more. */
export interface RulePorts {
  readonly locks: LeaderLocks;
  readonly bookings: () => Iterable<Booking>;
  /** Whether the branch has the rule switched on. */
  readonly isOn: (branchId: string) => boolean;
  /** Whether the server has said what places there are on a local date. */
  readonly knowsPlaces: (date: string) => boolean;
  /** Where the rule may place a booking, soonest first. */
  readonly windowsFor: (booking: Booking) => readonly Alternative[];
  /** Places it, checked and written under the lock of the date. */
  readonly move: (bookingId: string, to: Alternative) => Promise<SettleResult>;
  /** Writes down that there is no place: from here on a person decides. */
  readonly giveUp: (bookingId: string) => Promise<SettleResult>;
}

/** One window of the app runs the rule at a time. */
const ruleLockName = 'husky-rebooking-rule';

/**
 * Places refused bookings anew by the rule of their branch (SPEC RULE): in one window of the app, each booking at most once.
 * What it did stands in the booking itself, so that a restart or another window goes on where it ended.
 */
export class RuleRunner {
  readonly #ports: RulePorts;
  readonly #standDown = new AbortController();
  #leads = false;
  #running: Promise<void> = Promise.resolve();
  #wanted = false;

  constructor(ports: RulePorts) {
    this.#ports = ports;
  }

  /** Begins as soon as no other window runs the rule. */
  start(): void {
    const { signal } = this.#standDown;
    const lead = async (): Promise<void> => {
      if (signal.aborted) return;
      this.#leads = true;
      this.look();
      await new Promise<void>((resolve) => {
        signal.addEventListener('abort', () => {
          resolve();
        });
      });
      this.#leads = false;
      await this.#running;
    };
    // A wait for the lock that is called off is no fault.
    this.#ports.locks.request(ruleLockName, { signal }, lead).catch(() => undefined);
  }

  /** Waits for what is being written. */
  async stop(): Promise<void> {
    this.#standDown.abort();
    await this.#running;
  }

  /** Bookings, places or the rule may have changed. */
  look(): void {
    if (!this.#leads || this.#wanted || this.#standDown.signal.aborted) return;
    this.#wanted = true;
    this.#running = this.#running.then(async () => {
      this.#wanted = false;
      await this.#run();
    });
  }

  async #run(): Promise<void> {
    const { bookings, isOn, knowsPlaces } = this.#ports;
    const refused = [...bookings()].filter(
      (booking) => isForRule(booking) && isOn(booking.place.branchId) && knowsPlaces(booking.place.date),
    );
    for (const booking of refused) {
      if (this.#standDown.signal.aborted) return;
      await this.#place(booking);
    }
  }

  /** The first window that takes it. What the disk did not take is tried at the next look. */
  async #place(booking: Booking): Promise<void> {
    const { windowsFor, move, giveUp } = this.#ports;
    for (const to of windowsFor(booking)) {
      const result = await move(booking.bookingId, to);
      if (result.kind !== 'refused') return;
    }
    await giveUp(booking.bookingId);
  }
}
