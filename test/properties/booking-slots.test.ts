import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  AppointmentIndex,
  decideCreate,
  decideUpdate,
  findAlternatives,
  slotId,
  slotsOfDay,
  windowOfAppointment,
  windowsOfDay,
} from '../../shared/booking/index.ts';
import type { ClinicSnapshot } from '../../shared/booking/index.ts';
import type { CalendarWindow } from '../../shared/model/clinic.ts';
import { checkup, Clinic, goodBody, now as clinicNow, recordOf, windowOf, wordOf } from '../booking/clinic.ts';
import { zonesThatBite } from '../booking/zones.ts';
import { BookingModel } from './booking-model.ts';
import { instantNear, momentsOf, worldIn } from './booking-worlds.ts';
import type { World } from './booking-worlds.ts';

const minuteMs = 60_000;
const quarterMs = 15 * minuteMs;
const dayMs = 96 * quarterMs;

/** The same clinic and records on both sides: what the world imports, and its overrides. */
function bothSides(world: World): { readonly snapshot: ClinicSnapshot; readonly model: BookingModel } {
  const model = new BookingModel({ ...world.clinic });
  const appointments = new AppointmentIndex();
  for (const command of world.commands) {
    if (command.kind === 'override') model.clinic.overrides = [...model.clinic.overrides, command.override];
    if (command.kind !== 'import') continue;
    model.put(command.record);
    appointments.put(command.record);
  }
  return { snapshot: { ...model.clinic, appointments }, model };
}

function ordered(windows: readonly CalendarWindow[]): CalendarWindow[] {
  return windows.toSorted((a, b) => (`${a.startTime} ${a.calendarId}` < `${b.startTime} ${b.calendarId}` ? -1 : 1));
}

/** Alternatives by looking at every quarter of an hour of every window of every day. */
function slowAlternatives(
  model: BookingModel,
  serviceId: string,
  near: number,
  now: number,
  horizonDays: number,
): { readonly id: string; readonly bookAt: number; readonly placesLeft: number }[] {
  const next = (Math.floor(now / minuteMs) + 1) * minuteMs;
  const today = model.local(next).date;
  const wanted = model.local(near).date;
  const base = Date.parse(`${wanted < today ? today : wanted}T00:00:00Z`);
  const found: {
    id: string;
    bookAt: number;
    distance: number;
    placesLeft: number;
    startsAt: number;
    calendarId: string;
  }[] = [];
  for (let day = -horizonDays; day <= horizonDays; day += 1) {
    const date = new Date(base + day * dayMs).toISOString().slice(0, 10);
    if (date < today) continue;
    for (const window of model.clinic.windows) {
      if (window.branchId !== 'main' || (window.serviceId !== null && window.serviceId !== serviceId)) continue;
      const quarters = model.quartersOf(window, date);
      const times = quarters
        .map((quarter) => [Math.max(quarter, next), quarter + quarterMs - minuteMs] as const)
        .filter(([first, last]) => first <= last)
        .map(([first, last]) => ({ first, distance: Math.abs(Math.min(Math.max(near, first), last) - near) }));
      const placesLeft = model.placesLeft(window, date, serviceId, null) ?? 0;
      const { calendarId } = window;
      const distance = Math.min(...times.map((time) => time.distance));
      const start = times.map(({ first }) => first).sort((a, b) => a - b)[0];
      if (start === undefined || placesLeft === 0) continue;
      found.push({
        id: slotId(calendarId, date, serviceId),
        bookAt: distance === 0 ? near : start,
        distance,
        placesLeft,
        startsAt: quarters[0]!,
        calendarId,
      });
    }
  }
  return found
    .sort((a, b) => a.distance - b.distance || a.startsAt - b.startsAt || (a.calendarId < b.calendarId ? -1 : 1))
    .slice(0, 5)
    .map(({ id, bookAt, placesLeft }) => ({ id, bookAt, placesLeft }));
}

