import { isOwedTo, isUnsent, needsPerson, type Booking } from '../../shared/model/booking.ts';
import { unknownClinic, type ClinicId } from '../../shared/model/clinic-id.ts';
import { advance } from '../../shared/sync/life.ts';
import type { Effect, IgnoreReason, LifeEvent } from '../../shared/sync/life-event.ts';
import type { StoreChange } from '../db/store.ts';
import type { SyncStore } from './ports.ts';

export type Step =
  | { readonly kind: 'moved'; readonly booking: Booking; readonly effects: readonly Effect[] }
  | { readonly kind: 'ignored'; readonly reason: IgnoreReason | 'gone' }
  | { readonly kind: 'not-saved' };

/**
 * The bookings of one clinic that sync has something to do for (SPEC OWED-2), in memory, kept current with the database; and their steps, each one
 * durable write. The database stays the truth: a step is decided on what it holds at that moment.
 */
export class OpenBookings {
  readonly #store: SyncStore;
  readonly #now: () => number;
  #open = new Map<string, Booking>();
  #clinicId: ClinicId = unknownClinic;
  #whileLoading: StoreChange[] | null = null;

  /** `now`: epoch ms by the server's clock. */
  constructor(store: SyncStore, now: () => number) {
    this.#store = store;
    this.#now = now;
  }

  /** The clinic whose server is asked and told. */
  get clinicId(): ClinicId {
    return this.#clinicId;
  }

  get all(): readonly Booking[] {
    return [...this.#open.values()];
  }

  get(bookingId: string): Booking | undefined {
    return this.#open.get(bookingId);
  }

  /** Reads them anew. What is committed while it reads is not forgotten over what was read. */
  async load(): Promise<void> {
    const committed: StoreChange[] = [];
    this.#whileLoading = committed;
    const [kept, unsent, needing] = await Promise.all([
      this.#store.kept(),
      this.#store.unsentBookings(),
      this.#store.bookingsNeedingPerson(),
    ]);
    this.#clinicId = kept.clinicId;
    const owed = [...unsent, ...needing].filter((booking) => this.isOurs(booking));
    this.#open = new Map(owed.map((booking) => [booking.bookingId, booking]));
    this.#whileLoading = null;
    for (const change of committed) this.apply(change);
  }

  /** Whether this clinic's server may be told of the booking, and may tell of it. */
  isOurs(booking: Booking): boolean {
    return isOwedTo(booking, this.#clinicId);
  }

  /** Takes over what any window committed. True where there may be something new to send. */
  apply(change: StoreChange): boolean {
    if (change.kind !== 'bookings') return false;
    this.#whileLoading?.push(change);
    for (const bookingId of change.removed) this.#open.delete(bookingId);
    for (const booking of change.changed) this.#take(booking);
    return change.changed.some(({ life }) => isUnsent(life));
  }

  #take(booking: Booking): void {
    const known = this.#open.get(booking.bookingId);
    // Notices of our own writes come late; every step gives a later `updatedAt`.
    if (known !== undefined && known.updatedAt > booking.updatedAt) return;
    const open = isUnsent(booking.life) || needsPerson(booking.life);
    if (open && this.isOurs(booking)) this.#open.set(booking.bookingId, booking);
    else this.#open.delete(booking.bookingId);
  }

  async step(bookingId: string, event: LifeEvent): Promise<Step> {
    let effects: readonly Effect[] = [];
    let reason: IgnoreReason = 'nothing-new';
    const result = await this.#store
      .updateBooking(bookingId, (booking) => {
        const step = advance(booking, event, this.#now());
        if (step.kind === 'ignored') {
          reason = step.reason;
          return null;
        }
        effects = step.effects;
        return step.booking;
      })
      .catch(() => ({ kind: 'not-saved' }) as const);
    switch (result.kind) {
      case 'saved':
        this.#take(result.booking);
        return { kind: 'moved', booking: result.booking, effects };
      case 'unchanged':
        this.#take(result.booking);
        return { kind: 'ignored', reason };
      case 'gone':
        this.#open.delete(bookingId);
        return { kind: 'ignored', reason: 'gone' };
      case 'not-saved':
        return { kind: 'not-saved' };
    }
  }
}
