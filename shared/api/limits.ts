/**
 * Bounds of a call to the API. They are shared because the two ends rely on them: main ends a request by them, and the
 * sync engine derives its quiet period ("longer than any request lives") from them.
 */

/** From the first byte sent to the last byte read, milliseconds. After it the request is given up. */
export const REQUEST_TIMEOUT_MS = 15_000;

/** Largest answer that is read, bytes. A page of 200 appointments is about 0.1 MB. */
export const RESPONSE_LIMIT_BYTES = 8_000_000;

/** Records asked for in one page of appointments: the most the API gives [D]. */
export const PAGE_LIMIT = 200;

/** Records a page holds where the server disregards the limit it was asked for [D]. */
export const DEFAULT_PAGE_LIMIT = 50;

/** Wait after a 429 that names no time, milliseconds: the length of the server's window [D]. */
export const DEFAULT_RETRY_AFTER_MS = 60_000;

/** Longest wait that a Retry-After is believed, milliseconds: the quota starts anew each UTC day [D]. */
export const LONGEST_RETRY_AFTER_MS = 24 * 60 * 60 * 1000;
