import type { ApiOperationName } from '../api/operation.ts';
import type { ApiReply, ApiResults, NoAnswerCause } from '../api/reply.ts';
import { nextUtcDay } from './gate.ts';

/** What waits meanwhile: everything, or only the bookings to be sent, or only what is read (SPEC COND-3). */
export type Stops = 'everything' | 'sending' | 'reading';

/** What the sync line says: the worst thing that is wrong, or that nothing is. Times are epoch ms by the server's clock. */
export type SyncCondition =
  | { readonly kind: 'online' }
  /** Nobody has answered yet since the start, or since the address or the key changed: nothing is claimed (SPEC COND-4). */
  | { readonly kind: 'connecting' }
  | { readonly kind: 'not-configured'; readonly missing: 'address' | 'key' }
  | { readonly kind: 'no-answer'; readonly cause: NoAnswerCause; readonly stops: Stops }
  | { readonly kind: 'key-refused' }
  /** `message`: the server's own words, empty where it had none. */
  | { readonly kind: 'scope-missing'; readonly message: string; readonly stops: Stops }
  | { readonly kind: 'quota-used-up'; readonly retryAt: number }
  | { readonly kind: 'rate-limited'; readonly retryAt: number };

/** Whether bookings wait, or what is read waits, under a condition. */
export function holdsUp(condition: SyncCondition, what: 'sending' | 'reading'): boolean {
  switch (condition.kind) {
    case 'online':
      return false;
    case 'no-answer':
    case 'scope-missing':
      return condition.stops === 'everything' || condition.stops === what;
    default:
      return true;
  }
}

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

/** What stands in the way of every call. */
type Line =
  | Extract<SyncCondition, { kind: 'connecting' | 'not-configured' | 'key-refused' | 'quota-used-up' | 'rate-limited' }>
  | { readonly kind: 'no-answer'; readonly cause: NoAnswerCause };

/**
 * Everything known to be wrong. `line` concerns every call and ends with the next answer of the API; a missing scope and
 * a trouble of one operation end with a success of that scope or operation (SPEC COND-2).
 */
export interface Condition {
  readonly line: Line | null;
  readonly scopes: Readonly<Partial<Record<Scope, string>>>;
  readonly troubles: Readonly<Partial<Record<ApiOperationName, NoAnswerCause>>>;
}

/** Before anybody has answered. */
export const connectingCondition: Condition = { line: { kind: 'connecting' }, scopes: {}, troubles: {} };

/** Epoch ms at the moment of a reply: of the machine's clock, in which replies tell times, and by the server's. */
export interface ReplyTime {
  readonly machineNow: number;
  readonly now: number;
}

/** What is wrong after one more reply. A reply that waits for the minute's own requests tells nothing and changes nothing. */
export function noteReply(
  condition: Condition,
  operation: ApiOperationName,
  reply: ApiReply<ApiResults[ApiOperationName]>,
  time: ReplyTime,
): Condition {
  switch (reply.kind) {
    case 'ok':
      return {
        line: null,
        scopes: without(condition.scopes, scopeOf(operation)),
        troubles: without(condition.troubles, operation),
      };
    case 'refused':
      return noteRefusal({ ...condition, troubles: without(condition.troubles, operation) }, operation, reply, time);
    case 'budget':
      // A hold that is kept over a restart is the server's; its 429 is what is wrong.
      return reply.heldByServer ? rateLimited(condition, reply.retryAt, time) : condition;
    case 'rate-limited':
      return rateLimited(condition, reply.retryAt, time);
    case 'not-configured':
      return { ...condition, line: { kind: 'not-configured', missing: reply.missing } };
    case 'no-answer':
      return noteSilence(condition, operation, reply.cause);
  }
}

function rateLimited(condition: Condition, retryAt: string, { machineNow, now }: ReplyTime): Condition {
  return { ...condition, line: { kind: 'rate-limited', retryAt: Date.parse(retryAt) - machineNow + now } };
}

