import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findAlternatives, slotId, slotsOfDay, windowOfAppointment, windowsOfDay } from '../../shared/booking/index.ts';
import {
  Clinic,
  checkup,
  followUp,
  goodBody,
  india,
  minuteMs,
  monday,
  now,
  recordOf,
  windowOf,
  wordOf,
} from './clinic.ts';

const week = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
const everyDay = week.flatMap((day) => [
  windowOf({ calendarId: `${day}-ma`, day, aiSlots: 1 }),
  windowOf({
    calendarId: `${day}-ea`,
    day,
    session: 'Evening',
    batch: 'EA',
    startTime: '17:00',
    endTime: '19:00',
    aiSlots: 1,
  }),
]);

describe('slots', () => {
  test('SLOT-1: a day lists its windows for the service, closed ones too, by start, then calendar_id', () => {
    const windows = [
      windowOf({ calendarId: 'c', startTime: '09:30' }),
      windowOf({ calendarId: 'b', status: 'CLOSED' }),
      windowOf({ calendarId: 'a' }),
      windowOf({ calendarId: 'd', serviceId: followUp }),
      windowOf({ calendarId: 'e', day: 'tuesday' }),
      windowOf({ calendarId: 'f', branchId: 'east' }),
    ];
    const slots = slotsOfDay('main', monday, checkup, new Clinic({ windows }).snapshot);
    expect(slots.map((slot) => [slot.window.calendarId, slot.open])).toEqual([
      ['a', true],
      ['b', false],
      ['c', true],
    ]);
    expect(slots[0]).toMatchObject({
      startsAt: india(monday, '09:00'),
      endsAt: india(monday, '11:00'),
      serviceId: checkup,
    });
  });

  test('CAP-5, SLOT-2: places left never go below nothing', () => {
    const records = ['a', 'b', 'c'].map((id) => recordOf({ appointmentId: id }));
    const overrides = [{ calendarId: 'w-ma', date: monday, serviceId: checkup, aiSlots: 2 }];
    const [slot] = slotsOfDay('main', monday, checkup, new Clinic({ overrides }, records).snapshot);
    expect(slot).toMatchObject({ capacity: 2, filled: 3, placesLeft: 0 });
  });

  test('SLOT-2: a window counts all services together, its slots their own', () => {
    const records = [
      recordOf({}),
      recordOf({ appointmentId: 'b', serviceId: followUp }),
      recordOf({ appointmentId: 'c', serviceId: 'no longer offered' }),
      recordOf({ appointmentId: 'd', status: 'cancelled' }),
    ];
    const [day] = windowsOfDay('main', monday, new Clinic({}, records).snapshot);
    expect(day).toMatchObject({ filled: 3, capacity: 10, maxSlots: 20, open: true });
    expect(day?.slots.map((slot) => [slot.serviceId, slot.filled, slot.placesLeft])).toEqual([
      [checkup, 1, 9],
      [followUp, 1, 9],
    ]);
  });

  test('SLOT-3: a window is open on a date if some service can be booked in it', () => {
    const dated = { calendarId: 'w-ma', date: monday };
    const shut = { ...dated, serviceId: null, status: 'CLOSED' } as const;
    const openOn = (...overrides: Parameters<typeof Object.freeze>[0][]): boolean | undefined =>
      windowsOfDay('main', monday, new Clinic({ overrides: overrides as never }).snapshot)[0]?.open;
    expect(openOn()).toBe(true);
    expect(openOn(shut)).toBe(false);
    expect(openOn(shut, { ...dated, serviceId: followUp, status: 'OPEN' })).toBe(true);
    expect(openOn({ ...dated, serviceId: followUp, status: 'CLOSED' })).toBe(true);
    expect(openOn(...[checkup, followUp].map((serviceId) => ({ ...dated, serviceId, status: 'CLOSED' })))).toBe(false);
    const strange = new Clinic({ windows: [windowOf({ serviceId: 'gone' })] });
    expect(windowsOfDay('main', monday, strange.snapshot)[0]).toMatchObject({ open: true, slots: [] });
  });

  test('SLOT-4: ids use letters, digits, - and _, and different slots have different ids', () => {
    expect(slotId('w-1', monday, checkup)).toBe(`w-1_${monday}_${checkup}`);
    const awkward = fc.oneof(fc.stringMatching(/^[a_|~\u2026-]{0,5}$/), fc.string({ maxLength: 5 }));
    fc.assert(
      fc.property(awkward, awkward, awkward, awkward, (calendar, service, otherCalendar, otherService) => {
        const id = slotId(calendar, monday, service);
        expect(id).toMatch(/^[A-Za-z0-9_-]+$/);
        const same = calendar === otherCalendar && service === otherService;
        expect(id === slotId(otherCalendar, monday, otherService)).toBe(same);
      }),
      { numRuns: 2_000 },
    );
  });

  test('WIN-5: a window that daylight saving leaves nothing of does not take place', () => {
    const windows = [
      windowOf({ calendarId: 'gone', day: 'sunday', startTime: '02:00', endTime: '03:00' }),
      windowOf({ calendarId: 'half', day: 'sunday', startTime: '02:30', endTime: '03:30' }),
    ];
    const clinic = new Clinic({ windows });
    clinic.config({ timezone: 'America/New_York' });
    const slots = slotsOfDay('main', '2026-03-08', checkup, clinic.snapshot);
    expect(slots.map((slot) => slot.window.calendarId)).toEqual(['half']);
    expect(slots[0]).toMatchObject({ startsAt: Date.UTC(2026, 2, 8, 7), endsAt: Date.UTC(2026, 2, 8, 7, 30) });
    expect(windowsOfDay('main', '2026-03-08', clinic.snapshot)).toHaveLength(1);
  });
});

