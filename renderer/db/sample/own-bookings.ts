import { minutesOf, type Zone } from '../../../shared/booking/index.ts';
import { practiceClinic } from '../../../shared/model/clinic-id.ts';
import type { Appointment, LocalDate } from '../../../shared/model/appointment.ts';
import { isActive } from '../../../shared/model/appointment.ts';
import { referenceOf, type Booking } from '../../../shared/model/booking.ts';
import type { CalendarWindow } from '../../../shared/model/clinic.ts';

/** So many of the first branch's patients were booked at this desk: in a window that has begun, with one walk-in, and in one to come. */
const ownInBegunWindow = 3;
const ownInLaterWindow = 1;
/** A walk-in is registered this long before its turn. */
const walkInLeadMs = 10 * 60_000;

/** What this desk booked itself, all of it confirmed long ago: nothing of the sample waits to be sent. */
export interface OwnBookings {
  readonly bookings: readonly Booking[];
  /** The server's records of these bookings, which carry the desk's reference. */
  readonly records: ReadonlyMap<string, Appointment>;
}

/** Takes some of today's patients of the first branch as booked here, with tokens in the order of their times. */
export function ownBookings(
  appointments: readonly Appointment[],
  windows: readonly CalendarWindow[],
  deviceLetter: string,
  { zone, now, today }: { readonly zone: Zone; readonly now: number; readonly today: LocalDate },
): OwnBookings {
  const branchId = windows[0]?.branchId;
  const bookings: Booking[] = [];
  const records = new Map<string, Appointment>();
  for (const window of windows.filter((candidate) => candidate.branchId === branchId)) {
    const span = {
      from: zone.toInstant(today, minutesOf(window.startTime)),
      to: zone.toInstant(today, minutesOf(window.endTime)),
    };
    const ofWindow = appointments.filter(
      (record) => record.calendarId === window.calendarId && record.date === today && isActive(record),
    );
    for (const [index, record] of everyFourth(
      ofWindow,
      span.from < now ? ownInBegunWindow : ownInLaterWindow,
    ).entries()) {
      const number = index + 1;
      const token = `${window.batch}-${deviceLetter}${String(number).padStart(2, '0')}`;
      const walkIn = number === ownInBegunWindow;
      const bookingId = `sample-${window.calendarId}-${String(number).padStart(2, '0')}`;
      const own = { ...record, externalReferenceId: referenceOf({ bookingId, generation: 1 }) };
      records.set(record.appointmentId, own);
      bookings.push(bookingOf(own, window, { bookingId, token, walkIn, now, ...span }));
    }
  }
  return { bookings, records };
}

function everyFourth(records: readonly Appointment[], most: number): readonly Appointment[] {
  return records.filter((_, index) => index % 4 === 0).slice(0, most);
}

function bookingOf(
  record: Appointment,
  window: CalendarWindow,
  made: {
    readonly bookingId: string;
    readonly token: string;
    readonly walkIn: boolean;
    readonly from: number;
    readonly to: number;
    readonly now: number;
  },
): Booking {
  const startsAt = record.startsAt ?? new Date(made.from).toISOString();
  const arrived = Math.min(made.now, Math.max(made.from, Date.parse(startsAt) - walkInLeadMs));
  const createdAt = made.walkIn ? new Date(arrived).toISOString() : record.createdAt;
  return {
    bookingId: made.bookingId,
    origin: 'desk',
    clinicId: practiceClinic,
    generation: 1,
    kind: made.walkIn ? 'walk-in' : 'booking',
    token: made.token,
    phoneKey: record.parentPhone,
    formerTokens: [],
    earlierRecords: [],
    patient: { name: record.patientName, phone: record.parentPhone, note: null },
    place: {
      branchId: record.branchId,
      calendarId: window.calendarId,
      serviceId: record.serviceId,
      date: record.date,
      session: record.session,
      batch: record.batch,
      startsAt,
      windowStartsAt: new Date(made.from).toISOString(),
      windowEndsAt: new Date(made.to).toISOString(),
    },
    basis: 'place',
    assignedDoctor: record.assignedDoctor,
    visit: made.walkIn ? [{ step: 'arrived', at: createdAt }] : [],
    reason: null,
    life: { state: 'SYNCED', serverId: record.appointmentId, syncedAt: createdAt },
    undo: null,
    call: null,
    audit: [{ at: createdAt, by: 'person', what: 'booked' }],
    createdAt,
    updatedAt: createdAt,
  };
}
