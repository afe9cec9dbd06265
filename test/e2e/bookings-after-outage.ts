import { phoneKey } from '../../shared/booking/index.ts';
import type { Appointment } from '../../shared/model/appointment.ts';
import type { Booking, Life } from '../../shared/model/booking.ts';
import { sampleServices, sampleWindows } from '../../shared/model/sample-clinic.ts';

const madeAt = '2026-06-15T05:40:00.000Z';
const foundAt = '2026-06-15T05:55:00.000Z';
const date = '2026-06-15';

function refusal(code: string, message: string) {
  return { code, message, status: 409, at: foundAt };
}

interface Made {
  readonly name: string;
  readonly phone: string;
  readonly calendarId: string;
  readonly serviceName: string;
  readonly token: string;
  readonly life: Life;
}

function booking(
  clinicId: string,
  number: number,
  { name, phone, calendarId, serviceName, token, life }: Made,
): Booking {
  const window = sampleWindows.find((candidate) => candidate.calendarId === calendarId)!;
  const service = sampleServices.find((candidate) => candidate.name === serviceName)!;
  const at = (time: string): string => new Date(Date.parse(`${date}T${time}:00+05:30`)).toISOString();
  return {
    bookingId: `e2edesk000-01JXSEEDBOOKING00000000000${String(number)}`,
    clinicId,
    generation: 1,
    kind: 'booking',
    token,
    phoneKey: phoneKey(phone),
    formerTokens: [],
    earlierRecords: [],
    patient: { name, phone, note: null },
    place: {
      branchId: window.branchId,
      calendarId,
      serviceId: service.serviceId,
      date,
      session: window.session,
      batch: window.batch,
      startsAt: at(window.startTime),
      windowStartsAt: at(window.startTime),
      windowEndsAt: at(window.endTime),
    },
    basis: 'place',
    assignedDoctor: null,
    origin: 'desk',
    visit: [],
    reason: null,
    life,
    undo: null,
    call: null,
    audit: [{ at: madeAt, by: 'person', what: 'booked' }],
    createdAt: madeAt,
    updatedAt: foundAt,
  };
}

/**
 * A desk after an outage: a place that was sold meanwhile, a patient who was booked elsewhere too, and a booking that waits.
 * @param appointments that the clinic has, the sample's
 * @param clinicId to which they are owed
 */
export function bookingsAfterOutage(appointments: readonly Appointment[], clinicId: string): readonly Booking[] {
  const existing = appointments.find(
    (record) => record.date === date && record.calendarId === 'tnagar-mon-ab' && record.status === 'confirmed',
  )!;
  const serviceName = sampleServices.find(({ serviceId }) => serviceId === existing.serviceId)!.name;
  return [
    booking(clinicId, 1, {
      name: 'Lakshmi Narayanan',
      phone: '9841020304',
      calendarId: 'tnagar-mon-aa',
      serviceName: 'General Checkup',
      token: 'AA-A07',
      life: { state: 'NEEDS_REBOOK', since: foundAt, refusal: refusal('SLOT_FULL', 'The window has no place left') },
    }),
    booking(clinicId, 2, {
      name: existing.patientName,
      phone: existing.parentPhone,
      calendarId: 'tnagar-mon-ea',
      serviceName,
      token: 'EA-A07',
      life: {
        state: 'NEEDS_DECISION',
        since: foundAt,
        refusal: refusal('DUPLICATE_BOOKING', 'The patient is booked already'),
        existingId: existing.appointmentId,
        existing: {
          appointmentId: existing.appointmentId,
          serviceId: existing.serviceId,
          branchId: existing.branchId,
          date: existing.date,
          session: existing.session,
          batch: existing.batch,
          status: existing.status,
          assignedDoctor: existing.assignedDoctor,
          createdAt: existing.createdAt,
          externalReferenceId: existing.externalReferenceId,
        },
        serverId: null,
      },
    }),
    booking(clinicId, 3, {
      name: 'अनिल जोशी',
      phone: '9841040506',
      calendarId: 'tnagar-mon-ea',
      serviceName: 'Follow-up Visit',
      token: 'EA-A08',
      life: { state: 'QUEUED', attempts: 0, notBefore: null, lastRefusal: null },
    }),
  ];
}