describe('alternatives', () => {
  const near = india(monday, '10:00');
  const query = { branchId: 'main', serviceId: checkup, near };

  function offered(clinic: Clinic, more: object = {}, at = now): [string, string, number][] {
    return findAlternatives({ ...query, ...more }, clinic.snapshot, at).map((one) => [
      one.date,
      one.window.calendarId,
      one.bookAt,
    ]);
  }

  test('ALT-4, ALT-5: nearest first, at the wanted time where the window holds it, else when it opens', () => {
    expect(offered(new Clinic({ windows: everyDay }))).toEqual([
      [monday, 'monday-ma', near],
      [monday, 'monday-ea', india(monday, '17:00')],
      ['2026-06-14', 'sunday-ea', india('2026-06-14', '17:00')],
      ['2026-06-16', 'tuesday-ma', india('2026-06-16', '09:00')],
      ['2026-06-14', 'sunday-ma', india('2026-06-14', '09:00')],
    ]);
  });

  test("ALT-1: full, closed, excepted and other sessions' slots are not offered", () => {
    const clinic = new Clinic({ windows: everyDay }, [recordOf({ calendarId: 'monday-ma' })]);
    clinic.change({ overrides: [{ calendarId: 'tuesday-ma', date: '2026-06-16', serviceId: null, status: 'CLOSED' }] });
    const except = new Set([slotId('wednesday-ma', '2026-06-17', checkup)]);
    const notBefore = india(monday, '00:00');
    expect(offered(clinic, { session: 'Morning', except, notBefore, limit: 1 })).toEqual([
      ['2026-06-18', 'thursday-ma', india('2026-06-18', '09:00')],
    ]);
    expect(offered(clinic, { serviceId: followUp, limit: 1 })[0]?.[1]).toBe('monday-ma');
    expect(offered(clinic, { branchId: 'nowhere' })).toEqual([]);
    expect(offered(clinic, { limit: 0 })).toEqual([]);
  });

  test('ALT-6: a slot that whoever asks may not give is passed over, and the next one offered', () => {
    const clinic = new Clinic({ windows: everyDay });
    const admits = ({ window }: { readonly window: { readonly calendarId: string } }): boolean =>
      window.calendarId !== 'monday-ma';
    expect(offered(clinic, { limit: 1 })[0]?.[1]).toBe('monday-ma');
    expect(offered(clinic, { admits, limit: 1 })[0]?.[1]).toBe('monday-ea');
    expect(offered(clinic, { admits: () => false })).toEqual([]);
  });

  test('ALT-2, ALT-4: the window that is running is offered from the next whole minute, in its last minute no more', () => {
    const clinic = new Clinic({ windows: everyDay });
    const at = india(monday, '10:20') + 1;
    expect(offered(clinic, { limit: 1 }, at)).toEqual([[monday, 'monday-ma', india(monday, '10:21')]]);
    expect(offered(clinic, { limit: 1 }, india(monday, '10:58'))[0]?.[2]).toBe(india(monday, '10:59'));
    expect(offered(clinic, { limit: 1 }, india(monday, '10:59'))[0]?.[1]).toBe('monday-ea');
    expect(offered(clinic, { near: india(monday, '12:00'), limit: 1 })[0]?.[2]).toBe(india(monday, '09:00'));
  });

  test('ALT-3: days before the wanted one are as near as those after it; a wanted day in the past counts from today', () => {
    const clinic = new Clinic({ windows: everyDay });
    expect(offered(clinic, { horizonDays: 0 }).map(([date]) => date)).toEqual([monday, monday]);
    expect(offered(clinic, { horizonDays: 0, near: now - 90 * 86_400_000 })[0]?.[0]).toBe('2026-06-10');
    expect(offered(clinic, { horizonDays: 1, limit: 99 }).map(([date]) => date)).toEqual([
      ...[monday, monday],
      ...['2026-06-14', '2026-06-16', '2026-06-14', '2026-06-16'],
    ]);
    // Five days before Monday the 15th, today among them, that day, and fourteen after it.
    expect(offered(clinic, { limit: 99 })).toHaveLength((5 + 1 + 14) * 2);
    expect(offered(clinic, { horizonDays: 1_000_000, limit: 1_000_000 })).toHaveLength((5 + 1 + 366) * 2);
  });

  test('ALT-3: where the wanted day is shut, the day before it comes before the days after the weekend', () => {
    const friday = '2026-06-19';
    const windows = everyDay.filter(({ day, batch }) => batch === 'MA' && day !== 'saturday' && day !== 'sunday');
    const overrides = [{ calendarId: 'friday-ma', date: friday, serviceId: null, status: 'CLOSED' as const }];
    const wanted = { near: india(friday, '09:30'), limit: 4 };
    const clinic = new Clinic({ windows, overrides });
    expect(offered(clinic, wanted).map(([date]) => date)).toEqual([
      ...['2026-06-18', '2026-06-17', '2026-06-16'],
      '2026-06-22',
    ]);
    expect(offered(clinic, { ...wanted, notBefore: india(friday, '00:00') }).map(([date]) => date)).toEqual([
      '2026-06-22',
      '2026-06-23',
      '2026-06-24',
      '2026-06-25',
    ]);
    expect(offered(clinic, { near, notBefore: near + 1, limit: 1 })[0]?.[2]).toBe(near + minuteMs);
  });

  test('ALT-1, DUP-1: a phone is offered no date on which it has the service already', () => {
    const clinic = new Clinic({ windows: everyDay }, [
      recordOf({ calendarId: 'monday-ma', parentPhone: '98400 12345' }),
    ]);
    const datesFor = (phoneKey: string, serviceId: string): readonly string[] =>
      offered(clinic, { phoneKey, serviceId, horizonDays: 1, limit: 99 }).map(([date]) => date);
    expect(datesFor('+919840012345', checkup)).not.toContain(monday);
    expect(datesFor('+919840012345', followUp)).toContain(monday);
    expect(datesFor('+919840099999', checkup)).toContain(monday);
    clinic.config({ preventDuplicateBookings: false });
    expect(datesFor('+919840012345', checkup)).toContain(monday);
  });

  test('ALT-2: whatever is offered can be booked there and then', () => {
    const clinic = new Clinic({ windows: everyDay });
    for (const near of [now, now - 5, india('2026-06-13', '18:59') + 7 * minuteMs, india('2026-06-14', '23:59')]) {
      for (const one of findAlternatives({ ...query, near, limit: 40 }, clinic.snapshot, now)) {
        const body = { ...goodBody, parent_phone: '9', appointment_date: new Date(one.bookAt).toISOString() };
        const fresh = new Clinic({ windows: everyDay });
        expect(wordOf(fresh.create({ ...body, batch: one.window.batch }))).toBe('created');
      }
    }
  });
});

