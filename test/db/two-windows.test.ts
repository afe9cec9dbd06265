import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DeskStore } from '../../renderer/db/store.ts';
import type { SlotLocks } from '../../renderer/db/slot-locks.ts';
import { AppointmentIndex, createZone, decideCreate, type ClinicSnapshot } from '../../shared/booking/index.ts';
import { holdsPlace, type Booking } from '../../shared/model/booking.ts';
import type { Appointment } from '../../shared/model/appointment.ts';
import { sampleBranches, sampleConfig, sampleServices, sampleWindows } from '../../shared/model/sample-clinic.ts';
import {
  createMemoryLocks,
  dexieEngine,
  freshName,
  openStore,
  secondWindow,
  silenceRxDbNotice,
  testNow,
} from './engines.ts';
import { appointmentWith, bookingWith, checkup, placeOn, synced, today } from './records.ts';

const windowOfToday = sampleWindows.find(({ calendarId }) => calendarId === 'tnagar-fri-mb');
if (!windowOfToday) throw new Error('the sample clinic has this window');
const bookAt = createZone('Asia/Kolkata').toInstant(today, 11 * 60 + 15);

let desk: DeskStore;
let kiosk: DeskStore;

beforeEach(async () => {
  silenceRxDbNotice();
  // RxDB tells windows apart by their global object; in one process there is none unless it is given one.
  vi.stubGlobal('self', globalThis);
  const storage = dexieEngine.create();
  const name = freshName();
  desk = await openStore(storage, { name, multiInstance: true });
  kiosk = await openStore(secondWindow(storage), { name, multiInstance: true });
});
afterEach(async () => {
  await desk.close();
  await kiosk.close();
  vi.unstubAllGlobals();
});

describe('two windows of one database', () => {
  it('what one committed, the other reads at once', async () => {
    for (let index = 0; index < 20; index += 1) {
      const bookingId = `d1-${String(index)}`;
      const [writer, reader] = index % 2 === 0 ? [desk, kiosk] : [kiosk, desk];
      await writer.commitBooking(bookingWith({ bookingId }));
      expect(await reader.bookingsOn(today)).toHaveLength(index + 1);
      await writer.updateBooking(bookingId, (booking) => ({ ...booking, life: synced }));
      expect((await reader.booking(bookingId))?.life).toEqual(synced);
    }
  });

  it('one is told what the other committed', async () => {
    const booking = bookingWith({ bookingId: 'd1-01' });
    const told = new Promise<unknown>((resolve) => {
      kiosk.subscribe(resolve);
    });
    await desk.commitBooking(booking);
    expect(await told).toEqual({ kind: 'bookings', changed: [booking], removed: [] });
  });

  it('changes of one booking from both are all kept', async () => {
    await desk.commitBooking(bookingWith({ bookingId: 'd1-01', generation: 0 }));
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        (index % 2 === 0 ? desk : kiosk).updateBooking('d1-01', (booking) => ({
          ...booking,
          generation: booking.generation + 1,
        })),
      ),
    );
    expect((await desk.booking('d1-01'))?.generation).toBe(20);
  });

  it('log entries of both are all kept', async () => {
    const entry = (index: number) => ({ at: '2026-03-20T04:00:00.000Z', message: 'pushed', values: { index } });
    await Promise.all(
      Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? desk : kiosk).appendSyncLog([entry(index)])),
    );
    expect((await desk.syncLog(100)).map(({ values }) => values['index']).sort()).toEqual(
      Array.from({ length: 20 }, (_, index) => index).sort(),
    );
  });

  it('two hundred requests for the last place from both windows yield one booking', async () => {
    const taken = windowOfToday.aiSlots ?? windowOfToday.maxSlots;
    for (let index = 0; index < taken - 1; index += 1) {
      await desk.commitBooking(bookingFor(`d1-first-${String(index)}`, `+9198400${String(10_000 + index)}`));
    }
    const locks = createMemoryLocks();
    const results = await Promise.all(
      Array.from({ length: 200 }, (_, index) =>
        bookUnderLock(
          index % 2 === 0 ? desk : kiosk,
          locks,
          `d1-race-${String(index)}`,
          `+9198401${String(10_000 + index)}`,
        ),
      ),
    );
    expect(count(results, 'booked')).toBe(1);
    expect(count(results, 'SLOT_FULL')).toBe(199);
    expect(await desk.bookingsOn(today)).toHaveLength(taken);
  });

  it('one patient booked at both windows at once is booked once', async () => {
    const locks = createMemoryLocks();
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        bookUnderLock(index % 2 === 0 ? desk : kiosk, locks, `d1-twin-${String(index)}`, '+919840012345'),
      ),
    );
    expect(count(results, 'booked')).toBe(1);
    expect(count(results, 'DUPLICATE_BOOKING')).toBe(19);
  });
});

function count(results: readonly string[], wanted: string): number {
  return results.filter((result) => result === wanted).length;
}

function bookingFor(bookingId: string, phone: string): Booking {
  const place = { ...placeOn(today, 'tnagar-fri-mb'), batch: 'MB', startsAt: new Date(bookAt).toISOString() };
  return bookingWith({ bookingId, patient: { name: 'Arun', phone, note: null }, place });
}

/** What the desk does for a booking: decide on the committed state inside the lock, then write once. */
function bookUnderLock(store: DeskStore, locks: SlotLocks, bookingId: string, phone: string): Promise<string> {
  if (!windowOfToday) throw new Error('the sample clinic has this window');
  const { branchId } = windowOfToday;
  return locks.run([`husky-day-${today}`], async () => {
    const committed = await store.bookingsOn(today);
    const index = new AppointmentIndex();
    for (const booking of committed) if (holdsPlace(booking.life)) index.put(recordOf(booking));
    const snapshot: ClinicSnapshot = {
      config: sampleConfig,
      branches: sampleBranches,
      services: sampleServices,
      windows: sampleWindows,
      overrides: [],
      appointments: index,
    };
    const body = {
      appointment_type: checkup,
      appointment_date: new Date(bookAt).toISOString(),
      patient_name: 'Arun',
      parent_phone: phone,
      branch_id: branchId,
    };
    const outcome = decideCreate(body, snapshot, testNow);
    if (outcome.kind === 'refused') return outcome.code;
    const saved = await store.commitBooking(bookingFor(bookingId, phone));
    return saved.kind === 'saved' ? 'booked' : saved.kind;
  });
}

function recordOf({ bookingId, patient, place }: Booking): Appointment {
  return appointmentWith({
    appointmentId: bookingId,
    patientName: patient.name,
    parentPhone: patient.phone,
    branchId: place.branchId,
    session: place.session,
    batch: place.batch,
    calendarId: place.calendarId,
    startsAt: place.startsAt,
  });
}
