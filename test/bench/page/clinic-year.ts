import { addDays, createZone, phoneKey } from '../../../shared/booking/index.ts';
import { unknownClinic } from '../../../shared/model/clinic-id.ts';
import type { Appointment } from '../../../shared/model/appointment.ts';
import { referenceOf, type Booking } from '../../../shared/model/booking.ts';
import type { Branch, CalendarWindow, Service, Weekday } from '../../../shared/model/clinic.ts';
import type { ClinicRecord } from '../../../renderer/db/store.ts';

/** Two busy branches: this many appointments each on every day, 50,000 in all. */
export const rowsPerBranchAndDay = 200;
const daysBehind = 108;
const daysAhead = 16;
/** Bookings made at this desk are half of its branch's appointments on these last days and all days to come. */
const ownDaysBehind = 30;

const timezone = 'Asia/Kolkata';
const minuteMs = 60_000;

const branches: readonly Branch[] = [
  { branchId: 'b-1', name: 'One' },
  { branchId: 'b-2', name: 'Two' },
];
/** The branch of this desk. */
export const homeBranch = 'b-1';

const services: readonly Service[] = [
  { serviceId: 'f47ac10b-58cc-4372-a567-0e02b2c3d479', name: 'General Checkup' },
  { serviceId: '0b9f3a52-5c1e-4a57-9a34-6f2f1f1b6a01', name: 'Follow-up' },
  { serviceId: '7f5f5d7e-2f43-4b0e-8f3c-b6a2f3d1c002', name: 'Vaccination' },
  { serviceId: '2d0c6f1a-93b4-4f9b-8f07-1c9a7e5d8003', name: 'Dental' },
];
const hours = [
  ['Morning', 'MA', '09:00', '11:00'],
  ['Morning', 'MB', '11:00', '13:00'],
  ['Afternoon', 'AA', '14:00', '16:00'],
  ['Afternoon', 'AB', '16:00', '17:30'],
  ['Evening', 'EA', '17:30', '19:00'],
  ['Evening', 'EB', '19:00', '20:30'],
] as const;
const weekdays: readonly Weekday[] = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const names = ['Meena Raman', 'Karthik Subramanian', 'Fathima Begum', 'Arun Prasad', 'Lakshmi Narayanan'];
const doctors = ['Dr. Anand', 'Dr. Priya', null];

export interface ClinicDay {
  readonly date: string;
  /** Server records of both branches. */
  readonly records: readonly Appointment[];
  /** Bookings of this desk; the server has a record of each. */
  readonly bookings: readonly Booking[];
}

export interface ClinicYear {
  readonly today: string;
  readonly clinic: ClinicRecord;
  readonly windows: readonly CalendarWindow[];
  readonly dates: readonly string[];
  readonly dayOf: (date: string) => ClinicDay;
}

/** A slot to book in: window, service, and an instant (epoch ms) inside the window. */
export interface SlotToBook {
  readonly calendarId: string;
  readonly serviceId: string;
  readonly session: Appointment['session'];
  readonly batch: string;
  readonly bookAt: number;
}

/** The clinic around the local date of `now` (epoch ms). The same for the same date. */
export function makeClinicYear(now: number): ClinicYear {
  const { date: today } = createZone(timezone).toLocal(now);
  const dates = Array.from({ length: daysBehind + 1 + daysAhead }, (_, at) => addDays(today, at - daysBehind));
  return {
    today,
    clinic: {
      config: { timezone, preventDuplicateBookings: true, allowCancellation: true, cancellationNoticeHours: 0 },
      branches,
      services,
    },
    windows: branches.flatMap(({ branchId }) => weekdays.flatMap((day) => windowsOf(branchId, day))),
    dates,
    dayOf: (date) => makeDay(date, today, dates.indexOf(date)),
  };
}

