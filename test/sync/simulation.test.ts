import { describe, expect, it } from 'vitest';
import type { ApiOperation } from '../../shared/api/operation.ts';
import { isActive } from '../../shared/model/appointment.ts';
import { bookingSchema, isUnsent, needsPerson, type Booking } from '../../shared/model/booking.ts';
import type { LifeEvent, Settlement } from '../../shared/sync/life-event.ts';
import { bodyOf, checkup, followUp, makeBooking, mondayDate, placeIn, seatIn } from './world/bookings.ts';
import { Chance } from './world/chance.ts';
import { ClinicDesk, type Fate } from './world/clinic-desk.ts';

/** Worlds that are tried; each is a few hours of a desk whose network, power and neighbours do what they like. */
const SEEDS = 50;
const STEPS = 60;
const batches = ['MB', 'AA', 'AB', 'EA'] as const;

class Simulation {
  readonly desk = new ClinicDesk();
  readonly chance: Chance;
  readonly confirmed: string[] = [];
  #tokens = 0;
  #trouble = true;

  constructor(seed: number) {
    this.chance = new Chance(seed);
    this.desk.random = this.chance.next;
    this.desk.fate = (operation) => this.#fate(operation);
    this.desk.crashes = () => this.#trouble && this.chance.happens(0.004);
    this.desk.clockAhead = this.chance.happens(0.2) ? (this.chance.below(7_200) - 3_600) * 1_000 : 0;
  }

  async run(): Promise<void> {
    this.desk.start();
    for (let step = 0; step < STEPS; step += 1) {
      if (!this.desk.running) this.desk.start();
      this.#something();
      await this.desk.time.pass(this.chance.below(this.chance.happens(0.2) ? 240_000 : 20_000));
    }
    this.#trouble = false;
    if (!this.desk.running) this.desk.start();
    else this.desk.driver.syncNow();
    await this.desk.time.until(() => this.desk.of().every(({ life }) => !isUnsent(life)));
    // What happened elsewhere arrives with the next pulls.
    await this.desk.time.pass(45 * 60_000);
    await this.desk.stop();
  }

  #fate(operation: ApiOperation): Fate {
    const { chance } = this;
    if (!this.#trouble || chance.happens(0.55)) return { kind: 'through' };
    if (operation.op === 'create' && chance.happens(0.5)) this.#cancelSoon(operation.body.external_reference_id);
    const ms = 1_000 + chance.below(14_000);
    const retryAt = new Date(this.desk.time.now + this.desk.clockAhead + chance.below(60_000)).toISOString();
    const fates: readonly Fate[] = [
      { kind: 'lost-request', ms },
      { kind: 'lost-response', ms },
      { kind: 'late', ms },
      { kind: 'answer', reply: { kind: 'no-answer', cause: 'no-network', sent: false, detail: '' } },
      { kind: 'answer', reply: { kind: 'no-answer', cause: 'server-error', sent: true, detail: 'HTTP 500' } },
      { kind: 'answer', reply: { kind: 'no-answer', cause: 'bad-shape', sent: true, detail: '' } },
      { kind: 'answer', reply: { kind: 'rate-limited', retryAt } },
      { kind: 'answer', reply: { kind: 'budget', retryAt, heldByServer: chance.happens(0.3) } },
      { kind: 'answer', reply: this.desk.server.refusal('SERVER_BUSY', 503) },
    ];
    return chance.pick(fates) ?? { kind: 'through' };
  }

