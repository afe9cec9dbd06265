import type { ApiOperation, ApiOperationName } from '../../shared/api/operation.ts';
import type { ApiReply, ApiResults } from '../../shared/api/reply.ts';
import { backoffMs, connectionBackoff } from '../../shared/sync/backoff.ts';
import { scopeOf } from '../../shared/sync/condition.ts';
import { gateAfter, openGate } from '../../shared/sync/gate.ts';
import { SCOPE_RETRY_MS } from '../../shared/sync/plan.ts';
import { forgiveReads } from '../../shared/sync/read-log.ts';
import type { StatusKeeper, Turn } from './status.ts';
import { isOfTheKey } from './failed-read.ts';
import type { SyncState } from './sync-state.ts';

type Reply<O extends ApiOperation> = ApiReply<ApiResults[O['op']]>;
type AnyReply = Reply<ApiOperation>;

/** Of silences in a row the first ones are logged, then every tenth: a night offline must not push out the day before. */
const LOGGED_ATTEMPTS = 3;
const LOGGED_EVERY = 10;
/** Silences in a row that were not of one endpoint alone: after the first one another is asked (SPEC PUSH-6). */
const SILENCES_OF_ALL = 2;

/** A request that has no reply after this, milliseconds, is told of, though it is not given up yet (SPEC LINE-4). */
const HANGS_AFTER_MS = 8_000;

/** What can be read as JSON and nothing else was an answer, if a useless one: it is told of its operation alone. */
function isSilent(reply: AnyReply): boolean {
  return reply.kind === 'no-answer' && reply.cause !== 'bad-shape';
}

/** Makes requests, and draws from every reply what concerns all of them: the gate, the clock, the condition, the log. */
export class Caller {
  readonly #state: SyncState;

  constructor(state: SyncState) {
    this.#state = state;
  }

