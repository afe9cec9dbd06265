import { unknownClinic } from '../../../shared/model/clinic-id.ts';
import type { Migration } from './migration.ts';

/**
 * A booking names the clinic it was made for, so that it is never sent to another one. Bookings of version 1 did not say:
 * the desk's arrangement at its start gives them to the sample clinic or to the first address (SPEC OWED-6).
 */
export const bookingsNameTheirClinic: Migration = {
  number: 2,
  description: 'bookings name the clinic they were made for',
  collection: 'bookings',
  toVersion: 2,
  up: (booking) => ({ ...booking, clinicId: unknownClinic }),
};
