import { addDays, createZone, weekdayOf } from '../../../shared/booking/index.ts';
import type { Timers } from '../../../renderer/sync/ports.ts';
import { isActive } from '../../../shared/model/appointment.ts';
import { isUnsent, needsPerson } from '../../../shared/model/booking.ts';
import { plainRules, type BranchRules } from '../../../shared/reservations/branch-rules.ts';
import { stageOf } from '../../../shared/visit/visit.ts';
import { Chance } from '../../sync/world/chance.ts';
import { VirtualTime } from '../../sync/world/virtual-time.ts';
import { Device } from '../world/device.ts';
import { reckon } from '../world/reckoning.ts';
import { branchId, Site } from '../world/site.ts';
import { Trace } from '../world/trace.ts';
import { Witness } from '../world/witness.ts';
import { KioskVisit } from './patient.ts';
import { patientsOfDay, People, type Person } from './person.ts';
import { openReception, type Reception } from './reception.ts';
import { Receptionist } from './receptionist.ts';
import { Told } from './told.ts';
import { roomsExpected } from './waiting-room.ts';

const MINUTE_MS = 60_000;
const ZONE = 'Asia/Kolkata';
const TODAY = '2026-06-16';
const PATIENTS = 300;
/** Published places of each window and service. */
const PLACES = 24;
/** Left to the voice agent while the desks are cut off. */
const RESERVE = 2;
const HORIZON_DAYS = 2;
/** Windows of the site that this clinic keeps closed: nobody sees patients at night. */
const NIGHT = ['MA', 'MB', 'EB'] as const;

/** Minutes of the day. */
const hours = (hour: number, minutes = 0): number => hour * 60 + minutes;
const SWITCHED_ON = hours(7, 30);
const OPENS = hours(8);
const CUT_AT = hours(10);
const HEALS_AT = hours(15);
const CLOSES = hours(20);
/** Two of so many stand at two kiosks at once. */
const PAIRS_OF = 6;
/** The receptionist is at the board this often. */
const PRESS_MS = 20_000;
/** Somebody calls the voice agent this often; now and then it is to cancel. */
const CALL_EVERY_MS = 6 * MINUTE_MS;
/** INV-8: everything is sent within this after the healing, and after each round of settling. */
const DRAIN_MS = 12 * MINUTE_MS;
const MOST_ROUNDS = 12;
/** Whatever is due after "Sync now" is done after this. */
const AT_ONCE_MS = 3 * MINUTE_MS;

/** What came of a day. */
export interface DayOutcome {
  /** The first rule that was broken; null: none. */
  readonly breach: { readonly rule: string; readonly detail: string } | null;
  /** Everything that happened, a line each. */
  readonly lines: readonly string[];
  /** Kinds of answers at the kiosk, with how often each was given. */
  readonly answers: ReadonlyMap<string, number>;
  /** Visits that were seen through, bookings that were settled by a person, and tokens called. */
  readonly done: number;
  readonly listed: number;
  readonly called: number;
}

/** Three hundred patients at one kiosk, two desks, a voice agent, and no line from 10:00 to 15:00. */
export class KioskDay {
  readonly #zone = createZone(ZONE);
  readonly #time = new VirtualTime(this.#instant(SWITCHED_ON));
  readonly #chance: Chance;
  readonly #people = new People();
  readonly #trace: Trace;
  readonly #witness: Witness;
  readonly #site: Site;
  readonly #rules: BranchRules;
  readonly #desk: Device;
  readonly #otherDesk: Device;
  #breach: DayOutcome['breach'] = null;

