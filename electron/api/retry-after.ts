import { DEFAULT_RETRY_AFTER_MS, LONGEST_RETRY_AFTER_MS } from '../../shared/api/limits.ts';

/** Most that is added to a wait without a time of its own, so that devices of one key do not return together. */
const JITTER_MS = 10_000;

/**
 * Milliseconds to wait after a 429. `Retry-After` is whole seconds or an HTTP date; a date is measured against the
 * server's own `Date`, since the two clocks may differ.
 * @param retryAfter the header, or null
 * @param serverDate the `Date` header, or null
 * @param now epoch ms of this machine
 * @param jitter 0 to 1
 */
export function retryAfterMs(
  retryAfter: string | null,
  serverDate: string | null,
  now: number,
  jitter: number,
): number {
  const told = waitOf(retryAfter?.trim() ?? '', serverDate, now);
  if (told === null) return DEFAULT_RETRY_AFTER_MS + Math.floor(jitter * JITTER_MS);
  return Math.min(Math.max(told, 0), LONGEST_RETRY_AFTER_MS);
}

function waitOf(text: string, serverDate: string | null, now: number): number | null {
  if (/^\d+(?:\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1000);
  const until = Date.parse(text);
  if (Number.isNaN(until) || text === '') return null;
  const serverNow = Date.parse(serverDate ?? '');
  return until - (Number.isNaN(serverNow) ? now : serverNow);
}