function noteSilence(condition: Condition, operation: ApiOperationName, cause: NoAnswerCause): Condition {
  if (cause === 'bad-shape') return noteForeign(condition, operation, cause);
  const line: Line = { kind: 'no-answer', cause };
  // A server that can be reached and fails may fail at this call alone: that is told until the call succeeds.
  if (cause === 'server-error') return { ...condition, line, troubles: { ...condition.troubles, [operation]: cause } };
  return { ...condition, line };
}

/**
 * An answer that is not what the API says. From a server that is known to be there it is the trouble of one call; of an
 * address that has not answered as the API yet, it is all there is.
 */
function noteForeign(condition: Condition, operation: ApiOperationName, cause: NoAnswerCause): Condition {
  const { line } = condition;
  return {
    ...condition,
    line: line === null || line.kind === 'rate-limited' ? null : { kind: 'no-answer', cause },
    troubles: { ...condition.troubles, [operation]: cause },
  };
}

function noteRefusal(
  condition: Condition,
  operation: ApiOperationName,
  reply: { readonly status: number; readonly message: string },
  { now }: ReplyTime,
): Condition {
  switch (reply.status) {
    case 401:
      return { ...condition, line: { kind: 'key-refused' } };
    case 402:
      return { ...condition, line: { kind: 'quota-used-up', retryAt: nextUtcDay(now) } };
    case 403:
      return { ...condition, line: null, scopes: { ...condition.scopes, [scopeOf(operation)]: reply.message } };
    default:
      return isForeignAnswer(operation, reply.status)
        ? noteForeign(condition, operation, 'not-api')
        : { ...condition, line: null };
  }
}

/** Endpoints that every server of the contract has: a 404 there means that something else answers (SPEC OUT-9). */
const alwaysThere: ReadonlySet<ApiOperationName> = new Set(['config', 'services', 'availability', 'list', 'create']);

/** Whether a status can't come from the API itself: its address is mistyped, or a proxy answers. */
export function isForeignAnswer(operation: ApiOperationName, status: number): boolean {
  return alwaysThere.has(operation) && (status === 404 || status === 405);
}

/** Forgets the troubles of calls that nothing is left to be made for, so that they can't end by a success. */
export function nothingLeft(
  condition: Condition,
  left: { readonly toSend: boolean; readonly toLookUp: boolean },
): Condition {
  let { troubles } = condition;
  for (const operation of left.toSend ? [] : (['create', 'patch'] as const)) troubles = without(troubles, operation);
  if (!left.toLookUp) troubles = without(troubles, 'get');
  return troubles === condition.troubles ? condition : { ...condition, troubles };
}

/** Forgets what was wrong with single calls and scopes: they are all tried anew. What stands in the way of every call stays. */
export function triedAnew(condition: Condition): Condition {
  return { line: condition.line, scopes: {}, troubles: {} };
}

/** The worst thing that is wrong (SPEC COND-1): what stops everything, then what stops sending, then what stops reading. */
export function worstOf(condition: Condition): SyncCondition {
  const { line, scopes, troubles } = condition;
  if (line !== null && line.kind !== 'rate-limited') {
    return line.kind === 'no-answer' ? { ...line, stops: 'everything' } : line;
  }
  const { 'appointments:write': write, ...reads } = scopes;
  const { create, patch, ...readings } = troubles;
  const sending = create ?? patch;
  const [scope] = Object.values(reads);
  const [reading] = Object.values(readings);
  const stopsSending = write !== undefined || sending !== undefined;
  const stopsReading = scope !== undefined || reading !== undefined;
  const stops = line !== null || (stopsSending && stopsReading) ? 'everything' : stopsSending ? 'sending' : 'reading';
  if (write !== undefined) return { kind: 'scope-missing', message: write, stops };
  if (sending !== undefined) return { kind: 'no-answer', cause: sending, stops };
  if (scope !== undefined) return { kind: 'scope-missing', message: scope, stops };
  if (reading !== undefined) return { kind: 'no-answer', cause: reading, stops };
  return line ?? { kind: 'online' };
}

function without<K extends string, V>(
  record: Readonly<Partial<Record<K, V>>>,
  key: NoInfer<K>,
): Readonly<Partial<Record<K, V>>> {
  if (!(key in record)) return record;
  const { [key]: _gone, ...rest } = record;
  return rest as Partial<Record<K, V>>;
}
