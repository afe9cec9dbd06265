import { monotonicFactory } from 'ulid';
import { createOrderedLocks } from '../../../renderer/db/slot-locks.ts';
import { book, dayLock } from '../../../renderer/desk/book.ts';
import { ClinicModel } from '../../../renderer/desk/clinic-model.ts';
import type { BookingDraft, BookResult, Resolution, SettleResult } from '../../../renderer/desk/contract.ts';
import type { DeviceRights } from '../../../renderer/desk/device-rights.ts';
import { rightsOfModel } from '../../../renderer/desk/model-rights.ts';
import type { DraftContext } from '../../../renderer/desk/draft-check.ts';
import { heldBy } from '../../../renderer/desk/holding.ts';
import { settle, step, type SettlePorts } from '../../../renderer/desk/settle.ts';
import { tokenFor, type TokenPlace } from '../../../renderer/desk/token-for.ts';
import { createSyncDriver, type SyncDriver } from '../../../renderer/sync/driver.ts';
import type { SyncPorts } from '../../../renderer/sync/ports.ts';
import type { ApiOperation } from '../../../shared/api/operation.ts';
import type { Place } from '../../../shared/model/booking.ts';
import type { BranchRules } from '../../../shared/reservations/branch-rules.ts';
import { allowanceOf, type KeySharing } from '../../../shared/sync/allowance.ts';
import type { LifeEvent } from '../../../shared/sync/life-event.ts';
import type { Chance } from '../../sync/world/chance.ts';
import { Disk, memoryStore, type MemoryStore } from '../../sync/world/memory-store.ts';
import type { VirtualTime } from '../../sync/world/virtual-time.ts';
import { ApiClient, BudgetOnDisk } from './api-client.ts';
import { LineState } from './line-trouble.ts';
import { Link } from './link.ts';
import { apiKey, branchId, type Site } from './site.ts';

/** The clinic of this world; its server is the only one there is. */
export const clinicId = 'https://api.clinic.example/v1';

/** What a device needs of the world, and whom it tells. */
export interface DeviceParts {
  readonly time: VirtualTime;
  readonly site: Site;
  readonly chance: Chance;
  readonly horizonDays: number;
  /** What the administrator has entered on each device. */
  readonly rules: () => BranchRules;
  readonly watch: DeviceWatch;
}

/** Whoever keeps the invariants is told of what cannot be seen afterwards. */
export interface DeviceWatch {
  readonly onDeparture: (device: Device, operation: ApiOperation) => void;
  readonly onNeverLeft: (device: Device) => void;
  readonly onPowerCut: (device: Device) => void;
  readonly onHold: (device: Device, waitMs: number) => void;
  /** A request that changes something left (1), or has arrived or never will (-1); by its reference, or its record's id. */
  readonly onTransit: (subject: string, change: 1 | -1) => void;
  readonly onWritten: (device: Device) => Disk['watch'];
  /** A place was promised while nothing is sent at once. */
  readonly onSoldCutOff: (device: Device, place: Place) => void;
  readonly onRemoved: (device: Device) => Disk['watchRemoved'];
  readonly onFault: (device: Device, detail: string) => void;
  readonly note: (device: Device, text: string) => void;
}

/** What ends when the power goes. */
interface Running {
  alive: boolean;
  readonly driver: SyncDriver;
  readonly model: ClinicModel;
  readonly ports: SettlePorts;
  /** The model has been read: people can book. */
  ready: boolean;
  horizonOf: string;
}

/** One desk: its disk, its clock, its line, and while the power is on the product's own driver, model and `book()`. */
export class Device {
  /** First part of every reference it gives; another installation has another. */
  readonly deviceId: string;
  /** In its tokens; no other installation of the branch has it. */
  readonly letter: string;
  readonly disk = new Disk();
  readonly line = new LineState();
  /** The local date on which it took another's part; null: it was there from the start. */
  readonly installedOn: string | null;
  /** Milliseconds that its clock is ahead of the world's. */
  clockAhead = 0;
  /** Where a crash was ordered: the power goes at so many awaits from now. */
  powerGoesIn: number | null = null;
  onPowerCut: () => void = () => undefined;
  readonly #parts: DeviceParts;
  readonly #kept = new BudgetOnDisk();
  readonly #ulid: (now: number) => string;
  #running: Running | null = null;

