import type { ApiOperationName } from '../../shared/api/operation.ts';
import type { ApiReply, ApiResults } from '../../shared/api/reply.ts';
import {
  connectingCondition,
  noteReply,
  nothingLeft,
  triedAnew,
  worstOf,
  type Condition,
  type SyncCondition,
} from '../../shared/sync/condition.ts';
import {
  syncLogLine,
  type SyncLogLine,
  type SyncLogMessage,
  type SyncLogValues,
} from '../../shared/sync/log-messages.ts';
import type { View, SyncView } from '../desk/contract.ts';
import type { QueueView } from '../desk/queue-view.ts';
import { createView, type MutableView } from '../desk/view.ts';
import type { SyncPorts } from './ports.ts';

/** The part of the sync screen that the driver knows; the desk adds what waits. */
export type SyncStatus = Omit<SyncView, keyof QueueView | 'elsewhere' | 'waitingFree'>;

/** The condition before and after something was learned. */
export interface Turn {
  readonly before: SyncCondition;
  readonly after: SyncCondition;
  /** Milliseconds that `before` lasted, whatever was done to clocks meanwhile (SPEC CLK-4). */
  readonly lastedMs: number;
}

/** Lines that the screen holds. */
const SHOWN_LINES = 100;

/** Keeps what screens see of sync, and writes the log. */
export class StatusKeeper {
  readonly #view: MutableView<SyncStatus>;
  readonly #ports: SyncPorts;
  readonly #toServerTime: (machine: number) => number;
  #condition: Condition = connectingCondition;
  /** When the condition that is shown began, epoch ms of the machine's clock: no correction by the server's changes it. */
  #sinceMachine: number;
  /** The same moment by the clock that nobody sets. */
  #begunAt: number;

  /** `toServerTime`: epoch ms by the server's clock, of an instant of the machine's. */
  constructor(ports: SyncPorts, toServerTime: (machine: number) => number) {
    this.#ports = ports;
    this.#toServerTime = toServerTime;
    this.#sinceMachine = ports.machineNow();
    this.#begunAt = ports.elapsed();
    this.#view = createView<SyncStatus>({
      condition: worstOf(this.#condition),
      since: toServerTime(this.#sinceMachine),
      lastSyncAt: null,
      syncing: false,
      nextTryAt: null,
      pausedUntil: null,
      budget: null,
      placesEveryMs: null,
      log: [],
      clockAheadMs: null,
      complete: false,
      fetching: null,
    });
  }

  get view(): View<SyncStatus> {
    return this.#view;
  }

  get condition(): Condition {
    return this.#condition;
  }

  /** What the window that syncs says. Where this one takes over, it goes on from there. */
  take(status: SyncStatus, condition: Condition): void {
    this.#condition = condition;
    const now = this.#now();
    this.#sinceMachine = this.#ports.machineNow() - (now - status.since);
    this.#begunAt = this.#ports.elapsed() - (now - status.since);
    this.change(status);
  }

  change(change: Partial<SyncStatus>): void {
    const before = this.#view.get();
    const keys = Object.keys(change) as (keyof SyncStatus)[];
    if (keys.some((key) => !Object.is(before[key], change[key]))) this.#view.set({ ...before, ...change });
  }

  noteReply(operation: ApiOperationName, reply: ApiReply<ApiResults[ApiOperationName]>): Turn {
    const machineNow = this.#ports.machineNow();
    const time = { machineNow, now: this.#toServerTime(machineNow) };
    return this.#turn(noteReply(this.#condition, operation, reply, time));
  }

  #turn(condition: Condition): Turn {
    const { condition: before } = this.#view.get();
    const lastedMs = this.#ports.elapsed() - this.#begunAt;
    this.#condition = condition;
    return { before, after: this.#show(), lastedMs };
  }

  /** Nothing is due; `left` tells for which calls there is a need. */
  noteIdle(left: Parameters<typeof nothingLeft>[1]): void {
    this.#condition = nothingLeft(this.#condition, left);
    this.#show();
  }

  /** What the line watch or a request that hangs says (SPEC LINE). */
  noteLine(change: Partial<Pick<Condition, 'cut' | 'hangs'>>): Turn {
    return this.#turn({ ...this.#condition, ...change });
  }

  /** The rest of the day's requests is kept for bookings until `lowUntil` (epoch ms by the server's clock); null: it is not. */
  noteLow(lowUntil: number | null): void {
    if (this.#condition.lowUntil === lowUntil) return;
    this.#condition = { ...this.#condition, lowUntil };
    this.#show();
  }

  /** What matters is asked anew: what was wrong with one call needs not be so still. */
  forget(): void {
    this.#condition = triedAnew(this.#condition);
  }

  /** Another address or another key: nothing is known of it yet. */
  startOver(): void {
    this.#condition = { ...connectingCondition, lowUntil: this.#condition.lowUntil };
    this.#show();
  }

  /** The server's clock was set anew. */
  clockChanged(clockAheadMs: number | null): void {
    const pausedUntil = this.#pausedUntil(this.#view.get().budget);
    this.change({ clockAheadMs, since: this.#toServerTime(this.#sinceMachine), pausedUntil });
  }

  #show(): SyncCondition {
    const after = worstOf(this.#condition);
    const { condition: before } = this.#view.get();
    if (JSON.stringify(before) === JSON.stringify(after)) return before;
    if (before.kind !== after.kind) {
      this.#sinceMachine = this.#ports.machineNow();
      this.#begunAt = this.#ports.elapsed();
    }
    this.change({ condition: after, since: this.#toServerTime(this.#sinceMachine) });
    return after;
  }

  #now(): number {
    return this.#toServerTime(this.#ports.machineNow());
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
    const { log } = this.#view.get();
    const shown = new Set(log.map((line) => JSON.stringify(line)));
    const more = earlier.filter((line) => !shown.has(JSON.stringify(line)));
    this.change({ log: [...log, ...more].slice(0, SHOWN_LINES) });
  }

  async refreshBudget(): Promise<void> {
    const budget = await this.#ports.budget().catch(() => this.#view.get().budget);
    if (JSON.stringify(budget) === JSON.stringify(this.#view.get().budget)) return;
    this.change({ budget, pausedUntil: this.#pausedUntil(budget) });
  }

  #pausedUntil(budget: SyncStatus['budget']): number | null {
    const freeAt = budget?.freeAt ?? null;
    return freeAt === null ? null : this.#toServerTime(Date.parse(freeAt));
  }
}
