import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createDexieStorage, type DeskStorage } from '../../renderer/db/storage.ts';
import type { DeskStore } from '../../renderer/db/store.ts';
import { sampleConfig, sampleWindows } from '../../shared/model/sample-clinic.ts';
import { dyingStorage, freshName, openStore, silenceRxDbNotice } from './engines.ts';
import { appointmentWith, bookingWith, synced, today } from './records.ts';

let storage: DeskStorage;

beforeEach(() => {
  silenceRxDbNotice();
  vi.stubGlobal('self', globalThis);
  storage = createDexieStorage({ indexedDB: new IDBFactory(), IDBKeyRange });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

async function fill(store: DeskStore): Promise<void> {
  await store.putClinic({ config: sampleConfig, branches: [], services: [] });
  await store.putWindows(sampleWindows.slice(0, 2));
  await store.updateDay(today, (day) => day);
  for (const appointmentId of ['a', 'b']) {
    await store.putAppointment(appointmentWith({ appointmentId }), '2026-03-20T04:00:00.000Z');
  }
  await store.commitBooking(bookingWith({ bookingId: 'd1-01', life: synced }));
}

async function heldBy(store: DeskStore): Promise<unknown> {
  const { appointments, bookings } = await store.countAll();
  const [windows, days, clinic] = [await store.windows(), await store.days(today, today), await store.clinic()];
  return { appointments, bookings, windows: windows.length, days: days.length, clinic: clinic !== null };
}

const whole = { appointments: 2, bookings: 1, windows: 2, days: 1, clinic: true };
const empty = { appointments: 0, bookings: 0, windows: 0, days: 0, clinic: false };

it('UNDO-2: a wipe that is killed at any write leaves the old database or an empty one, and the second copy agrees', async () => {
  const seen = new Set<string>();
  for (let survived = 0; ; survived += 1) {
    const name = freshName();
    const before = await openStore(storage, { name });
    await fill(before);
    await before.close();
    let journal = 1;
    const emptied = async (): Promise<void> => {
      journal = 0;
    };
    const power = { writes: Number.POSITIVE_INFINITY };
    const dying = await openStore(dyingStorage(storage, power), { name });
    power.writes = survived;
    const cut = await dying.wipe(emptied);
    power.writes = Number.POSITIVE_INFINITY;
    await dying.close();
    const after = await openStore(storage, { name, expectInitialised: true });
    const finished = await after.finishRemoval(emptied);
    expect(finished.kind).toMatch(/^(none|saved)$/);
    const held = await heldBy(after);
    expect([whole, empty]).toContainEqual(held);
    expect(journal).toBe(JSON.stringify(held) === JSON.stringify(whole) ? 1 : 0);
    seen.add(JSON.stringify(held));
    await after.close();
    if (cut.kind === 'saved') break;
  }
  expect(seen.size).toBe(2);
});
