import type { LineCause } from '../../shared/ipc/contract.ts';

/** Where the API is to be reached. */
export interface LineTarget {
  /** The whole address: whether a proxy stands before it depends on that. */
  readonly url: string;
  readonly host: string;
  readonly port: number;
}

/** What one look at the line found. `blind`: a proxy makes the connections, so one of our own says nothing. */
export type LineLook =
  { readonly kind: 'open' } | { readonly kind: 'failed'; readonly cause: LineCause } | { readonly kind: 'blind' };

export interface LinePorts {
  /** Null: there is nobody to reach, as in the sample clinic. Asked before each look, so it follows the settings. */
  readonly target: () => LineTarget | null;
  /** Never rejects, and takes `LOOK_LIMIT_MS` at most. */
  readonly look: (target: LineTarget) => Promise<LineLook>;
  /** Calls back once after `ms` milliseconds; the returned function calls that off. */
  readonly after: (ms: number, callback: () => void) => () => void;
  /** The line was lost, for that cause, or is there again (null). */
  readonly tell: (lost: LineCause | null) => void;
}

/** From the end of one look to the next, milliseconds (SPEC LINE-1). */
export const LOOK_EVERY_MS = 3_500;
/** A look that takes longer has failed, milliseconds. */
export const LOOK_LIMIT_MS = 2_500;
/** After a look that failed for the first time the next one follows so soon, milliseconds. */
export const LOOK_AGAIN_MS = 500;
/** So many failures in a row make a lost line: one lost packet does not. */
const FAILURES_OF_A_LOSS = 2;

/**
 * Looks every few seconds whether a connection to the API can be made, and tells only what changed (SPEC LINE). It sends
 * nothing, so it costs no request. What it has never seen open it does not call lost: a network may let only the browser
 * out, and what a first answer lacks the sync engine tells itself.
 */
export class LineWatch {
  readonly #ports: LinePorts;
  #state: 'unknown' | 'open' | 'lost' = 'unknown';
  #told: LineCause | null = null;
  /** Failures in a row, and those among them with the last one's cause. */
  #failures = 0;
  #alike = 0;
  #cause: LineCause | null = null;
  #target: string | null = null;
  #run = 0;
  #callOff: (() => void) | null = null;

  constructor(ports: LinePorts) {
    this.#ports = ports;
  }

  /** Begins to look, at once. What was known before a stop still is. */
  start(): void {
    if (this.#callOff === null) this.#next(0);
  }

  /** A look that is under way counts for nothing. */
  stop(): void {
    this.#run += 1;
    this.#callOff?.();
    this.#callOff = null;
  }

  #next(ms: number): void {
    this.#callOff = this.#ports.after(ms, () => {
      void this.#look(this.#run);
    });
  }

  async #look(run: number): Promise<void> {
    const target = this.#ports.target();
    this.#follow(target);
    const found = target === null ? null : await this.#ports.look(target);
    if (run !== this.#run) return;
    if (found !== null) this.#note(found);
    this.#next(found?.kind === 'failed' && this.#failures < FAILURES_OF_A_LOSS ? LOOK_AGAIN_MS : LOOK_EVERY_MS);
  }

  /** Of another address nothing is known. */
  #follow(target: LineTarget | null): void {
    const url = target?.url ?? null;
    if (url === this.#target) return;
    this.#target = url;
    this.#forget();
  }

  #note(found: LineLook): void {
    switch (found.kind) {
      case 'open':
        this.#opened();
        return;
      case 'failed':
        this.#failed(found.cause);
        return;
      case 'blind':
        this.#forget();
    }
  }

  #opened(): void {
    const isNews = this.#state === 'lost' || (this.#state === 'unknown' && this.#failures > 0);
    this.#state = 'open';
    this.#failures = 0;
    this.#told = null;
    if (isNews) this.#ports.tell(null);
  }

  #failed(cause: LineCause): void {
    this.#failures += 1;
    this.#alike = cause === this.#cause && this.#failures > 1 ? this.#alike + 1 : 1;
    this.#cause = cause;
    if (this.#state === 'unknown' || this.#failures < FAILURES_OF_A_LOSS) return;
    this.#state = 'lost';
    if (cause === this.#told || (this.#told !== null && this.#alike < FAILURES_OF_A_LOSS)) return;
    this.#told = cause;
    this.#ports.tell(cause);
  }

  /** Nothing is claimed any more; a loss that was told is taken back. */
  #forget(): void {
    const wasTold = this.#told !== null;
    this.#state = 'unknown';
    this.#failures = 0;
    this.#told = null;
    if (wasTold) this.#ports.tell(null);
  }
}
