import type { Migration } from './migration.ts';

/** A booking that is booked anew remembers the record that was cancelled, so that it is not taken for another appointment. */
export const bookingsKnowTheirEarlierRecords: Migration = {
  number: 5,
  description: 'bookings know their cancelled records',
  collection: 'bookings',
  toVersion: 5,
  up: (booking) => ({ ...booking, earlierRecords: [] }),
};