  constructor(letter: string, installedOn: string | null, parts: DeviceParts) {
    this.letter = letter;
    this.installedOn = installedOn;
    this.deviceId = `desk${letter.toLowerCase()}00000`.slice(0, 10);
    this.#parts = parts;
    this.#ulid = monotonicFactory(parts.chance.next);
    this.disk.kept = { ...this.disk.kept, clinicId };
    this.disk.watch = parts.watch.onWritten(this);
    this.disk.watchRemoved = parts.watch.onRemoved(this);
  }

  get isOn(): boolean {
    return this.#running !== null;
  }

  /** The model and its clock, where people can work now. */
  get desk(): Running | null {
    return this.#running?.ready === true ? this.#running : null;
  }

  /** Switches it on; nothing that ran before is left. */
  start(): void {
    const power = { alive: true };
    const store = memoryStore(this.disk, () => this.#point(power));
    const { driver, model, ports } = this.#compose(power, store);
    const running: Running = Object.assign(power, { driver, model, ports, ready: false, horizonOf: '' });
    this.#running = running;
    store.subscribe((change) => {
      if (power.alive) model.apply(change);
    });
    void model.load(this.machineNow()).then(() => {
      running.ready = true;
    });
    driver.start();
  }

  /** The power goes: whatever was on its way in this machine never comes back. */
  cutPower(): void {
    if (this.#running === null) return;
    this.#running.alive = false;
    this.#running = null;
    this.powerGoesIn = null;
    this.disk.listeners.clear();
    this.#parts.watch.onPowerCut(this);
    this.onPowerCut();
  }

  machineNow(): number {
    return this.#parts.time.now + this.clockAhead;
  }

  /** Presses "Book". Null where nobody can. */
  async book(draft: BookingDraft): Promise<BookResult | null> {
    const { desk } = this;
    if (desk === null) return null;
    await this.#followToday(desk);
    const asked: boolean[] = [];
    const context = (): DraftContext => {
      asked.push(this.isCutOff(desk));
      return this.context(desk);
    };
    const result = await book(draft, context, desk.ports);
    // What counts is what was known under the lock, at the last look.
    if (result.kind === 'booked' && asked.at(-1) === true) this.#parts.watch.onSoldCutOff(this, result.booking.place);
    return result;
  }

  /** Changes a booking as its life allows. */
  async change(bookingId: string, event: LifeEvent): Promise<SettleResult | null> {
    return this.desk === null ? null : step(bookingId, event, this.desk.ports);
  }

  /** Moves a booking to another place, with the token that its window gives. */
  async reschedule(bookingId: string, place: Place, mayGive: () => boolean): Promise<SettleResult | null> {
    const { desk } = this;
    if (desk === null) return null;
    return this.#withToken(desk, place, async (token) => {
      if (!mayGive()) return null;
      const cutOff = this.isCutOff(desk);
      const result = await step(bookingId, { kind: 'reschedule', seat: { place, token } }, desk.ports);
      if (result.kind === 'settled' && cutOff) this.#parts.watch.onSoldCutOff(this, place);
      return result;
    });
  }

  async settle(bookingId: string, resolution: Resolution): Promise<SettleResult | null> {
    return this.desk === null ? null : settle(bookingId, resolution, this.desk.ports);
  }

  /** What the booking form knows. */
  context(desk: Running): DraftContext {
    const { model } = desk;
    const now = desk.driver.now();
    return {
      snapshot: model.snapshot,
      zone: model.zone,
      branchId,
      now,
      from: model.zone.dayBounds(model.zone.toLocal(now).date).startsAt,
      knowsPlaces: (date) => model.knowsPlaces(date),
      rights: this.#rights(desk),
      tokenFor: (place) => this.#tokenFor(model, { ...place, branchId }),
    };
  }

  /** Whether nothing is sent at once. */
  isCutOff(desk: Pick<Running, 'driver'>): boolean {
    return heldBy(desk.driver.status.get().condition, false) !== null;
  }

