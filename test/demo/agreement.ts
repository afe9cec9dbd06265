import type { Booking } from '../../shared/model/booking.ts';
import { referenceOf } from '../../shared/model/booking.ts';
import type { DeskRecords, HeldRecord } from '../e2e/desk-records.ts';
import type { ServerRecord } from '../e2e/sandbox-process.ts';

/** One record of the server, or one that only the desk has, and whether both say the same of it. */
export interface Comparison {
  readonly appointmentId: string;
  readonly patientName: string;
  readonly where: string;
  /** The token that the desk gave, where it booked it. */
  readonly token: string | null;
  /** In which words they differ; empty: they agree. */
  readonly differences: readonly string[];
}

const comparedFields: readonly (readonly [string, (one: ServerRecord) => unknown, (one: HeldRecord) => unknown])[] = [
  ['service', (one) => one.appointment_type, (one) => one.serviceId],
  ['branch', (one) => one.branch_id, (one) => one.branchId],
  ['date', (one) => one.date, (one) => one.date],
  ['session', (one) => one.session, (one) => one.session],
  ['batch', (one) => one.batch, (one) => one.batch],
  ['name', (one) => one.patient_name, (one) => one.patient.name],
  ['phone', (one) => one.parent_phone, (one) => one.patient.phone],
  ['status', (one) => one.status, (one) => one.status],
  ['reference', (one) => one.external_reference_id, (one) => one.externalReferenceId],
];

/**
 * Compares record by record, both ways: everything that the server has is at the desk, the same; everything that the desk
 * has is at the server; each booking made at the desk is one record of the server, or joined to one.
 */
export function compareRecords(server: readonly ServerRecord[], desk: DeskRecords): readonly Comparison[] {
  const onServer = new Map(server.map((record) => [record.appointment_id, record]));
  return [
    ...server.map((record) => compareRecord(record, desk)),
    ...desk.appointments.filter((held) => !onServer.has(held.appointmentId)).map(unknownToServer),
    ...desk.bookings.flatMap((booking) => compareBooking(booking, onServer)),
  ];
}

function compareRecord(record: ServerRecord, desk: DeskRecords): Comparison {
  const held = desk.appointments.find(({ appointmentId }) => appointmentId === record.appointment_id);
  const own = desk.bookings.find((booking) => referenceOf(booking) === record.external_reference_id);
  const differences =
    held === undefined
      ? ['not at the desk']
      : comparedFields
          .filter(([, ofServer, ofDesk]) => ofServer(record) !== ofDesk(held))
          .map(([field, ofServer, ofDesk]) => `${field}: ${String(ofServer(record))}, desk ${String(ofDesk(held))}`);
  return {
    appointmentId: record.appointment_id,
    patientName: record.patient_name,
    where: `${record.date} ${record.batch}`,
    token: own?.token ?? null,
    differences: [...differences, ...(own === undefined ? [] : differencesOfOwn(record, own))],
  };
}

function differencesOfOwn(record: ServerRecord, own: Booking): readonly string[] {
  const differences: string[] = [];
  if (own.life.state !== 'SYNCED') differences.push(`the desk calls its booking ${own.life.state}`);
  else if (own.life.serverId !== record.appointment_id) differences.push('the desk knows it by another id');
  const { date, batch, serviceId } = own.place;
  if (date !== record.date || batch !== record.batch || serviceId !== record.appointment_type) {
    differences.push(`the slip says ${date} ${batch}`);
  }
  return differences;
}

function unknownToServer(held: HeldRecord): Comparison {
  return {
    appointmentId: held.appointmentId,
    patientName: held.patient.name,
    where: `${held.date} ${held.batch}`,
    token: null,
    differences: ['only at the desk'],
  };
}

/** Nothing to say of a booking that the server has under its reference: that was compared from the other side. */
function compareBooking(booking: Booking, onServer: ReadonlyMap<string, ServerRecord>): readonly Comparison[] {
  const reference = referenceOf(booking);
  if ([...onServer.values()].some((record) => record.external_reference_id === reference)) return [];
  const { life, place, patient, token } = booking;
  const joined = life.state === 'LINKED' ? onServer.get(life.serverId) : undefined;
  const joinedRight = joined !== undefined && joined.status !== 'cancelled' && joined.date === place.date;
  return [
    {
      appointmentId: joined?.appointment_id ?? '(none)',
      patientName: patient.name,
      where: `${place.date} ${place.batch}, joined`,
      token,
      differences: joinedRight ? [] : [`the desk calls it ${life.state}, the server has no record of it`],
    },
  ];
}
