import { z } from 'zod/mini';
import type { Migration } from './migration.ts';

/** All that this step needs of a booking of version 0. */
const oldBookingSchema = z.object({ place: z.object({ date: z.string() }) });

/**
 * A booking that is moved keeps the tokens it had, so that no number is given twice; and it is found by the last date on
 * which one of its tokens counts. Bookings of version 0 had not been moved with their token kept: they have none.
 */
export const bookingsRememberFormerTokens: Migration = {
  number: 1,
  description: 'bookings remember the tokens of windows they were moved from',
  collection: 'bookings',
  toVersion: 1,
  up: (booking) => ({ ...booking, formerTokens: [], lastDate: oldBookingSchema.parse(booking).place.date }),
};
