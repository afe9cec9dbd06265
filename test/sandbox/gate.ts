import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest, onRequestHookHandler } from 'fastify';
import { Admission, type TurnedAway } from './admission.ts';
import type { SandboxClock } from './clock.ts';
import type { SandboxConfig, Scope } from './config.ts';
import type { Fault, FaultPlan } from './fault-plan.ts';
import { errorBody, rateLimitBody } from './error-bodies.ts';
import type { LoggedRequest, RequestLog } from './request-log.ts';

/** What the gate knows of a /v1 request. */
interface Passage {
  readonly logged: LoggedRequest;
  readonly fault: Fault | null;
  delayed: boolean;
}

export interface GateParts {
  readonly config: SandboxConfig;
  readonly clock: SandboxClock;
  readonly faults: FaultPlan;
  readonly requests: RequestLog;
  /** Aborted when the server closes: delayed requests are then dropped, not carried out. */
  readonly closing: AbortSignal;
}

/**
 * What every /v1 request passes, in this order: the log, the planned fault, key → rate limit → quota. The scope is the
 * route's own (`needsScope`). `refuse`, `timeout` and `error` happen in front of the API, so they look at no key and
 * count against no limit; a `slow` or `lose-response` request is one that the API has taken, and counts.
 */
export class Gate {
  private readonly parts: GateParts;
  private readonly admission: Admission;
  private readonly passages = new WeakMap<FastifyRequest, Passage>();

  constructor(parts: GateParts) {
    this.parts = parts;
    this.admission = new Admission(parts.config, new Map(parts.config.apiKeys.map((entry) => [entry.key, entry])));
  }

  /** Puts the gate before every route of `v1`, unknown ones too. */
  guard(v1: FastifyInstance): void {
    v1.addHook('onRequest', async (request, reply) => this.enter(request, reply));
    v1.addHook('preHandler', async (request, reply) => this.delayIfSlow(request, reply));
    v1.addHook('onSend', async (request, reply, payload) => {
      await this.leave(request, reply);
      return payload;
    });
  }

  /** The check of a route: the key has the scope, or `403` [S]. */
  needsScope(scope: Scope): onRequestHookHandler {
    return (request, reply, done) => {
      const turnedAway = this.admission.checkScope(bearerOf(request), scope);
      if (turnedAway === null) done();
      else sendTurnedAway(reply, turnedAway);
    };
  }

  private async enter(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const now = this.parts.clock.now();
    const key = bearerOf(request);
    const path = request.originalUrl;
    const fault = this.parts.faults.take(path);
    const logged = this.parts.requests.add({
      time: new Date(now).toISOString(),
      method: request.method,
      path,
      status: null,
      key: key?.slice(-4) ?? null,
      fault: fault?.mode ?? null,
    });
    this.passages.set(request, { logged, fault, delayed: false });
    switch (fault?.mode) {
      case 'refuse':
        drop(request, reply);
        return reply;
      case 'timeout':
        reply.hijack();
        return reply;
      case 'error':
        return sendPlannedError(reply, fault.status);
      default:
        return this.check(key, now, reply);
    }
  }

  private check(key: string | undefined, now: number, reply: FastifyReply): unknown {
    const turnedAway = this.admission.check(key, now);
    return turnedAway === null ? undefined : sendTurnedAway(reply, turnedAway);
  }

  private async leave(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    await this.delayIfSlow(request, reply);
    const passage = this.passages.get(request);
    if (passage === undefined) return;
    passage.logged.status = reply.statusCode;
    if (passage.fault?.mode === 'lose-response') request.raw.socket.resetAndDestroy();
  }

  /**
   * A slow request is carried out after its delay even where the client has hung up meanwhile: that is what makes a
   * timeout's outcome unknown. One that was refused before its handler is delayed on its way out.
   */
  private async delayIfSlow(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const passage = this.passages.get(request);
    if (passage?.fault?.mode !== 'slow' || passage.delayed) return;
    passage.delayed = true;
    try {
      await delay(passage.fault.ms, undefined, { signal: this.parts.closing });
    } catch {
      drop(request, reply);
    }
  }
}

function sendTurnedAway(reply: FastifyReply, { status, headers, body }: TurnedAway): FastifyReply {
  return reply.code(status).headers(headers).send(body);
}

/** Breaks the connection without an answer. */
function drop(request: FastifyRequest, reply: FastifyReply): void {
  reply.hijack();
  request.raw.socket.resetAndDestroy();
}

function bearerOf(request: FastifyRequest): string | undefined {
  return /^bearer +(\S+) *$/i.exec(request.headers.authorization ?? '')?.[1];
}

/** Codes of the statuses that the contract names; the others are the server's own trouble. */
const codeOfStatus: Readonly<Record<number, string>> = {
  400: 'VALIDATION_ERROR',
  401: 'UNAUTHORIZED',
  402: 'QUOTA_EXCEEDED',
  403: 'INSUFFICIENT_SCOPE',
  404: 'NOT_FOUND',
};
const plannedRetryAfterSeconds = 1;

function sendPlannedError(reply: FastifyReply, status: number): FastifyReply {
  if (status === 429) {
    return reply
      .code(status)
      .header('retry-after', String(plannedRetryAfterSeconds))
      .send(rateLimitBody(plannedRetryAfterSeconds));
  }
  const code = codeOfStatus[status] ?? 'INTERNAL_ERROR';
  return reply.code(status).send(errorBody(code, `Planned fault: status ${String(status)}`));
}
