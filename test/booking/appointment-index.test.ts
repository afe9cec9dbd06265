import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AppointmentIndex, phoneKey } from '../../shared/booking/index.ts';
import { isActive } from '../../shared/model/appointment.ts';
import type { Appointment } from '../../shared/model/appointment.ts';
import type { CalendarWindow } from '../../shared/model/clinic.ts';
import { checkup, followUp, monday, recordOf, windowOf } from './clinic.ts';

const windows = [
  windowOf({}),
  windowOf({ calendarId: 'w-mb', batch: 'MB' }),
  windowOf({ calendarId: 'w-twin' }),
  windowOf({ calendarId: 'w-east', branchId: 'east' }),
  windowOf({ calendarId: 'w-tuesday', day: 'tuesday' }),
];
const windowsById = new Map(windows.map((window) => [window.calendarId, { window }]));
const dates = [monday, '2026-06-22'];
const phones = ['9840012345', '+91 98400 12345', '9840099999'];

const record = fc
  .record({
    appointmentId: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    branchId: fc.constantFrom('main', 'east'),
    date: fc.constantFrom(...dates),
    serviceId: fc.constantFrom(checkup, followUp),
    batch: fc.constantFrom('MA', 'MB'),
    calendarId: fc.constantFrom(null, 'w-ma', 'w-mb', 'w-twin', 'w-east', 'w-tuesday', 'w-gone'),
    parentPhone: fc.constantFrom(...phones),
    status: fc.constantFrom('confirmed' as const, 'cancelled' as const, 'completed' as const, 'rescheduled' as const),
    externalReferenceId: fc.constantFrom(null, 'r1', 'r2'),
    createdAt: fc.constantFrom('2026-06-01T00:00:00.000Z', '2026-06-02T00:00:00.000Z'),
  })
  .map(recordOf);
const command = fc.oneof(
  { weight: 5, arbitrary: record.map((put) => ({ put })) },
  { weight: 2, arbitrary: fc.constantFrom('a', 'b', 'c', 'zz').map((remove) => ({ remove })) },
  { weight: 1, arbitrary: fc.constant({ clear: true }) },
);

/** Whether the record names a window that its branch has on that weekday. */
function namesOneOf(one: Appointment, { branchId, day }: CalendarWindow): boolean {
  return windows.some((w) => w.calendarId === one.calendarId && w.branchId === branchId && w.day === day);
}

/** What the index has to answer, by looking at every record each time. */
function answers(known: readonly Appointment[]): Record<string, unknown> {
  const active = known.filter(isActive);
  const inOrder = (a: Appointment, b: Appointment): number =>
    a.createdAt.localeCompare(b.createdAt) || a.appointmentId.localeCompare(b.appointmentId);
  const counts = windows.flatMap((window) =>
    dates.flatMap((date) =>
      [checkup, followUp, null].flatMap((service) =>
        [undefined, 'a'].map(
          (except) =>
            active.filter(
              (one) =>
                one.branchId === window.branchId &&
                one.date === date &&
                (service === null || one.serviceId === service) &&
                one.appointmentId !== except &&
                (namesOneOf(one, window) ? one.calendarId === window.calendarId : one.batch === window.batch),
            ).length,
        ),
      ),
    ),
  );
  return {
    size: known.length,
    byId: ['a', 'b', 'zz'].map((id) => known.find((one) => one.appointmentId === id)),
    byReference: ['r1', 'r2'].map((ref) => active.filter((one) => one.externalReferenceId === ref).sort(inOrder)[0]),
    byPhone: phones.map((phone) => active.filter((one) => phoneKey(one.parentPhone) === phoneKey(phone)).sort(inOrder)),
    days: ['main', 'east'].flatMap((branch) =>
      dates.map((date) => known.filter((one) => one.branchId === branch && one.date === date).sort(inOrder)),
    ),
    counts,
  };
}

function asked(index: AppointmentIndex): Record<string, unknown> {
  const inOrder = (a: Appointment, b: Appointment): number =>
    a.createdAt.localeCompare(b.createdAt) || a.appointmentId.localeCompare(b.appointmentId);
  return {
    size: index.size,
    byId: ['a', 'b', 'zz'].map((id) => index.byId(id)),
    byReference: ['r1', 'r2'].map((ref) => index.activeByReference(ref)),
    byPhone: phones.map((phone) => [...index.activeByPhone(phoneKey(phone))].sort(inOrder)),
    days: ['main', 'east'].flatMap((branch) => dates.map((date) => index.ofDay(branch, date))),
    counts: windows.flatMap((window) =>
      dates.flatMap((date) =>
        [checkup, followUp, null].flatMap((service) =>
          [undefined, 'a'].map((except) => index.countActive(window, date, service, windowsById, except)),
        ),
      ),
    ),
  };
}

describe('the index of appointments', () => {
  test('CAP-2, CAP-6, IDEM-3: after any changes it answers as if it had looked at every record', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 25 }), (commands) => {
        const index = new AppointmentIndex();
        const known = new Map<string, Appointment>();
        for (const one of commands) {
          if ('put' in one) {
            index.put(one.put);
            known.set(one.put.appointmentId, one.put);
          } else if ('remove' in one) {
            index.remove(one.remove);
            known.delete(one.remove);
          } else {
            index.clear();
            known.clear();
          }
        }
        expect(asked(index)).toEqual(answers([...known.values()]));
      }),
      { numRuns: 500 },
    );
  });

  test('a day that was asked for shows what came after', () => {
    const index = new AppointmentIndex();
    index.put(recordOf({ appointmentId: 'b' }));
    expect(index.ofDay('main', monday)).toHaveLength(1);
    index.put(recordOf({ appointmentId: 'a' }));
    expect(index.ofDay('main', monday).map((one) => one.appointmentId)).toEqual(['a', 'b']);
    expect(index.ofDay('nowhere', monday)).toEqual([]);
  });
});
