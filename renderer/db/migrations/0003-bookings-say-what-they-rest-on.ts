import type { Migration } from './migration.ts';

/**
 * A booking says what its place rests on (a published place, a risk that was taken, the clinic's own places) and whether its patient was
 * rung about a conflict. Bookings of version 2 all rest on published places, and no call was noted.
 */
export const bookingsSayWhatTheyRestOn: Migration = {
  number: 3,
  description: 'bookings say what their place rests on, and the last call about them',
  collection: 'bookings',
  toVersion: 3,
  up: (booking) => ({ ...booking, basis: 'place', call: null }),
};
