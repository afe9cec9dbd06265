import { REQUEST_TIMEOUT_MS } from '../../../shared/api/limits.ts';
import type { HttpAnswer } from '../../../electron/api/classify.ts';
import type { NoAnswer } from '../../../electron/api/failure.ts';
import type { ApiRequest } from '../../../electron/api/request.ts';
import type { Chance } from '../../sync/world/chance.ts';
import type { VirtualTime } from '../../sync/world/virtual-time.ts';
import type { LineTrouble } from './line-trouble.ts';
import type { Site } from './site.ts';

/** Longest that a gateway holds a request after its client has gone, milliseconds (shared/sync/quiet-period.ts). */
const GATEWAY_MS = 59_000;

export interface LinkParts {
  readonly time: VirtualTime;
  readonly site: Site;
  /** What is wrong with this line now, worst first. */
  readonly troubles: () => readonly LineTrouble[];
  readonly chance: Chance;
  /** A request left, arrived, or can arrive no more: whoever keeps watch over refs is told. */
  readonly onTransit: (request: ApiRequest, change: 1 | -1) => void;
}

/** What becomes of one request on its way. */
type Fate =
  'through' | 'lost-request' | 'lost-response' | 'late' | 'twice' | 'slow' | 'no-line' | 'error' | 'error-after';

const gaveUp: NoAnswer = { kind: 'no-answer', cause: 'timeout', sent: true, detail: '' };

/** One device's line to the server: it loses, delays, doubles and reorders what its troubles say. */
export class Link {
  readonly #parts: LinkParts;

  constructor(parts: LinkParts) {
    this.#parts = parts;
  }

  /** One request. What the server does with it does not depend on whether anybody still waits for the answer. */
  send(request: ApiRequest, key: string): Promise<HttpAnswer | NoAnswer> {
    const fate = this.#fate();
    const { chance, onTransit } = this.#parts;
    if (fate === 'no-line') return this.#after(20, { ...gaveUp, cause: 'no-network', sent: false });
    const there = fate === 'slow' ? 200 + chance.below(20_000) : 20 + chance.below(120);
    const back = fate === 'slow' ? 200 + chance.below(12_000) : 20 + chance.below(120);
    const arrivesIn = fate === 'late' ? REQUEST_TIMEOUT_MS + chance.below(GATEWAY_MS) : there;
    return new Promise((resolve) => {
      this.#parts.time.after(REQUEST_TIMEOUT_MS, () => {
        resolve(gaveUp);
      });
      if (fate === 'lost-request') return;
      onTransit(request, 1);
      this.#parts.time.after(arrivesIn, () => {
        onTransit(request, -1);
        // What was cut off meanwhile never arrives; a late one waits in a gateway beyond the cut.
        if (fate !== 'late' && this.#isCut()) return;
        const answer = this.#carryOut(request, key, fate);
        if (fate === 'lost-response' || fate === 'late') return;
        this.#parts.time.after(back, () => {
          if (!this.#isCut()) resolve(answer);
        });
      });
    });
  }

  #carryOut(request: ApiRequest, key: string, fate: Fate): HttpAnswer {
    const { site, chance } = this.#parts;
    if (fate === 'error') return site.trouble(chance.pick([500, 502, 503, 408]) ?? 500);
    const first = site.answer(request, key);
    if (fate === 'error-after') return site.trouble(chance.pick([500, 502, 504]) ?? 500);
    if (fate !== 'twice') return first;
    const second = site.answer(request, key);
    // Whoever sees "not carried out" of the second copy alone could know nothing of the first: no client can do better.
    return second.status < 300 && chance.happens(0.5) ? second : first;
  }

  #isCut(): boolean {
    return this.#parts.troubles().includes('cut');
  }

  #fate(): Fate {
    const { chance, troubles } = this.#parts;
    const [worst] = troubles();
    if (worst === undefined) return 'through';
    switch (worst) {
      case 'cut':
        return chance.happens(0.7) ? 'no-line' : 'lost-request';
      case 'lossy':
        return chance.happens(0.45)
          ? 'through'
          : (chance.pick(['lost-request', 'lost-response', 'late', 'twice']) ?? 'late');
      case 'failing':
        return chance.happens(0.4) ? 'through' : (chance.pick(['error', 'error-after']) ?? 'error');
      case 'slow':
        return 'slow';
    }
  }

  #after<T>(ms: number, value: T): Promise<T> {
    return new Promise((resolve) => {
      this.#parts.time.after(ms, () => {
        resolve(value);
      });
    });
  }
}
