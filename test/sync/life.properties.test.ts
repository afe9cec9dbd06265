import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Appointment, AppointmentStatus } from '../../shared/model/appointment.ts';
import { bookingSchema, referenceOf, type Booking, type RefusalRecord } from '../../shared/model/booking.ts';
import { advance } from '../../shared/sync/life.ts';
import type { LifeEvent } from '../../shared/sync/life-event.ts';
import type { SendOutcome } from '../../shared/sync/outcome.ts';
import { makeBooking, monday, mondayDate, placeIn, seatIn } from './world/bookings.ts';

/** Sequences of events that are tried. */
const RUNS = 4_000;

const refusal: RefusalRecord = { code: 'X', message: '', status: 500, at: new Date(monday).toISOString() };
const silence: RefusalRecord = { ...refusal, status: null };
const seat = fc.constantFrom('AA', 'AB', 'EA', 'MB').map((batch) => seatIn(batch, mondayDate, `${batch}-A99`, 3));
const place = fc.constantFrom('MB', 'AA').map((batch) => placeIn(batch, mondayDate));

/** A record of the booking, of another generation of it, or somebody else's. */
const record = fc.record({
  whose: fc.constantFrom('own', 'older', 'other'),
  id: fc.constantFrom('appt-1', 'appt-2'),
  status: fc.constantFrom<AppointmentStatus>('confirmed', 'rescheduled', 'cancelled', 'completed'),
  place,
});
type AnyRecord = typeof record extends fc.Arbitrary<infer T> ? T : never;

function recordFor(booking: Booking, given: AnyRecord): Appointment {
  const reference = { own: referenceOf(booking), older: `${booking.bookingId}-g0`, other: null }[given.whose];
  const at = new Date(monday).toISOString();
  return {
    appointmentId: given.id,
    serviceId: given.place.serviceId,
    branchId: given.place.branchId,
    date: given.place.date,
    session: given.place.session,
    batch: given.place.batch,
    token: null,
    patientName: booking.patient.name,
    parentPhone: booking.phoneKey,
    assignedDoctor: null,
    notes: null,
    status: given.status,
    externalReferenceId: reference,
    createdAt: at,
    updatedAt: at,
    calendarId: null,
    startsAt: null,
  };
}

const failure = fc.constantFrom<SendOutcome>(
  { kind: 'no-place', refusal },
  { kind: 'duplicate', refusal, existingId: 'appt-2' },
  { kind: 'duplicate', refusal, existingId: null },
  { kind: 'past', refusal },
  { kind: 'rejected', refusal },
  { kind: 'not-carried-out', refusal, left: true },
  { kind: 'not-carried-out', refusal: silence, left: false },
  { kind: 'uncertain', refusal },
);

type Make = (booking: Booking, now: number) => LifeEvent;
const makers: fc.Arbitrary<Make> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Make>(() => ({ kind: 'send' })) },
  {
    weight: 4,
    arbitrary: failure.map<Make>((outcome) => () => ({ kind: 'reply', outcome, seat: null, retryInMs: 2_000 })),
  },
  {
    weight: 3,
    arbitrary: record.map<Make>((given) => (booking) => ({
      kind: 'reply',
      outcome: { kind: 'recorded', record: recordFor(booking, { ...given, whose: 'own' }) },
      seat: null,
      retryInMs: 2_000,
    })),
  },
  fc
    .constantFrom<LifeEvent>(
      { kind: 'cancel' },
      { kind: 'visit', step: 'arrived' },
      { kind: 'visit', step: 'done' },
      { kind: 'visit-undo' },
      { kind: 'start' },
      { kind: 'clock-moved' },
      { kind: 'undo' },
      { kind: 'called', outcome: 'told' },
      { kind: 'rule-found-none' },
    )
    .map((event) => () => event),
  seat.map<Make>((to) => () => ({ kind: 'reschedule', seat: to })),
  seat.map<Make>((to) => () => ({ kind: 'settle', settlement: { kind: 'move', seat: to } })),
  seat.map<Make>((to) => () => ({ kind: 'settle', settlement: { kind: 'move', seat: to }, by: 'rule' })),
  fc.constantFrom('waiting-list', 'cancel', 'link', 'move-existing').map<Make>((kind) => () => ({
    kind: 'settle',
    settlement: { kind } as Extract<LifeEvent, { kind: 'settle' }>['settlement'],
  })),
  fc.tuple(fc.option(record), fc.integer({ min: -100_000, max: 0 })).map<Make>(([given, ago]) => (booking, now) => ({
    kind: 'listed',
    record: given === null ? null : recordFor(booking, { ...given, whose: 'own' }),
    seat: null,
    startedAt: now + ago,
    retryInMs: 2_000,
  })),
  fc.tuple(record, fc.option(seat)).map<Make>(([given, to]) => (booking) => ({
    kind: 'seen',
    record: recordFor(booking, given),
    seat: to,
  })),
  fc.constantFrom('appt-1', 'appt-2').map<Make>((appointmentId) => () => ({ kind: 'missing', appointmentId })),
  record.map<Make>((given) => (booking) => ({
    kind: 'existing-read',
    record: recordFor(booking, given),
    retryInMs: 2_000,
  })),
  record.map<Make>((given) => (booking, now) => ({
    kind: 'record-read',
    record: recordFor(booking, given),
    seat: null,
    startedAt: now,
  })),
  fc.tuple(record, seat).map<Make>(([given, to]) => (booking) => ({
    kind: 'rebooked',
    record: recordFor(booking, { ...given, whose: 'other' }),
    seat: to,
  })),
);

