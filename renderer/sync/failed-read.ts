import type { ApiReply } from '../../shared/api/reply.ts';
import type { ApiOperationName } from '../../shared/api/operation.ts';
import { redactWords } from '../../shared/sync/redact.ts';
import { serverWords } from '../../shared/sync/server-words.ts';
import { noteFailedRead, type ReadKey } from '../../shared/sync/read-log.ts';
import type { SyncState } from './sync-state.ts';

/** A read that was refused is not tried sooner, milliseconds: the server said no, not "later". */
const REFUSED_READ_MS = 60_000;

/** Refusals that concern the key, not the read: told by the condition. */
const ofTheKey: ReadonlySet<number> = new Set([401, 402, 403]);

/** Whether a refusal concerns the key that was sent with the request, whatever was asked. */
export function isOfTheKey(reply: ApiReply<unknown>): boolean {
  return reply.kind === 'refused' && ofTheKey.has(reply.status);
}

export type Failure = Exclude<ApiReply<never>, { kind: 'ok' }>;

/** A read did not succeed. What stops everything has its own wait; the read waits for itself as well, longer each time. */
export function noteFailure(state: SyncState, key: ReadKey, operation: ApiOperationName, reply: Failure): void {
  const { reads, status } = state;
  switch (reply.kind) {
    case 'budget':
    case 'rate-limited':
    case 'used-up':
    case 'not-configured':
      return;
    case 'refused':
      noteFailedRead(reads, key, state.now(), state.ports.random(), REFUSED_READ_MS);
      if (!isOfTheKey(reply)) {
        const words = redactWords(serverWords(reply.message) ?? '');
        status.log('sync.log.read-refused', { operation, code: reply.code, words });
      }
      return;
    case 'no-answer':
      noteFailedRead(reads, key, state.now(), state.ports.random());
  }
}