describe('the window of a record', () => {
  const unnamed = recordOf({ calendarId: null, startsAt: null });
  function windowFor(
    record: Parameters<typeof windowOfAppointment>[0],
    ...windows: Parameters<typeof windowOf>[0][]
  ): string | undefined {
    return windowOfAppointment(record, new Clinic({ windows: windows.map(windowOf) }).snapshot)?.calendarId;
  }

  test('JOIN-1: the one it names, even among others that fit', () => {
    expect(windowFor(recordOf({ calendarId: 'b', batch: 'X' }), { calendarId: 'a' }, { calendarId: 'b' })).toBe('b');
  });

  test('JOIN-2, JOIN-4: one that does not exist any more is looked for by words', () => {
    expect(windowFor(recordOf({ calendarId: 'gone' }), { calendarId: 'a' })).toBe('a');
    for (const other of [
      { batch: 'MB' },
      { session: 'Evening' },
      { branchId: 'east' },
      { date: '2026-06-16' },
    ] as const) {
      expect(windowFor({ ...unnamed, ...other }, { calendarId: 'a' })).toBeUndefined();
    }
  });

  test('JOIN-3: hours that hold its time, then its own service, then all services, then the order of windows', () => {
    const timed = { ...unnamed, startsAt: new Date(india(monday, '10:30')).toISOString() };
    const early = { calendarId: 'early', startTime: '08:00', endTime: '10:00', serviceId: checkup };
    const late = { calendarId: 'late', startTime: '10:00', endTime: '12:00' };
    expect(windowFor(timed, early, late)).toBe('late');
    // An end is outside, a start inside.
    const onTheHour = { ...unnamed, startsAt: new Date(india(monday, '10:00')).toISOString() };
    expect(windowFor(onTheHour, early, late)).toBe('late');
    expect(windowFor(onTheHour, { ...early, startTime: '09:59', endTime: '10:01' }, late)).toBe('early');
    expect(windowFor(unnamed, late, early)).toBe('early');
    expect(windowFor(unnamed, { calendarId: 'other', serviceId: followUp }, { calendarId: 'z' })).toBe('z');
    expect(windowFor(unnamed, { calendarId: 'z' }, { calendarId: 'b' }, { calendarId: 'c', startTime: '09:30' })).toBe(
      'b',
    );
    expect(windowFor(unnamed, { calendarId: 'other', serviceId: followUp })).toBe('other');
  });
});
