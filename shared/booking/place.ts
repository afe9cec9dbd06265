import type { LocalDate, Session } from '../model/appointment.ts';
import type { CalendarWindow } from '../model/clinic.ts';
import { weekdayOf } from './calendar-date.ts';
import { offerOf, serves } from './capacity.ts';
import { windowsOn } from './clinic-table.ts';
import type { ClinicTable, TimedWindow } from './clinic-table.ts';
import { earliestMade } from './appointment-index.ts';
import type { Refusal } from './outcome.ts';
import { bookableFrom, spansOn } from './slots.ts';
import type { ClinicSnapshot } from './snapshot.ts';

/** Steps 4 to 8 of the order of checks: they are the same for a new booking, a reschedule and a reactivation. */
export interface Wish {
  readonly branchId: string;
  readonly serviceId: string;
  readonly phoneKey: string;
  readonly session: Session | undefined;
  readonly batch: string | undefined;
  /** An appointment that is left out of counts and duplicates: the one that is changed. */
  readonly exceptId: string | undefined;
}

export interface Place {
  readonly kind: 'place';
  readonly window: CalendarWindow;
  readonly date: LocalDate;
  /** Epoch ms. */
  readonly startsAt: number;
}

const past: Refusal = {
  kind: 'refused',
  code: 'PAST_APPOINTMENT',
  message: 'appointment_date must be in the future.',
};
const unknownType: Refusal = {
  kind: 'refused',
  code: 'INVALID_APPOINTMENT_TYPE',
  message: 'appointment_type matches no configured service.',
};
const outside: Refusal = {
  kind: 'refused',
  code: 'OUTSIDE_AVAILABILITY',
  message: 'appointment_date falls within no calendar window of this branch, session, batch and service.',
};
const inactive: Refusal = { kind: 'refused', code: 'SLOT_INACTIVE', message: 'The calendar window is closed.' };
const full: Refusal = {
  kind: 'refused',
  code: 'SLOT_FULL',
  message: 'The calendar window has no place left for this service.',
};

/** Step 4 (PAST-1). */
export function refuseIfPast(instant: number, now: number): Refusal | null {
  return instant <= now ? past : null;
}

/** Step 5 (TYPE-3). */
export function refuseUnknownType(): Refusal {
  return unknownType;
}

/** Steps 6 and 7: a window for an instant that is still to come. */
export function placeAt(wish: Wish, instant: number, table: ClinicTable, snapshot: ClinicSnapshot): Place | Refusal {
  const { date, minutes, weekday } = table.zone.toLocal(instant);
  let matched = false;
  let opened = false;
  for (const timed of windowsOn(table, wish.branchId, weekday)) {
    if (minutes < timed.startMinutes || minutes >= timed.endMinutes || !fits(timed, wish)) continue;
    matched = true;
    const { open, capacity } = offerOf(table, timed.window, date, wish.serviceId);
    if (!open) continue;
    opened = true;
    if (filledOf(timed, wish, date, table, snapshot) < capacity)
      return { kind: 'place', window: timed.window, date, startsAt: instant };
  }
  return opened ? full : matched ? inactive : outside;
}

/**
 * Steps 4, 6 and 7 where no instant was asked for but words of a date were (UPD-6): the first fitting window that is not over. The time is the wanted one where
 * the window holds it and it is still to come, else the first whole minute of the window after now.
 */
export function placeOnDate(
  wish: Wish,
  date: LocalDate,
  wanted: number | null,
  table: ClinicTable,
  snapshot: ClinicSnapshot,
  now: number,
): Place | Refusal {
  let matched = false;
  let ahead = false;
  let opened = false;
  for (const timed of windowsOn(table, wish.branchId, weekdayOf(date))) {
    if (!fits(timed, wish)) continue;
    const spans = spansOn(table, timed, date);
    if (spans.length === 0) continue;
    matched = true;
    const first = bookableFrom(spans, now);
    if (first === null) continue;
    ahead = true;
    const { open, capacity } = offerOf(table, timed.window, date, wish.serviceId);
    if (!open) continue;
    opened = true;
    if (filledOf(timed, wish, date, table, snapshot) >= capacity) continue;
    const held = wanted !== null && wanted > now && spans.some((span) => wanted >= span.from && wanted < span.to);
    return { kind: 'place', window: timed.window, date, startsAt: held ? wanted : first };
  }
  if (opened) return full;
  if (ahead) return inactive;
  return matched ? past : outside;
}

/** CAP-2: places of a window that are taken for the service, not counting the appointment that is changed. */
function filledOf(
  { window }: TimedWindow,
  { serviceId, exceptId }: Wish,
  date: LocalDate,
  table: ClinicTable,
  snapshot: ClinicSnapshot,
): number {
  return snapshot.appointments.countActive(window, date, serviceId, table.windows.byId, exceptId);
}

function fits(timed: TimedWindow, wish: Wish): boolean {
  const { window } = timed;
  if (wish.session !== undefined && window.session !== wish.session) return false;
  if (wish.batch !== undefined && window.batch !== wish.batch) return false;
  return serves(window, wish.serviceId);
}

/** Step 8 (DUP-1): where duplicates are prevented, one active appointment per phone, service and local date. */
export function refuseDuplicate(
  wish: Pick<Wish, 'phoneKey' | 'serviceId' | 'exceptId'>,
  date: LocalDate,
  snapshot: ClinicSnapshot,
): Extract<Refusal, { code: 'DUPLICATE_BOOKING' }> | null {
  if (!snapshot.config.preventDuplicateBookings) return null;
  const ofPhone = snapshot.appointments.activeByPhone(wish.phoneKey);
  if (ofPhone.length === 0) return null;
  const existing = earliestMade(
    ofPhone.filter(
      (other) => other.date === date && other.serviceId === wish.serviceId && other.appointmentId !== wish.exceptId,
    ),
  );
  return existing === undefined
    ? null
    : {
        kind: 'refused',
        code: 'DUPLICATE_BOOKING',
        existing,
        message: 'An active appointment exists already for this phone number, service and date.',
      };
}
