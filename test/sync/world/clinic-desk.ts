import { createSyncDriver, type SyncDriver } from '../../../renderer/sync/driver.ts';
import type { SyncEvent, SyncPorts } from '../../../renderer/sync/ports.ts';
import type { ApiOperation } from '../../../shared/api/operation.ts';
import type { BudgetStatus } from '../../../shared/ipc/contract.ts';
import type { Booking } from '../../../shared/model/booking.ts';
import { advance } from '../../../shared/sync/life.ts';
import type { Advance, LifeEvent } from '../../../shared/sync/life-event.ts';
import { Disk, memoryStore } from './memory-store.ts';
import { Server, type AnyReply } from './server.ts';
import { deviceId, monday } from './bookings.ts';
import { VirtualTime } from './virtual-time.ts';

/** What becomes of one request. */
export type Fate =
  | { readonly kind: 'through' }
  | { readonly kind: 'answer'; readonly reply: AnyReply }
  /** Never arrives; the desk finds out after `ms`. */
  | { readonly kind: 'lost-request'; readonly ms: number }
  /** Is carried out; the answer never arrives. */
  | { readonly kind: 'lost-response'; readonly ms: number }
  /** Is carried out long after the desk gave it up. */
  | { readonly kind: 'late'; readonly ms: number };

/** Of a device that has its key for itself and has sent nothing. */
export const unusedBudget: BudgetStatus = {
  perMinute: 60,
  leftThisMinute: 60,
  devices: 1,
  sentToday: 0,
  perDay: null,
  leftToday: null,
  blockedUntil: null,
  freeAt: null,
};

const through: Fate = { kind: 'through' };
const gaveUp = { kind: 'no-answer', cause: 'timeout', sent: true, detail: '' } as const;

/** A desk in a world of its own: a disk, a server, a network that does what it is told, and time that waits for both. */
export class ClinicDesk {
  readonly time = new VirtualTime(monday);
  readonly disk = new Disk();
  readonly server = new Server(() => this.time.now);
  readonly events: SyncEvent[] = [];
  /** Every request with the instant it left, whatever became of it. */
  readonly requests: { readonly at: number; readonly operation: ApiOperation }[] = [];
  fate: (operation: ApiOperation) => Fate = () => through;
  budget: BudgetStatus = unusedBudget;
  /** Milliseconds that this computer's clock is ahead of the server's. */
  clockAhead = 0;
  random: () => number = () => 0.5;
  /** Passed at every await of the driver's world; a crash ends the driver there. */
  crashes: () => boolean = () => false;
  #driver: SyncDriver | null = null;
  #alive = { yes: true };
  #leaders = 0;
  #tokens = 0;

  get driver(): SyncDriver {
    if (this.#driver === null) throw new Error('The desk is not running');
    return this.#driver;
  }

  get running(): boolean {
    return this.#driver !== null;
  }

  start(horizonDays = 2, correctClock = true): SyncDriver {
    const alive = { yes: true };
    this.#alive = alive;
    this.#driver = createSyncDriver(this.#ports(alive), { deviceId, correctClock, horizonDays });
    this.#driver.start();
    return this.#driver;
  }

  /** The power goes: whatever was on its way never comes back. */
  crash(): void {
    this.#alive.yes = false;
    this.#driver = null;
    this.#leaders = 0;
    this.disk.listeners.clear();
  }

  async stop(): Promise<void> {
    const { driver } = this;
    let stopped = false;
    void driver.stop().then(() => {
      stopped = true;
    });
    await this.time.until(() => stopped);
    this.#driver = null;
  }

  /** What a person does at the desk. */
  act(bookingId: string, event: LifeEvent): Advance['kind'] {
    const booking = this.disk.bookings.get(bookingId);
    if (booking === undefined) throw new Error('No such booking');
    const step = advance(booking, event, this.time.now);
    if (step.kind === 'moved') this.disk.put(step.booking);
    return step.kind;
  }

  /** Every booking on the disk. */
  of(): Booking[] {
    return [...this.disk.bookings.values()];
  }

  booking(bookingId: string): Booking {
    const booking = this.disk.bookings.get(bookingId);
    if (booking === undefined) throw new Error('A booking was dropped');
    return booking;
  }

  sent(op: ApiOperation['op']): number {
    return this.requests.filter(({ operation }) => operation.op === op).length;
  }

  logged(message: string): number {
    return this.disk.log.filter((entry) => entry.message === message).length;
  }

  #ports(alive: { yes: boolean }): SyncPorts {
    const never = new Promise<never>(() => undefined);
    const point = (): Promise<void> => {
      if (alive.yes && this.crashes()) this.crash();
      return alive.yes ? Promise.resolve() : never;
    };
    const whileAlive = async <T>(task: Promise<T>): Promise<T> => {
      const value = await task;
      return alive.yes ? value : never;
    };
    return {
      api: (async (operation: ApiOperation) => {
        await point();
        const reply = await whileAlive(this.#carry(operation));
        await point();
        return reply;
      }) as SyncPorts['api'],
      budget: () => whileAlive(Promise.resolve(this.budget)),
      store: memoryStore(this.disk, point),
      machineNow: () => this.time.now + this.clockAhead,
      elapsed: () => this.time.now,
      random: () => this.random(),
      timers: {
        after: (ms, callback) =>
          this.time.after(ms, () => {
            if (alive.yes) callback();
          }),
      },
      locks: {
        request: async (_name, { signal }, callback) => {
          if (signal.aborted) return;
          this.#leaders += 1;
          if (this.#leaders > 1) throw new Error('Two leaders');
          await callback();
          this.#leaders -= 1;
        },
      },
      withToken: (_place, task) => {
        this.#tokens += 1;
        return task(`T-${String(this.#tokens)}`);
      },
      onEvent: (event) => {
        if (alive.yes) this.events.push(event);
      },
    };
  }

  /** One request on its way; an answer takes a tenth of a second. */
  async #carry(operation: ApiOperation): Promise<AnyReply> {
    this.requests.push({ at: this.time.now, operation });
    const fate = this.fate(operation);
    await this.#passes(50);
    switch (fate.kind) {
      case 'through': {
        const reply = this.server.handle(operation);
        await this.#passes(50);
        return reply;
      }
      case 'answer':
        return fate.reply;
      case 'lost-request':
        await this.#passes(fate.ms);
        return gaveUp;
      case 'lost-response':
        this.server.handle(operation);
        await this.#passes(fate.ms);
        return gaveUp;
      case 'late':
        this.time.after(fate.ms + 30_000, () => {
          this.server.handle(operation);
        });
        await this.#passes(fate.ms);
        return gaveUp;
    }
  }

  #passes(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.time.after(ms, resolve);
    });
  }
}
