import { expect, test } from 'vitest';
import { makeSample } from '../../renderer/db/sample/sample.ts';
import type { Booking } from '../../shared/model/booking.ts';
import { referenceOf } from '../../shared/model/booking.ts';
import { bookingsAfterOutage } from '../e2e/bookings-after-outage.ts';
import type { HeldRecord } from '../e2e/desk-records.ts';
import type { ServerRecord } from '../e2e/sandbox-process.ts';
import { compareRecords } from './agreement.ts';

const [made] = bookingsAfterOutage(
  makeSample(Date.parse('2026-06-15T06:05:00Z'), 'A').appointments,
  'https://api.clinic.example/v1',
) as readonly [Booking, ...Booking[]];
const booking: Booking = { ...made, life: { state: 'SYNCED', serverId: 'appt_1', syncedAt: made.updatedAt } };

const record: ServerRecord = {
  appointment_id: 'appt_1',
  appointment_type: booking.place.serviceId,
  branch_id: booking.place.branchId,
  date: booking.place.date,
  session: booking.place.session,
  batch: booking.place.batch,
  patient_name: booking.patient.name,
  parent_phone: booking.patient.phone,
  status: 'confirmed',
  external_reference_id: referenceOf(booking),
};

const held: HeldRecord = {
  appointmentId: 'appt_1',
  serviceId: record.appointment_type,
  branchId: record.branch_id,
  date: record.date,
  session: record.session,
  batch: record.batch,
  patient: { name: record.patient_name, phone: record.parent_phone },
  status: record.status,
  externalReferenceId: record.external_reference_id,
};

function differences(
  server: readonly ServerRecord[],
  bookings: readonly Booking[],
  appointments: readonly HeldRecord[],
) {
  return compareRecords(server, { bookings, appointments }).flatMap((comparison) => comparison.differences);
}

test('records that are the same on both sides agree, with the token that the desk gave', () => {
  expect(compareRecords([record], { bookings: [booking], appointments: [held] })).toMatchObject([
    { appointmentId: 'appt_1', token: booking.token, differences: [] },
  ]);
});

test.each([
  ['another name', { patient_name: 'Somebody Else' }],
  ['another number', { parent_phone: '+919800000000' }],
  ['another window', { batch: 'EB' }],
  ['another day', { date: '2026-06-16' }],
  ['another state', { status: 'cancelled' }],
  ['another reference', { external_reference_id: null }],
])('%s is a difference', (_, change) => {
  expect(differences([{ ...record, ...change }], [booking], [held])).not.toEqual([]);
});

test('a record that one side lacks is a difference', () => {
  expect(differences([record], [booking], [])).not.toEqual([]);
  expect(differences([], [booking], [held])).not.toEqual([]);
  expect(differences([], [booking], [])).not.toEqual([]);
});

test('a booking that the desk does not call sent, or sent under another id, is a difference', () => {
  expect(differences([record], [made], [held])).not.toEqual([]);
  const elsewhere: Booking = { ...booking, life: { state: 'SYNCED', serverId: 'appt_2', syncedAt: made.updatedAt } };
  expect(differences([record], [elsewhere], [held])).not.toEqual([]);
});

test('a joined booking agrees where the record that it was joined to stands', () => {
  const joined: Booking = { ...made, life: { state: 'LINKED', serverId: 'appt_1', linkedAt: made.updatedAt } };
  const others = { ...record, external_reference_id: null };
  const heldOthers = { ...held, externalReferenceId: null };
  expect(differences([others], [joined], [heldOthers])).toEqual([]);
  const cancelled = { ...others, status: 'cancelled' };
  expect(differences([cancelled], [joined], [{ ...heldOthers, status: 'cancelled' }])).not.toEqual([]);
});
