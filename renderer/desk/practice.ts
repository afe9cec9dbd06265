import { sampleWindows } from '../../shared/model/sample-clinic.ts';
import { isUnsent } from '../../shared/model/booking.ts';
import { advance } from '../../shared/sync/life.ts';
import type { DeskStore } from '../db/store.ts';

const practiceWindows: ReadonlySet<string> = new Set(sampleWindows.map(({ calendarId }) => calendarId));

/**
 * Ends the practice, before a desk is connected to a clinic: the sample leaves, and what people booked in it is cancelled
 * here, as the screen had said ("nothing is sent"). Made-up patients must never reach a clinic. The bookings themselves stay.
 * @param now epoch ms
 * @returns false where the disk refused; nothing may be sent then
 */
export async function endPractice(store: DeskStore, now: number): Promise<boolean> {
  for (const booking of [...(await store.unsentBookings()), ...(await store.bookingsNeedingPerson())]) {
    if (!practiceWindows.has(booking.place.calendarId)) continue;
    const cancel = isUnsent(booking.life)
      ? ({ kind: 'cancel' } as const)
      : ({ kind: 'settle', settlement: { kind: 'cancel' } } as const);
    const result = await store.updateBooking(booking.bookingId, (known) => {
      const next = advance(known, cancel, now);
      return next.kind === 'moved' ? next.booking : null;
    });
    if (result.kind === 'not-saved') return false;
  }
  return (await store.removeSample()).kind === 'saved';
}