  constructor(seed: number) {
    this.#chance = new Chance(Math.imul(seed, 0x9e3779b1));
    const now = (): number => this.#time.now;
    this.#trace = new Trace(this.#time.now, now);
    const sharing = { devices: 2, places: PLACES, policy: 'balanced', reserve: RESERVE } as const;
    this.#witness = new Witness({
      now,
      note: (who, text) => {
        this.#trace.note(who, text);
      },
      records: () => this.#site.records(),
      perMinute: () => 58 / 2,
      sharing,
    });
    this.#site = new Site({ zone: ZONE, places: PLACES, now, onRecord: this.#witness.onRecord });
    for (let day = 0; day < 7; day += 1) this.#closeNight(addDays(TODAY, day));
    const device = (letter: string): Device =>
      new Device(letter, null, {
        time: this.#time,
        site: this.#site,
        chance: new Chance(seed + letter.charCodeAt(0)),
        horizonDays: HORIZON_DAYS,
        rules: () => this.#rules,
        watch: this.#witness,
      });
    this.#desk = device('A');
    this.#otherDesk = device('B');
    this.#rules = {
      ...plainRules,
      policy: sharing.policy,
      reserve: { kind: 'fixed', places: RESERVE },
      devices: [this.#desk, this.#otherDesk].map(({ letter, deviceId: installId }) => ({
        letter,
        weight: 1,
        installId,
        takenOverOn: null,
        retiredOn: null,
      })),
    };
  }

  /** Stands in for the timers of the window, which the desk's clock goes by. */
  get timers(): Timers {
    return this.#time;
  }

  /** Runs the day to its end, or to the first breach. */
  async run(): Promise<DayOutcome> {
    this.#desk.start();
    this.#otherDesk.start();
    await this.#time.pass(2 * MINUTE_MS);
    const reception = openReception({
      device: this.#desk,
      time: this.#time,
      rules: this.#rules,
      prints: () => this.#chance.happens(0.95),
      onFault: (fault) => {
        this.#fail('DAY-1', String(fault));
      },
    });
    const parts = { fail: this.#fail, now: () => this.#time.now };
    const told = new Told({
      ...parts,
      kiosk: reception.kiosk,
      host: reception.host,
      disk: this.#desk.disk,
      site: this.#site,
      people: this.#people,
      onPromised: ({ place }) => {
        const { desk } = this.#desk;
        if (desk !== null && this.#desk.isCutOff(desk)) this.#witness.onSoldCutOff(this.#desk, place);
      },
    });
    const receptionist = new Receptionist({
      ...parts,
      desk: reception.desk,
      chance: new Chance(this.#chance.below(0x7fffffff)),
      note: (text) => {
        this.#trace.note('A', text);
      },
    });
    const open = { reception, told, receptionist };
    await this.#prepare(open);
    await this.#passUntil(open, CUT_AT);
    this.#cut(true);
    await this.#passUntil(open, HEALS_AT);
    this.#cut(false);
    await this.#passUntil(open, CLOSES);
    await this.#close(open);
    await this.#stop(reception);
    return this.#outcome(open);
  }

  readonly #fail = (rule: string, detail: string): void => {
    this.#breach ??= { rule, detail };
    this.#trace.note('!!', `${rule} is broken: ${detail}`);
  };

  get #broken(): boolean {
    return this.#breach !== null || this.#witness.breach !== null;
  }

  #instant(minutes: number): number {
    return this.#zone.toInstant(TODAY, minutes);
  }

  #closeNight(date: string): void {
    for (const batch of NIGHT)
      this.#site.bookings.changeWindow({
        calendarId: `w-${weekdayOf(date).slice(0, 3)}-${batch}`,
        date: null,
        status: 'CLOSED',
      });
  }

  /** What is to happen, drawn before it begins: patients, those who call the voice agent, and the receptionist's presses. */
  async #prepare({ told, receptionist }: Open): Promise<void> {
    const openMs = (CLOSES - OPENS) * MINUTE_MS - 20 * MINUTE_MS;
    const visits: { readonly at: number; readonly come: () => Promise<void> }[] = [];
    for (const person of patientsOfDay(this.#people, this.#chance, PATIENTS, openMs)) {
      if (person.errand === 'check-in') await this.#bookBefore(person);
      const visit = new KioskVisit(person, {
        told,
        disk: this.#desk.disk,
        today: () => TODAY,
        wallTime: () => wallTimeOf(this.#zone.toLocal(this.#time.now).minutes),
        now: () => this.#time.now,
        instantOf: (wallTime) => this.#instant(hours(Number(wallTime.slice(0, 2)), Number(wallTime.slice(3)))),
        later: (ms, deed) => {
          this.#later(this.#time.now + ms, deed);
        },
        goToDesk: (who) => receptionist.receive(who),
        note: (text) => {
          this.#trace.note('K', text);
        },
      });
      visits.push({ at: this.#instant(OPENS) + person.comesAt, come: () => visit.come() });
    }
    // Some stand at two kiosks of the desk at the same moment.
    for (const [index, { at, come }] of visits.entries()) {
      const beside = visits[index + 1];
      if (index % PAIRS_OF === 1) continue;
      this.#later(at, async () => {
        await Promise.all([come(), index % PAIRS_OF === 0 ? beside?.come() : undefined]);
      });
    }
    for (let at = this.#instant(OPENS); at < this.#instant(CLOSES); at += CALL_EVERY_MS)
      this.#later(at, () => this.#callOutside());
    for (let at = this.#instant(OPENS); at < this.#instant(CLOSES); at += PRESS_MS)
      this.#later(at, async () => {
        receptionist.read();
        if (await receptionist.work(false)) return;
        if (at > this.#instant(HEALS_AT)) await receptionist.settleFirst();
      });
  }

  /** An appointment of today that was made before the doors opened, or at the voice agent by somebody who comes soon. */
  async #bookBefore(person: Person): Promise<void> {
    const { name, phone, serviceId } = person;
    const bookAt = this.#instant(OPENS) + person.comesAt;
    if (person.bookedAt === 'voice-agent') {
      this.#bookOutside(person, bookAt);
      return;
    }
    const device = person.bookedAt === 'desk' ? this.#desk : this.#otherDesk;
    const batch = this.#batchAt(bookAt);
    const calendarId = `w-${weekdayOf(TODAY).slice(0, 3)}-${batch}`;
    const draft = { phone, name, serviceId, calendarId, bookAt, doctor: null, note: null, walkIn: false } as const;
    const result = await device.book({ ...draft, basis: 'place' });
    if (result?.kind === 'booked') this.#witness.acknowledged.set(result.booking.bookingId, device);
    this.#trace.note(device.letter, `${phone} before: ${result?.kind ?? ''}`);
    device.desk?.driver.bookingsChanged();
  }

  #batchAt(instant: number): string {
    const { minutes } = this.#zone.toLocal(instant);
    return minutes < hours(12) ? 'MC' : minutes < hours(16) ? 'AA' : 'EA';
  }

  #bookOutside({ name, phone, serviceId }: Person, bookAt: number): void {
    const result = this.#site.bookings.create({
      appointment_type: serviceId,
      appointment_date: new Date(bookAt).toISOString(),
      branch_id: branchId,
      patient_name: name,
      parent_phone: `+91${phone}`,
    });
    this.#trace.note('--', `the voice agent books ${phone}: ${result.kind}`);
  }

  /** The voice agent sells places that the desks can't see go, and cancels what patients of the kiosk have. */
  async #callOutside(): Promise<void> {
    const chance = this.#chance;
    if (chance.happens(0.35)) {
      const here = this.#desk.disk.of(({ visit }) => stageOf(visit) === 'arrived');
      const waiting = new Set(here.map(({ life }) => ('serverId' in life ? life.serverId : null)));
      const ours = this.#site.records().filter((record) => isActive(record) && record.externalReferenceId !== null);
      const open = ours.filter(({ status }) => status !== 'completed');
      // Mostly of somebody who waits already: a family calls without knowing of each other.
      const record = chance.pick(open.filter(({ appointmentId }) => waiting.has(appointmentId))) ?? chance.pick(open);
      if (record === undefined) return;
      const result = this.#site.bookings.update(record.appointmentId, { status: 'cancelled' });
      this.#trace.note('--', `the voice agent cancels ${record.appointmentId}: ${result.kind}`);
      return;
    }
    const caller = this.#people.add(chance, 'check-in', 0);
    const left = this.#instant(CLOSES) - this.#time.now;
    this.#bookOutside(caller, this.#time.now + MINUTE_MS + chance.below(left));
    await Promise.resolve();
  }

  /** Done at an instant; what it throws is a breach. */
  #later(at: number, deed: () => Promise<void>): void {
    this.#time.after(at - this.#time.now, () => {
      if (this.#broken) return;
      deed().catch((fault: unknown) => {
        this.#fail('DAY-1', String(fault));
      });
    });
  }

  /** The operating system notices; what is on its way is lost. */
  #cut(isCut: boolean): void {
    this.#trace.note('--', isCut ? 'the line is cut' : 'the line is back');
    for (const device of [this.#desk, this.#otherDesk]) {
      if (isCut) device.line.begin('cut');
      else device.line.heal();
      device.desk?.driver.networkChanged(!isCut);
    }
  }

  /** Until a minute of the day, with a look at the waiting room whenever everything waits. */
  async #passUntil(open: Open, minutes: number): Promise<void> {
    await this.#pass(open, () => false, this.#instant(minutes) - this.#time.now);
  }

  #pass(open: Open, done: () => boolean, ms: number): Promise<boolean> {
    return this.#time.passUntil(() => {
      if (!this.#broken) this.#look(open);
      return this.#broken || done();
    }, ms);
  }

  /** DAY-4: the waiting room's screen shows what the board says. */
  #look({ reception, told }: Open): void {
    const board = reception.desk.views.today.get();
    const shown = told.picture().rooms.map(({ batch, serving, next }) => ({ batch, serving, next }));
    const expected = roomsExpected(board, this.#desk.disk);
    if (JSON.stringify(shown) !== JSON.stringify(expected))
      this.#fail('DAY-4', `the screen shows ${JSON.stringify(shown)} where ${JSON.stringify(expected)} is so`);
  }

  /** The doors are closed: everybody is seen, everything is settled and sent, and all is compared. */
  async #close(open: Open): Promise<void> {
    const { receptionist } = open;
    for (let round = 0; round < MOST_ROUNDS && !this.#broken; round += 1) {
      await this.#workOff(open);
      this.#desk.desk?.driver.syncNow();
      this.#otherDesk.desk?.driver.syncNow();
      const sent = await this.#pass(open, () => this.#unsent().length === 0, DRAIN_MS);
      if (!sent) this.#fail('DAY-1', `still unsent: ${this.#unsent().join(', ')}`);
      if (!(await this.#settleAll(open))) break;
    }
    receptionist.read();
    await this.#readAll(open);
    if (!this.#broken) this.#reckon(open);
  }

  async #workOff(open: Open): Promise<void> {
    let left = 2_000;
    let idle = 0;
    while (idle < 60 && left > 0 && !this.#broken) {
      left -= 1;
      idle = (await this.#press(open, () => open.receptionist.work(true))) ? 0 : idle + 1;
      await this.#pass(open, () => false, PRESS_MS);
    }
  }

  async #settleAll(open: Open): Promise<boolean> {
    let any = false;
    for (let left = 200; left > 0 && !this.#broken; left -= 1) {
      open.receptionist.read();
      if (!(await this.#press(open, () => open.receptionist.settleFirst()))) return any;
      any = true;
    }
    return any;
  }

  /** One press, and what follows from it at once. */
  async #press(open: Open, deed: () => Promise<boolean>): Promise<boolean> {
    const results: boolean[] = [];
    this.#later(this.#time.now, async () => {
      results.push(await deed());
    });
    await this.#pass(open, () => results.length > 0, MINUTE_MS);
    return results[0] ?? false;
  }

  #unsent(): readonly string[] {
    return [this.#desk, this.#otherDesk].flatMap(({ disk }) =>
      disk.of(({ life }) => isUnsent(life)).map(({ bookingId, life }) => `${bookingId} ${life.state}`),
    );
  }

  /** Each date that is kept is read once more. */
  async #readAll(open: Open): Promise<void> {
    for (let day = HORIZON_DAYS - 1; day >= 0; day -= 1) {
      for (const { desk } of [this.#desk, this.#otherDesk]) {
        desk?.driver.watch(addDays(TODAY, day));
        desk?.driver.syncNow();
      }
      await this.#pass(open, () => false, AT_ONCE_MS);
    }
  }

  #reckon({ told, receptionist, reception }: Open): void {
    reckon({
      witness: this.#witness,
      site: this.#site,
      zone: ZONE,
      horizonDays: HORIZON_DAYS,
      now: this.#time.now,
      devices: [this.#desk, this.#otherDesk],
    });
    for (const { bookingId, token } of told.promised) {
      const fault = this.#faultOf(bookingId, token, receptionist.listed);
      if (fault !== null) this.#fail('DAY-1', `${token}, ${bookingId}: ${fault}`);
    }
    const undecided = this.#desk.disk.of(({ life }) => needsPerson(life));
    if (undecided.length > 0) this.#fail('DAY-1', `${String(undecided.length)} bookings are still to be decided about`);
    const rooms = reception.host.picture().rooms;
    if (rooms.length > 0) this.#fail('DAY-4', `everybody has gone, and the screen shows ${JSON.stringify(rooms)}`);
    this.#compareVisits();
  }

  /** DAY-4: a visit is over at the server where it is over here; of one that was cancelled there meanwhile it hears nothing. */
  #compareVisits(): void {
    const done = this.#desk.disk.of(({ visit }) => stageOf(visit) === 'done');
    const told = new Set<string>();
    for (const { bookingId, life } of done) {
      const record =
        'serverId' in life && life.serverId !== null ? this.#site.state.appointment(life.serverId) : undefined;
      const fits = life.state === 'SYNCED' ? record?.status === 'completed' : record === undefined || !isActive(record);
      if (!fits)
        this.#fail('DAY-4', `the visit of ${bookingId} is over, and ${record?.status ?? 'nothing'} at the server`);
      if (record !== undefined) told.add(record.appointmentId);
    }
    const stray = this.#site
      .records()
      .find((record) => record.status === 'completed' && !told.has(record.appointmentId));
    if (stray !== undefined) this.#fail('DAY-4', `${stray.appointmentId} is completed, and its visit is not over here`);
  }

  /** Why what was promised at the kiosk is not kept; null: it is one record, or was settled with the person listed. */
  #faultOf(bookingId: string, token: string, listed: ReadonlySet<string>): string | null {
    const booking = this.#desk.disk.bookings.get(bookingId);
    if (booking === undefined) return 'it is lost';
    const records = this.#site
      .records()
      .filter((record) => record.externalReferenceId?.startsWith(`${bookingId}-g`) === true);
    const active = records.filter(isActive);
    if (active.length > 1) return `${String(active.length)} records stand for it`;
    // Their visit was over before it could be sent: it is kept here, and nothing is owed to anybody.
    if (booking.life.state === 'VISIT_UNREPORTED' && stageOf(booking.visit) === 'done' && active.length === 0)
      return null;
    const stands = booking.life.state === 'SYNCED' && booking.token === token && active.length === 1;
    return stands || listed.has(bookingId) ? null : `${booking.life.state}, and nobody was told`;
  }

  /** What is under way ends first, which takes time of its own. */
  async #stop({ desk }: Reception): Promise<void> {
    let stopped = false;
    void desk.stop().then(() => {
      stopped = true;
    });
    await this.#time.until(() => stopped);
  }

  #outcome({ told, receptionist }: Open): DayOutcome {
    return {
      breach: this.#witness.breach ?? this.#breach,
      lines: this.#trace.lines,
      answers: told.counts,
      done: this.#site.records().filter(({ status }) => status === 'completed').length,
      listed: receptionist.listed.size,
      called: receptionist.called.length,
    };
  }
}

interface Open {
  readonly reception: Reception;
  readonly told: Told;
  readonly receptionist: Receptionist;
}

function wallTimeOf(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(Math.floor(minutes) % 60).padStart(2, '0')}`;
}
