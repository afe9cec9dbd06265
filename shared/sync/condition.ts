import type { ApiOperationName } from '../api/operation.ts';
import type { ApiReply, ApiResults, NoAnswerCause } from '../api/reply.ts';
import { nextUtcDay } from './utc-day.ts';

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
  /** What is left of the day's requests is kept for bookings; nothing is read until `retryAt`. */
  | { readonly kind: 'quota-low'; readonly retryAt: number }
  | { readonly kind: 'rate-limited'; readonly retryAt: number };

/** Whether bookings wait, or what is read waits, under a condition. */
export function holdsUp(condition: SyncCondition, what: 'sending' | 'reading'): boolean {
  switch (condition.kind) {
    case 'online':
      return false;
    case 'no-answer':
    case 'scope-missing':
      return condition.stops === 'everything' || condition.stops === what;
    case 'quota-low':
      return what === 'reading';
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
  /** No connection can be made, as the line watch tells (SPEC LINE); ends with any answer too. */
  readonly cut: NoAnswerCause | null;
  /** A request has been under way for so long that somebody is told (SPEC LINE-4); ends with its reply, whatever that is. */
  readonly hangs: boolean;
  /** The rest of the day's requests is kept for bookings until this (epoch ms by the server's clock). */
  readonly lowUntil: number | null;
  readonly scopes: Readonly<Partial<Record<Scope, string>>>;
  readonly troubles: Readonly<Partial<Record<ApiOperationName, NoAnswerCause>>>;
  /** Scopes and operations that are to be tried anew: known to be wrong until then, forgotten where nobody needs them. */
  readonly doubted: ReadonlySet<Scope | ApiOperationName>;
}

/** Before anybody has answered. */
export const connectingCondition: Condition = {
  line: { kind: 'connecting' },
  cut: null,
  hangs: false,
  lowUntil: null,
  scopes: {},
  troubles: {},
  doubted: new Set(),
};

/** Epoch ms at the moment of a reply: of the machine's clock, in which replies tell times, and by the server's. */
export interface ReplyTime {
  readonly machineNow: number;
  readonly now: number;
}

/** What is wrong after one more reply. A reply that waits for the minute's own requests tells nothing and changes nothing. */
export function noteReply(
  before: Condition,
  operation: ApiOperationName,
  reply: ApiReply<ApiResults[ApiOperationName]>,
  time: ReplyTime,
): Condition {
  const condition = afterTry(before, operation, reply);
  switch (reply.kind) {
    case 'ok':
      return {
        ...condition,
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
    case 'used-up':
      return { ...condition, line: { kind: 'quota-used-up', retryAt: byServer(reply.retryAt, time) } };
    case 'not-configured':
      return { ...condition, line: { kind: 'not-configured', missing: reply.missing } };
    case 'no-answer':
      return noteSilence(condition, operation, reply.cause);
  }
}

/** What a reply says by having come at all: that call was tried, and somebody was reached. */
function afterTry(condition: Condition, operation: ApiOperationName, reply: ApiReply<unknown>): Condition {
  if (reply.kind === 'budget' || reply.kind === 'used-up' || reply.kind === 'not-configured') {
    return { ...condition, hangs: false };
  }
  const doubted = new Set(condition.doubted);
  doubted.delete(operation);
  doubted.delete(scopeOf(operation));
  const reached = reply.kind !== 'no-answer' || answered.has(reply.cause);
  return { ...condition, doubted, hangs: false, cut: reached ? null : condition.cut };
}

/** Useless answers are answers of somebody: a connection was made. */
const answered: ReadonlySet<NoAnswerCause> = new Set(['tls', 'not-json', 'not-api', 'bad-shape', 'server-error']);

function rateLimited(condition: Condition, retryAt: string, time: ReplyTime): Condition {
  return { ...condition, line: { kind: 'rate-limited', retryAt: byServer(retryAt, time) } };
}

/** An instant of the machine's clock (ISO) by the server's (epoch ms). */
function byServer(instant: string, { machineNow, now }: ReplyTime): number {
  return Date.parse(instant) - machineNow + now;
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

/**
 * Nothing is due. Forgets the troubles of calls that nothing is left to be made for, so that they can't end by a success, and
 * what was to be tried anew and is not needed.
 *
 * @param left whether bookings wait to be sent, records to be read, and reads for requests of the minute or the day
 */
export function nothingLeft(
  condition: Condition,
  left: { readonly toSend: boolean; readonly toLookUp: boolean; readonly toRead: boolean },
): Condition {
  let { troubles, scopes } = condition;
  for (const operation of left.toSend ? [] : (['create', 'patch'] as const)) troubles = without(troubles, operation);
  if (!left.toLookUp) troubles = without(troubles, 'get');
  for (const scope of scopeNames) {
    const needed = scope === 'appointments:write' ? left.toSend : left.toRead;
    if (!needed && condition.doubted.has(scope)) scopes = without(scopes, scope);
  }
  for (const operation of left.toRead ? [] : readOperations) {
    if (condition.doubted.has(operation)) troubles = without(troubles, operation);
  }
  return troubles === condition.troubles && scopes === condition.scopes
    ? condition
    : { ...condition, troubles, scopes };
}

const scopeNames = ['appointments:read', 'appointments:write', 'slots:read'] as const satisfies readonly Scope[];
const readOperations = ['config', 'services', 'availability', 'tracking', 'list'] as const;

/**
 * Single calls and scopes are tried anew. What was wrong with them is told until they were, or until it shows that nobody
 * needs them; what stands in the way of every call stays.
 */
export function triedAnew(condition: Condition): Condition {
  const { scopes, troubles } = condition;
  const doubted = new Set([...Object.keys(scopes), ...Object.keys(troubles)] as (Scope | ApiOperationName)[]);
  return { ...condition, doubted };
}

/** The worst thing that is wrong (SPEC COND-1): what stops everything, then what stops sending, then what stops reading. */
export function worstOf(condition: Condition): SyncCondition {
  const { line, lowUntil, scopes, troubles } = condition;
  const cut = condition.cut ?? (condition.hangs ? 'timeout' : null);
  if (cut !== null && line?.kind !== 'not-configured') return { kind: 'no-answer', cause: cut, stops: 'everything' };
  if (line !== null && line.kind !== 'rate-limited') {
    return line.kind === 'no-answer' ? { ...line, stops: 'everything' } : line;
  }
  const { 'appointments:write': write, ...reads } = scopes;
  const { create, patch, ...readings } = troubles;
  const sending = create ?? patch;
  const [scope] = Object.values(reads);
  const [reading] = Object.values(readings);
  const stopsSending = write !== undefined || sending !== undefined;
  const stopsReading = scope !== undefined || reading !== undefined || lowUntil !== null;
  const stops = line !== null || (stopsSending && stopsReading) ? 'everything' : stopsSending ? 'sending' : 'reading';
  if (write !== undefined) return { kind: 'scope-missing', message: write, stops };
  if (sending !== undefined) return { kind: 'no-answer', cause: sending, stops };
  if (scope !== undefined) return { kind: 'scope-missing', message: scope, stops };
  if (reading !== undefined) return { kind: 'no-answer', cause: reading, stops };
  if (line !== null) return line;
  return lowUntil === null ? { kind: 'online' } : { kind: 'quota-low', retryAt: lowUntil };
}

function without<K extends string, V>(
  record: Readonly<Partial<Record<K, V>>>,
  key: NoInfer<K>,
): Readonly<Partial<Record<K, V>>> {
  if (!(key in record)) return record;
  const { [key]: _gone, ...rest } = record;
  return rest as Partial<Record<K, V>>;
}
