import type { ApiOperationName } from '../../shared/api/operation.ts';
import type { ApiReply, ApiResults } from '../../shared/api/reply.ts';
import { fairCondition, noteReply, nothingToSend, worstOf, type Condition } from '../../shared/sync/condition.ts';
import type { SyncCondition } from '../../shared/sync/condition.ts';
import {
  syncLogLine,
  type SyncLogLine,
  type SyncLogMessage,
  type SyncLogValues,
} from '../../shared/sync/log-messages.ts';
import type { View, SyncView } from '../desk/contract.ts';
import { createView, type MutableView } from '../desk/view.ts';
import type { SyncPorts } from './ports.ts';

/** The part of the sync screen that the driver knows; the desk adds what waits. */
export type SyncStatus = Omit<SyncView, 'queue' | 'unsent' | 'oldestUnsentAt' | 'needsYou'>;

/** Lines that the screen holds. */
const SHOWN_LINES = 100;

/** Keeps what screens see of sync, and writes the log. */
export class StatusKeeper {
  readonly #view: MutableView<SyncStatus>;
  readonly #ports: SyncPorts;
  readonly #now: () => number;
  readonly #toServerTime: (machine: number) => number;
  #condition: Condition = fairCondition;

  /** `now`: epoch ms by the server's clock. `toServerTime`: the same of an instant of the machine's. */
  constructor(ports: SyncPorts, now: () => number, toServerTime: (machine: number) => number) {
    this.#ports = ports;
    this.#now = now;
    this.#toServerTime = toServerTime;
    this.#view = createView<SyncStatus>({
      condition: { kind: 'online' },
      since: now(),
      lastSyncAt: null,
      syncing: false,
      nextTryAt: null,
      pausedUntil: null,
      budget: null,
      log: [],
      clockAheadMs: null,
    });
  }

  get view(): View<SyncStatus> {
    return this.#view;
  }

  change(change: Partial<SyncStatus>): void {
    const before = this.#view.get();
    const keys = Object.keys(change) as (keyof SyncStatus)[];
    if (keys.some((key) => !Object.is(before[key], change[key]))) this.#view.set({ ...before, ...change });
  }

  /** The condition before and after one more reply. */
  noteReply(
    operation: ApiOperationName,
    reply: ApiReply<ApiResults[ApiOperationName]>,
  ): {
    readonly before: SyncCondition;
    readonly after: SyncCondition;
    /** Epoch ms when `before` began. */
    readonly since: number;
  } {
    const { condition: before, since } = this.#view.get();
    this.#condition = noteReply(this.#condition, operation, reply);
    return { before, after: this.#show(), since };
  }

  noteNothingToSend(): void {
    this.#condition = nothingToSend(this.#condition);
    this.#show();
  }

  /** What matters is asked anew: nothing that was known to be wrong needs to be so still. */
  forget(): void {
    this.#condition = fairCondition;
  }

  #show(): SyncCondition {
    const after = worstOf(this.#condition);
    const { condition: before } = this.#view.get();
    if (JSON.stringify(before) === JSON.stringify(after)) return before;
    this.change(before.kind === after.kind ? { condition: after } : { condition: after, since: this.#now() });
    return after;
  }

  log<M extends SyncLogMessage>(message: M, values: SyncLogValues<M>): void {
    const line = syncLogLine(this.#now(), message, values);
    this.change({ log: [line, ...this.#view.get().log].slice(0, SHOWN_LINES) });
    this.#ports.onEvent({ kind: 'log', line });
    const entry = { at: new Date(line.at).toISOString(), message: line.message, values: line.values };
    // A log that can't be written must not stop the sync; the disk's trouble shows wherever it matters.
    this.#ports.store.appendSyncLog([entry]).catch(() => undefined);
  }

  async loadLog(): Promise<void> {
    const entries = await this.#ports.store.syncLog(SHOWN_LINES);
    const earlier: readonly SyncLogLine[] = entries.map(({ at, message, values }) => ({
      at: Date.parse(at),
      message,
      values,
    }));
    this.change({ log: [...this.#view.get().log, ...earlier].slice(0, SHOWN_LINES) });
  }

  async refreshBudget(): Promise<void> {
    const budget = await this.#ports.budget().catch(() => this.#view.get().budget);
    if (JSON.stringify(budget) === JSON.stringify(this.#view.get().budget)) return;
    const freeAt = budget?.freeAt ?? null;
    this.change({ budget, pausedUntil: freeAt === null ? null : this.#toServerTime(Date.parse(freeAt)) });
  }
}
