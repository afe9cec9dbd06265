import type { ApiReply } from '../api/reply.ts';
import type { Appointment } from '../model/appointment.ts';
import type { RefusalRecord } from '../model/booking.ts';
import { isForeignAnswer } from './condition.ts';
import { redactWords } from './redact.ts';

/** What became of one POST or PATCH, as far as its reply tells (SPEC OUT). */
export type SendOutcome =
  /** The server has it, as this record. */
  | { readonly kind: 'recorded'; readonly record: Appointment }
  /** The place that was promised is gone. */
  | { readonly kind: 'no-place'; readonly refusal: RefusalRecord }
  | { readonly kind: 'duplicate'; readonly refusal: RefusalRecord; readonly existingId: string | null }
  | { readonly kind: 'past'; readonly refusal: RefusalRecord }
  /** Refused for what it says; trying again as it is can't help. */
  | { readonly kind: 'rejected'; readonly refusal: RefusalRecord }
  /** Certainly not carried out, for a reason that is not the booking's. `left`: it did leave this computer. */
  | { readonly kind: 'not-carried-out'; readonly refusal: RefusalRecord | null; readonly left: boolean }
  /** It may or may not have been carried out. */
  | { readonly kind: 'uncertain'; readonly refusal: RefusalRecord };

/** The outcome of a POST; `now` in epoch ms. */
export function outcomeOfCreate(
  reply: ApiReply<{ readonly appointment: Appointment; readonly idempotent: boolean }>,
  now: number,
): SendOutcome {
  if (reply.kind === 'ok') return { kind: 'recorded', record: reply.value.appointment };
  return outcomeOfFailure('create', reply, now);
}

/** The outcome of a PATCH; `now` in epoch ms. */
export function outcomeOfPatch(reply: ApiReply<Appointment>, now: number): SendOutcome {
  if (reply.kind === 'ok') return { kind: 'recorded', record: reply.value };
  return outcomeOfFailure('patch', reply, now);
}

type Failure = Exclude<ApiReply<never>, { kind: 'ok' }>;

function outcomeOfFailure(operation: 'create' | 'patch', reply: Failure, now: number): SendOutcome {
  const at = new Date(now).toISOString();
  switch (reply.kind) {
    case 'refused':
      return outcomeOfRefusal(operation, reply, at);
    case 'rate-limited':
      return {
        kind: 'not-carried-out',
        refusal: { code: 'RATE_LIMIT_EXCEEDED', message: '', status: 429, at },
        left: true,
      };
    case 'budget':
    case 'used-up':
    case 'not-configured':
      return { kind: 'not-carried-out', refusal: null, left: false };
    case 'no-answer': {
      const refusal: RefusalRecord = { code: reply.cause, message: redactWords(reply.detail), status: null, at };
      return reply.sent ? { kind: 'uncertain', refusal } : { kind: 'not-carried-out', refusal, left: false };
    }
  }
}

/** Statuses by which a server or a gateway gives up on a request that it may have begun. */
const givenUp: ReadonlySet<number> = new Set([408, 425]);

function outcomeOfRefusal(
  operation: 'create' | 'patch',
  reply: Extract<Failure, { kind: 'refused' }>,
  at: string,
): SendOutcome {
  const { status, code } = reply;
  const refusal: RefusalRecord = { code, message: redactWords(reply.message), status, at };
  if (status === 401 || status === 402 || status === 403 || status === 429 || isForeignAnswer(operation, status)) {
    return { kind: 'not-carried-out', refusal, left: true };
  }
  if (givenUp.has(status) || status >= 500 || (status >= 300 && status < 400)) return { kind: 'uncertain', refusal };
  switch (code) {
    case 'SLOT_FULL':
    case 'SLOT_INACTIVE':
    case 'OUTSIDE_AVAILABILITY':
      return { kind: 'no-place', refusal };
    case 'DUPLICATE_BOOKING':
      return { kind: 'duplicate', refusal, existingId: reply.existingId };
    case 'PAST_APPOINTMENT':
      return { kind: 'past', refusal };
    default:
      return { kind: 'rejected', refusal };
  }
}
