/** Length of the sliding window [D]. */
const windowMs = 60_000;

export type Admission =
  { readonly kind: 'admitted' } | { readonly kind: 'limited'; readonly retryAfterSeconds: number };

/**
 * A sliding window per API key [D]: a request is admitted where fewer than `perMinute` were admitted in the 60 seconds
 * before it. Refused requests are not counted, so whoever waits Retry-After gets through.
 */
export class RateLimit {
  private readonly admittedAt = new Map<string, number[]>();
  private readonly perMinute: number;

  constructor(perMinute: number) {
    this.perMinute = perMinute;
  }

  /** @param now epoch ms of the sandbox's clock */
  admit(key: string, now: number): Admission {
    const known = this.admittedAt.get(key) ?? [];
    // Times after now remain where the clock was set back; kept, they would block the key for as long as it was set back.
    const counted = known.filter((at) => at > now - windowMs && at <= now);
    this.admittedAt.set(key, counted);
    const oldest = counted[0];
    if (counted.length < this.perMinute || oldest === undefined) {
      counted.push(now);
      return { kind: 'admitted' };
    }
    return { kind: 'limited', retryAfterSeconds: Math.max(1, Math.ceil((oldest + windowMs - now) / 1000)) };
  }
}
