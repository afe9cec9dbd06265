import { addDays, createZone, weekdayOf } from '../../../shared/booking/index.ts';
import type { Appointment, LocalDate } from '../../../shared/model/appointment.ts';
import { isActive } from '../../../shared/model/appointment.ts';
import { sampleBranches, sampleConfig, sampleServices, sampleWindows } from '../../../shared/model/sample-clinic.ts';
import type { DayRecord, SampleContents } from '../store.ts';
import { filledDay, type SamplePlan } from './filled-day.ts';
import { ownBookings } from './own-bookings.ts';
import { samplePatients } from './people.ts';
import { createSeededRandom, type SeededRandom } from './random.ts';

const sampleSeed = 20260101;
const patientCount = 700;
const daysBack = 7;
const daysAhead = 14;

/**
 * The sample clinic as a desk finds it at its first start: a week of visits behind it and two weeks of appointments ahead.
 * The same `now` and letter make the same clinic.
 * @param now The present, epoch ms.
 * @param deviceLetter The desk's letter, which its own bookings' tokens carry.
 */
export function makeSample(
  now: number,
  deviceLetter: string,
  random: SeededRandom = createSeededRandom(sampleSeed),
): SampleContents {
  const zone = createZone(sampleConfig.timezone);
  const today = zone.toLocal(now).date;
  const plan: SamplePlan = {
    zone,
    windows: sampleWindows,
    services: sampleServices,
    patients: samplePatients(patientCount, random),
    random,
    now,
    today,
  };
  const dates = Array.from({ length: daysBack + 1 + daysAhead }, (_, index) => addDays(today, index - daysBack));
  const filled = dates.flatMap((date) => filledDay(plan, date));
  const windowsToday = sampleWindows.filter(({ day, status }) => day === weekdayOf(today) && status === 'OPEN');
  const own = ownBookings(filled, windowsToday, deviceLetter, plan);
  const appointments = filled.map((record) => own.records.get(record.appointmentId) ?? record);
  return {
    clinic: { config: sampleConfig, branches: sampleBranches, services: sampleServices },
    windows: sampleWindows,
    days: dates.map((date) => dayOf(date, appointments, new Date(now).toISOString())),
    appointments,
    bookings: own.bookings,
  };
}

/** What a server would have said of the date. */
function dayOf(date: LocalDate, appointments: readonly Appointment[], pulledAt: string): DayRecord {
  const filled: Record<string, number> = {};
  for (const record of appointments) {
    if (record.date !== date || record.calendarId === null || !isActive(record)) continue;
    filled[record.calendarId] = (filled[record.calendarId] ?? 0) + 1;
  }
  return {
    date,
    openCalendarIds: sampleWindows
      .filter(({ day, status }) => day === weekdayOf(date) && status === 'OPEN')
      .map(({ calendarId }) => calendarId),
    overrides: [],
    filled,
    availabilityAt: pulledAt,
    trackingAt: pulledAt,
    listedAt: pulledAt,
  };
}