/** The `at`th slot of a branch on a date: every window and service in turn. */
export function slotAt(branchId: string, date: string, at: number): SlotToBook {
  const [session, batch, startTime] = hours[at % hours.length] ?? hours[0];
  const service = services[Math.floor(at / hours.length) % services.length];
  const bookAt = Date.parse(`${date}T${startTime}:00+05:30`) + (at % 80) * minuteMs;
  const weekday = weekdays[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? 'sunday';
  return {
    calendarId: calendarIdOf(branchId, weekday, batch),
    serviceId: service?.serviceId ?? '',
    session,
    batch,
    bookAt,
  };
}

function windowsOf(branchId: string, day: Weekday): readonly CalendarWindow[] {
  return hours.map(([session, batch, startTime, endTime]) => ({
    calendarId: calendarIdOf(branchId, day, batch),
    branchId,
    day,
    session,
    batch,
    startTime,
    endTime,
    serviceId: null,
    maxSlots: 60,
    aiSlots: null,
    status: 'OPEN',
  }));
}

function calendarIdOf(branchId: string, day: Weekday, batch: string): string {
  return `c-${branchId}-${day}-${batch}`;
}

function makeDay(date: string, today: string, dayNumber: number): ClinicDay {
  const records: Appointment[] = [];
  const bookings: Booking[] = [];
  const keepsBookings = date >= addDays(today, -ownDaysBehind);
  for (const [branchNumber, { branchId }] of branches.entries()) {
    for (let row = 0; row < rowsPerBranchAndDay; row += 1) {
      const serial = (dayNumber * branches.length + branchNumber) * rowsPerBranchAndDay + row;
      const record = makeRecord(branchId, date, date < today, row, serial);
      const isOwn = keepsBookings && branchId === homeBranch && row % 2 === 1;
      if (!isOwn) {
        records.push(record);
        continue;
      }
      const booking = makeBooking(record, row);
      bookings.push(booking);
      // The list names neither window nor time, but the desk that made the booking knows both and keeps them.
      records.push({ ...record, externalReferenceId: referenceOf(booking), ...knownPlace(booking) });
    }
  }
  return { date, records, bookings };
}

function makeRecord(branchId: string, date: string, isPast: boolean, row: number, serial: number): Appointment {
  const slot = slotAt(branchId, date, row);
  const made = new Date(slot.bookAt - 4 * 86_400_000).toISOString();
  return {
    appointmentId: `a-${String(serial).padStart(8, '0')}`,
    serviceId: slot.serviceId,
    branchId,
    date,
    session: slot.session,
    batch: slot.batch,
    token: null,
    patientName: names[serial % names.length] ?? '',
    parentPhone: `+9198${String(10_000_000 + serial)}`,
    assignedDoctor: doctors[serial % doctors.length] ?? null,
    notes: null,
    status: row % 20 === 0 ? 'cancelled' : isPast ? 'completed' : 'confirmed',
    externalReferenceId: null,
    createdAt: made,
    updatedAt: made,
    calendarId: null,
    startsAt: null,
  };
}

function knownPlace({ place }: Booking): Pick<Appointment, 'calendarId' | 'startsAt'> {
  return { calendarId: place.calendarId, startsAt: place.startsAt };
}

function makeBooking(record: Appointment, row: number): Booking {
  const slot = slotAt(record.branchId, record.date, row);
  const window = hours[row % hours.length] ?? hours[0];
  return {
    bookingId: `desk1-${record.appointmentId}`,
    clinicId: unknownClinic,
    generation: 1,
    kind: 'booking',
    token: `${slot.batch}-A${String(Math.floor(row / hours.length) + 1).padStart(2, '0')}`,
    phoneKey: phoneKey(record.parentPhone),
    formerTokens: [],
    earlierRecords: [],
    patient: { name: record.patientName, phone: record.parentPhone, note: null },
    place: {
      branchId: record.branchId,
      calendarId: slot.calendarId,
      serviceId: slot.serviceId,
      date: record.date,
      session: slot.session,
      batch: slot.batch,
      startsAt: new Date(slot.bookAt).toISOString(),
      windowStartsAt: new Date(`${record.date}T${window[2]}:00+05:30`).toISOString(),
      windowEndsAt: new Date(`${record.date}T${window[3]}:00+05:30`).toISOString(),
    },
    basis: 'place',
    assignedDoctor: record.assignedDoctor,
    origin: 'desk',
    visit: [],
    reason: null,
    life: { state: 'SYNCED', serverId: record.appointmentId, syncedAt: record.createdAt },
    undo: null,
    call: null,
    audit: [{ at: record.createdAt, by: 'person', what: 'booked' }],
    createdAt: record.createdAt,
    updatedAt: record.createdAt,
  };
}
