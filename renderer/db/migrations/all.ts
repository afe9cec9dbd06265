import { bookingsRememberFormerTokens } from './0001-bookings-remember-former-tokens.ts';
import { bookingsNameTheirClinic } from './0002-bookings-name-their-clinic.ts';
import { bookingsSayWhatTheyRestOn } from './0003-bookings-say-what-they-rest-on.ts';
import { bookingsKeepTheVisit } from './0004-bookings-keep-the-visit.ts';
import { bookingsKnowTheirEarlierRecords } from './0005-bookings-know-their-earlier-records.ts';
import type { Migration, OldDocument } from './migration.ts';

/** Every migration there ever was, in order. */
export const migrations: readonly Migration[] = [
  bookingsRememberFormerTokens,
  bookingsNameTheirClinic,
  bookingsSayWhatTheyRestOn,
  bookingsKeepTheVisit,
  bookingsKnowTheirEarlierRecords,
];

/** What a database of this build says of itself; a higher number was written by a newer one. */
export const databaseVersion = migrations.length;

/** A document of one collection, brought from an older schema version up to this build's. */
export function migratedDocument(collection: string, version: number, document: OldDocument): OldDocument {
  return migrations
    .filter((step) => step.collection === collection && step.toVersion > version)
    .reduce((older, step) => step.up(older), document);
}
