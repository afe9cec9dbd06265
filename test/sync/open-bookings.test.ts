import { expect, it } from 'vitest';
import { OpenBookings } from '../../renderer/sync/open-bookings.ts';
import { makeBooking, monday } from './world/bookings.ts';
import { Disk, memoryStore } from './world/memory-store.ts';

it('PUSH-8: a booking that is committed while the others are read is not forgotten over what was read', async () => {
  const disk = new Disk();
  const store = memoryStore(disk);
  const early = makeBooking();
  const late = makeBooking();
  disk.put(early);
  const bookings = new OpenBookings(store, () => monday);
  store.subscribe((change) => {
    bookings.apply(change);
  });
  const loading = bookings.load();
  disk.put(late);
  await loading;
  expect(bookings.all.map(({ bookingId }) => bookingId).sort()).toEqual([early.bookingId, late.bookingId].sort());
});
