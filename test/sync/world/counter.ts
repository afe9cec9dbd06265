import { createSyncDriver, type LeadingDriver } from '../../../renderer/sync/driver.ts';
import type { FellowMessage } from '../../../renderer/sync/fellow-message.ts';
import { leaderLockName, type SyncPorts } from '../../../renderer/sync/ports.ts';
import { shareSync, type SharedSync } from '../../../renderer/sync/shared-sync.ts';
import type { ApiOperation } from '../../../shared/api/operation.ts';
import { deviceId, monday } from './bookings.ts';
import { Disk, memoryStore } from './memory-store.ts';
import { Server } from './server.ts';
import { unusedBudget } from './clinic-desk.ts';
import { VirtualTime } from './virtual-time.ts';
import { WindowLocks } from './window-locks.ts';

export interface CounterWindow {
  readonly name: string;
  readonly sync: SharedSync;
  readonly driver: LeadingDriver;
}

/** A desk with several windows: one database, one server, one lock manager, and what windows tell each other. */
export class Counter {
  readonly time = new VirtualTime(monday);
  readonly disk = new Disk();
  readonly server = new Server(() => this.time.now);
  readonly locks = new WindowLocks();
  readonly requests: { readonly window: string; readonly operation: ApiOperation }[] = [];
  /** Milliseconds that this computer's clock is ahead of the server's. */
  clockAhead = 0;
  /** Milliseconds until an answer arrives. */
  answerAfter = 100;
  readonly #listeners = new Map<string, (data: unknown) => void>();

  open(name: string): CounterWindow {
    const driver = createSyncDriver(this.#ports(name), { deviceId, correctClock: true, horizonDays: 2 });
    const sync = shareSync(driver, {
      windowId: name,
      locks: this.locks.of(name),
      channel: {
        post: (message) => {
          this.#post(name, message);
        },
        listen: (listener) => this.#listeners.set(name, listener),
      },
    });
    sync.start();
    return { name, sync, driver };
  }

  /** The process of a window ends, whatever it was doing. */
  kill({ name }: CounterWindow): void {
    this.#listeners.delete(name);
    this.locks.end(name);
  }

  get leaders(): readonly string[] {
    return this.locks.holders(leaderLockName);
  }

  posts(): readonly string[] {
    return this.requests.filter(({ operation }) => operation.op === 'create').map(({ window }) => window);
  }

  #post(from: string, message: FellowMessage): void {
    const copy: unknown = structuredClone(message);
    for (const [name, listener] of this.#listeners) {
      if (name !== from) this.time.after(1, () => this.#listeners.get(name) === listener && listener(copy));
    }
  }

  #ports(name: string): SyncPorts {
    const alive = (): boolean => this.#listeners.has(name);
    const whileAlive = async <T>(value: T): Promise<T> => (alive() ? value : new Promise<never>(() => undefined));
    return {
      api: (async (operation: ApiOperation) => {
        this.requests.push({ window: name, operation });
        const reply = this.server.handle(operation);
        await new Promise<void>((resolve) => this.time.after(this.answerAfter, resolve));
        return whileAlive(reply);
      }) as SyncPorts['api'],
      budget: () => whileAlive(unusedBudget),
      store: memoryStore(this.disk, () => whileAlive(undefined)),
      machineNow: () => this.time.now + this.clockAhead,
      elapsed: () => this.time.now,
      random: () => 0.5,
      timers: { after: (ms, callback) => this.time.after(ms, () => alive() && callback()) },
      locks: this.locks.of(name),
      withToken: (_place, task) => task('T-1'),
      onEvent: () => undefined,
    };
  }
}
