import { createHash } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { BudgetStatus } from '../../shared/ipc/contract.ts';
import { allowanceOf, type KeySharing } from '../../shared/sync/allowance.ts';
import {
  budgetAt,
  budgetStatus,
  freshBudget,
  giveBackRequest,
  holdRequests,
  requestBudgetSchema,
  takeRequest,
  type NoneLeft,
  type RequestBudget,
} from '../../shared/sync/request-budget.ts';
import { describeError, type Log } from '../log/log.ts';
import { PRIVATE_FILE_MODE } from '../storage/atomic-file.ts';

const FILE_NAME = 'request-budget.json';
/** Keys whose budgets are remembered, the ones used last. */
const REMEMBERED_KEYS = 4;

const fileSchema = z.record(z.string(), requestBudgetSchema);

/**
 * The request budget of each key, kept in `request-budget.json` so that a restart, or a kill, forgets no request. It is
 * written before each request leaves; without a sync, since only a restart of the machine could lose it, and that takes
 * longer than most of the window. Keys appear as the beginning of their hash.
 */
export class BudgetFile {
  readonly #path: string;
  readonly #log: Log;
  readonly #budgets: Map<string, RequestBudget>;
  readonly #sharing: () => KeySharing;

  /** @param sharing asked before each request: a setting that changes counts at once */
  constructor(folder: string, sharing: () => KeySharing, log: Log) {
    this.#path = join(folder, FILE_NAME);
    this.#sharing = sharing;
    this.#log = log;
    this.#budgets = new Map(Object.entries(readBudgets(this.#path)));
  }

  /** Takes one request for `key`. @returns null when it may leave now, else until when none may. */
  take(key: string, now: number): NoneLeft | null {
    const taken = takeRequest(this.#at(key, now), now, allowanceOf(this.#sharing()));
    if (taken.kind !== 'take') return taken;
    this.#keep(key, taken.budget);
    return null;
  }

  /** Gives back a request taken at `takenAt` that certainly never left. */
  giveBack(key: string, takenAt: number): void {
    this.#keep(key, giveBackRequest(this.#of(key), takenAt));
  }

  /** Holds every request of `key` until `until` (epoch ms). */
  hold(key: string, until: number, now: number): void {
    this.#keep(key, holdRequests(this.#of(key), until, now));
  }

  /** @param key null where none is entered: an untouched budget. */
  status(key: string | null, now: number): BudgetStatus {
    const sharing = this.#sharing();
    return budgetStatus(
      key === null ? freshBudget : this.#at(key, now),
      now,
      allowanceOf(sharing),
      sharing.devicesOnKey,
    );
  }

  /** The budget as it counts now. It is remembered, not written: after a restart a clock that was set back is noticed again. */
  #at(key: string, now: number): RequestBudget {
    const name = fingerprint(key);
    const known = this.#budgets.get(name);
    if (known === undefined) return freshBudget;
    const budget = budgetAt(known, now);
    this.#budgets.set(name, budget);
    return budget;
  }

  #of(key: string): RequestBudget {
    return this.#budgets.get(fingerprint(key)) ?? freshBudget;
  }

  #keep(key: string, budget: RequestBudget): void {
    const name = fingerprint(key);
    this.#budgets.delete(name);
    this.#budgets.set(name, budget);
    for (const oldest of [...this.#budgets.keys()].slice(0, -REMEMBERED_KEYS)) this.#budgets.delete(oldest);
    try {
      const draft = `${this.#path}.new`;
      writeFileSync(draft, JSON.stringify(Object.fromEntries(this.#budgets)), { mode: PRIVATE_FILE_MODE });
      renameSync(draft, this.#path);
    } catch (error) {
      /** A full disk must not stop the sync; the budget still counts in memory. */
      this.#log.warn('budget.not-written', describeError(error));
    }
  }
}

function fingerprint(key: string): string {
  return createHash('sha256').update(`husky-desk request budget\n${key}`).digest('hex').slice(0, 16);
}

/** What can't be read starts afresh: the server's own 429 sets it right. */
function readBudgets(path: string): Record<string, RequestBudget> {
  try {
    return fileSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return {};
  }
}
