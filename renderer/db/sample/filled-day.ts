import { minutesOf, weekdayOf, type Zone } from '../../../shared/booking/index.ts';
import type { Appointment, AppointmentStatus, LocalDate } from '../../../shared/model/appointment.ts';
import type { CalendarWindow, Service } from '../../../shared/model/clinic.ts';
import type { SamplePatient } from './people.ts';
import type { SeededRandom } from './random.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** A visit is over this long after its time. */
const visitMs = 25 * minuteMs;
/** Appointments are given at full five minutes. */
const stepMs = 5 * minuteMs;
/** The least that a window of the sample is filled. */
const leastFill = 0.2;

/** What each day of the sample is made from. */
export interface SamplePlan {
  readonly zone: Zone;
  readonly windows: readonly CalendarWindow[];
  readonly services: readonly Service[];
  readonly patients: readonly SamplePatient[];
  readonly random: SeededRandom;
  /** The present, epoch ms. */
  readonly now: number;
  readonly today: LocalDate;
}

/** Who sees the patients of a service, in the order of the sample's services. */
const doctorsByService: readonly (readonly string[])[] = [
  ['Dr Meena Iyer', 'Dr R. Balaji'],
  ['Dr Meena Iyer', 'Dr R. Balaji', 'Dr S. Farhana'],
  ['Nurse Shanthi'],
  ['Lab desk'],
];
/** How often each service is asked for. */
const demandByService = [5, 4, 2, 2];

/** One date of both branches: every open window filled to a fifth at least, some of today's to the last place. */
export function filledDay(plan: SamplePlan, date: LocalDate): readonly Appointment[] {
  const phonesOfDay = new Set<string>();
  const open = plan.windows
    .filter((window) => window.day === weekdayOf(date) && window.status === 'OPEN')
    .sort((a, b) =>
      a.branchId === b.branchId ? (a.startTime < b.startTime ? -1 : 1) : a.branchId < b.branchId ? 1 : -1,
    );
  return open.flatMap((window) => {
    const ofBranch = open.filter(({ branchId }) => branchId === window.branchId);
    return filledWindow(plan, date, window, fillOf(plan, date, ofBranch.indexOf(window), ofBranch.length), phonesOfDay);
  });
}

/** The share of its places that is taken: days to come are emptier, and each branch has one full window today. */
function fillOf({ random, today }: SamplePlan, date: LocalDate, position: number, windowsOfBranch: number): number {
  if (date === today && (position === 2 || windowsOfBranch === 1)) return 1;
  if (date === today) return 0.35 + 0.45 * random.next();
  if (date < today) return 0.3 + 0.5 * random.next();
  const daysAhead = (Date.parse(date) - Date.parse(today)) / dayMs;
  return Math.max(leastFill, (0.6 - 0.025 * daysAhead) * (0.5 + 0.5 * random.next()));
}

function filledWindow(
  plan: SamplePlan,
  date: LocalDate,
  window: CalendarWindow,
  fill: number,
  phonesOfDay: Set<string>,
): readonly Appointment[] {
  // A window that is not full has room for each service: whoever tries the desk finds a place.
  const capacity = Math.max(0, (window.aiSlots ?? window.maxSlots) - (fill < 1 ? 1 : 0));
  const served = plan.services.flatMap((service, position) =>
    window.serviceId === null || window.serviceId === service.serviceId
      ? [{ ...service, position, left: capacity }]
      : [],
  );
  const wanted = Math.ceil(fill * capacity * served.length);
  const visits: Visit[] = [];
  while (visits.length < wanted) {
    const withPlaces = served.filter(({ left }) => left > 0);
    const service = plan.random.pick(
      withPlaces.flatMap((s) => Array.from({ length: demandByService[s.position] ?? 1 }, () => s)),
    );
    service.left -= 1;
    visits.push({ ...service, patient: freePatient(plan, phonesOfDay), cancelled: false });
  }
  // A few were cancelled; their places count as free.
  const cancelled = Math.round(wanted * 0.07 * plan.random.next());
  for (let index = 0; index < cancelled; index += 1) {
    const service = plan.random.pick(served);
    visits.push({ ...service, patient: freePatient(plan, phonesOfDay), cancelled: true });
  }
  return visits.map((visit, index) => appointmentOf(plan, date, window, visit, index / visits.length));
}

interface Visit extends Service {
  readonly position: number;
  readonly patient: SamplePatient;
  readonly cancelled: boolean;
}

/** Someone who does not come on that date yet: the rule against double bookings goes by phone. */
function freePatient({ patients, random }: SamplePlan, phonesOfDay: Set<string>): SamplePatient {
  for (;;) {
    const patient = random.pick(patients);
    if (phonesOfDay.has(patient.phone)) continue;
    phonesOfDay.add(patient.phone);
    return patient;
  }
}

/** `within`: how far into the window the visit is, from 0 to below 1. */
function appointmentOf(
  { zone, random, now }: SamplePlan,
  date: LocalDate,
  window: CalendarWindow,
  visit: Visit,
  within: number,
): Appointment {
  const from = zone.toInstant(date, minutesOf(window.startTime));
  const to = zone.toInstant(date, minutesOf(window.endTime));
  const startsAt = from + Math.floor(((to - from) * within) / stepMs) * stepMs;
  const latest = Math.min(now, startsAt);
  const createdAt = latest - random.between(40, 7 * 24 * 60) * minuteMs;
  const status = statusOf(visit, startsAt, now, random);
  return {
    appointmentId: `sample-${window.calendarId}-${date}-${visit.serviceId.slice(0, 4)}-${visit.patient.phone.slice(-9)}`,
    serviceId: visit.serviceId,
    branchId: window.branchId,
    date,
    session: window.session,
    batch: window.batch,
    token: null,
    patientName: visit.patient.name,
    parentPhone: visit.patient.phone,
    assignedDoctor: random.pick(doctorsByService[visit.position] ?? ['Duty doctor']),
    notes: null,
    status,
    externalReferenceId: null,
    createdAt: new Date(createdAt).toISOString(),
    updatedAt: new Date(updatedAt(status, createdAt, startsAt, now)).toISOString(),
    calendarId: window.calendarId,
    startsAt: new Date(startsAt).toISOString(),
  };
}

function statusOf(visit: Visit, startsAt: number, now: number, random: SeededRandom): AppointmentStatus {
  if (visit.cancelled) return 'cancelled';
  // Some of those who did not come are never closed by anyone.
  if (startsAt + visitMs < now) return random.chance(0.92) ? 'completed' : 'confirmed';
  return random.chance(0.05) ? 'rescheduled' : 'confirmed';
}

function updatedAt(status: AppointmentStatus, createdAt: number, startsAt: number, now: number): number {
  if (status === 'completed') return Math.min(now, startsAt + visitMs);
  if (status === 'confirmed') return createdAt;
  return Math.floor((createdAt + Math.min(now, startsAt)) / 2);
}
