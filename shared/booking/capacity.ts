import type { LocalDate } from '../model/appointment.ts';
import type { CalendarWindow } from '../model/clinic.ts';
import type { ClinicTable } from './clinic-table.ts';

/** What a window offers one service on one date, with that date's changes applied (CAP-1, CAP-4). */
export interface Offer {
  readonly open: boolean;
  /** All places. */
  readonly maxSlots: number;
  /** Places open to API bookings. */
  readonly capacity: number;
}

/** The offer of a window on a date; `serviceId` null asks for what holds for the window as a whole. */
export function offerOf(table: ClinicTable, window: CalendarWindow, date: LocalDate, serviceId: string | null): Offer {
  const changes = table.overrides.get(window.calendarId)?.get(date);
  if (changes === undefined) {
    return { open: window.status === 'OPEN', maxSlots: window.maxSlots, capacity: window.aiSlots ?? window.maxSlots };
  }
  const own = serviceId === null ? undefined : changes.byService.get(serviceId);
  const all = changes.all;
  const maxSlots = own?.maxSlots ?? all?.maxSlots ?? window.maxSlots;
  // Null says "as many as there are" and is a value; undefined says nothing.
  let aiSlots = own?.aiSlots;
  if (aiSlots === undefined) aiSlots = all?.aiSlots;
  if (aiSlots === undefined) aiSlots = window.aiSlots;
  return {
    open: (own?.status ?? all?.status ?? window.status) === 'OPEN',
    maxSlots,
    capacity: aiSlots ?? maxSlots,
  };
}

/** WIN-3: a window without a service of its own serves all. */
export function serves(window: CalendarWindow, serviceId: string): boolean {
  return window.serviceId === null || window.serviceId === serviceId;
}
