import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { BudgetFile } from '../../electron/api/budget-file.ts';
import { ApiClient } from '../../electron/api/client.ts';
import type { Log } from '../../electron/log/log.ts';
import { createSyncDriver } from '../../renderer/sync/driver.ts';
import type { SyncPorts } from '../../renderer/sync/ports.ts';
import { clinicOfAddress } from '../../shared/api/address.ts';
import { createZone } from '../../shared/booking/index.ts';
import { isUnsent, type Booking } from '../../shared/model/booking.ts';
import { checkupId, mondayMorning, post, runSandbox, testKey } from '../sandbox/testing.ts';
import { bodyOf, deviceId, makeBooking, mondayDate } from './world/bookings.ts';
import { unusedBudget } from './world/clinic-desk.ts';
import { Disk, memoryStore } from './world/memory-store.ts';

/** The whole way over real HTTP: driver, client, sandbox. The rules have tests of their own; this is about the words between them. */

const zone = createZone('Asia/Kolkata');
const instant = (minutes: number): string => new Date(zone.toInstant(mondayDate, minutes)).toISOString();

function booking(change: Partial<Booking> = {}): Booking {
  return makeBooking({
    place: {
      branchId: 'b-main',
      calendarId: 'w1',
      serviceId: checkupId,
      date: mondayDate,
      session: 'Morning',
      batch: 'MA',
      startsAt: instant(570),
      windowStartsAt: instant(540),
      windowEndsAt: instant(1_080),
    },
    ...change,
  });
}

function clientOf(url: string, log: Log): ApiClient {
  const folder = mkdtempSync(join(tmpdir(), 'sync-test-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return new ApiClient({
    fetch: (address, init) => fetch(address, init),
    address: () => `${url}/v1`,
    key: () => testKey,
    now: () => Date.now(),
    clockOffsetMs: 0,
    jitter: () => 0,
    isOnline: () => true,
    budget: new BudgetFile(folder, () => ({ devicesOnKey: 1, dailyQuota: null }), log),
    log,
    userAgent: 'HuskyDesk/test',
  });
}

const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Resolves at the first change of the disk after which `done` holds. */
function until(disk: Disk, done: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!done()) return;
      disk.listeners.delete(look);
      resolve();
    };
    disk.listeners.add(look);
    look();
  });
}

it('OUT, PULL: over real HTTP bookings arrive, conflicts come back, and the day is pulled by the server’s clock', async () => {
  const { url } = await runSandbox();
  const disk = new Disk();
  const [fine, duplicate, rejected] = [
    booking(),
    booking(),
    booking({ patient: { name: ' ', phone: '1', note: null } }),
  ];
  await post(url, '/sandbox/book', bodyOf(duplicate), null);
  for (const one of [fine, duplicate, rejected]) disk.put(one);
  const client = clientOf(url, silent);
  const driver = createSyncDriver(
    {
      api: ((operation) => client.call(operation, clinicOfAddress(url))) as SyncPorts['api'],
      budget: () => Promise.resolve(unusedBudget),
      store: memoryStore(disk),
      machineNow: () => Date.now(),
      elapsed: () => performance.now(),
      random: () => 0,
      timers: {
        after: (ms, callback) => {
          const timer = setTimeout(callback, ms);
          return () => {
            clearTimeout(timer);
          };
        },
      },
      locks: { request: (_name, _options, callback) => callback() },
      withToken: (_place, task) => task('T-1'),
      onEvent: () => undefined,
    },
    { deviceId, correctClock: true, horizonDays: 1 },
  );
  driver.start();
  await until(disk, () => disk.of(({ life }) => isUnsent(life)).length === 0);
  await until(disk, () => {
    const { life } = disk.bookings.get(duplicate.bookingId)!;
    return life.state === 'NEEDS_DECISION' && life.existing !== null;
  });
  await driver.stop();
  expect(disk.bookings.get(fine.bookingId)?.life.state).toBe('SYNCED');
  expect(disk.bookings.get(rejected.bookingId)?.life).toMatchObject({
    state: 'NEEDS_FIX',
    refusal: { code: 'VALIDATION_ERROR' },
  });
  expect(disk.clinic?.config.timezone).toBe('Asia/Kolkata');
  expect(Math.abs(driver.now() - mondayMorning)).toBeLessThan(60_000);
});
