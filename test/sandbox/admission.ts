import type { Answer } from './answers.ts';
import type { ApiKey, SandboxConfig, Scope } from './config.ts';
import { DailyQuota } from './daily-quota.ts';
import { RateLimit } from './rate-limit.ts';
import { errorBody, rateLimitBody } from './error-bodies.ts';

/** An answer that turns a request away, with the headers that go with it. */
export interface TurnedAway extends Answer {
  readonly headers: Readonly<Record<string, string>>;
}

/** Who may pass: key → rate limit → quota, then the scope of the route. It holds no clock: every call names its instant. */
export class Admission {
  private readonly keys: ReadonlyMap<string, ApiKey>;
  private readonly rateLimit: RateLimit;
  private readonly quota: DailyQuota;

  /** @param keys looked up at each request, so that a key can come and go */
  constructor(config: Pick<SandboxConfig, 'rateLimitPerMinute' | 'dailyQuota'>, keys: ReadonlyMap<string, ApiKey>) {
    this.keys = keys;
    this.rateLimit = new RateLimit(config.rateLimitPerMinute);
    this.quota = new DailyQuota(config.dailyQuota);
  }

  /** Counts one request where it may pass (null). `now` is epoch ms. */
  check(key: string | undefined, now: number): TurnedAway | null {
    if (key === undefined || !this.keys.has(key)) {
      const problem =
        key === undefined ? 'An API key is required: Authorization: Bearer KEY' : 'The API key is unknown';
      return {
        status: 401,
        headers: { 'www-authenticate': 'Bearer' },
        body: errorBody('UNAUTHORIZED', problem),
      };
    }
    const admission = this.rateLimit.admit(key, now);
    if (admission.kind === 'limited') {
      const wait = admission.retryAfterSeconds;
      return { status: 429, headers: { 'retry-after': String(wait) }, body: rateLimitBody(wait) };
    }
    if (!this.quota.take(now)) {
      const body = errorBody('QUOTA_EXCEEDED', 'The daily quota is used up until 00:00 UTC');
      return { status: 402, headers: {}, body };
    }
    return null;
  }

  /** The check of a route: the key has the scope (null), or `403` [S]. */
  checkScope(key: string | undefined, scope: Scope): TurnedAway | null {
    if (this.keys.get(key ?? '')?.scopes.includes(scope) === true) return null;
    const body = errorBody('INSUFFICIENT_SCOPE', `The API key lacks the scope ${scope}`);
    return { status: 403, headers: {}, body };
  }
}
