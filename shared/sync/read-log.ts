import type { LocalDate } from '../model/appointment.ts';
import { backoffMs, faultBackoff } from './backoff.ts';

/** What the desk reads again and again, or once for a booking. Dates are organisation-local. */
export type ReadKey =
  'config' | 'services' | `windows:${LocalDate}` | `tracking:${LocalDate}` | `list:${LocalDate}` | `record:${string}`;

/** Epoch ms. */
export interface ReadEntry {
  /** The last success; null: never, or it is wanted again. */
  readonly readAt: number | null;
  /** The last success, wanted again or not; null: never since the start. */
  readonly knownAt: number | null;
  readonly failures: number;
  /** Not to be tried before this after a failure. */
  readonly notBefore: number;
}

export type ReadLog = ReadonlyMap<ReadKey, ReadEntry>;

const never: ReadEntry = { readAt: null, knownAt: null, failures: 0, notBefore: 0 };

export function entryOf(log: ReadLog, key: ReadKey): ReadEntry {
  return log.get(key) ?? never;
}

/**
 * When a read is due (epoch ms) that is repeated every `everyMs`; 0: at once. One that failed is due again when its wait is
 * over, however lately it had succeeded before (SPEC PULL-8). Times that can't be, because the clock was set back
 * meanwhile, hold nothing back.
 */
export function dueAt(log: ReadLog, key: ReadKey, everyMs: number, now: number): number {
  const { readAt, failures } = entryOf(log, key);
  if (failures > 0) return heldUntil(log, key, now);
  return readAt === null || readAt > now ? 0 : readAt + everyMs;
}

/** Until when a failed read is held back (epoch ms); 0: it is not. */
export function heldUntil(log: ReadLog, key: ReadKey, now: number): number {
  const { notBefore } = entryOf(log, key);
  return notBefore > now + faultBackoff.longestMs ? 0 : notBefore;
}

export function noteRead(log: Map<ReadKey, ReadEntry>, key: ReadKey, now: number): void {
  log.set(key, { readAt: now, knownAt: now, failures: 0, notBefore: 0 });
}

/** A read failed: it waits longer each time. `leastMs` is the shortest wait where one is known. */
export function noteFailedRead(
  log: Map<ReadKey, ReadEntry>,
  key: ReadKey,
  now: number,
  random: number,
  leastMs = 0,
): void {
  const { readAt, knownAt, failures } = entryOf(log, key);
  const wait = Math.max(leastMs, backoffMs(failures + 1, random, faultBackoff));
  log.set(key, { readAt, knownAt, failures: failures + 1, notBefore: now + wait });
}

/** Makes every read due at once; what was read stays known. */
export function wantAll(log: Map<ReadKey, ReadEntry>): void {
  log.clear();
}

/** Makes one read due at once. */
export function want(log: Map<ReadKey, ReadEntry>, key: ReadKey): void {
  log.set(key, { ...entryOf(log, key), readAt: null });
}

/** Lets every failed read be tried at once. */
export function forgiveReads(log: Map<ReadKey, ReadEntry>): void {
  for (const [key, entry] of log) if (entry.notBefore > 0) log.set(key, { ...entry, notBefore: 0 });
}
