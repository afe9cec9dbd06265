import type { Booking } from '../../../shared/model/booking.ts';
import type { DraftCheck } from '../../desk/contract.ts';
import { useText } from '../../i18n/use-text.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { faultWords } from '../booking/form-words.ts';

export interface Details {
  readonly name: string;
  readonly phone: string;
  readonly serviceId: string;
}

/** What the desk says about corrected details of a booking that keeps its place. */
export function useDetailsCheck(booking: Booking, details: Details): DraftCheck['faults'] {
  const { place } = booking;
  return useDesk().intents.checkDraft({
    ...details,
    bookAt: Date.parse(place.startsAt),
    calendarId: place.calendarId,
    doctor: booking.assignedDoctor,
    note: booking.patient.note,
    walkIn: booking.kind === 'walk-in',
    basis: booking.basis,
  }).faults;
}

/** What to do about another contact number for the same patient; undefined where it is in order. */
export function usePhoneFault(booking: Booking, phone: string): string | undefined {
  const t = useText();
  const details = { name: booking.patient.name, phone, serviceId: booking.place.serviceId };
  const fault = useDetailsCheck(booking, details).find(({ field }) => field === 'phone');
  return fault === undefined ? undefined : t(faultWords(fault.problem));
}
