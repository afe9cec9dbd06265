import type { DeskStore } from '../../../renderer/db/store.ts';
import { createView } from '../../../renderer/desk/view.ts';
import type { SyncDriver } from '../../../renderer/sync/driver.ts';
import type { SharedSync } from '../../../renderer/sync/shared-sync.ts';
import { isUnsent, needsPerson } from '../../../shared/model/booking.ts';
import { memoryStore, type Disk } from '../../sync/world/memory-store.ts';

const unasked = (): never => {
  throw new Error('nobody asks for it in a day');
};

/** The store over a disk, with what a desk counts; what is only for setting up, searching and removing is not there. */
export function wholeStore(disk: Disk): DeskStore {
  return {
    ...memoryStore(disk),
    countAll: async () => ({
      appointments: disk.appointments.size,
      bookings: disk.bookings.size,
      unsent: disk.of(({ life }) => isUnsent(life)).length,
      needsPerson: disk.of(({ life }) => needsPerson(life)).length,
    }),
    putKept: unasked,
    removeWindows: unasked,
    earliestDate: unasked,
    appointmentsByPhone: unasked,
    searchPatients: unasked,
    bookingsBetween: unasked,
    exportBookings: unasked,
    restoreBookings: unasked,
    claimBookings: unasked,
    loadSample: unasked,
    practiceBookings: unasked,
    removeSample: unasked,
    wipe: unasked,
    removeCalendar: unasked,
    finishRemoval: unasked,
    close: unasked,
  };
}

/**
 * A driver of the only window there is. The desk hears of its status where the condition is another: nobody looks at requests and tries here, and
 * each word of them would have the whole board made anew.
 */
export function shareableDriver(driver: SyncDriver): SharedSync {
  const { status } = driver;
  const condition = createView(status.get().condition.kind);
  status.subscribe(() => {
    condition.set(status.get().condition.kind);
  });
  const heard: SharedSync['status'] = {
    get: () => status.get(),
    subscribe: (listener) => condition.subscribe(listener),
  };
  return new Proxy(driver as SharedSync, {
    get: (target, name) => {
      if (name === 'status') return heard;
      if (name === 'stopEverywhere') return () => driver.stop();
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}
