import { useEffect, useState } from 'react';
import type { Booking } from '../../shared/model/booking.ts';
import { useDesk } from './desk-context.tsx';

/**
 * A booking as this desk keeps it.
 * @param bookingId null: there is none
 * @param revision another one with each change of the booking, so that it is read anew; what was read stays until then
 * @returns undefined until it was read; null where there is none
 */
export function useKeptBooking(bookingId: string | null, revision: string): Booking | null | undefined {
  const { intents } = useDesk();
  const [booking, setBooking] = useState<Booking | null>();
  useEffect(() => {
    if (bookingId === null) return undefined;
    let mounted = true;
    intents.booking(bookingId).then(
      (read) => {
        if (mounted) setBooking(read);
      },
      () => {
        if (mounted) setBooking(null);
      },
    );
    return () => {
      mounted = false;
    };
  }, [intents, bookingId, revision]);
  return bookingId === null ? null : booking;
}
