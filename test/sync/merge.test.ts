import { describe, expect, it } from 'vitest';
import { createZone } from '../../shared/booking/index.ts';
import type { Appointment } from '../../shared/model/appointment.ts';
import type { CalendarWindow } from '../../shared/model/clinic.ts';
import { sampleConfig, sampleServices, sampleWindows } from '../../shared/model/sample-clinic.ts';
import {
  branchesWith,
  countsDiffer,
  duplicateOf,
  overridesOf,
  ownBookingId,
  rebookedAs,
  weeklyWindows,
} from '../../shared/sync/merge.ts';
import { placeOfRecord } from '../../shared/sync/place.ts';
import { Server } from './world/server.ts';
import { bodyOf, branchId, deviceId, makeBooking, monday, mondayDate, placeIn } from './world/bookings.ts';

const window = sampleWindows.find((one) => one.branchId === branchId && one.day === 'monday' && one.batch === 'MB')!;
const nextMonday = '2026-06-22';
const shown = (date: string, change: Partial<CalendarWindow> = {}) => ({
  date,
  tracking: null,
  availability: { date, windows: [{ ...window, ...change }], filled: {} },
});
const known = new Map([[window.calendarId, window]]);

describe('weekly windows from dates', () => {
  it('PULL-5: a window that is not known yet comes from any date', () => {
    expect(weeklyWindows(new Map(), shown(mondayDate), mondayDate)).toEqual([window]);
    expect(weeklyWindows(known, shown(mondayDate), mondayDate)).toEqual([]);
  });

  it('PULL-5: places of a known one change only by a date a week ahead; hours by any', () => {
    expect(weeklyWindows(known, shown(mondayDate, { aiSlots: 1 }), mondayDate)).toEqual([]);
    expect(weeklyWindows(known, shown(nextMonday, { aiSlots: 1 }), mondayDate)).toEqual([{ ...window, aiSlots: 1 }]);
    const later = shown(mondayDate, { endTime: '13:30', aiSlots: 1 });
    expect(weeklyWindows(known, later, mondayDate)).toEqual([{ ...window, endTime: '13:30' }]);
  });

  it('PULL-5: a date keeps its own places; tracking speaks where it does, unless availability shows the window open', () => {
    const base = { calendarId: window.calendarId, date: mondayDate };
    expect(overridesOf(shown(mondayDate, { aiSlots: 1 }))).toEqual([
      { ...base, serviceId: null, status: 'OPEN', aiSlots: 1, maxSlots: window.maxSlots },
    ]);
    const tracked = (status: 'OPEN' | 'CLOSED') => ({
      ...shown(mondayDate),
      tracking: { date: mondayDate, windows: [window], overrides: [{ ...base, serviceId: 's', status, aiSlots: 2 }] },
    });
    expect(overridesOf(tracked('OPEN'))).toEqual([{ ...base, serviceId: 's', status: 'OPEN', aiSlots: 2 }]);
    expect(overridesOf(tracked('CLOSED'))).toMatchObject([{ serviceId: null, status: 'OPEN' }]);
    expect(overridesOf({ ...tracked('CLOSED'), availability: null })).toMatchObject([
      { serviceId: 's', status: 'CLOSED' },
    ]);
  });

  it('PULL-5: branches come from windows and keep the names they were given', () => {
    const branches = branchesWith([{ branchId, name: 'Ours' }], sampleWindows);
    expect(branches).toEqual([
      { branchId, name: 'Ours' },
      { branchId: 'b-adyar', name: 'b-adyar' },
    ]);
    expect(branchesWith(branches, sampleWindows)).toBe(branches);
  });

  it('PULL-3: counts differ where anybody booked or cancelled', () => {
    expect(countsDiffer({ a: 1 }, { a: 1, b: 0 })).toBe(false);
    expect(countsDiffer({ a: 1 }, { a: 1, b: 1 })).toBe(true);
  });
});

describe('whose record is whose', () => {
  it('REMOTE-1: a ref of this device names its booking; no other text does', () => {
    const booking = makeBooking();
    expect(ownBookingId(`${booking.bookingId}-g12`, deviceId)).toBe(booking.bookingId);
    for (const reference of [null, 'd3v1ce2-01J-g1', `${deviceId}-01J`, 'import-7']) {
      expect(ownBookingId(reference, deviceId)).toBeNull();
    }
  });

  it('REMOTE-1: the place of a record is found by its branch, date, session and batch', () => {
    const booking = makeBooking();
    const record = made(bodyOf(booking));
    const snapshot = new Server(() => monday).snapshot;
    const place = placeOfRecord(record, snapshot, createZone(sampleConfig.timezone));
    expect(place).toEqual(booking.place);
    expect(placeOfRecord({ ...record, batch: 'ZZ' }, snapshot, createZone(sampleConfig.timezone))).toBeNull();
  });

  const cancelled = (): Appointment => ({
    ...made({}),
    status: 'cancelled',
    updatedAt: new Date(monday).toISOString(),
  });
  const heirOf = (change: Partial<Appointment>, booking = makeBooking()) => {
    const record = {
      ...made(bodyOf(booking)),
      externalReferenceId: null,
      createdAt: new Date(monday + 60_000).toISOString(),
    };
    return rebookedAs(booking, cancelled(), [{ ...record, ...change }], deviceId);
  };

  it('REMOTE-3: booked anew right after its cancellation for the same phone, name and service, it is the same visit', () => {
    expect(heirOf({})).not.toBeNull();
  });

  it.each<[string, Partial<Appointment>]>([
    ['a sister on the same phone', { patientName: 'Her Sister' }],
    ['another service', { serviceId: sampleServices[3]!.serviceId }],
    ['an hour later', { createdAt: new Date(monday + 3_600_000).toISOString() }],
    ['one of our own', { externalReferenceId: `${deviceId}-01J-g1` }],
    ['cancelled too', { status: 'cancelled' }],
  ])('REMOTE-3: %s is not', (_, change) => {
    expect(heirOf(change)).toBeNull();
  });

  it('LIFE: a duplicate that the server did not name is found by phone, service and date', () => {
    const booking = makeBooking();
    const record = { ...made(bodyOf(booking)), externalReferenceId: null };
    expect(duplicateOf(booking, [record])).toBe(record);
    expect(duplicateOf(booking, [{ ...record, status: 'cancelled' }])).toBeNull();
  });
});

function made(body: Record<string, unknown>): Appointment {
  const server = new Server(() => monday);
  server.create({ ...bodyOf(makeBooking({ place: placeIn('MB', mondayDate) })), ...body });
  const record = [...server.records.values()][0]!;
  return { ...record, calendarId: null, startsAt: null };
}
