import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeSample } from '../../renderer/db/sample/sample.ts';
import type { DeskStore } from '../../renderer/db/store.ts';
import {
  AppointmentIndex,
  createZone,
  windowsOfDay,
  type ClinicSnapshot,
  type WindowDay,
} from '../../shared/booking/index.ts';
import { appointmentStatusSchema, isActive } from '../../shared/model/appointment.ts';
import { bookingSchema, isUnsent, needsPerson } from '../../shared/model/booking.ts';
import { engines, openStore, silenceRxDbNotice, testNow } from './engines.ts';
import { appointmentWith, bookingWith } from './records.ts';

const zone = createZone('Asia/Kolkata');
const instants = fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2027-12-31') });
const runs = { numRuns: 12, seed: 7 };

describe('the sample clinic', () => {
  it('is the same for the same moment, and another for another', () => {
    expect(makeSample(testNow, 'A')).toEqual(makeSample(testNow, 'A'));
    expect(makeSample(testNow, 'A').appointments).not.toEqual(makeSample(testNow + 86_400_000, 'A').appointments);
  });

  it('at any moment, no window holds more than it may, and each is filled to a fifth at least', () => {
    fc.assert(
      fc.property(instants, (now) => {
        for (const day of windowDays(now)) {
          for (const slot of day.slots) expect(slot.filled).toBeLessThanOrEqual(slot.capacity);
          const places = day.slots.reduce((sum, slot) => sum + slot.capacity, 0);
          expect(day.filled).toBeGreaterThanOrEqual(Math.floor(places * 0.2));
        }
      }),
      runs,
    );
  });

  it('at any moment, some windows of today are full and others have places', () => {
    fc.assert(
      fc.property(instants, (now) => {
        const today = windowDays(now).filter(({ date }) => date === zone.toLocal(now).date);
        const left = today.map((day) => day.slots.reduce((sum, slot) => sum + slot.placesLeft, 0));
        expect(left.some((places) => places === 0)).toBe(true);
        if (today.length > 2) expect(left.some((places) => places > 0)).toBe(true);
      }),
      runs,
    );
  });

  it('nobody is booked twice for a service on a date', () => {
    const active = makeSample(testNow, 'A').appointments.filter((record) => isActive(record));
    const keys = active.map(({ parentPhone, serviceId, date }) => `${parentPhone} ${serviceId} ${date}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('covers a week back and two ahead with names in three scripts, and nothing happened later than now', () => {
    const { appointments, days } = makeSample(testNow, 'A');
    expect(days).toHaveLength(22);
    expect([days[0]?.date, days.at(-1)?.date]).toEqual(['2026-03-13', '2026-04-03']);
    expect(appointments.length).toBeGreaterThan(1200);
    for (const script of [/\p{Script=Latin}/u, /\p{Script=Devanagari}/u, /\p{Script=Tamil}/u]) {
      expect(appointments.filter(({ patientName }) => script.test(patientName)).length).toBeGreaterThan(100);
    }
    const now = new Date(testNow).toISOString();
    expect(appointments.filter(({ createdAt, updatedAt }) => createdAt > now || updatedAt > now)).toEqual([]);
    expect(appointments.filter(({ createdAt, updatedAt }) => createdAt > updatedAt)).toEqual([]);
    const past = appointments.filter(({ date }) => date < '2026-03-20');
    const closed = past.filter(({ status }) => status === 'completed' || status === 'cancelled');
    expect(closed.length / past.length).toBeGreaterThan(0.85);
    expect(new Set(appointments.map(({ status }) => status))).toEqual(new Set(appointmentStatusSchema.options));
  });

  it('its own bookings are whole, confirmed, held by a record of the server, and their tokens are given once', () => {
    fc.assert(
      fc.property(instants, (now) => {
        const { bookings, appointments } = makeSample(now, 'K');
        const records = new Map(appointments.map((record) => [record.appointmentId, record]));
        expect(bookings.length).toBeGreaterThan(0);
        for (const booking of bookings) {
          expect(bookingSchema.parse(booking)).toEqual(booking);
          expect(isUnsent(booking.life) || needsPerson(booking.life)).toBe(false);
          expect(booking.createdAt <= new Date(now).toISOString()).toBe(true);
          if (booking.life.state !== 'SYNCED') throw new Error(booking.life.state);
          expect(records.get(booking.life.serverId)?.externalReferenceId).toBe(`${booking.bookingId}-g1`);
        }
        expect(new Set(bookings.map(({ token }) => token)).size).toBe(bookings.length);
      }),
      runs,
    );
    const tokens = makeSample(testNow, 'A').bookings.filter(({ kind }) => kind === 'walk-in');
    expect(tokens.map(({ token }) => token)).toContain('MA-A03');
  });
});

describe.each(engines)('the sample in the database ($title)', (engine) => {
  const sample = makeSample(testNow, 'A');
  let store: DeskStore;
  beforeEach(async () => {
    silenceRxDbNotice();
    store = await openStore(engine.create());
  });
  afterEach(async () => {
    await store.close();
  });

  it('is there whole once it is loaded, however often', async () => {
    expect(await store.sampleLoaded()).toBe(false);
    expect(await store.loadSample(sample)).toEqual({ kind: 'saved' });
    expect(await store.loadSample(sample)).toEqual({ kind: 'saved' });
    expect(await store.sampleLoaded()).toBe(true);
    expect(await store.countAll()).toEqual({
      appointments: sample.appointments.length,
      bookings: sample.bookings.length,
      unsent: 0,
      needsPerson: 0,
    });
    expect(await store.clinic()).toEqual(sample.clinic);
    expect(await store.days('2026-01-01', '2026-12-31')).toEqual(sample.days);
  });

  it('is taken out exactly: what people and the server added meanwhile stays', async () => {
    await store.loadSample(sample);
    const booking = bookingWith({ bookingId: 'd1-01' });
    const record = appointmentWith({ appointmentId: 'real-1' });
    await store.commitBooking(booking);
    await store.putAppointment(record, '2026-03-20T04:00:00.000Z');
    expect(await store.removeSample()).toEqual({ kind: 'saved' });
    expect(await store.sampleLoaded()).toBe(false);
    expect(await store.countAll()).toEqual({ appointments: 1, bookings: 1, unsent: 1, needsPerson: 0 });
    expect([await store.booking('d1-01'), await store.appointmentById('real-1')]).toEqual([booking, record]);
    expect([await store.clinic(), await store.windows(), await store.days('2026-01-01', '2026-12-31')]).toEqual([
      null,
      [],
      [],
    ]);
    expect(await store.removeSample()).toEqual({ kind: 'saved' });
  });
});

/** Every open window of every date of the sample, as the engine counts it. */
function windowDays(now: number): readonly WindowDay[] {
  const { clinic, windows, days, appointments } = makeSample(now, 'A');
  const index = new AppointmentIndex();
  for (const record of appointments) index.put(record);
  const snapshot: ClinicSnapshot = { ...clinic, windows, overrides: [], appointments: index };
  return days
    .flatMap(({ date }) => clinic.branches.flatMap(({ branchId }) => windowsOfDay(branchId, date, snapshot)))
    .filter(({ open }) => open);
}
