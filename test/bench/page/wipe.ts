import type { Emptied } from './bench-page.ts';
import { openStore } from './open-store.ts';

/** Removes everything that is stored, as "Remove clinic data" does; what is unsent is taken back first, untimed. */
export async function wipeAll(): Promise<Emptied> {
  const store = await openStore();
  const cancelledAt = new Date().toISOString();
  for (const { bookingId } of await store.unsentBookings()) {
    await store.updateBooking(bookingId, (booking) => ({
      ...booking,
      life: { state: 'CANCELLED_LOCAL', cancelledAt },
    }));
  }
  const { appointments, bookings } = await store.countAll();
  const begun = performance.now();
  const wiped = await store.wipe(() => Promise.resolve());
  const ms = performance.now() - begun;
  if (wiped.kind !== 'saved') throw new Error(`the desk's database can not be emptied: ${wiped.kind}`);
  await store.close();
  return { appointments, bookings, ms };
}
