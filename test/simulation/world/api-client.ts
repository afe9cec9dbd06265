import { classify, type AnyReply } from '../../../electron/api/classify.ts';
import { requestOf } from '../../../electron/api/request.ts';
import type { ApiOperation } from '../../../shared/api/operation.ts';
import type { Allowance } from '../../../shared/sync/allowance.ts';
import type { BudgetStatus } from '../../../shared/ipc/contract.ts';
import {
  budgetAt,
  budgetStatus,
  freshBudget,
  giveBackRequest,
  holdRequests,
  takeRequest,
  type RequestBudget,
} from '../../../shared/sync/request-budget.ts';
import type { Link } from './link.ts';

/** The file in which main keeps a key's budget: it outlives every start. */
export class BudgetOnDisk {
  budget: RequestBudget = freshBudget;
}

export interface ApiClientParts {
  readonly link: Link;
  readonly kept: BudgetOnDisk;
  readonly key: string;
  /** Epoch ms of the machine's clock. */
  readonly machineNow: () => number;
  readonly random: () => number;
  /** A request leaves now. */
  readonly onDeparture: (operation: ApiOperation) => void;
  /** The last one certainly did not. */
  readonly onNeverLeft: () => void;
  /** This device's part of the key, and how many share it. */
  readonly allowance: () => Allowance;
  readonly devices: () => number;
  /** A 429 arrived: none may leave for so many milliseconds. */
  readonly onHold: (waitMs: number) => void;
}

/** The main process's side of a request, in virtual time: budget, request, line, classification. */
export class ApiClient {
  readonly #parts: ApiClientParts;

  constructor(parts: ApiClientParts) {
    this.#parts = parts;
  }

  async call(operation: ApiOperation): Promise<AnyReply> {
    const { link, kept, key, machineNow, random, allowance, onDeparture, onNeverLeft, onHold } = this.#parts;
    const takenAt = machineNow();
    kept.budget = budgetAt(kept.budget, takenAt);
    const taken = takeRequest(kept.budget, takenAt, allowance());
    if (taken.kind !== 'take') {
      const retryAt = new Date(taken.until).toISOString();
      return taken.kind === 'used-up'
        ? { kind: 'used-up', retryAt }
        : { kind: 'budget', retryAt, heldByServer: taken.heldByServer };
    }
    kept.budget = taken.budget;
    onDeparture(operation);
    const answer = await link.send(requestOf(operation), key);
    if ('kind' in answer) {
      if (!answer.sent) {
        kept.budget = giveBackRequest(kept.budget, takenAt);
        onNeverLeft();
      }
      return answer;
    }
    const now = machineNow();
    const classified = classify(operation, answer, { now, jitter: random() });
    if (classified.kind === 'reply') return classified.reply;
    kept.budget = holdRequests(kept.budget, now + classified.waitMs, now);
    onHold(classified.waitMs);
    return { kind: 'rate-limited', retryAt: new Date(now + classified.waitMs).toISOString() };
  }

  status(): BudgetStatus {
    const { kept, allowance, devices } = this.#parts;
    const now = this.#parts.machineNow();
    kept.budget = budgetAt(kept.budget, now);
    return budgetStatus(kept.budget, now, allowance(), devices());
  }
}
