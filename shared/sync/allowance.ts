/** What one device may ask of the server where several share an API key and none of them sees the others. */

/** Requests per key in any window of a minute [D]. */
export const REQUESTS_PER_MINUTE = 60;

/** Of those, what several devices share: two are left for clocks and lines that differ [P]. */
const SHARED_PER_MINUTE = 58;

/** How an administrator describes the key. */
export interface KeySharing {
  /** Devices that use the same key, this one included; 1 to 12. */
  readonly devicesOnKey: number;
  /** The organisation's requests a UTC day; null: not known. */
  readonly dailyQuota: number | null;
}

/** One device's part. `perDay` null: only the server knows when the day's requests are used up. */
export interface Allowance {
  readonly perMinute: number;
  readonly perDay: number | null;
}

/** A device that has the key for itself. */
export const wholeKey: Allowance = { perMinute: REQUESTS_PER_MINUTE, perDay: null };

/** One device's part of a key (SPEC REQ-1, REQ-3): all 60 a minute for one alone, ⌊58/k⌋ for each of k; of the day ⌊quota/k⌋. */
export function allowanceOf({ devicesOnKey, dailyQuota }: KeySharing): Allowance {
  const devices = Math.max(1, Math.floor(devicesOnKey));
  return {
    perMinute: devices === 1 ? REQUESTS_PER_MINUTE : Math.max(1, Math.floor(SHARED_PER_MINUTE / devices)),
    perDay: dailyQuota === null ? null : Math.floor(dailyQuota / devices),
  };
}

/** Of a day's requests the part that reads leave to bookings (SPEC REQ-4). */
const KEPT_OF_A_DAY = 5;

/** How many of a day's requests the reads leave to bookings. */
export function keptOfDay(perDay: number): number {
  return Math.ceil(perDay / KEPT_OF_A_DAY);
}

/** What the reads of later days leave of a minute, and what every read leaves of it (SPEC PLAN-2). */
export interface Kept {
  readonly fromLaterDays: number;
  readonly fromEveryRead: number;
}

/** A fifth of the minute is kept from later days, a fifteenth from every read: 12 and 4 of sixty. */
export function keptOfMinute(perMinute: number): Kept {
  return { fromLaterDays: Math.max(1, Math.floor(perMinute / 5)), fromEveryRead: Math.floor(perMinute / 15) };
}
