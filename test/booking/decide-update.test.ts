import { describe, expect, test } from 'vitest';
import type { Appointment } from '../../shared/model/appointment.ts';
import { slotsOfDay } from '../../shared/booking/index.ts';
import { Clinic, checkup, followUp, hourMs, india, monday, now, recordOf, windowOf, wordOf } from './clinic.ts';

const windows = [
  windowOf({ aiSlots: 2 }),
  windowOf({ calendarId: 'w-mb', batch: 'MB', startTime: '11:00', endTime: '13:00', aiSlots: 1 }),
  windowOf({ calendarId: 'w-ea', session: 'Evening', batch: 'EA', startTime: '17:00', endTime: '19:00', aiSlots: 1 }),
];
const start = india(monday, '09:30');

function clinicWith(...records: readonly Partial<Appointment>[]): Clinic {
  return new Clinic({ windows }, records.map(recordOf));
}

function iso(date: string, time: string): string {
  return new Date(india(date, time)).toISOString();
}

describe('the body', () => {
  test('UPD-1: an unknown id is not found, whatever the body is', () => {
    for (const body of [null, {}, { status: 'cancelled' }]) {
      expect(wordOf(clinicWith({}).update('nobody', body))).toBe('NOT_FOUND');
    }
  });

  test.each([
    [null, 'body'],
    [[], 'body'],
    [{}, 'body'],
    [{ patient_name: 'Other', parent_phone: '1' }, 'body'],
    [{ status: null, session: null, batch: ' ', appointment_date: null }, 'body'],
    [{ appointment_date: '2026-02-29T09:00Z' }, 'appointment_date'],
    [{ appointment_date: '' }, 'appointment_date'],
    [{ appointment_date: 5, status: 'x' }, 'appointment_date'],
    [{ status: 'rescheduled', notes: 5 }, 'status'],
    [{ status: 'CANCELLED' }, 'status'],
    [{ assigned_doctor: 5, notes: 5 }, 'assigned_doctor'],
    [{ notes: [], session: 'x' }, 'notes'],
    [{ session: 'Noon', batch: 5 }, 'session'],
    [{ batch: {} }, 'batch'],
  ])('UPD-2: %j is a fault of %s', (body, field) => {
    expect(clinicWith({}).update('a-1', body)).toMatchObject({ code: 'VALIDATION_ERROR', field });
  });

  test('UPD-2: name and phone do not change', () => {
    const outcome = clinicWith({}).update('a-1', { patient_name: 'Other', parent_phone: '1', notes: 'n' });
    expect(outcome).toMatchObject({ appointment: { patientName: 'Aadhi', parentPhone: '+919840012345', notes: 'n' } });
  });

  test('UPD-11: a doctor and a note are set, and cleared by null or blank', () => {
    const clinic = clinicWith({});
    expect(clinic.update('a-1', { assigned_doctor: 'Dr. Rao', notes: 'deaf' })).toEqual({
      kind: 'updated',
      appointment: recordOf({ assignedDoctor: 'Dr. Rao', notes: 'deaf', updatedAt: new Date(now).toISOString() }),
    });
    expect(clinic.update('a-1', { assigned_doctor: null })).toMatchObject({
      appointment: { assignedDoctor: null, notes: 'deaf' },
    });
    expect(clinic.update('a-1', { notes: ' ' })).toMatchObject({ appointment: { notes: null } });
  });
});