describe.each(zonesThatBite)('slots in %s', (timezone) => {
  const moments = momentsOf(timezone);
  const worlds = worldIn(timezone, moments);

  test('SLOT-1, SLOT-2, WIN-5: a day shows the windows that take place, with their instants, places and counts', () => {
    fc.assert(
      fc.property(worlds, fc.integer({ min: -1, max: 2 }), (world, ahead) => {
        const { snapshot, model } = bothSides(world);
        const date = new Date(world.now + ahead * dayMs).toISOString().slice(0, 10);
        const expected = ordered(model.clinic.windows)
          .filter((window) => window.branchId === 'main' && (window.serviceId ?? checkup) === checkup)
          .map((window) => ({ window, quarters: model.quartersOf(window, date) }))
          .filter(({ quarters }) => quarters.length > 0)
          .map(({ window, quarters }) => [
            window.calendarId,
            quarters[0],
            quarters.at(-1)! + quarterMs,
            model.placesLeft(window, date, checkup, null),
          ]);
        const slots = slotsOfDay('main', date, checkup, snapshot);
        expect(
          slots.map((slot) => [slot.window.calendarId, slot.startsAt, slot.endsAt, slot.open ? slot.placesLeft : null]),
        ).toEqual(expected);
        const onBoard = windowsOfDay('main', date, snapshot).flatMap((day) => day.slots);
        expect(onBoard.filter((slot) => slot.serviceId === checkup)).toEqual(slots);
      }),
      { numRuns: 100 },
    );
  });

  test('CAP-6, JOIN-1 … JOIN-3: a record takes a place in the window that it is shown in', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const { snapshot, model } = bothSides(world);
        const byId = new Map(snapshot.windows.map((window) => [window.calendarId, { window }]));
        for (const { appointmentId, date, serviceId, status } of model.records) {
          const record = snapshot.appointments.byId(appointmentId)!;
          const window = windowOfAppointment(record, snapshot);
          if (window === undefined || status === 'cancelled') continue;
          const count = (exceptId?: string): number =>
            snapshot.appointments.countActive(window, date, serviceId, byId, exceptId);
          expect(count(appointmentId)).toBe(count() - 1);
        }
      }),
      { numRuns: 100 },
    );
  });

  test('ALT-1 … ALT-5: alternatives are those that a search of every minute finds, and can be booked', () => {
    const asked = fc
      .constantFrom(...moments)
      .chain((moment) => fc.tuple(worldIn(timezone, [moment]), instantNear(moment)));
    fc.assert(
      fc.property(asked, fc.constantFrom(0, 2), ([world, at], horizonDays) => {
        const { snapshot, model } = bothSides(world);
        const near = Math.floor(at / minuteMs) * minuteMs;
        const query = { branchId: 'main', serviceId: checkup, near, horizonDays };
        const offered = findAlternatives(query, snapshot, world.now);
        expect(
          offered.map((one) => ({
            id: slotId(one.window.calendarId, one.date, checkup),
            bookAt: one.bookAt,
            placesLeft: one.placesLeft,
          })),
        ).toEqual(slowAlternatives(model, checkup, near, world.now, horizonDays));
        for (const one of offered) {
          const body = {
            ...goodBody,
            appointment_type: checkup,
            appointment_date: new Date(one.bookAt).toISOString(),
            parent_phone: '+442079460018',
            branch_id: 'main',
          };
          expect(wordOf(decideCreate(body, snapshot, world.now))).toBe('created');
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('whatever is sent', () => {
  const fields = [
    'appointment_type',
    'appointment_date',
    'patient_name',
    'parent_phone',
    'branch_id',
    'session',
    'batch',
    'status',
    'assigned_doctor',
    'external_reference_id',
    'notes',
  ];
  const oddValue = fc.oneof(
    fc.anything(),
    fc.string({ unit: 'binary' }),
    fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  );
  const oddBody = fc.oneof(
    fc.anything(),
    fc.dictionary(fc.constantFrom(...fields), oddValue),
    fc.dictionary(fc.constantFrom(...fields), oddValue).map((odd) => ({ ...goodBody, ...odd })),
  );

  test('VAL: a decision is made, never thrown, and the same request gets the same decision', () => {
    fc.assert(
      fc.property(oddBody, (body) => {
        const { snapshot } = new Clinic({}, [recordOf({})]);
        expect(decideCreate(body, snapshot, clinicNow)).toEqual(decideCreate(body, snapshot, clinicNow));
        expect(decideUpdate('a-1', body, snapshot, clinicNow)).toEqual(decideUpdate('a-1', body, snapshot, clinicNow));
        expect(snapshot.appointments.byId('a-1')).toEqual(recordOf({}));
      }),
      { numRuns: 2_000 },
    );
  });

  test('CAP-7: of 200 requests for the last places, in any order and however written, as many are granted as there are', () => {
    const places = fc.integer({ min: 0, max: 3 });
    const minutes = fc.array(fc.nat(119), { minLength: 200, maxLength: 200 });
    fc.assert(
      fc.property(places, minutes, fc.boolean(), (aiSlots, starts, byName) => {
        const clinic = new Clinic({ windows: [windowOf({ aiSlots })] });
        const words = starts.map((minute, at) =>
          wordOf(
            clinic.create({
              ...goodBody,
              appointment_type: byName ? ' general checkup' : checkup,
              appointment_date: new Date(Date.parse('2026-06-15T03:30:00Z') + minute * minuteMs).toISOString(),
              parent_phone: `98400${String(10_000 + at)}`,
            }),
          ),
        );
        expect(words.filter((word) => word === 'created')).toHaveLength(aiSlots);
        expect(words.slice(aiSlots).every((word) => word === 'SLOT_FULL')).toBe(true);
      }),
      { numRuns: 20 },
    );
  });
});
