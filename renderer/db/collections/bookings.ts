import type { RxJsonSchema } from 'rxdb';
import type { Booking } from '../../../shared/model/booking.ts';
import { tokensOf } from '../../../shared/model/tokens-of.ts';

/** A booking as stored: with the one field that an index needs and the booking does not say by itself. */
export type BookingDocument = Booking & {
  /** The latest date on which one of its tokens counts: of its place, or of a window it was moved from. */
  lastDate: string;
};

/**
 * Bookings made at this device, each with the operation still owed to the server (docs/adr/0001).
 * Version 1: migrations/0001, version 2: 0002, version 3: 0003, version 4: 0004, version 5: 0005.
 */
export const bookingsSchema: RxJsonSchema<BookingDocument> = {
  title: 'bookings',
  version: 5,
  type: 'object',
  primaryKey: 'bookingId',
  properties: {
    bookingId: { type: 'string', maxLength: 80 },
    origin: { type: 'string' },
    clinicId: { type: 'string' },
    generation: { type: 'integer' },
    kind: { type: 'string' },
    token: { type: 'string' },
    phoneKey: { type: 'string', maxLength: 64 },
    formerTokens: { type: 'array' },
    earlierRecords: { type: 'array' },
    patient: { type: 'object' },
    place: {
      type: 'object',
      properties: { date: { type: 'string', maxLength: 10 } },
    },
    basis: { type: 'string' },
    assignedDoctor: { type: ['string', 'null'] },
    visit: { type: 'array' },
    reason: { type: ['object', 'null'] },
    life: { type: 'object', properties: { state: { type: 'string', maxLength: 24 } } },
    undo: { type: ['object', 'null'] },
    call: { type: ['object', 'null'] },
    audit: { type: 'array' },
    createdAt: { type: 'string' },
    updatedAt: { type: 'string' },
    lastDate: { type: 'string', maxLength: 10 },
  },
  required: [
    'origin',
    'clinicId',
    'generation',
    'kind',
    'token',
    'phoneKey',
    'formerTokens',
    'earlierRecords',
    'patient',
    'place',
    'basis',
    'visit',
    'life',
    'audit',
    'createdAt',
    'updatedAt',
    'lastDate',
  ],
  // The first is the one that Dexie makes anyway; named here, a query may use it.
  indexes: [['bookingId'], ['place.date'], ['phoneKey'], ['life.state'], ['lastDate']],
};

export function bookingDocument(booking: Booking): BookingDocument {
  return { ...booking, lastDate: lastTokenDate(booking) };
}

export function bookingOf({ lastDate: _derived, ...booking }: BookingDocument): Booking {
  return booking;
}

function lastTokenDate(booking: Booking): string {
  let last = booking.place.date;
  for (const { date } of tokensOf(booking)) if (date > last) last = date;
  return last;
}