describe('cancelling', () => {
  test('UPD-3: where it is not allowed it is refused', () => {
    const clinic = clinicWith({});
    clinic.config({ allowCancellation: false });
    expect(wordOf(clinic.update('a-1', { status: 'cancelled' }))).toBe('CANCELLATION_NOT_ALLOWED');
    expect(wordOf(clinic.update('a-1', { status: 'completed' }))).toBe('updated');
  });

  test('UPD-4: exactly the notice before the start is enough, a millisecond less is not', () => {
    for (const [at, word] of [
      [start - 24 * hourMs, 'updated'],
      [start - 24 * hourMs + 1, 'CANCELLATION_NOT_ALLOWED'],
      [start + hourMs, 'CANCELLATION_NOT_ALLOWED'],
    ] as const) {
      const clinic = clinicWith({});
      clinic.config({ cancellationNoticeHours: 24 });
      expect(wordOf(clinic.update('a-1', { status: 'cancelled' }, at))).toBe(word);
    }
  });

  test('UPD-4: no notice asks for nothing, even after the start', () => {
    expect(wordOf(clinicWith({}).update('a-1', { status: 'cancelled' }, start + 24 * hourMs))).toBe('updated');
  });

  test.each([
    ['its window', { startsAt: null }, '09:00'],
    ['the window that its words name', { startsAt: null, calendarId: null, session: 'Evening', batch: 'EA' }, '17:00'],
    ['its local day, where no window is known', { startsAt: null, calendarId: null, batch: 'gone' }, '00:00'],
  ] as const)('UPD-4: without a time of its own the notice is measured to %s', (_name, changes, time) => {
    for (const [late, word] of [
      [0, 'updated'],
      [1, 'CANCELLATION_NOT_ALLOWED'],
    ] as const) {
      const clinic = clinicWith(changes);
      clinic.config({ cancellationNoticeHours: 2.5 });
      expect(wordOf(clinic.update('a-1', { status: 'cancelled' }, india(monday, time) - 2.5 * hourMs + late))).toBe(
        word,
      );
    }
  });

  test('UPD-5: cancelling what is cancelled returns it as it is, whatever the policy', () => {
    const clinic = clinicWith({ status: 'cancelled' });
    clinic.config({ allowCancellation: false, cancellationNoticeHours: 24 });
    expect(clinic.update('a-1', { status: 'cancelled', notes: 'again' }, start)).toEqual({
      kind: 'unchanged',
      appointment: recordOf({ status: 'cancelled' }),
    });
  });

  test('CAP-2: cancelling gives the place to the next', () => {
    const clinic = clinicWith({ calendarId: 'w-mb', batch: 'MB', startsAt: iso(monday, '11:00') });
    const body = {
      appointment_type: checkup,
      appointment_date: iso(monday, '11:30'),
      patient_name: 'Next',
      parent_phone: '9840099999',
    };
    expect(wordOf(clinic.create(body))).toBe('SLOT_FULL');
    clinic.update('a-1', { status: 'cancelled' });
    expect(wordOf(clinic.create(body))).toBe('created');
  });
});

describe('a new time', () => {
  test('UPD-7, UPD-10: the record moves and is rescheduled', () => {
    expect(clinicWith({}).update('a-1', { appointment_date: iso(monday, '17:20') })).toEqual({
      kind: 'updated',
      appointment: recordOf({
        session: 'Evening',
        batch: 'EA',
        calendarId: 'w-ea',
        startsAt: iso(monday, '17:20'),
        status: 'rescheduled',
        updatedAt: new Date(now).toISOString(),
      }),
    });
  });

  test('UPD-10: a status that is sent stands', () => {
    const body = { appointment_date: iso(monday, '17:20'), status: 'confirmed' };
    expect(clinicWith({}).update('a-1', body)).toMatchObject({ appointment: { status: 'confirmed', batch: 'EA' } });
  });

  test.each([
    ['PAST_APPOINTMENT', { appointment_date: new Date(now).toISOString() }],
    ['OUTSIDE_AVAILABILITY', { appointment_date: iso(monday, '08:00') }],
    ['OUTSIDE_AVAILABILITY', { appointment_date: iso(monday, '09:00'), session: 'Evening' }],
    ['OUTSIDE_AVAILABILITY', { appointment_date: iso(monday, '09:00'), batch: 'MB' }],
    ['SLOT_FULL', { appointment_date: iso(monday, '17:00') }],
  ])('UPD-7: %s for %j, and nothing changes', (word, body) => {
    const clinic = clinicWith(
      {},
      { appointmentId: 'b', parentPhone: '2', calendarId: 'w-ea', session: 'Evening', batch: 'EA' },
    );
    expect(wordOf(clinic.update('a-1', body))).toBe(word);
    expect(clinic.appointments.byId('a-1')).toEqual(recordOf({}));
  });

  test('UPD-7: a closed window is inactive, and a service that is gone is invalid', () => {
    const clinic = clinicWith({});
    clinic.change({ overrides: [{ calendarId: 'w-ea', date: monday, serviceId: null, status: 'CLOSED' }] });
    expect(wordOf(clinic.update('a-1', { appointment_date: iso(monday, '17:00') }))).toBe('SLOT_INACTIVE');
    clinic.change({ services: [{ serviceId: followUp, name: 'Follow-up' }] });
    expect(wordOf(clinic.update('a-1', { appointment_date: iso(monday, '17:00') }))).toBe('INVALID_APPOINTMENT_TYPE');
  });

  test('UPD-7: in a full window it may move about, for it does not stand in its own way', () => {
    const clinic = clinicWith({ calendarId: 'w-mb', batch: 'MB', startsAt: iso(monday, '11:00') });
    expect(clinic.update('a-1', { appointment_date: iso(monday, '12:00') })).toMatchObject({
      appointment: { startsAt: iso(monday, '12:00'), batch: 'MB' },
    });
    expect(slotsOfDay('main', monday, checkup, clinic.snapshot)[1]?.filled).toBe(1);
  });

  test('UPD-7: a record that names no window is left out of its own count too', () => {
    const clinic = clinicWith({ calendarId: null, startsAt: null, batch: 'MB' });
    expect(wordOf(clinic.update('a-1', { appointment_date: iso(monday, '12:00') }))).toBe('updated');
  });

  test('UPD-7: another appointment of the phone on the new date is a duplicate, itself is none', () => {
    const clinic = clinicWith({}, { appointmentId: 'b', date: '2026-06-22' });
    expect(wordOf(clinic.update('a-1', { appointment_date: iso(monday, '10:00') }))).toBe('updated');
    expect(clinic.update('a-1', { appointment_date: iso('2026-06-22', '10:00') })).toMatchObject({
      code: 'DUPLICATE_BOOKING',
      existing: { appointmentId: 'b' },
    });
  });

  test('UPD-8: a new time brings a cancelled appointment back as rescheduled', () => {
    const clinic = clinicWith({ status: 'cancelled' });
    expect(clinic.update('a-1', { appointment_date: iso(monday, '17:00') })).toMatchObject({
      appointment: { status: 'rescheduled', batch: 'EA' },
    });
  });

  test('UPD-3 comes before UPD-7, and a moved appointment can be cancelled in one step', () => {
    const clinic = clinicWith({});
    const body = { appointment_date: iso(monday, '08:00'), status: 'cancelled' };
    expect(wordOf(clinic.update('a-1', body))).toBe('OUTSIDE_AVAILABILITY');
    clinic.config({ allowCancellation: false });
    expect(wordOf(clinic.update('a-1', body))).toBe('CANCELLATION_NOT_ALLOWED');
    clinic.config({ allowCancellation: true });
    const moved = { appointment_date: iso(monday, '17:00'), status: 'cancelled' };
    expect(clinic.update('a-1', moved)).toMatchObject({ appointment: { status: 'cancelled', batch: 'EA' } });
  });
});

