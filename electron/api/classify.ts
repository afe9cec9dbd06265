import type { ApiReply, NoAnswerCause } from '../../shared/api/reply.ts';
import type { ApiOperation } from '../../shared/api/operation.ts';
import type { ApiResults } from '../../shared/api/reply.ts';
import { readResult } from '../../shared/api/wire.ts';
import type { NoAnswer } from './failure.ts';
import { readServerWords } from './refusal.ts';
import { retryAfterMs } from './retry-after.ts';

/** An answer that was read to its end. */
export interface HttpAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly retryAfter: string | null;
  /** The `Date` header. */
  readonly date: string | null;
  readonly text: string;
}

export interface ClassifyContext {
  /** Epoch ms of this machine when the answer was whole. */
  readonly now: number;
  /** 0 to 1. */
  readonly jitter: number;
}

export type AnyReply = ApiReply<ApiResults[ApiOperation['op']]>;

/** How an answer ended the call; `waitMs` is how long a 429 holds everybody back. */
export type Classified =
  | { readonly kind: 'reply'; readonly reply: Exclude<AnyReply, { kind: 'rate-limited' }> }
  | { readonly kind: 'rate-limited'; readonly waitMs: number };

/** Codes of statuses that mean one thing even where the body says nothing [S, O]. */
const codeByStatus: Readonly<Partial<Record<number, string>>> = {
  401: 'UNAUTHORIZED',
  402: 'QUOTA_EXCEEDED',
  403: 'INSUFFICIENT_SCOPE',
};

/** Turns a whole answer into a reply; the rules are those of the specification's "Transport". */
export function classify(operation: ApiOperation, answer: HttpAnswer, context: ClassifyContext): Classified {
  const { status } = answer;
  if (status === 429) {
    return {
      kind: 'rate-limited',
      waitMs: retryAfterMs(answer.retryAfter, answer.date, context.now, context.jitter),
    };
  }
  const body = parseJson(answer.text);
  if (status >= 200 && status < 300) return reply(readSuccess(operation, answer, body, context));
  return reply(readFailure(answer, body));
}

/** A refusal may come in a success's clothes (`200` with `success: false`). */
function readSuccess(operation: ApiOperation, answer: HttpAnswer, body: JsonReading, context: ClassifyContext) {
  if (body.kind === 'not-json') return notJson(answer);
  const words = readServerWords(body.value);
  if (saysFailure(body.value) && words.code !== null) return refused(answer, words.code, words);
  const reading = readResult(operation, body.value, new Date(context.now).toISOString());
  if (reading.kind === 'misfit') return noAnswer('bad-shape', `${reading.path}: ${reading.message}`);
  return { kind: 'ok', value: reading.value, serverDate: serverDateOf(answer) } as const;
}

function readFailure(answer: HttpAnswer, body: JsonReading) {
  const { status } = answer;
  /** 511: a network that wants a login answered, not the API. */
  if (status >= 500 && status !== 511) return noAnswer('server-error', `HTTP ${String(status)}`);
  if (status === 408) return noAnswer('timeout', 'HTTP 408');
  const words = readServerWords(body.kind === 'json' ? body.value : undefined);
  if (words.code !== null) return refused(answer, words.code, words);
  const meant = codeByStatus[status];
  if (meant !== undefined && !(status === 403 && isHtml(answer))) return refused(answer, meant, words);
  /** Without a code of the API these say that the path is unknown: the address is wrong, the booking is not. */
  if (status === 404 || status === 405) return noAnswer('not-api', describe(answer));
  if (body.kind === 'not-json') return notJson(answer);
  return refused(answer, `HTTP_${String(status)}`, words);
}

type JsonReading = { readonly kind: 'json'; readonly value: unknown } | { readonly kind: 'not-json' };

function parseJson(text: string): JsonReading {
  try {
    return { kind: 'json', value: JSON.parse(text) as unknown };
  } catch {
    return { kind: 'not-json' };
  }
}

function isHtml(answer: HttpAnswer): boolean {
  return /html/i.test(answer.contentType) || answer.text.trimStart().startsWith('<');
}

function saysFailure(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'success' in body && body.success === false;
}

/** JSON by its own word that can't be read is half an answer; anything else is somebody else's. */
function notJson(answer: HttpAnswer): NoAnswer {
  const half =
    /json/i.test(answer.contentType) && /^\s*[[{]/.test(answer.text) && parseJson(answer.text).kind === 'not-json';
  return noAnswer(half ? 'reset' : 'not-json', describe(answer));
}

/** Of an answer that is not the API's: nothing of its text. */
function describe(answer: HttpAnswer): string {
  const kind = answer.contentType === '' ? 'no content type' : (answer.contentType.split(';')[0] ?? '');
  return `HTTP ${String(answer.status)}, ${kind}, ${String(answer.text.length)} characters`;
}

function refused(
  answer: HttpAnswer,
  code: string,
  words: { readonly message: string | null; readonly existingId: string | null },
) {
  return {
    kind: 'refused',
    status: answer.status,
    code,
    message: words.message ?? '',
    existingId: words.existingId,
    serverDate: serverDateOf(answer),
  } as const;
}

/** Every answer proves that the request arrived, so `sent` is true. */
function noAnswer(cause: NoAnswerCause, detail: string): NoAnswer {
  return { kind: 'no-answer', cause, sent: true, detail };
}

function serverDateOf(answer: HttpAnswer): string | null {
  const instant = Date.parse(answer.date ?? '');
  return Number.isNaN(instant) ? null : new Date(instant).toISOString();
}

function reply(value: Exclude<AnyReply, { kind: 'rate-limited' }>): Classified {
  return { kind: 'reply', reply: value };
}
