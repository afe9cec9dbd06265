import type { ApiOperationName } from '../api/operation.ts';
import type { ApiReply, ApiResults, NoAnswerCause } from '../api/reply.ts';

/** What the sync line says: the worst thing that is wrong, or that nothing is. Times are epoch ms. */
export type SyncCondition =
  | { readonly kind: 'online' }
  | { readonly kind: 'not-configured'; readonly missing: 'address' | 'key' }
  | { readonly kind: 'no-answer'; readonly cause: NoAnswerCause }
  | { readonly kind: 'key-refused' }
  | { readonly kind: 'scope-missing'; readonly message: string }
  | { readonly kind: 'quota-used-up' }
  | { readonly kind: 'rate-limited'; readonly retryAt: number };

/** Scopes of a key that the desk needs [D]. */
export type Scope = 'appointments:read' | 'appointments:write' | 'slots:read';

/** The scope a call needs [D]. */
export function scopeOf(operation: ApiOperationName): Scope {
  switch (operation) {
    case 'availability':
    case 'tracking':
      return 'slots:read';
    case 'create':
    case 'patch':
      return 'appointments:write';
    case 'config':
    case 'services':
    case 'list':
    case 'get':
      return 'appointments:read';
  }
}

/**
 * Everything known to be wrong. `line` concerns every call and ends with the next answer of any kind; a missing scope and
 * a trouble of one operation end with a success of that scope or operation (SPEC COND-2).
 */
export interface Condition {
  readonly line: Exclude<SyncCondition, { kind: 'online' | 'scope-missing' }> | null;
  readonly scopes: Readonly<Partial<Record<Scope, string>>>;
  readonly troubles: Readonly<Partial<Record<ApiOperationName, NoAnswerCause>>>;
}

export const fairCondition: Condition = { line: null, scopes: {}, troubles: {} };

/** Causes that lie with one answer of a server that can be reached; everything else lies with the way to it. */
const causesOfOneAnswer: ReadonlySet<NoAnswerCause> = new Set(['bad-shape', 'server-error']);

/** What is wrong after one more reply. A reply that waits for the local budget tells nothing and changes nothing. */
export function noteReply(
  condition: Condition,
  operation: ApiOperationName,
  reply: ApiReply<ApiResults[ApiOperationName]>,
): Condition {
  switch (reply.kind) {
    case 'ok':
      return {
        line: null,
        scopes: without(condition.scopes, scopeOf(operation)),
        troubles: without(condition.troubles, operation),
      };
    case 'refused':
      return noteRefusal({ ...condition, troubles: without(condition.troubles, operation) }, operation, reply);
    case 'rate-limited':
      return { ...condition, line: { kind: 'rate-limited', retryAt: Date.parse(reply.retryAt) } };
    case 'budget':
      return condition;
    case 'not-configured':
      return { ...condition, line: { kind: 'not-configured', missing: reply.missing } };
    case 'no-answer':
      if (!causesOfOneAnswer.has(reply.cause)) {
        return { ...condition, line: { kind: 'no-answer', cause: reply.cause } };
      }
      return { ...condition, line: null, troubles: { ...condition.troubles, [operation]: reply.cause } };
  }
}

function noteRefusal(
  condition: Condition,
  operation: ApiOperationName,
  reply: { readonly status: number; readonly message: string },
): Condition {
  switch (reply.status) {
    case 401:
      return { ...condition, line: { kind: 'key-refused' } };
    case 402:
      return { ...condition, line: { kind: 'quota-used-up' } };
    case 403:
      return { ...condition, line: null, scopes: { ...condition.scopes, [scopeOf(operation)]: reply.message } };
    default:
      return isForeignAnswer(operation, reply.status)
        ? { ...condition, line: null, troubles: { ...condition.troubles, [operation]: 'bad-shape' } }
        : { ...condition, line: null };
  }
}

/** Endpoints that every server of the contract has: a 404 there means that something else answers (SPEC OUT-9). */
const alwaysThere: ReadonlySet<ApiOperationName> = new Set(['config', 'services', 'availability', 'list', 'create']);

/** Whether a status can't come from the API itself: its address is mistyped, or a proxy answers. */
export function isForeignAnswer(operation: ApiOperationName, status: number): boolean {
  return alwaysThere.has(operation) && (status === 404 || status === 405);
}

/** Forgets the troubles of sending: nothing is left to send, so they can't end by a success. */
export function nothingToSend(condition: Condition): Condition {
  const { create: _create, patch: _patch, ...troubles } = condition.troubles;
  return { ...condition, troubles };
}

/** The worst thing that is wrong (SPEC COND-1): what stops everything, then what stops sending, then what stops reading. */
export function worstOf(condition: Condition): SyncCondition {
  const { line, scopes, troubles } = condition;
  if (line !== null && line.kind !== 'rate-limited') return line;
  const message = scopes['appointments:write'] ?? scopes['appointments:read'] ?? scopes['slots:read'];
  if (message !== undefined) return { kind: 'scope-missing', message };
  const cause = troubles.create ?? troubles.patch ?? Object.values(troubles)[0];
  if (cause !== undefined) return { kind: 'no-answer', cause };
  return line ?? { kind: 'online' };
}

function without<K extends string, V>(
  record: Readonly<Partial<Record<K, V>>>,
  key: K,
): Readonly<Partial<Record<K, V>>> {
  if (!(key in record)) return record;
  const { [key]: _gone, ...rest } = record;
  return rest as Partial<Record<K, V>>;
}