  #rights(desk: Pick<Running, 'driver' | 'model'>): DeviceRights {
    const { deviceId: installId, letter } = this;
    return rightsOfModel(desk.model, {
      rulesOf: () => this.#parts.rules(),
      device: { letter, installId },
      cutOff: this.isCutOff(desk),
      now: desk.driver.now(),
      history: () => [],
    });
  }

  async #followToday(desk: Running): Promise<void> {
    const today = desk.model.zone.toLocal(desk.driver.now()).date;
    if (today === desk.horizonOf) return;
    desk.horizonOf = today;
    await desk.model.follow(today);
  }

  #tokenFor(model: ClinicModel, place: TokenPlace): string {
    return tokenFor(model, place, { letter: this.letter, installId: this.deviceId }, this.#parts.rules());
  }

  #withToken<T>(desk: Pick<Running, 'model' | 'ports'>, place: Place, task: (token: string) => Promise<T>): Promise<T> {
    return desk.ports.locks.run([dayLock(place.date)], () => task(this.#tokenFor(desk.model, place)));
  }

  /** Every await of the product's edges passes here; where the power is gone it never returns. */
  #point(power: { readonly alive: boolean }): Promise<void> {
    if (power.alive && this.powerGoesIn !== null) {
      this.powerGoesIn -= 1;
      if (this.powerGoesIn <= 0) this.cutPower();
    }
    return power.alive ? Promise.resolve() : new Promise<never>(() => undefined);
  }

  #compose(power: { readonly alive: boolean }, store: MemoryStore): Pick<Running, 'driver' | 'model' | 'ports'> {
    const { time, chance, horizonDays, watch } = this.#parts;
    const model = new ClinicModel(store);
    const locks = createOrderedLocks(createNamedLocks());
    const client = this.#client();
    const syncPorts: SyncPorts = {
      api: (async (operation: ApiOperation) => {
        await this.#point(power);
        const reply = await client.call(operation);
        await this.#point(power);
        return reply;
      }) as SyncPorts['api'],
      budget: () => Promise.resolve(client.status()),
      store,
      machineNow: () => this.machineNow(),
      elapsed: () => time.now,
      random: chance.next,
      timers: {
        after: (ms, callback) =>
          time.after(ms, () => {
            if (power.alive) callback();
          }),
      },
      locks: {
        request: async (_name, { signal }, callback) => {
          if (!signal.aborted) await callback();
        },
      },
      withToken: (place, task) => this.#withToken({ model, ports }, place, task),
      onEvent: (event) => {
        if (!power.alive) return;
        if (event.kind === 'news') watch.note(this, `staff are told: ${event.news} ${event.bookingId}`);
        else if (event.line.message === 'sync.log.fault') watch.onFault(this, JSON.stringify(event.line.values));
      },
    };
    const driver = createSyncDriver(syncPorts, { deviceId: this.deviceId, correctClock: true, horizonDays });
    const ports: SettlePorts = {
      store,
      model,
      locks,
      now: () => driver.now(),
      newBookingId: (now) => `${this.deviceId}-${this.#ulid(now)}`,
      sharedWithOtherWindows: () => false,
      tokenFor: (place) => this.#tokenFor(model, place),
      rights: () => this.#rights({ driver, model }),
    };
    return { driver, model, ports };
  }

  /** Every installation that was ever listed may still be sending. */
  #sharing(): KeySharing {
    return { devicesOnKey: Math.max(1, this.#parts.rules().devices.length), dailyQuota: null };
  }

  #client(): ApiClient {
    const { time, site, chance, watch } = this.#parts;
    const link = new Link({
      time,
      site,
      chance,
      troubles: this.line.current,
      onTransit: (request, change) => {
        if (request.method !== 'GET' && request.body !== null)
          watch.onTransit(request.method === 'POST' ? referenceIn(request.body) : recordIn(request.path), change);
      },
    });
    return new ApiClient({
      link,
      kept: this.#kept,
      key: apiKey,
      machineNow: () => this.machineNow(),
      random: chance.next,
      onDeparture: (operation) => {
        watch.onDeparture(this, operation);
      },
      onNeverLeft: () => {
        watch.onNeverLeft(this);
      },
      allowance: () => allowanceOf(this.#sharing()),
      devices: () => this.#sharing().devicesOnKey,
      onHold: (waitMs) => {
        watch.onHold(this, waitMs);
      },
    });
  }
}

function referenceIn(body: string): string {
  const { external_reference_id } = JSON.parse(body) as { readonly external_reference_id: string };
  return external_reference_id;
}

function recordIn(path: string): string {
  return decodeURIComponent(path.slice('/appointments/'.length));
}

/** Locks of one window: they end with it. */
function createNamedLocks(): <T>(name: string, task: () => Promise<T>) => Promise<T> {
  const tails = new Map<string, Promise<unknown>>();
  return async (name, task) => {
    const before = tails.get(name);
    const turn = before === undefined ? task() : before.then(task, task);
    tails.set(name, turn);
    return turn;
  };
}
