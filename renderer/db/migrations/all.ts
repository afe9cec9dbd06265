import { bookingsRememberFormerTokens } from './0001-bookings-remember-former-tokens.ts';
import type { Migration } from './migration.ts';

/** Every migration there ever was, in order. */
export const migrations: readonly Migration[] = [bookingsRememberFormerTokens];

/** What a database of this build says of itself; a higher number was written by a newer one. */
export const databaseVersion = migrations.length;

/** The steps of one collection in RxDB's form: by the version that comes out. */
export function migrationStrategies(collection: string): Record<number, Migration['up']> {
  return Object.fromEntries(
    migrations.filter((step) => step.collection === collection).map((step) => [step.toVersion, step.up]),
  );
}
