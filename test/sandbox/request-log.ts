import type { FaultMode } from './fault-plan.ts';

/** Newest requests shown; far more than a day at the documented rate. */
export const keptRequests = 100_000;

/** One /v1 request, as `GET /sandbox/requests` shows it. */
export interface LoggedRequest {
  /** ISO UTC by the sandbox's clock. */
  readonly time: string;
  readonly method: string;
  /** With its query. */
  readonly path: string;
  /** Null until answered, and for ever where nothing was. With `lose-response`: the status that was lost. */
  status: number | null;
  /** Last four characters of the key as sent; null without one. */
  readonly key: string | null;
  /** The fault it met. */
  readonly fault: Exclude<FaultMode, 'none'> | null;
}

export class RequestLog {
  private requests: LoggedRequest[] = [];

  add(request: LoggedRequest): LoggedRequest {
    // Dropping as many at once as are kept makes adding cheap.
    if (this.requests.length === 2 * keptRequests) this.requests = this.requests.slice(keptRequests);
    this.requests.push(request);
    return request;
  }

  /** The newest, oldest of them first. */
  all(): readonly LoggedRequest[] {
    return this.requests.slice(-keptRequests);
  }
}
