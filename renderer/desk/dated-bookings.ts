import type { LocalDate } from '../../shared/model/appointment.ts';
import type { Booking } from '../../shared/model/booking.ts';

/** Bookings by the dates that each of them belongs to, so that a question about one date looks at no other. */
export class DatedBookings {
  readonly #datesOf: (booking: Booking) => readonly LocalDate[];
  readonly #byDate = new Map<LocalDate, Map<string, Booking>>();

  constructor(datesOf: (booking: Booking) => readonly LocalDate[]) {
    this.#datesOf = datesOf;
  }

  /** Adds a booking that is not here. */
  add(booking: Booking): void {
    for (const date of this.#datesOf(booking)) {
      const ofDate = this.#byDate.get(date) ?? new Map<string, Booking>();
      this.#byDate.set(date, ofDate.set(booking.bookingId, booking));
    }
  }

  /** Takes out a booking as it was added. */
  remove(booking: Booking): void {
    for (const date of this.#datesOf(booking)) this.#byDate.get(date)?.delete(booking.bookingId);
  }

  on(date: LocalDate): Iterable<Booking> {
    return this.#byDate.get(date)?.values() ?? [];
  }

  clear(): void {
    this.#byDate.clear();
  }
}
