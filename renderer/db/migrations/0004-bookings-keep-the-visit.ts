import type { Migration } from './migration.ts';

/**
 * A booking keeps its visit as steps in place of one arrival, says whether this desk made it or took it up, and why it was changed.
 * Bookings of version 3 were all made here; no reason was asked for.
 */
export const bookingsKeepTheVisit: Migration = {
  number: 4,
  description: 'bookings keep the steps of the visit, where they come from, and why they were changed',
  collection: 'bookings',
  toVersion: 4,
  up: ({ arrivedAt, ...booking }) => ({
    ...booking,
    origin: 'desk',
    visit: typeof arrivedAt === 'string' ? [{ step: 'arrived', at: arrivedAt }] : [],
    reason: null,
  }),
};
