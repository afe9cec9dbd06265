import type { Branch } from '../../shared/model/clinic.ts';
import type { Booking } from '../../shared/model/booking.ts';

/**
 * The branch whose day the desk shows and books: the chosen one, else the only one. Empty where there are several, or others than
 * the chosen one: then a person chooses, for a booking in the wrong branch is worse than none. In the sample clinic the first will do.
 * @param bookings of this clinic
 */
export function branchOf(
  branches: readonly Branch[],
  chosen: string,
  sample: boolean,
  bookings: Iterable<Booking>,
): string {
  if (branches.some(({ branchId }) => branchId === chosen)) return chosen;
  const [first, second] = branches;
  if (first !== undefined) return sample || (chosen === '' && second === undefined) ? first.branchId : '';
  if (chosen !== '') return chosen;
  // After a database was set aside nothing but the bookings of the second copy says where this desk stands.
  for (const { place } of bookings) return place.branchId;
  return '';
}