describe('other words without a time', () => {
  test('UPD-6: a batch moves it within its session, and the status stays', () => {
    expect(clinicWith({}).update('a-1', { batch: 'MB' })).toEqual({
      kind: 'updated',
      appointment: recordOf({
        batch: 'MB',
        calendarId: 'w-mb',
        startsAt: iso(monday, '11:00'),
        updatedAt: new Date(now).toISOString(),
      }),
    });
  });

  test('UPD-6: another session takes any batch', () => {
    expect(clinicWith({}).update('a-1', { session: 'Evening' })).toMatchObject({
      appointment: { session: 'Evening', batch: 'EA', startsAt: iso(monday, '17:00') },
    });
    expect(wordOf(clinicWith({}).update('a-1', { batch: 'EA' }))).toBe('OUTSIDE_AVAILABILITY');
    expect(wordOf(clinicWith({}).update('a-1', { session: 'Afternoon' }))).toBe('OUTSIDE_AVAILABILITY');
  });

  test('UPD-6: the time stays where the new window holds it', () => {
    const clinic = clinicWith({});
    clinic.change({ windows: [...windows, windowOf({ calendarId: 'w-mc', batch: 'MC', startTime: '08:00' })] });
    expect(clinic.update('a-1', { batch: 'MC' })).toMatchObject({
      appointment: { batch: 'MC', startsAt: iso(monday, '09:30') },
    });
  });

  test('UPD-6: a time that is now is not to come: the next whole minute is meant', () => {
    const words = windowOf({ calendarId: 'w-mc', batch: 'MC', startTime: '08:00' });
    for (const [at, time] of [
      [start - 1, '09:30'],
      [start, '09:31'],
      [start + 1, '09:31'],
    ] as const) {
      const clinic = clinicWith({});
      clinic.change({ windows: [...windows, words] });
      expect(clinic.update('a-1', { batch: 'MC' }, at)).toMatchObject({
        appointment: { batch: 'MC', startsAt: iso(monday, time) },
      });
    }
  });

  test('UPD-6: a window that has begun takes it from the next minute, one that is over does not', () => {
    const at = india(monday, '11:10') + 30_000;
    expect(clinicWith({}).update('a-1', { batch: 'MB' }, at)).toMatchObject({
      appointment: { startsAt: iso(monday, '11:11') },
    });
    expect(wordOf(clinicWith({}).update('a-1', { batch: 'MB' }, india(monday, '12:59')))).toBe('PAST_APPOINTMENT');
    expect(wordOf(clinicWith({}).update('a-1', { batch: 'MB' }, india(monday, '12:58')))).toBe('updated');
  });

  test('UPD-6: closed and full windows refuse', () => {
    const clinic = clinicWith({}, { appointmentId: 'b', parentPhone: '2', calendarId: 'w-mb', batch: 'MB' });
    expect(wordOf(clinic.update('a-1', { batch: 'MB' }))).toBe('SLOT_FULL');
    clinic.change({ windows: windows.map((window) => ({ ...window, status: 'CLOSED' as const })) });
    expect(wordOf(clinic.update('a-1', { session: 'Evening' }))).toBe('SLOT_INACTIVE');
  });

  test('UPD-6: words that it has already ask for nothing, even in a window that is closed, full or over', () => {
    const clinic = clinicWith({});
    clinic.change({ windows: [windowOf({ status: 'CLOSED', aiSlots: 0 })] });
    expect(clinic.update('a-1', { session: 'Morning', batch: 'MA' }, start + 5 * hourMs)).toMatchObject({
      kind: 'updated',
      appointment: { calendarId: 'w-ma', startsAt: iso(monday, '09:30') },
    });
  });
});

