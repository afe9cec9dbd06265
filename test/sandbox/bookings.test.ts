import { expect, test } from 'vitest';
import { Bookings } from './bookings.ts';
import { ClinicState } from './clinic-state.ts';
import { SandboxClock } from './clock.ts';
import { sandboxConfig } from './server.ts';
import { booking, mondayMorning, smallClinic } from './testing.ts';

test('what can’t be made durable has not happened: no record, no place taken, no reference used', () => {
  const state = new ClinicState(sandboxConfig(smallClinic()));
  const disk = { isFull: true };
  const journal = {
    append: () => {
      if (disk.isFull) throw new Error('ENOSPC');
    },
    close: () => undefined,
  };
  const bookings = new Bookings(state, journal, new SandboxClock(mondayMorning));
  const body = booking({ external_reference_id: 'full-1' });
  expect(() => bookings.create(body)).toThrow('ENOSPC');
  expect(() => bookings.changeWindow({ calendarId: 'w1', date: null, status: 'CLOSED' })).toThrow('ENOSPC');
  expect(state.allAppointments()).toEqual([]);

  disk.isFull = false;
  const created = bookings.create(body);
  expect(created.kind).toBe('created');
  if (created.kind !== 'created') return;

  disk.isFull = true;
  const id = created.appointment.appointmentId;
  expect(() => bookings.update(id, { status: 'cancelled' })).toThrow('ENOSPC');
  expect(state.appointment(id)).toEqual(created.appointment);
  // An answer that changes nothing needs no disk.
  expect(bookings.create(body)).toEqual({ kind: 'idempotent', appointment: created.appointment });
});
