import { REQUEST_TIMEOUT_MS, RESPONSE_LIMIT_BYTES } from '../../shared/api/limits.ts';
import type { ApiOperation } from '../../shared/api/operation.ts';
import type { ClinicId } from '../../shared/model/clinic-id.ts';
import type { Log } from '../log/log.ts';
import { redactBody } from '../log/redact.ts';
import { apiBase, clinicOfAddress } from '../../shared/api/address.ts';
import type { BudgetFile } from './budget-file.ts';
import { classify, type AnyReply, type HttpAnswer } from './classify.ts';
import { failureOf, type NoAnswer } from './failure.ts';
import { requestOf, type ApiRequest } from './request.ts';

/** What the client needs of the world; tests give Node's fetch and a clock of their own. */
export interface ApiPorts {
  /** Electron's `net.fetch`, Node's fetch: whatever keeps to the standard. */
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** Empty: none is set. */
  readonly address: () => string;
  readonly key: () => string | null;
  /** Epoch ms of the machine's clock. */
  readonly now: () => number;
  /** Milliseconds from the machine's clock to the desk's (HUSKY_NOW); instants in replies are in the desk's. */
  readonly clockOffsetMs: number;
  /** 0 to 1. */
  readonly jitter: () => number;
  /** Whether any network interface is up. */
  readonly isOnline: () => boolean;
  readonly budget: BudgetFile;
  readonly log: Log;
  readonly userAgent: string;
  /** Milliseconds; `REQUEST_TIMEOUT_MS` unless a test is in a hurry. */
  readonly timeoutMs?: number;
  /** Bytes; `RESPONSE_LIMIT_BYTES` unless told. */
  readonly responseLimitBytes?: number;
}

/** The HTTP side of the desk: one operation, one request, one reply. It never retries; that is the sync engine's. */
export class ApiClient {
  readonly #ports: ApiPorts;

  constructor(ports: ApiPorts) {
    this.#ports = ports;
  }

  /**
   * Carries out one operation for a clinic. Never rejects for what a network or a server does. Where the address has become
   * another clinic's meanwhile nothing is sent: to that clinic there is no way just now.
   */
  async call(operation: ApiOperation, clinicId: ClinicId): Promise<AnyReply> {
    const address = this.#ports.address();
    if (address === '' || clinicOfAddress(address) !== clinicId) return { kind: 'not-configured', missing: 'address' };
    const key = this.#ports.key();
    if (key === null) return { kind: 'not-configured', missing: 'key' };
    return this.attempt(operation, { address, key });
  }

  /**
   * Carries out one operation at an address with a key that need not be the ones that are kept: while somebody enters them. It
   * counts against the requests of that key as any other.
   * @param at an address as `readAddress` keeps it, and a key as `readKey` does
   */
  async attempt(
    operation: ApiOperation,
    { address, key }: { readonly address: string; readonly key: string },
  ): Promise<AnyReply> {
    const { budget, now } = this.#ports;
    const request = requestOf(operation);
    const takenAt = now();
    const none = budget.take(key, takenAt);
    if (none !== null) {
      const retryAt = this.#deskInstant(none.until);
      return none.kind === 'used-up'
        ? { kind: 'used-up', retryAt }
        : { kind: 'budget', retryAt, heldByServer: none.heldByServer };
    }
    const answer = await this.#send(`${apiBase(address)}${request.path}`, request, key);
    if ('kind' in answer) {
      if (!answer.sent) budget.giveBack(key, takenAt);
      const reply = withoutSecret(answer, key);
      this.#ports.log.warn('api.no-answer', `${operation.op} ${answer.cause} ${reply.detail}`);
      return reply;
    }
    return withoutSecret(this.#read(operation, answer, key), key);
  }

  #read(operation: ApiOperation, answer: HttpAnswer, key: string): AnyReply {
    const { budget, jitter, log } = this.#ports;
    const now = this.#ports.now();
    const classified = classify(operation, answer, { now, jitter: jitter() });
    if (classified.kind === 'rate-limited') {
      const until = now + classified.waitMs;
      budget.hold(key, until, now);
      log.warn('api.rate-limited', `${operation.op} for ${String(classified.waitMs)} ms`);
      return { kind: 'rate-limited', retryAt: this.#deskInstant(until) };
    }
    const { reply } = classified;
    if (reply.kind === 'no-answer') {
      log.warn('api.no-answer', `${operation.op} ${reply.cause} ${reply.detail}`);
      if (reply.cause === 'bad-shape') log.warn('api.bad-shape', redactBody(JSON.parse(answer.text)));
    } else if (reply.kind === 'refused') {
      log.info('api.refused', `${operation.op} ${String(reply.status)} ${reply.code}`);
    }
    return reply;
  }

  async #send(url: string, request: ApiRequest, key: string): Promise<HttpAnswer | NoAnswer> {
    const timeoutMs = this.#ports.timeoutMs ?? REQUEST_TIMEOUT_MS;
    const timer = new AbortController();
    const timeout = setTimeout(() => {
      timer.abort();
    }, timeoutMs);
    try {
      const response = await this.#ports.fetch(url, {
        method: request.method,
        headers: {
          authorization: `Bearer ${key}`,
          accept: 'application/json',
          'user-agent': this.#ports.userAgent,
          ...(request.body === null ? {} : { 'content-type': 'application/json' }),
        },
        body: request.body,
        redirect: 'error',
        credentials: 'omit',
        cache: 'no-store',
        signal: timer.signal,
      });
      return await this.#readWhole(response);
    } catch (error) {
      if (timer.signal.aborted) {
        return {
          kind: 'no-answer',
          cause: 'timeout',
          sent: true,
          detail: `no whole answer in ${String(timeoutMs)} ms`,
        };
      }
      return failureOf(error, this.#ports.isOnline());
    } finally {
      clearTimeout(timeout);
    }
  }

  async #readWhole(response: Response): Promise<HttpAnswer | NoAnswer> {
    const limit = this.#ports.responseLimitBytes ?? RESPONSE_LIMIT_BYTES;
    const decoder = new TextDecoder();
    let text = '';
    let bytes = 0;
    for await (const chunk of chunksOf(response)) {
      bytes += chunk.byteLength;
      if (bytes > limit) {
        const detail = `HTTP ${String(response.status)}, more than ${String(limit)} bytes`;
        return { kind: 'no-answer', cause: 'bad-shape', sent: true, detail };
      }
      text += decoder.decode(chunk, { stream: true });
    }
    return {
      status: response.status,
      contentType: response.headers.get('content-type') ?? '',
      retryAfter: response.headers.get('retry-after'),
      date: response.headers.get('date'),
      text: text + decoder.decode(),
    };
  }

  #deskInstant(machineMs: number): string {
    return new Date(machineMs + this.#ports.clockOffsetMs).toISOString();
  }
}

async function* chunksOf(response: Response): AsyncGenerator<Uint8Array> {
  if (response.body === null) return;
  const reader = response.body.getReader();
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value;
  } finally {
    /** A body that is left half read would hold its connection; one that broke can't be cancelled. */
    await reader.cancel().catch(() => undefined);
  }
}

/** Servers and libraries may repeat the key in what they say; screens and logs never see it. */
function withoutSecret<R extends AnyReply>(reply: R, key: string): R {
  if (reply.kind === 'no-answer') return { ...reply, detail: reply.detail.replaceAll(key, '‹key›') };
  if (reply.kind === 'refused') return { ...reply, message: reply.message.replaceAll(key, '‹key›') };
  return reply;
}
