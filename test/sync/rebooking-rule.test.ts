import { describe, expect, it } from 'vitest';
import { addDays, AppointmentIndex, type ClinicSnapshot, type Slot } from '../../shared/booking/index.ts';
import { bookingSchema, type Booking, type RefusalRecord } from '../../shared/model/booking.ts';
import { sampleBranches, sampleConfig, sampleServices, sampleWindows } from '../../shared/model/sample-clinic.ts';
import { isToTell } from '../../shared/sync/choice.ts';
import { advance } from '../../shared/sync/life.ts';
import type { LifeEvent, Settlement } from '../../shared/sync/life-event.ts';
import { isForRule, windowsForRule } from '../../shared/sync/rebooking-rule.ts';
import { makeBooking, monday, mondayDate, placeIn, seatIn } from './world/bookings.ts';

const at = new Date(monday).toISOString();
const refusal: RefusalRecord = { code: 'SLOT_FULL', message: '', status: 409, at };
const snapshot: ClinicSnapshot = {
  config: sampleConfig,
  branches: sampleBranches,
  services: sampleServices,
  windows: sampleWindows,
  overrides: [],
  appointments: new AppointmentIndex(),
};
const settlement: Settlement = { kind: 'move', seat: seatIn('AB', mondayDate, 'AB-A01') };
const byRule: LifeEvent = { kind: 'settle', settlement, by: 'rule' };
const byPerson: LifeEvent = { kind: 'settle', settlement };
const noPlace: LifeEvent = { kind: 'reply', outcome: { kind: 'no-place', refusal }, seat: null, retryInMs: 1 };

function after(booking: Booking, event: LifeEvent, now = monday): Booking {
  const step = advance(booking, event, now);
  if (step.kind === 'ignored') throw new Error(`ignored: ${step.reason}`);
  return bookingSchema.parse(step.booking);
}

function ignoredBecause(booking: Booking, event: LifeEvent): string {
  const step = advance(booking, event, monday);
  return step.kind === 'ignored' ? step.reason : 'not ignored';
}

const refused = (change: Partial<Booking> = {}): Booking =>
  after(after(makeBooking(change), { kind: 'send' }), noPlace);
const sentAndRefused = (booking: Booking): Booking =>
  after(after(booking, { kind: 'send' }, monday + 60_000), noPlace, monday + 61_000);

describe('the branch’s rule', () => {
  it('RULE-1: moves a refused booking as a person would, and the audit says that it was the rule', () => {
    const moved = after(refused({ basis: 'at-risk' }), byRule);
    expect(moved).toMatchObject({ generation: 2, token: 'AB-A01', basis: 'place', life: { state: 'QUEUED' } });
    expect(moved.audit.at(-1)).toMatchObject({ by: 'rule', what: 'settled:move' });
  });

  it('RULE-1: takes no other decision: not of a duplicate, nor any other way', () => {
    const life = {
      state: 'NEEDS_DECISION',
      since: at,
      refusal,
      existingId: 'a',
      existing: null,
      serverId: null,
    } as const;
    expect(ignoredBecause(makeBooking({ life }), byRule)).toBe('person-decides');
    expect(ignoredBecause(refused(), { kind: 'settle', settlement: { kind: 'cancel' }, by: 'rule' })).toBe(
      'person-decides',
    );
    expect(ignoredBecause(makeBooking({ life: { state: 'NEEDS_FIX', since: at, refusal } }), byRule)).toBe(
      'person-decides',
    );
  });

  it('RULE-2: moves once: what is refused again, or undone, a person decides', () => {
    const again = sentAndRefused(after(refused(), byRule));
    expect(again.life.state).toBe('NEEDS_REBOOK');
    expect(ignoredBecause(again, byRule)).toBe('person-decides');
    const undone = after(after(refused(), byRule), { kind: 'undo' }, monday + 1);
    expect(undone).toMatchObject({ generation: 1, life: { state: 'NEEDS_REBOOK' } });
    expect(ignoredBecause(undone, byRule)).toBe('person-decides');
  });

  it('RULE-2: leaves alone what a person has placed', () => {
    const again = sentAndRefused(after(refused(), byPerson));
    expect(isForRule(again)).toBe(false);
    expect(ignoredBecause(again, byRule)).toBe('person-decides');
  });

  it('RULE-3: the patient is to be told; before it is sent the move can be undone, and then nothing is to tell', () => {
    const told = after(refused(), { kind: 'called', outcome: 'told' });
    const moved = after(told, byRule, monday + 1);
    expect(isToTell(moved)).toBe(true);
    expect(isToTell(after(moved, { kind: 'undo' }, monday + 1))).toBe(false);
  });

  it('RULE-4: where there is no place, that is written down once, and a person decides', () => {
    const none = after(refused(), { kind: 'rule-found-none' });
    expect(none.audit.at(-1)).toMatchObject({ by: 'rule' });
    expect(none.life.state).toBe('NEEDS_REBOOK');
    expect(ignoredBecause(none, { kind: 'rule-found-none' })).toBe('person-decides');
    expect(ignoredBecause(none, byRule)).toBe('person-decides');
    expect(after(none, byPerson).generation).toBe(2);
  });
});

describe('the windows of the rule', () => {
  const windows = (
    booking: Booking,
    knowsPlaces: (date: string) => boolean = () => true,
    admits: (slot: Slot) => boolean = () => true,
  ) => windowsForRule(booking, snapshot, monday, knowsPlaces, admits);

  it('RULE-1: are of the promised session, no earlier than the promised one, soonest first, never the refused one', () => {
    const booking = makeBooking({ place: placeIn('AB', mondayDate) });
    const found = windows(booking);
    expect(found.length).toBeGreaterThan(3);
    expect(found.every(({ window }) => window.session === 'Afternoon')).toBe(true);
    expect(found[0]?.date).toBe(addDays(mondayDate, 1));
    expect(found.map(({ startsAt }) => startsAt)).toEqual(found.map(({ startsAt }) => startsAt).sort((a, b) => a - b));
  });

  it('RULE-1: begin with the same day where the session has another window on it', () => {
    expect(windows(makeBooking({ place: placeIn('AA', mondayDate) }))[0]).toMatchObject({
      date: mondayDate,
      window: { batch: 'AB' },
    });
  });

  it('RULE-1: of a walk-in lie on its own date', () => {
    const walkIn = makeBooking({ kind: 'walk-in', place: placeIn('AA', mondayDate) });
    expect(windows(walkIn).map(({ date }) => date)).toEqual([mondayDate]);
    expect(windows(makeBooking({ kind: 'walk-in', place: placeIn('AB', mondayDate) }))).toEqual([]);
  });

  it('RULE-1: lie only where this device may give a place', () => {
    const found = windows(
      makeBooking({ place: placeIn('AA', mondayDate) }),
      undefined,
      ({ date }) => date !== mondayDate,
    );
    expect(found[0]?.date).toBe(addDays(mondayDate, 1));
  });

  it('RULE-5: lie on no date whose places are not known', () => {
    const tomorrow = addDays(mondayDate, 1);
    const found = windows(makeBooking({ place: placeIn('AA', mondayDate) }), (date) => date === tomorrow);
    expect(found.every(({ date }) => date === tomorrow)).toBe(true);
    expect(found.length).toBeGreaterThan(0);
  });
});
