import type { ApiOperationName } from '../api/operation.ts';
import type { ApiReply, ApiResults } from '../api/reply.ts';
import { backoffMs, connectionBackoff } from './backoff.ts';
import { nextUtcDay } from './utc-day.ts';

/** Whether requests may be made at all. Times are epoch ms of the machine's clock, like those of a reply. */
export type Gate =
  | { readonly kind: 'open' }
  | { readonly kind: 'until'; readonly at: number; readonly cause: 'no-answer' | 'rate' | 'quota' }
  /** Until a person does something: enters an address or a key, or presses "Sync now". */
  | { readonly kind: 'closed'; readonly cause: 'key-refused' | 'not-configured' };

export const openGate: Gate = { kind: 'open' };

/** A wait for the server's or our own rate limit is never shorter, milliseconds: a clock that is off must not make a loop. */
const SHORTEST_WAIT_MS = 1_000;

export interface GateContext {
  /** Epoch ms of the machine's clock. */
  readonly machineNow: number;
  /** Epoch ms by the server's clock: the quota starts anew at its midnight (UTC) [D]. */
  readonly now: number;
  /** Silences in a row, this one included. */
  readonly failures: number;
  readonly random: number;
}

/** The gate after a reply (SPEC PAUSE). A fault of one answer does not close it where the server is known to be there. */
export function gateAfter(reply: ApiReply<ApiResults[ApiOperationName]>, context: GateContext): Gate {
  const { machineNow } = context;
  switch (reply.kind) {
    case 'ok':
      return openGate;
    case 'refused':
      if (reply.status === 401) return { kind: 'closed', cause: 'key-refused' };
      if (reply.status === 402)
        return { kind: 'until', at: machineNow + nextUtcDay(context.now) - context.now, cause: 'quota' };
      return openGate;
    case 'rate-limited':
    case 'budget':
      return rateGate(Date.parse(reply.retryAt), machineNow);
    case 'used-up':
      return { kind: 'until', at: Math.max(Date.parse(reply.retryAt), machineNow + SHORTEST_WAIT_MS), cause: 'quota' };
    case 'not-configured':
      return { kind: 'closed', cause: 'not-configured' };
    case 'no-answer':
      // What one endpoint answers wrongly has its own wait; a silence, and a server that is down, are everybody's.
      if (reply.cause === 'bad-shape') return openGate;
      return {
        kind: 'until',
        at: machineNow + backoffMs(context.failures, context.random, connectionBackoff),
        cause: 'no-answer',
      };
  }
}

/** Until a rate limit has room again, the server's or our own (SPEC PAUSE-3). Epoch ms of the machine's clock. */
function rateGate(freeAt: number, machineNow: number): Gate {
  return { kind: 'until', at: Math.max(freeAt, machineNow + SHORTEST_WAIT_MS), cause: 'rate' };
}
