import type { Booking } from '../../shared/model/booking.ts';

/**
 * The next token of a window on a date: `{batch}-{device letter}{nn}` (design looks, "token").
 * Numbers are derived from the bookings themselves, cancelled and moved ones included, so that none is given twice
 * and nothing is counted in a second place. Windows that share a batch name on a date share its numbers, so a token
 * names one patient that day. Different devices have different letters and never collide.
 */
export function nextToken(
  bookings: Iterable<Booking>,
  place: { readonly date: string; readonly batch: string },
  deviceLetter: string,
): string {
  const prefix = `${place.batch}-${deviceLetter}`;
  let last = 0;
  const see = (token: string): void => {
    if (!token.startsWith(prefix)) return;
    const number = Number(token.slice(prefix.length));
    if (Number.isInteger(number) && number > last) last = number;
  };
  for (const booking of bookings) {
    if (booking.place.date === place.date) see(booking.token);
    for (const former of booking.formerTokens) if (former.date === place.date) see(former.token);
  }
  return `${prefix}${String(last + 1).padStart(2, '0')}`;
}
