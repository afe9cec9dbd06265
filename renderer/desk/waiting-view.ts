import type { Booking } from '../../shared/model/booking.ts';
import type { WaitingView } from './contract.ts';
import { offerFor, wishedPlace, type OfferInput } from './offer.ts';
import { nameOfService } from './service-name.ts';

/** Who waits for a place, the longest first. Pure. */
export function buildWaiting(bookings: Iterable<Booking>, input: OfferInput): readonly WaitingView[] {
  const waiting: WaitingView[] = [];
  for (const booking of bookings) {
    const { life, place } = booking;
    if (life.state !== 'WAITING_LIST') continue;
    const { places, suggested } = offerFor(booking, place.serviceId, input);
    waiting.push({
      booking,
      serviceName: nameOfService(place.serviceId, input.snapshot),
      since: Date.parse(life.since),
      free: wishedPlace(booking, input),
      alternatives: places,
      suggested,
    });
  }
  return waiting.sort((a, b) => a.since - b.since || a.booking.bookingId.localeCompare(b.booking.bookingId));
}

/** How many of those who wait could have the place they wait for now. Pure. */
export function countFree(bookings: Iterable<Booking>, input: OfferInput): number {
  let free = 0;
  for (const booking of bookings)
    if (booking.life.state === 'WAITING_LIST' && wishedPlace(booking, input) !== null) free += 1;
  return free;
}