describe('status', () => {
  test('UPD-12: completing an active appointment needs no place', () => {
    const clinic = clinicWith({});
    clinic.change({ windows: [] });
    expect(clinic.update('a-1', { status: 'completed' }, start + 48 * hourMs)).toMatchObject({
      appointment: { status: 'completed' },
    });
    expect(clinic.update('a-1', { status: 'confirmed' }, start + 48 * hourMs)).toMatchObject({
      appointment: { status: 'confirmed' },
    });
  });

  test('UPD-8: a cancelled appointment comes back at its own time', () => {
    expect(clinicWith({ status: 'cancelled' }).update('a-1', { status: 'confirmed' })).toEqual({
      kind: 'updated',
      appointment: recordOf({ updatedAt: new Date(now).toISOString() }),
    });
  });

  test.each(['confirmed', 'completed'])('UPD-8: it needs a place when it becomes %s', (status) => {
    const others = ['b', 'c'].map((id) => ({ appointmentId: id, parentPhone: id }));
    const full = clinicWith({ status: 'cancelled' }, ...others);
    expect(wordOf(full.update('a-1', { status }))).toBe('SLOT_FULL');
    const past = clinicWith({ status: 'cancelled' });
    expect(wordOf(past.update('a-1', { status }, start))).toBe('PAST_APPOINTMENT');
    const shut = clinicWith({ status: 'cancelled' });
    shut.change({ overrides: [{ calendarId: 'w-ma', date: monday, serviceId: checkup, status: 'CLOSED' }] });
    expect(wordOf(shut.update('a-1', { status }))).toBe('SLOT_INACTIVE');
    const gone = clinicWith({ status: 'cancelled', batch: 'old' });
    expect(wordOf(gone.update('a-1', { status }))).toBe('OUTSIDE_AVAILABILITY');
    const twice = clinicWith({ status: 'cancelled' }, { appointmentId: 'b' });
    expect(wordOf(twice.update('a-1', { status }))).toBe('DUPLICATE_BOOKING');
  });

  test('UPD-8: a record without a time comes back into its window until that is over', () => {
    const changes = { status: 'cancelled', calendarId: null, startsAt: null } as const;
    expect(clinicWith(changes).update('a-1', { status: 'confirmed' }, india(monday, '09:59'))).toMatchObject({
      appointment: { status: 'confirmed', calendarId: 'w-ma', startsAt: iso(monday, '10:00') },
    });
    expect(wordOf(clinicWith(changes).update('a-1', { status: 'confirmed' }, india(monday, '11:00')))).toBe(
      'PAST_APPOINTMENT',
    );
  });

  test('UPD-9: it does not come back beside another active one with its reference', () => {
    const clinic = clinicWith(
      { status: 'cancelled', externalReferenceId: 'r' },
      { appointmentId: 'b', externalReferenceId: 'r', parentPhone: '2', date: '2026-06-22' },
    );
    clinic.config({ preventDuplicateBookings: false });
    expect(clinic.update('a-1', { status: 'confirmed' })).toMatchObject({
      code: 'DUPLICATE_BOOKING',
      existing: { appointmentId: 'b' },
    });
    clinic.update('b', { status: 'cancelled' });
    expect(wordOf(clinic.update('a-1', { status: 'confirmed' }))).toBe('updated');
  });
});