  /** The worst moment for a cancellation: while nobody here knows whether the request arrived. */
  #cancelSoon(reference: string): void {
    const { server, time } = this.desk;
    time.after(this.chance.below(60_000), () => {
      for (const record of server.ofReference(reference)) server.patch(record.appointmentId, { status: 'cancelled' });
    });
  }

  #something(): void {
    const { chance } = this;
    const deeds = [
      () => this.#book(),
      () => this.#book(),
      () => this.#book(),
      () => this.#change(),
      () => this.#settle(),
      () => this.#undo(),
      () => this.#elsewhere(),
      () => this.#elsewhere(),
    ];
    chance.pick(deeds)?.();
  }

  #book(): void {
    const { chance, desk } = this;
    const place = placeIn(chance.pick(batches) ?? 'MB', mondayDate, chance.below(20), chance.pick([checkup, followUp]));
    const twin = chance.happens(0.2) ? desk.of()[0] : undefined;
    const same = twin === undefined ? {} : { phoneKey: twin.phoneKey, patient: twin.patient };
    const booking = makeBooking({ place, ...same }, desk.time.now);
    this.confirmed.push(booking.bookingId);
    desk.disk.put(booking);
    // The voice agent may have been quicker with the same patient.
    if (chance.happens(0.15)) desk.server.create(bodyOf(booking));
  }

  #change(): void {
    const booking = this.chance.pick(this.desk.of());
    if (booking === undefined) return;
    const events: readonly LifeEvent[] = [
      { kind: 'cancel' },
      { kind: 'complete' },
      { kind: 'reschedule', seat: this.#seat() },
    ];
    this.desk.act(booking.bookingId, this.chance.pick(events) ?? { kind: 'cancel' });
  }

  #seat() {
    this.#tokens += 1;
    return seatIn(this.chance.pick(batches) ?? 'AA', mondayDate, `S-${String(this.#tokens)}`, this.chance.below(20));
  }

  #settle(): void {
    const booking = this.chance.pick(
      this.desk.of().filter(({ life }) => needsPerson(life) || life.state === 'WAITING_LIST'),
    );
    if (booking === undefined) return;
    const phoneKey = `+91984${String(1_000_000 + this.chance.below(8_000_000))}`;
    const seat = { place: booking.place, token: booking.token };
    const settlements: readonly Settlement[] = [
      { kind: 'move', seat: this.#seat() },
      { kind: 'correct', name: booking.patient.name, phone: phoneKey, phoneKey, seat },
      { kind: 'waiting-list' },
      { kind: 'cancel' },
      { kind: 'link' },
      { kind: 'move-existing' },
    ];
    const settlement = this.chance.pick(settlements);
    if (settlement !== undefined) this.desk.act(booking.bookingId, { kind: 'settle', settlement });
  }

  #undo(): void {
    const booking = this.chance.pick(this.desk.of().filter(({ undo }) => undo !== null));
    if (booking !== undefined) this.desk.act(booking.bookingId, { kind: 'undo' });
  }

  /** The voice agent and the dashboard. */
  #elsewhere(): void {
    const { chance, desk } = this;
    const record = chance.pick([...desk.server.records.values()].filter(isActive));
    if (record === undefined) return;
    const { server } = desk;
    switch (chance.below(4)) {
      case 0:
        server.patch(record.appointmentId, { status: 'cancelled' });
        break;
      case 1: {
        const { startsAt, session, batch } = this.#seat().place;
        server.patch(record.appointmentId, { appointment_date: startsAt, session, batch });
        break;
      }
      case 2: {
        server.patch(record.appointmentId, { status: 'cancelled' });
        const { startsAt, session, batch } = this.#seat().place;
        server.create({
          appointment_type: record.serviceId,
          appointment_date: startsAt,
          session,
          batch,
          branch_id: record.branchId,
          patient_name: record.patientName,
          parent_phone: record.parentPhone,
        });
        break;
      }
      case 3:
        // A window fills up with other people's appointments.
        for (let n = 0; n < 6; n += 1)
          server.create(
            bodyOf(
              makeBooking({
                place: record.calendarId === null ? placeIn('AB', mondayDate) : placeIn('AA', mondayDate, 1),
              }),
            ),
          );
        break;
    }
  }
}

/** Every way in which the desk and the server disagree at the end. */
function disagreements({ desk, confirmed }: Simulation): string[] {
  const faults: string[] = [];
  for (const [reference, made] of desk.server.madeByReference) {
    if (made > 1) faults.push(`${reference} has ${String(made)} records`);
  }
  for (const bookingId of confirmed) {
    const booking = desk.booking(bookingId);
    if (!bookingSchema.safeParse(booking).success) faults.push(`${bookingId} is no booking`);
    faults.push(...disagreement(desk, booking).map((fault) => `${bookingId} ${booking.life.state}: ${fault}`));
  }
  return faults;
}

function disagreement(desk: ClinicDesk, booking: Booking): string[] {
  const { life } = booking;
  const records = [...desk.server.records.values()];
  const own = records.filter(
    (record) => record.externalReferenceId?.startsWith(`${booking.bookingId}-g`) === true && isActive(record),
  );
  const faults: string[] = [];
  if (own.length > 1) faults.push('two active records');
  switch (life.state) {
    case 'SYNCED': {
      const record = desk.server.records.get(life.serverId);
      if (record === undefined || !isActive(record)) faults.push('no active record');
      else if (record.batch !== booking.place.batch || record.date !== booking.place.date) faults.push('another place');
      if (own.length === 1 && own[0]?.appointmentId !== life.serverId) faults.push('another record');
      break;
    }
    case 'CANCELLED_LOCAL':
    case 'CANCELLED_SYNCED':
    case 'REMOTE_CANCELLED':
    case 'LINKED':
    case 'WAITING_LIST':
    case 'NEEDS_REBOOK':
    case 'NEEDS_FIX':
    case 'VISIT_UNREPORTED':
      if (own.length > 0) faults.push('an active record');
      break;
    case 'NEEDS_DECISION':
      if (life.serverId === null && own.length > 0) faults.push('an active record');
      break;
    case 'QUEUED':
    case 'IN_FLIGHT':
    case 'UNKNOWN':
    case 'PATCH_PENDING':
      faults.push('unsent');
  }
  return faults;
}

describe('a desk in a world that fails', () => {
  it('LIFE-2, LIFE-3: every booking ends with the server or with a person, and no ref ever has two records', async () => {
    const failing: Record<number, string[]> = {};
    for (let seed = 1; seed <= SEEDS; seed += 1) {
      const simulation = new Simulation(seed);
      await simulation.run();
      const faults = disagreements(simulation);
      if (faults.length > 0) failing[seed] = faults;
    }
    expect(failing).toEqual({});
  });
});
