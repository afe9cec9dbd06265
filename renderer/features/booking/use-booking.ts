import { useEffect, useState } from 'react';
import type { Booking } from '../../../shared/model/booking.ts';
import { useDesk } from '../../ui/desk-context.tsx';

/** A booking as it is now: read again whenever the desk's views change. Never goes back to an older picture. */
export function useBooking(initial: Booking): Booking {
  return useLatest(initial.bookingId, initial) ?? initial;
}

/** The same where only its id is known, or that of the appointment it became; null until it was read. */
export function useBookingOf(id: string): Booking | null {
  return useLatest(id, null);
}

function useLatest(bookingId: string, initial: Booking | null): Booking | null {
  const desk = useDesk();
  const [booking, setBooking] = useState(initial);
  useEffect(() => {
    let mounted = true;
    const keep = (read: Booking | null): void => {
      if (mounted && read !== null)
        setBooking((known) => (known !== null && read.updatedAt < known.updatedAt ? known : read));
    };
    // A read that fails leaves the last picture; the next change reads again.
    const read = (): void => void desk.intents.booking(bookingId).then(keep, () => undefined);
    read();
    const stops = [desk.views.sync, desk.views.board, desk.views.conflicts].map((view) => view.subscribe(read));
    return () => {
      mounted = false;
      for (const stop of stops) stop();
    };
  }, [desk, bookingId]);
  return booking;
}
