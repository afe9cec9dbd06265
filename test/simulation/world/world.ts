import { addDays, createZone } from '../../../shared/booking/index.ts';
import { isUnsent, needsPerson } from '../../../shared/model/booking.ts';
import type { BookingDraft } from '../../../renderer/desk/contract.ts';
import { plainRules, type BranchRules } from '../../../shared/reservations/branch-rules.ts';
import { withRetired } from '../../../shared/reservations/roster.ts';
import { Chance } from '../../sync/world/chance.ts';
import { VirtualTime } from '../../sync/world/virtual-time.ts';
import type { Happening, Plan } from '../plan.ts';
import { Device } from './device.ts';
import type { LineTrouble } from './line-trouble.ts';
import { bookOutside, cancelOutside, changeWindow, moveOutside, rebookOutside } from './others.ts';
import { changeSomething, draftFor, settleSomething, undoSomething, withWindow } from './people.ts';
import { reckon } from './reckoning.ts';
import { apiKey, Site } from './site.ts';
import { Trace } from './trace.ts';
import { Witness, type Breach } from './witness.ts';
import { scopes } from '../../sandbox/config.ts';

const MINUTE_MS = 60_000;

/** INV-8: after the healing, and after each round of settling, everything is sent within this, milliseconds. */
const DRAIN_MS = 12 * MINUTE_MS;
/** The same where nobody presses "Sync now": a scope is tried again hourly. */
const DRAIN_ALONE_MS = 75 * MINUTE_MS;
/** Rounds of settling after which people settle plainly, and after which it is taken for endless. */
const PLAIN_FROM_ROUND = 3;
const MOST_ROUNDS = 8;
/** A device that is lost was cut off for so long before, and the new one has read what there is, milliseconds. */
const LAST_RUSH_MS = 30_000;
const FIRST_SYNC_MS = 20_000;
/** Every date has been read again by polling alone after this, milliseconds. */
const ALL_POLLED_MS = 36 * MINUTE_MS;
/** Whatever is due at once after "Sync now" is done after this, milliseconds: a minute's budget may have to be waited for. */
const AT_ONCE_MS = 90_000;

export interface Outcome {
  readonly breach: Breach | null;
  readonly hash: string;
  readonly lines: readonly string[];
  /** Bookings that were answered "booked", and requests that left: a world in which nothing happened proves nothing. */
  readonly booked: number;
  readonly requests: number;
}

/** One branch: its desks, the server, and everything that goes wrong between them, in virtual time. */
export class World {
  readonly #plan: Plan;
  readonly #time: VirtualTime;
  readonly #trace: Trace;
  readonly #witness: Witness;
  readonly #site: Site;
  readonly #chance: Chance;
  readonly #devices: (Device | null)[] = [];
  #installed = 0;
  /** As the administrator has entered them on each device. */
  #rules: BranchRules;
  #healed = false;