  /** One request. Never rejects. */
  async once<O extends ApiOperation>(operation: O): Promise<Reply<O>> {
    const state = this.#state;
    const { ports } = state;
    const sentAt = ports.machineNow();
    const { lineTurns, settingsTurns } = state;
    const endWatch = ports.timers.after(HANGS_AFTER_MS, () => {
      this.noteLine({ hangs: true });
    });
    const reply = await ports.api(operation, this.#state.bookings.clinicId).catch((error: unknown): Reply<O> => ({
      kind: 'no-answer',
      cause: 'reset',
      sent: true,
      detail: error instanceof Error ? error.name : 'rejected',
    }));
    endWatch();
    if (isSilent(reply) && lineTurns !== state.lineTurns) this.#noteOfEarlierLine();
    else if (isOfTheKey(reply) && settingsTurns !== state.settingsTurns) state.probe = true;
    else await this.#note(operation.op, reply, sentAt);
    return reply;
  }

  /** What is known of the line besides replies (SPEC LINE). */
  noteLine(change: Parameters<StatusKeeper['noteLine']>[0]): void {
    this.#logTurn(this.#state.status.noteLine(change));
  }

  /** The request began before the line came back: its silence is over already, and it is asked anew at once (SPEC LINE-3). */
  #noteOfEarlierLine(): void {
    this.noteLine({ hangs: false });
    this.#state.gate = openGate;
    this.#state.probe = true;
  }

  /**
   * A read, which waits for the budget and for a Retry-After and goes on then: a list of many pages would otherwise begin
   * anew for ever. Every wait lasts at least a second, and ends when sync stops.
   */
  async read<O extends ApiOperation>(operation: O): Promise<Reply<O>> {
    for (;;) {
      const reply = await this.once(operation);
      if (reply.kind !== 'budget' && reply.kind !== 'rate-limited') return reply;
      if (!(await this.passGate())) return reply;
    }
  }

  /**
   * Whether a request may leave by our own count; where none may, it is not even tried, and the wait is noted like that of
   * one that was. `what`: any wait, or only the day's.
   */
  async mayLeave(what: 'now' | 'today'): Promise<boolean> {
    const { budget } = this.#state.status.view.get();
    const retryAt = budget?.freeAt ?? null;
    if (budget === null || retryAt === null) return true;
    const { blockedUntil, leftToday } = budget;
    if (leftToday !== 0 && what === 'today') return true;
    const none: AnyReply =
      leftToday === 0 ? { kind: 'used-up', retryAt } : { kind: 'budget', retryAt, heldByServer: blockedUntil !== null };
    await this.#note('create', none, this.#state.ports.machineNow());
    return false;
  }

  /** Waits until the gate is open. False where sync stops, or where the gate no longer waits for a rate. */
  async passGate(): Promise<boolean> {
    const state = this.#state;
    while (!state.stopping && state.gate.kind === 'until' && state.gate.cause === 'rate') {
      const { at } = state.gate;
      await state.status.refreshBudget();
      // Waiting is not syncing: a person may press "Sync now" meanwhile, and is told until when it waits.
      state.status.change({ syncing: false, nextTryAt: state.toServerTime(at) });
      const ended = await state.alarm.wait(Math.max(0, at - state.ports.machineNow()));
      if (ended === 'time') state.gate = openGate;
    }
    if (state.stopping || state.gate.kind !== 'open') return false;
    await state.status.refreshBudget();
    state.status.change({ syncing: true, nextTryAt: null });
    return true;
  }

  async #note(operation: ApiOperationName, reply: AnyReply, sentAt: number): Promise<void> {
    const state = this.#state;
    const silences = state.failures;
    const silent = isSilent(reply);
    const untried = reply.kind === 'budget' || reply.kind === 'used-up';
    state.failures = silent ? state.failures + 1 : untried ? state.failures : 0;
    if (!untried) state.probe = silent;
    // One endpoint that is broken is one silence between answers; more in a row were everybody's, and are over.
    if (silences >= SILENCES_OF_ALL && state.failures === 0) forgiveReads(state.reads);
    state.gate = gateAfter(reply, {
      machineNow: state.ports.machineNow(),
      now: state.now(),
      failures: state.failures,
      random: state.ports.random(),
    });
    this.#noteScope(operation, reply);
    this.#noteWrites(operation, reply);
    if (reply.kind === 'ok' || reply.kind === 'refused') await this.#noteClock(reply.serverDate, sentAt);
    if (reply.kind === 'ok') {
      state.serverKnown = true;
      state.status.change({ lastSyncAt: state.now() });
    }
    this.#logTurn(state.status.noteReply(operation, reply));
    if (reply.kind === 'no-answer') this.#logSilence(operation, reply);
  }

  #noteScope(operation: ApiOperationName, reply: AnyReply): void {
    const { blocked, status } = this.#state;
    const scope = scopeOf(operation);
    if (reply.kind === 'ok') blocked.delete(scope);
    if (reply.kind !== 'refused' || reply.status !== 403) return;
    this.#state.serverKnown = true;
    if (!blocked.has(scope)) status.log('sync.log.scope-missing', { scope });
    blocked.set(scope, this.#state.now() + SCOPE_RETRY_MS);
  }

  /** A server that takes reads and fails at every booking is not given one after the other (SPEC PUSH-7). */
  #noteWrites(operation: ApiOperationName, reply: AnyReply): void {
    const state = this.#state;
    if (operation !== 'create' && operation !== 'patch') return;
    if (reply.kind === 'no-answer') {
      state.writeFailures += 1;
      state.pushesFrom = state.now() + backoffMs(state.writeFailures, state.ports.random(), connectionBackoff);
    } else if (reply.kind === 'ok' || reply.kind === 'refused') {
      state.writeFailures = 0;
      state.pushesFrom = 0;
    }
  }

  async #noteClock(serverDate: string | null, sentAt: number): Promise<void> {
    const state = this.#state;
    const before = state.status.view.get().clockAheadMs;
    const seen = state.observeClock(serverDate, sentAt);
    // A read settles it before a booking is judged by a clock that may be wrong.
    if (seen === 'doubted') state.probe = true;
    if (seen !== 'corrected') return;
    const after = state.status.view.get().clockAheadMs;
    if (after !== null) state.status.log('sync.log.clock-off', { minutes: Math.round(after / 60_000) });
    else if (before !== null) state.status.log('sync.log.clock-right', {});
    state.pushesFrom = 0;
    state.readDaysAnew();
    for (const { bookingId, life } of state.bookings.all) {
      if ('sentAt' in life || 'notBefore' in life) await state.bookings.step(bookingId, { kind: 'clock-moved' });
    }
  }

  #logTurn({ before, after, lastedMs }: Turn): void {
    const { status } = this.#state;
    const seconds = Math.round(lastedMs / 1000);
    if (before.kind === after.kind) return;
    if (before.kind === 'no-answer' && after.kind === 'online') status.log('sync.log.connection-back', { seconds });
    switch (after.kind) {
      case 'online':
      case 'connecting':
      case 'scope-missing':
      case 'quota-low':
        return;
      case 'no-answer': {
        status.log('sync.log.connection-lost', { cause: after.cause });
        return;
      }
      case 'not-configured': {
        status.log('sync.log.not-configured', { missing: after.missing });
        return;
      }
      case 'key-refused': {
        status.log('sync.log.key-refused', {});
        return;
      }
      case 'quota-used-up': {
        status.log('sync.log.quota-used-up', {});
        return;
      }
      case 'rate-limited': {
        const wait = Math.max(0, after.retryAt - this.#state.now());
        status.log('sync.log.rate-limited', { seconds: Math.ceil(wait / 1000) });
        return;
      }
    }
  }

  #logSilence(operation: ApiOperationName, reply: Extract<AnyReply, { kind: 'no-answer' }>): void {
    const { status, failures, gate, ports } = this.#state;
    if (reply.cause === 'bad-shape') {
      status.log('sync.log.unreadable', { operation, detail: reply.detail });
      return;
    }
    if (failures > LOGGED_ATTEMPTS && failures % LOGGED_EVERY !== 1) return;
    status.log('sync.log.no-answer', { cause: reply.cause, attempt: failures });
    if (gate.kind !== 'until') return;
    status.log('sync.log.next-try', { seconds: Math.max(1, Math.round((gate.at - ports.machineNow()) / 1000)) });
  }
}
