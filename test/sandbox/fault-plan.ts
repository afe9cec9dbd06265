import { z } from 'zod';

/** Longest delay of `slow`; Node's timers end at 2^31 ms, and nobody waits that long. */
const longestDelayMs = 600_000;
const defaultDelayMs = 1_000;
const defaultStatus = 500;
const v1Prefix = '/v1';

export const faultModes = ['none', 'refuse', 'error', 'timeout', 'lose-response', 'slow'] as const;
export type FaultMode = (typeof faultModes)[number];

/** Body of `POST /sandbox/faults`. */
export const faultBodySchema = z.strictObject({
  mode: z.enum(faultModes),
  /** Null, like a count that is left out: until changed. */
  count: z.int().positive().nullable().optional(),
  /** Empty, like a path that is left out: everything under /v1. */
  path: z
    .string()
    .refine((path) => path.startsWith(v1Prefix) || v1Prefix.startsWith(path), {
      error: 'expected the start of a /v1 path',
    })
    .optional(),
  status: z.int().min(400).max(599).optional(),
  ms: z.int().nonnegative().max(longestDelayMs).optional(),
});
export type FaultBody = z.infer<typeof faultBodySchema>;

/** What happens to one request. */
export type Fault =
  | { readonly mode: 'refuse' | 'timeout' | 'lose-response' }
  | { readonly mode: 'error'; readonly status: number }
  | { readonly mode: 'slow'; readonly ms: number };

/** The plan as `POST /sandbox/faults` answers it; `count` is null where it holds until changed. */
export interface FaultState {
  readonly mode: FaultMode;
  readonly count: number | null;
  readonly path: string;
  readonly status: number;
  readonly ms: number;
}

const noFault: FaultState = { mode: 'none', count: null, path: v1Prefix, status: defaultStatus, ms: defaultDelayMs };

/** Which of the coming /v1 requests go wrong, and how. One plan at a time: a new one replaces the old. */
export class FaultPlan {
  private plan: FaultState = noFault;

  set(body: FaultBody): FaultState {
    this.plan = {
      mode: body.mode,
      count: body.mode === 'none' ? null : (body.count ?? null),
      path: body.path ?? noFault.path,
      status: body.status ?? noFault.status,
      ms: body.ms ?? noFault.ms,
    };
    return this.plan;
  }

  /** The fault of a request that arrives now, using up one of `count`. @param path path and query as requested */
  take(path: string): Fault | null {
    const { mode, count, status, ms } = this.plan;
    if (mode === 'none' || !this.meets(path)) return null;
    if (count !== null) this.plan = count > 1 ? { ...this.plan, count: count - 1 } : noFault;
    switch (mode) {
      case 'error':
        return { mode, status };
      case 'slow':
        return { mode, ms };
      case 'refuse':
      case 'timeout':
      case 'lose-response':
        return { mode };
    }
  }

  private meets(path: string): boolean {
    // Every request that is asked about is under /v1, also where its path is spelt otherwise.
    return v1Prefix.startsWith(this.plan.path) || path.startsWith(this.plan.path);
  }
}