  constructor(plan: Plan) {
    this.#plan = plan;
    const reserve = { kind: 'fixed', places: plan.reserve } as const;
    this.#rules = { ...plainRules, policy: plan.policy, reserve };
    this.#time = new VirtualTime(plan.startsAt);
    this.#chance = new Chance(Math.imul(plan.seed, 0x85ebca6b));
    const now = (): number => this.#time.now;
    this.#trace = new Trace(plan.startsAt, now);
    this.#witness = new Witness({
      now,
      note: (who, text) => {
        this.#trace.note(who, text);
      },
      records: () => this.#site.records(),
      // ⌊58/k⌋, or all 60 for one alone; counted before one more device is listed, so a device may have what it had.
      perMinute: () => (plan.devices === 1 ? 60 : Math.floor(58 / plan.devices)),
      sharing: plan,
    });
    this.#site = new Site({ zone: plan.zone, places: plan.places, now, onRecord: this.#witness.onRecord });
  }

  /** Runs the plan to its end, or to the first breach. */
  async run(): Promise<Outcome> {
    const { happenings, troubleMs, devices } = this.#plan;
    for (let index = 0; index < devices; index += 1) this.#install(index);
    for (const happening of happenings) {
      this.#time.after(happening.at, () => {
        if (!this.#broken) this.#happen(happening);
      });
    }
    await this.#pass(troubleMs);
    if (!this.#broken) await this.#heal();
    if (!this.#broken) this.#reckon();
    return {
      breach: this.#witness.breach,
      hash: this.#trace.hash(),
      lines: this.#trace.lines,
      booked: this.#witness.acknowledged.size,
      requests: this.#witness.requests,
    };
  }

  get #broken(): boolean {
    return this.#witness.breach !== null;
  }

  async #pass(ms: number): Promise<void> {
    await this.#time.passUntil(() => this.#broken, ms);
  }

  get #present(): readonly Device[] {
    return this.#devices.filter((device) => device !== null);
  }

  /** A new installation: an empty disk, an id and a letter of its own. */
  #install(index: number): Device {
    const letter = String.fromCharCode(65 + this.#installed);
    this.#installed += 1;
    const installedOn = this.#time.now > this.#plan.startsAt ? this.#date(0) : null;
    const device = new Device(letter, installedOn, {
      time: this.#time,
      site: this.#site,
      chance: new Chance(Math.imul(this.#plan.seed, 0xc2b2ae35) + this.#installed),
      horizonDays: this.#plan.horizonDays,
      rules: () => this.#rules,
      watch: this.#witness,
    });
    this.#enter(device);
    this.#devices[index] = device;
    this.#trace.note(letter, 'is installed');
    device.start();
    return device;
  }

  /** The administrator lists a device; one that comes later has no rights on the dates up to its first day. */
  #enter({ letter, deviceId, installedOn }: Device): void {
    const entry = { letter, weight: 1, installId: deviceId, takenOverOn: installedOn, retiredOn: null };
    this.#rules = { ...this.#rules, devices: [...this.#rules.devices, entry] };
  }

  #happen(happening: Happening): void {
    const chance = new Chance(happening.dice);
    const device = this.#devices[happening.device] ?? null;
    if (this.#byPeople(happening, device, chance)) return;
    if (this.#byOthers(happening, chance)) return;
    if (this.#ofTheKey(happening)) return;
    if (this.#ofTheLine(happening, device)) return;
    if (device !== null) this.#ofTheMachine(happening, device, chance);
  }

  #byPeople({ kind }: Happening, device: Device | null, chance: Chance): boolean {
    if (device === null) return false;
    const { desk } = device;
    const tell = (deed: Promise<string>): true => {
      this.#tell(device, deed);
      return true;
    };
    switch (kind) {
      case 'rush':
        this.#rush(device, chance);
        return true;
      case 'book':
        return tell(this.#book(device, chance));
      case 'change':
        return tell(changeSomething(device, chance));
      case 'settle':
        return tell(settleSomething(device, chance));
      case 'undo':
        return tell(undoSomething(device, chance));
      case 'sync-now':
        this.#pressSyncNow(device, chance.happens(0.25) ? 10 : 1);
        return true;
      case 'look':
        desk?.driver.watch(chance.happens(0.3) ? null : this.#date(chance.below(2)));
        return true;
      default:
        return false;
    }
  }

  #book(device: Device, chance: Chance): Promise<string> {
    return this.#bookDraft(device, withWindow(device, draftFor(chance), chance));
  }

  async #bookDraft(device: Device, draft: BookingDraft): Promise<string> {
    const result = await device.book(draft);
    if (result === null) return 'nobody can book';
    if (result.kind !== 'booked') return `not booked: ${JSON.stringify(result)}`;
    const { bookingId, token, place } = result.booking;
    this.#witness.acknowledged.set(bookingId, device);
    device.desk?.driver.bookingsChanged();
    return `booked ${bookingId} ${token} on ${place.date}`;
  }

  #pressSyncNow(device: Device, times: number): void {
    this.#trace.note(device.letter, `somebody presses "Sync now", ${String(times)} times`);
    for (let n = 0; n < times; n += 1) this.#time.after(n * 1_500, () => device.desk?.driver.syncNow());
  }

  /** A queue at the desk: one service, now, one after the other. */
  #rush(device: Device, chance: Chance): void {
    const first = { ...draftFor(chance), walkIn: true };
    const count = 3 + chance.below(4);
    for (let n = 0; n < count; n += 1) {
      this.#time.after(n * (2_000 + chance.below(4_000)), () => {
        if (this.#broken || this.#healed) return;
        const draft = { ...draftFor(chance), serviceId: first.serviceId, walkIn: true };
        this.#tell(device, this.#bookDraft(device, draft));
      });
    }
  }

  #tell(device: Device, deed: Promise<string>): void {
    void deed.then((text) => {
      this.#trace.note(device.letter, text);
    });
  }

  #byOthers({ kind }: Happening, chance: Chance): boolean {
    const { horizonDays, zone } = this.#plan;
    const horizonEndsAt = createZone(zone).dayBounds(this.#date(horizonDays - 1)).endsAt;
    const elsewhere = {
      site: this.#site,
      chance,
      now: this.#time.now,
      today: this.#date(0),
      horizonEndsAt,
      isInDoubt: (reference: string) => this.#witness.isInDoubt(reference),
    };
    const tell = (text: string): true => {
      this.#trace.note('--', text);
      return true;
    };
    switch (kind) {
      case 'outside-book':
        return tell(bookOutside(elsewhere));
      case 'outside-cancel':
        return tell(cancelOutside(elsewhere));
      case 'outside-move':
        return tell(moveOutside(elsewhere));
      case 'outside-rebook':
        return tell(rebookOutside(elsewhere));
      case 'window-cut':
        return tell(changeWindow(elsewhere, { places: chance.below(this.#plan.places) }));
      case 'window-close':
        return tell(changeWindow(elsewhere, { status: 'CLOSED' }));
      case 'window-open':
        return tell(changeWindow(elsewhere, { status: 'OPEN' }));
      default:
        return false;
    }
  }

  #ofTheKey({ kind, forMs, dice }: Happening): boolean {
    const { keys } = this.#site;
    switch (kind) {
      case 'key-revoked':
        keys.delete(apiKey);
        this.#for(forMs, 'the key is revoked', () => this.#restoreKey());
        return true;
      case 'scope-missing': {
        const missing = scopes[dice % 3];
        if (keys.has(apiKey)) keys.set(apiKey, { key: apiKey, scopes: scopes.filter((scope) => scope !== missing) });
        this.#for(forMs, `the scope ${missing ?? ''} is missing`, () => this.#restoreKey());
        return true;
      }
      case 'key-busy':
        this.#trace.note('--', 'others use up the minute of the key');
        this.#site.fillMinute();
        return true;
      case 'quota-used':
        this.#site.useUpQuota(true);
        this.#for(forMs, 'the quota is used up', () => {
          this.#site.useUpQuota(false);
        });
        return true;
      default:
        return false;
    }
  }

  #restoreKey(): void {
    this.#site.keys.set(apiKey, { key: apiKey, scopes });
    // An administrator enters it again.
    for (const device of this.#present) device.desk?.driver.settingsChanged();
  }

  #ofTheLine({ kind, forMs, dice }: Happening, device: Device | null): boolean {
    const trouble: Partial<Record<Happening['kind'], LineTrouble>> = {
      cut: 'cut',
      'cut-all': 'cut',
      lossy: 'lossy',
      slow: 'slow',
      failing: 'failing',
    };
    const what = trouble[kind];
    if (what === undefined) return false;
    const concerned = kind === 'cut-all' ? this.#present : device === null ? [] : [device];
    for (const each of concerned) {
      each.line.begin(what);
      const noticed = what === 'cut' && dice % 2 === 0;
      if (noticed) each.desk?.driver.networkChanged(false);
      if (what === 'cut' && dice % 3 > 0) this.#rush(each, new Chance(dice + each.letter.charCodeAt(0)));
      this.#for(forMs, `the line of ${each.letter} is ${what}`, () => {
        each.line.end(what);
        if (noticed && each.line.current().length === 0) each.desk?.driver.networkChanged(true);
      });
    }
    return true;
  }

  #ofTheMachine({ kind, forMs, device: index }: Happening, device: Device, chance: Chance): void {
    switch (kind) {
      case 'crash':
        this.#orderCrash(device, 1 + chance.below(14), forMs);
        // Mostly while a booking is made and sent.
        if (chance.happens(0.6)) this.#tell(device, this.#book(device, chance));
        return;
      case 'disk-full':
        this.#trace.note(device.letter, 'the disk refuses');
        device.disk.sparedWrites = chance.below(4);
        device.disk.failingWrites += 1 + chance.below(4);
        this.#tell(device, this.#book(device, chance));
        return;
      case 'clock-jump':
        device.clockAhead += (chance.below(7_200) - 3_600) * 1_000;
        this.#witness.clockSet(device);
        this.#trace.note(device.letter, `its clock is set ${String(device.clockAhead)} ms ahead`);
        return;
      case 'lost':
        // Often cut off with people waiting; and so is the one that takes its place.
        if (chance.happens(0.6)) this.#cutAndRush(device, chance, LAST_RUSH_MS);
        this.#time.after(LAST_RUSH_MS, () => {
          if (!this.#broken && !this.#healed) this.#lose(device, index, forMs, chance);
        });
        return;
      default:
        return;
    }
  }

  #lose(device: Device, index: number, forMs: number, chance: Chance): void {
    if (this.#devices[index] !== device) return;
    this.#trace.note(device.letter, 'is lost');
    device.cutPower();
    this.#devices[index] = null;
    this.#witness.deviceLost(this.#date(0));
    this.#rules = withRetired(this.#rules, device.letter, this.#date(0));
    this.#time.after(forMs, () => {
      if (this.#devices[index] !== null) return;
      const next = this.#install(index);
      this.#time.after(FIRST_SYNC_MS, () => {
        if (!this.#healed) this.#cutAndRush(next, chance, LAST_RUSH_MS);
      });
    });
  }

  #cutAndRush(device: Device, chance: Chance, forMs: number): void {
    device.line.begin('cut');
    device.desk?.driver.networkChanged(false);
    this.#rush(device, chance);
    this.#for(forMs, `the line of ${device.letter} is cut`, () => {
      device.line.end('cut');
    });
  }

  /** The power goes at one of the next awaits, and comes back after a while. */
  #orderCrash(device: Device, awaits: number, darkMs: number): void {
    if (!device.isOn) return;
    device.powerGoesIn = awaits;
    device.onPowerCut = () => {
      this.#time.after(darkMs, () => {
        if (!device.isOn && this.#devices.includes(device)) this.#switchOn(device);
      });
    };
  }

  #switchOn(device: Device): void {
    this.#trace.note(device.letter, 'is switched on');
    device.onPowerCut = () => undefined;
    device.start();
  }

  /** A trouble ends by itself, unless everything has healed before. */
  #for(ms: number, text: string, end: () => void): void {
    this.#trace.note('--', `${text} for ${String(ms)} ms`);
    this.#time.after(ms, () => {
      if (!this.#healed) end();
    });
  }

  /** Lines, keys, disks and power are right again, and people settle what needs them. */
  async #heal(): Promise<void> {
    this.#healed = true;
    this.#trace.note('--', 'everything heals');
    this.#site.useUpQuota(false);
    for (const [index, device] of this.#devices.entries()) {
      if (device === null) this.#install(index);
      else {
        device.line.heal();
        device.disk.failingWrites = 0;
        device.powerGoesIn = null;
        if (!device.isOn) this.#switchOn(device);
      }
    }
    this.#restoreKey();
    for (const device of this.#present) device.desk?.driver.networkChanged(true);
    for (let round = 1; round <= MOST_ROUNDS; round += 1) {
      await this.#drain();
      const any = await this.#settleAll(round);
      if (!any) break;
    }
    await this.#drain();
    await this.#lookEverywhere();
  }

  async #drain(): Promise<void> {
    if (this.#broken) return;
    const limit = this.#plan.handsOff ? DRAIN_ALONE_MS : DRAIN_MS;
    if (!this.#plan.handsOff) for (const device of this.#present) device.desk?.driver.syncNow();
    const sent = await this.#time.passUntil(() => this.#broken || this.#unsent().length === 0, limit);
    if (!sent) this.#witness.fail('INV-8', `still unsent: ${this.#unsent().join(', ')}`);
  }

  #unsent(): readonly string[] {
    return this.#present.flatMap((device) =>
      device.disk.of(({ life }) => isUnsent(life)).map(({ bookingId, life }) => `${bookingId} ${life.state}`),
    );
  }

  /** One booking after the other. Whether there was any. */
  async #settleAll(round: number): Promise<boolean> {
    let any = false;
    for (const device of this.#broken ? [] : this.#present) {
      for (let left = device.disk.of(({ life }) => needsPerson(life)).length; left > 0; left -= 1) {
        any = true;
        let text: string | null = null;
        void settleSomething(device, this.#chance, round > PLAIN_FROM_ROUND).then((told) => {
          text = told;
          this.#trace.note(device.letter, told);
        });
        await this.#time.passUntil(() => text !== null, MINUTE_MS);
      }
    }
    return any;
  }

  /** Until every desk has read every date that it keeps once more: by being asked to, or by polling alone. */
  async #lookEverywhere(): Promise<void> {
    if (this.#broken) return;
    if (this.#plan.handsOff) {
      await this.#pass(ALL_POLLED_MS);
      return;
    }
    // Again where the day changed meanwhile: there is a date more.
    for (let today = ''; today !== this.#date(0);) {
      today = this.#date(0);
      await this.#lookAtEachDate();
    }
    if (this.#unsent().length > 0) await this.#drain();
  }

  /** The last date first: what was cancelled on one and booked anew on another is understood when both are known. */
  async #lookAtEachDate(): Promise<void> {
    for (let day = this.#plan.horizonDays - 1; day >= 0; day -= 1) {
      for (const device of this.#present) {
        device.desk?.driver.watch(this.#date(day));
        device.desk?.driver.syncNow();
      }
      // Devices that share a key share its minutes.
      await this.#pass(AT_ONCE_MS * Math.ceil(this.#installed / 2));
    }
  }

  #reckon(): void {
    const { zone, horizonDays } = this.#plan;
    reckon({
      witness: this.#witness,
      site: this.#site,
      zone,
      horizonDays,
      now: this.#time.now,
      devices: this.#present,
    });
  }

  /** The organisation-local date so many days from today. */
  #date(days: number): string {
    return addDays(createZone(this.#plan.zone).toLocal(this.#time.now).date, days);
  }
}
