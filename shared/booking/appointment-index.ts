import { isActive } from '../model/appointment.ts';
import type { Appointment, LocalDate } from '../model/appointment.ts';
import type { CalendarWindow } from '../model/clinic.ts';
import { phoneKey } from './phone.ts';
import { windowNamed } from './clinic-table.ts';
import type { AppointmentLookup, KnownWindows } from './snapshot.ts';

/**
 * The appointments that are known, kept so that each question of a decision is answered by a few map look-ups however many there are.
 * A record that names its window (`calendarId`) counts there alone. One that names none, or one that its branch does not have
 * on that weekday any more, counts in every window with its branch, date, session and batch: a place that may be taken is not
 * offered (CAP-6).
 */
export class AppointmentIndex implements AppointmentLookup {
  readonly #byId = new Map<string, Appointment>();
  readonly #byReference = new Map<string, Appointment[]>();
  readonly #byPhone = new Map<string, Appointment[]>();
  readonly #days = new Map<string, Map<LocalDate, Day>>();

  /** How many appointments are known, cancelled ones included. */
  get size(): number {
    return this.#byId.size;
  }

  /** Adds an appointment, or replaces the one with its id. */
  put(appointment: Appointment): void {
    this.remove(appointment.appointmentId);
    this.#byId.set(appointment.appointmentId, appointment);
    this.#dayFor(appointment).put(appointment);
    if (!isActive(appointment)) return;
    if (appointment.externalReferenceId !== null) {
      append(this.#byReference, appointment.externalReferenceId, appointment);
    }
    append(this.#byPhone, phoneKey(appointment.parentPhone), appointment);
  }

  /** Forgets an appointment; one that is not known is no error. */
  remove(appointmentId: string): void {
    const known = this.#byId.get(appointmentId);
    if (known === undefined) return;
    this.#byId.delete(appointmentId);
    this.#dayFor(known).remove(known);
    if (!isActive(known)) return;
    if (known.externalReferenceId !== null) withdraw(this.#byReference, known.externalReferenceId, known);
    withdraw(this.#byPhone, phoneKey(known.parentPhone), known);
  }

  clear(): void {
    this.#byId.clear();
    this.#byReference.clear();
    this.#byPhone.clear();
    this.#days.clear();
  }

  byId(appointmentId: string): Appointment | undefined {
    return this.#byId.get(appointmentId);
  }

  /** The active appointment with this reference; where records were imported that share it, the earliest made. */
  activeByReference(externalReferenceId: string): Appointment | undefined {
    const found = this.#byReference.get(externalReferenceId);
    return found === undefined ? undefined : earliestMade(found);
  }

  countActive(
    window: CalendarWindow,
    date: LocalDate,
    serviceId: string | null,
    windows: KnownWindows,
    exceptId?: string,
  ): number {
    const day = this.#days.get(window.branchId)?.get(date);
    if (day === undefined) return 0;
    const count = day.countActive(window, serviceId, windows);
    if (exceptId === undefined || count === 0) return count;
    const except = this.#byId.get(exceptId);
    return except !== undefined && isCounted(except, window, date, serviceId, windows) ? count - 1 : count;
  }

  activeByPhone(key: string): readonly Appointment[] {
    return this.#byPhone.get(key) ?? none;
  }

  /** All appointments of a branch and local date, cancelled ones too, by the time they were made, then by id. */
  ofDay(branchId: string, date: LocalDate): readonly Appointment[] {
    return this.#days.get(branchId)?.get(date)?.inOrder() ?? none;
  }

  #dayFor(appointment: Appointment): Day {
    const dates = this.#days.get(appointment.branchId) ?? new Map<LocalDate, Day>();
    this.#days.set(appointment.branchId, dates);
    const day = dates.get(appointment.date) ?? new Day();
    dates.set(appointment.date, day);
    return day;
  }
}

const none: readonly Appointment[] = [];

/** One branch on one date. */
class Day {
  readonly #appointments = new Map<string, Appointment>();
  /** By the window that is named, whatever session and batch the record has. */
  readonly #byWindow = new Tally();
  /** By session and batch, then by the window that is named. */
  readonly #byLabel = new Map<string, Tally>();
  #sorted: readonly Appointment[] | null = null;

  put(appointment: Appointment): void {
    this.#appointments.set(appointment.appointmentId, appointment);
    this.#sorted = null;
    if (isActive(appointment)) this.#count(appointment, 1);
  }

  remove(appointment: Appointment): void {
    this.#appointments.delete(appointment.appointmentId);
    this.#sorted = null;
    if (isActive(appointment)) this.#count(appointment, -1);
  }

  countActive(window: CalendarWindow, serviceId: string | null, windows: KnownWindows): number {
    let count = this.#byWindow.of(window.calendarId, serviceId);
    const sameLabel = this.#byLabel.get(labelOf(window));
    if (sameLabel === undefined) return count;
    for (const calendarId of sameLabel.keys()) {
      if (windowNamed(windows, calendarId, window) === undefined) count += sameLabel.of(calendarId, serviceId);
    }
    return count;
  }

  inOrder(): readonly Appointment[] {
    this.#sorted ??= [...this.#appointments.values()].sort(madeEarlier);
    return this.#sorted;
  }

  #count(appointment: Appointment, by: 1 | -1): void {
    const { calendarId, serviceId } = appointment;
    if (calendarId !== null) this.#byWindow.add(calendarId, serviceId, by);
    const label = labelOf(appointment);
    const sameLabel = this.#byLabel.get(label) ?? new Tally();
    this.#byLabel.set(label, sameLabel);
    sameLabel.add(calendarId ?? nameless, serviceId, by);
  }
}

/** Stands for the window of a record that names none; no window has this id. */
const nameless = '';

/** Counts by a key and, within it, by service. */
class Tally {
  readonly #counts = new Map<string, Map<string, number>>();

  /** The keys under which anything is counted. */
  keys(): Iterable<string> {
    return this.#counts.keys();
  }

  of(key: string, serviceId: string | null): number {
    const byService = this.#counts.get(key);
    if (byService === undefined) return 0;
    if (serviceId !== null) return byService.get(serviceId) ?? 0;
    let sum = 0;
    for (const count of byService.values()) sum += count;
    return sum;
  }

  add(key: string, serviceId: string, by: number): void {
    const byService = this.#counts.get(key) ?? new Map<string, number>();
    this.#counts.set(key, byService);
    const count = (byService.get(serviceId) ?? 0) + by;
    if (count === 0) byService.delete(serviceId);
    else byService.set(serviceId, count);
    if (byService.size === 0) this.#counts.delete(key);
  }
}

function isCounted(
  a: Appointment,
  window: CalendarWindow,
  date: LocalDate,
  serviceId: string | null,
  windows: KnownWindows,
): boolean {
  if (!isActive(a) || a.branchId !== window.branchId || a.date !== date) return false;
  if (serviceId !== null && a.serviceId !== serviceId) return false;
  const named = a.calendarId === null ? undefined : windowNamed(windows, a.calendarId, window);
  return named === undefined ? labelOf(a) === labelOf(window) : a.calendarId === window.calendarId;
}

/** Sessions are three known words without a space, so two different pairs never give the same label. */
function labelOf(of: Pick<CalendarWindow, 'session' | 'batch'>): string {
  return `${of.session} ${of.batch}`;
}

function append(lists: Map<string, Appointment[]>, key: string, appointment: Appointment): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [appointment]);
  else list.push(appointment);
}

function withdraw(lists: Map<string, Appointment[]>, key: string, appointment: Appointment): void {
  const list = lists.get(key);
  if (list === undefined) return;
  const at = list.indexOf(appointment);
  if (at >= 0) list.splice(at, 1);
  if (list.length === 0) lists.delete(key);
}

/** The appointment made first; ties by id, so that every device names the same one. */
export function earliestMade(appointments: readonly Appointment[]): Appointment | undefined {
  let earliest = appointments[0];
  for (const appointment of appointments) {
    if (earliest !== undefined && madeEarlier(appointment, earliest) < 0) earliest = appointment;
  }
  return earliest;
}

function madeEarlier(a: Appointment, b: Appointment): number {
  return byText(a.createdAt, b.createdAt) || byText(a.appointmentId, b.appointmentId);
}

function byText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
