import type { FaultMode } from './fault-plan.ts';

/** Newest requests kept; far more than a day at the documented rate. */
const keptRequests = 100_000;

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
    // Dropping half at once keeps adding cheap.
    if (this.requests.length >= keptRequests) this.requests = this.requests.slice(keptRequests / 2);
    this.requests.push(request);
    return request;
  }

  /** Oldest first. */
  all(): readonly LoggedRequest[] {
    return this.requests;
  }
}
