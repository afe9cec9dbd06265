import { REQUEST_TIMEOUT_MS } from '../api/limits.ts';

/** Longest that common gateways hold a request after its client has gone, milliseconds (60 s is the usual limit). */
const GATEWAY_LIMIT_MS = 60_000;

/**
 * How long an uncertain request is left alone before anybody looks whether it was carried out, milliseconds: longer than
 * any request lives, so that one found absent afterwards can't arrive later (design, "States of a booking"; SPEC QUIET-1).
 * A request lives at most until main gives it up, and then in a gateway or a server that has not noticed.
 */
export const QUIET_PERIOD_MS = REQUEST_TIMEOUT_MS + GATEWAY_LIMIT_MS;