const history = fc.array(fc.tuple(makers, fc.integer({ min: 0, max: 120_000 })), { maxLength: 40 });

/** What was never sent, or is owed: it may not end as if it had never been. */
const lostStates: ReadonlySet<string> = new Set(['CANCELLED_LOCAL', 'WAITING_LIST', 'LINKED']);

describe('any sequence of events', () => {
  it('LIFE-1, LIFE-6: keeps a booking in one state that the model knows, with its id, its creation and a growing date', () => {
    fc.assert(
      fc.property(history, (events) => {
        const first = makeBooking();
        let booking = first;
        let now = monday;
        for (const [make, ms] of events) {
          now += ms;
          const step = advance(booking, make(booking, now), now);
          if (step.kind === 'ignored') continue;
          bookingSchema.parse(step.booking);
          expect(step.booking.updatedAt > booking.updatedAt).toBe(true);
          expect(step.booking.bookingId).toBe(first.bookingId);
          expect(step.booking.createdAt).toBe(first.createdAt);
          expect(step.booking.patient).toEqual(first.patient);
          booking = step.booking;
        }
      }),
      { numRuns: RUNS },
    );
  });

  it('LIFE-3: never posts a ref again whose request may live or has made a record', () => {
    fc.assert(
      fc.property(history, (events) => {
        let booking = makeBooking();
        let now = monday;
        /** Refs whose last POST is not known to have come to nothing. */
        const living = new Set<string>();
        for (const [make, ms] of events) {
          now += ms;
          const event = make(booking, now);
          const before = booking;
          const step = advance(booking, event, now);
          if (step.kind === 'ignored') continue;
          const reference = referenceOf(before);
          const certain =
            (before.life.state === 'IN_FLIGHT' &&
              event.kind === 'reply' &&
              event.outcome.kind !== 'uncertain' &&
              event.outcome.kind !== 'recorded') ||
            (event.kind === 'listed' && event.record === null);
          if (certain) living.delete(reference);
          for (const effect of step.effects) {
            if (effect.kind !== 'request' || effect.operation.op !== 'create') continue;
            const sent = effect.operation.body.external_reference_id;
            expect(living.has(sent)).toBe(false);
            living.add(sent);
          }
          booking = step.booking;
        }
      }),
      { numRuns: RUNS },
    );
  });

  it('LIFE-2: ends without the server only where a person wanted that', () => {
    fc.assert(
      fc.property(history, (events) => {
        let booking = makeBooking();
        let now = monday;
        let wanted = false;
        for (const [make, ms] of events) {
          now += ms;
          const event = make(booking, now);
          const step = advance(booking, event, now);
          if (step.kind === 'ignored') continue;
          wanted ||= event.kind === 'cancel' || event.kind === 'settle';
          booking = step.booking;
          if (lostStates.has(booking.life.state)) expect(wanted).toBe(true);
        }
      }),
      { numRuns: RUNS },
    );
  });

  it('PATCH-1, PATCH-2: sends a change of a record only while none is under way', () => {
    fc.assert(
      fc.property(history, (events) => {
        let booking = makeBooking();
        let now = monday;
        for (const [make, ms] of events) {
          now += ms;
          const before = booking.life;
          const step = advance(booking, make(booking, now), now);
          if (step.kind === 'ignored') continue;
          const patches = step.effects.filter((effect) => effect.kind === 'request' && effect.operation.op === 'patch');
          if (patches.length > 0) expect(before).toMatchObject({ state: 'PATCH_PENDING', sentAt: null });
          booking = step.booking;
        }
      }),
      { numRuns: RUNS },
    );
  });
});
