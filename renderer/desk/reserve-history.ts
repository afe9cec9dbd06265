import { addDays, weekdayOf, windowOfAppointment, type ClinicSnapshot, type Slot } from '../../shared/booking/index.ts';
import { isActive, type LocalDate } from '../../shared/model/appointment.ts';
import { installationOf } from '../../shared/reservations/reference.ts';
import type { DeskStore } from '../db/store.ts';
import { tallyKey } from './slot-tally.ts';

/** How far back the branch's own history is read, days: eight of each weekday. */
const HISTORY_DAYS = 56;

/** What other channels booked in each slot of a weekly window, one number for each earlier date whose list is known. */
export class ReserveHistory {
  readonly #store: Pick<DeskStore, 'appointments' | 'days'>;
  #counts: ReadonlyMap<string, readonly number[]> = new Map();

  constructor(store: Pick<DeskStore, 'appointments' | 'days'>) {
    this.#store = store;
  }

  /** Reads the dates before `today` (organisation-local). */
  async load(today: LocalDate, snapshot: ClinicSnapshot): Promise<void> {
    const from = addDays(today, -HISTORY_DAYS);
    const to = addDays(today, -1);
    const [days, records] = await Promise.all([this.#store.days(from, to), this.#store.appointments(from, to)]);
    const byDate = new Map<LocalDate, Map<string, number>>();
    for (const { date, listedAt } of days) if (listedAt !== null) byDate.set(date, new Map());
    for (const record of records) {
      const ofDate = byDate.get(record.date);
      if (ofDate === undefined || !isActive(record) || installationOf(record.externalReferenceId) !== null) continue;
      const window = windowOfAppointment(record, snapshot);
      if (window === undefined) continue;
      const key = tallyKey(window.calendarId, record.serviceId);
      ofDate.set(key, (ofDate.get(key) ?? 0) + 1);
    }
    this.#counts = countsOf(byDate, snapshot);
  }

  /** One number for each earlier date on which the slot's window took place. */
  of({ window, serviceId }: Slot): readonly number[] {
    return this.#counts.get(tallyKey(window.calendarId, serviceId)) ?? [];
  }
}

/** A date on which nobody booked in a window counts as well: it says that nothing need be kept. */
function countsOf(
  byDate: ReadonlyMap<LocalDate, ReadonlyMap<string, number>>,
  { windows, services }: ClinicSnapshot,
): ReadonlyMap<string, readonly number[]> {
  const counts = new Map<string, number[]>();
  for (const [date, ofDate] of byDate) {
    const weekday = weekdayOf(date);
    for (const { calendarId } of windows.filter(({ day }) => day === weekday)) {
      for (const { serviceId } of services) {
        const key = tallyKey(calendarId, serviceId);
        const known = counts.get(key) ?? [];
        known.push(ofDate.get(key) ?? 0);
        counts.set(key, known);
      }
    }
  }
  return counts;
}
