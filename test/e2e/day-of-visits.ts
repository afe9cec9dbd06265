import { phoneKey } from '../../shared/booking/index.ts';
import type { Appointment } from '../../shared/model/appointment.ts';
import type { Booking, VisitNote, VisitStep } from '../../shared/model/booking.ts';
import { sampleServices, sampleWindows } from '../../shared/model/sample-clinic.ts';

const date = '2026-06-15';
const branchId = 'b-tnagar';

function instant(wallTime: string): string {
  return new Date(Date.parse(`${date}T${wallTime}:00+05:30`)).toISOString();
}

function visitOf(steps: readonly (readonly [VisitStep, string])[]): readonly VisitNote[] {
  return steps.map(([step, wallTime]) => ({ step, at: instant(wallTime) }));
}

/** Of the first window's patients, in the order of their times: waits of 8, 21, 36 and 52 minutes, then who did not come. */
const morning: readonly (readonly (readonly [VisitStep, string])[])[] = [
  [
    ['arrived', '08:52'],
    ['with-doctor', '09:00'],
    ['done', '09:12'],
  ],
  [
    ['arrived', '09:05'],
    ['with-doctor', '09:26'],
    ['done', '09:40'],
  ],
  [
    ['arrived', '09:20'],
    ['with-doctor', '09:56'],
    ['done', '10:10'],
  ],
  [
    ['arrived', '09:30'],
    ['with-doctor', '10:22'],
    ['done', '10:40'],
  ],
  [['no-show', '10:55']],
  [['arrived', '10:31']],
];

/** Of this hour's patients: one is with the doctor after 12 minutes, one waits. */
const now: typeof morning = [
  [
    ['arrived', '11:03'],
    ['with-doctor', '11:15'],
  ],
  [['arrived', '11:12']],
];

/**
 * A Monday in T. Nagar at 11:35 as this desk noted it: visits of the server's appointments, a walk-in of its own on a place of
 * the clinic's own, and a visit that HuskyVoice never took. None of them is owed, so that nothing is sent.
 */
export function dayOfVisits(appointments: readonly Appointment[], clinicId: string): readonly Booking[] {
  const ofWindow = (calendarId: string): readonly Appointment[] =>
    appointments.filter((one) => one.date === date && one.calendarId === calendarId && one.status !== 'cancelled');
  const takenUp = [
    ...zipped(
      ofWindow('tnagar-mon-ma').filter(({ status }) => status === 'confirmed'),
      [morning[4]!, morning[5]!],
    ),
    ...zipped(
      ofWindow('tnagar-mon-ma').filter(({ status }) => status === 'completed'),
      morning.slice(0, 4),
    ),
    ...zipped(
      ofWindow('tnagar-mon-mb').filter(({ status }) => status === 'confirmed'),
      now,
    ),
  ].map(([record, steps], index) => takenUpFrom(record, index, visitOf(steps), clinicId));
  return [...takenUp, unreported(clinicId)];
}

function zipped<A, B>(some: readonly A[], others: readonly B[]): readonly (readonly [A, B])[] {
  return others.flatMap((other, index) => {
    const one = some[index];
    return one === undefined ? [] : [[one, other] as const];
  });
}

function windowOf(calendarId: string): Pick<Booking['place'], 'calendarId' | 'windowStartsAt' | 'windowEndsAt'> {
  const window = sampleWindows.find((candidate) => candidate.calendarId === calendarId)!;
  return {
    calendarId,
    windowStartsAt: instant(window.startTime),
    windowEndsAt: instant(window.endTime),
  };
}

function takenUpFrom(record: Appointment, index: number, visit: readonly VisitNote[], clinicId: string): Booking {
  const place = windowOf(record.calendarId ?? '');
  return {
    bookingId: `e2edesk000-01JXVISIT0000000000000000${String(index).padStart(2, '0')}`,
    origin: 'elsewhere',
    clinicId,
    generation: 1,
    kind: 'booking',
    token: `${record.batch}-A${String(index + 30)}`,
    phoneKey: phoneKey(record.parentPhone),
    formerTokens: [],
    earlierRecords: [],
    patient: { name: record.patientName, phone: record.parentPhone, note: null },
    place: {
      ...place,
      branchId,
      serviceId: record.serviceId,
      date,
      session: record.session,
      batch: record.batch,
      startsAt: record.startsAt ?? place.windowStartsAt,
    },
    basis: 'place',
    assignedDoctor: record.assignedDoctor,
    visit: [...visit],
    reason: null,
    life: { state: 'SYNCED', serverId: record.appointmentId, syncedAt: instant('08:30') },
    undo: null,
    call: null,
    audit: [],
    createdAt: instant('08:30'),
    updatedAt: instant('11:20'),
  };
}

/** Its window was over when the internet came back. */
function unreported(clinicId: string): Booking {
  const place = windowOf('tnagar-mon-ma');
  return {
    bookingId: 'e2edesk000-01JXUNREPORTED0000000000000',
    origin: 'desk',
    clinicId,
    generation: 1,
    kind: 'walk-in',
    token: 'MA-A29',
    phoneKey: phoneKey('9841033445'),
    formerTokens: [],
    earlierRecords: [],
    patient: { name: 'மீனாட்சி "மீனா" சுந்தரம், T. Nagar', phone: '9841033445', note: null },
    place: {
      ...place,
      branchId,
      serviceId: sampleServices[0]!.serviceId,
      date,
      session: 'Morning',
      batch: 'MA',
      startsAt: instant('10:50'),
    },
    basis: 'own-place',
    assignedDoctor: null,
    visit: [
      ...visitOf([
        ['arrived', '10:20'],
        ['with-doctor', '10:50'],
        ['done', '10:58'],
      ]),
    ],
    reason: null,
    life: {
      state: 'VISIT_UNREPORTED',
      since: instant('11:10'),
      refusal: { code: 'PAST_APPOINTMENT', message: 'The time has passed', status: 422, at: instant('11:10') },
    },
    undo: null,
    call: null,
    audit: [],
    createdAt: instant('10:20'),
    updatedAt: instant('11:10'),
  };
}
