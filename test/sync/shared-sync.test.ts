import { describe, expect, it } from 'vitest';
import { makeBooking, mondayDate } from './world/bookings.ts';
import { Counter } from './world/counter.ts';

const minute = 60_000;
const hour = 60 * minute;

/** Two windows, the first of which leads, once everything was read. */
async function twoWindows() {
  const counter = new Counter();
  const first = counter.open('first');
  const second = counter.open('second');
  await counter.time.until(() => second.sync.status.get().complete && !second.sync.status.get().syncing);
  return { counter, first, second };
}

describe('several windows of one desk', () => {
  it('LEAD-1: one syncs at a time, and the others ask the server for nothing', async () => {
    const { counter } = await twoWindows();
    counter.open('third');
    counter.disk.put(makeBooking());
    await counter.time.pass(hour);
    expect(counter.leaders).toEqual(['first']);
    expect(new Set(counter.requests.map(({ window }) => window))).toEqual(new Set(['first']));
    expect(counter.posts()).toEqual(['first']);
  });

  it('LEAD-2: every window says of sync what the one that leads says, and goes by its clock', async () => {
    const counter = new Counter();
    counter.clockAhead = hour;
    const first = counter.open('first');
    const second = counter.open('second');
    await counter.time.until(() => first.sync.status.get().condition.kind === 'online');
    await counter.time.pass(minute);
    expect(second.sync.status.get()).toEqual(first.sync.status.get());
    expect(second.sync.status.get()).toMatchObject({ condition: { kind: 'online' }, clockAheadMs: hour - 450 });
    expect(second.sync.now()).toBe(first.sync.now());
    const third = counter.open('third');
    await counter.time.pass(1000);
    expect(third.sync.status.get()).toEqual(first.sync.status.get());
  });

  it('LEAD-3: "Sync now" and the date that is looked at count in whichever window', async () => {
    const { counter, second } = await twoWindows();
    const services = (): number => counter.requests.filter(({ operation }) => operation.op === 'services').length;
    const before = services();
    second.sync.syncNow();
    await counter.time.pass(1000);
    expect(services()).toBe(before + 1);
    await counter.time.pass(20_000);
    const places = (): number => counter.requests.filter(({ operation: of }) => of.op === 'availability').length;
    const known = places();
    second.sync.placesWanted();
    await counter.time.pass(1000);
    expect(places()).toBe(known + 1);
    second.sync.watch('2026-06-20');
    await counter.time.pass(10 * minute);
    const reads = (): number =>
      counter.requests.filter(({ operation }) => operation.op === 'availability' && operation.date === '2026-06-20')
        .length;
    expect(reads()).toBeGreaterThanOrEqual(10);
    // Nobody looks at it any more when its window is gone, however it went.
    counter.kill(second);
    await counter.time.pass(1000);
    const seen = reads();
    await counter.time.pass(10 * minute);
    expect(reads()).toBe(seen);
  });

  it('LEAD-4, LIFE-4: when the one that leads dies as it sends, another leads and looks the booking up first', async () => {
    const { counter, first, second } = await twoWindows();
    counter.answerAfter = 5_000;
    const booking = makeBooking();
    counter.disk.put(booking);
    await counter.time.until(() => counter.disk.bookings.get(booking.bookingId)?.life.state === 'IN_FLIGHT');
    counter.kill(first);
    counter.answerAfter = 100;
    await counter.time.until(() => counter.disk.bookings.get(booking.bookingId)?.life.state === 'SYNCED', 3 * minute);
    expect(counter.leaders).toEqual(['second']);
    expect(counter.posts()).toEqual(['first']);
    expect(counter.server.records.size).toBe(1);
    expect(second.sync.status.get()).toMatchObject({ condition: { kind: 'online' } });
    const { audit } = counter.disk.bookings.get(booking.bookingId)!;
    expect(audit.map(({ what }) => what)).toContain('outcome not known: stopped');
  });

  it('LEAD-4: who takes over goes on from what was known, and claims no other beginning', async () => {
    const { counter, first, second } = await twoWindows();
    const { condition, since, lastSyncAt } = second.sync.status.get();
    counter.kill(first);
    expect(second.sync.status.get()).toMatchObject({ condition, since, lastSyncAt });
    await counter.time.until(() => counter.requests.some(({ window }) => window === 'second'));
    await counter.time.pass(minute);
    expect(second.sync.status.get()).toMatchObject({ condition: { kind: 'online' }, since });
    const lines = second.sync.status.get().log.map((line) => JSON.stringify(line));
    expect(new Set(lines).size).toBe(lines.length);
  });

  it('LEAD-5: while one window changes the data as a whole nobody syncs; afterwards everything is read anew', async () => {
    const { counter, second } = await twoWindows();
    counter.open('third');
    await counter.time.pass(1000);
    let stopped = false;
    void second.sync.stopEverywhere().then(() => {
      stopped = true;
    });
    await counter.time.until(() => stopped);
    expect(counter.leaders).toEqual(['second']);
    const before = counter.requests.length;
    counter.disk.put(makeBooking());
    await counter.time.pass(hour);
    expect(counter.requests).toHaveLength(before);
    second.sync.start();
    await counter.time.pass(minute);
    expect(counter.leaders).toHaveLength(1);
    const dates = counter.requests
      .slice(before)
      .flatMap(({ operation: of }) => (of.op === 'availability' ? of.date : []));
    expect(new Set(dates)).toEqual(new Set([mondayDate, '2026-06-16']));
    expect(counter.posts()).toHaveLength(1);
  });

  it('LEAD-5: a window that dies while nobody syncs because of it holds up nobody', async () => {
    const { counter, second } = await twoWindows();
    let stopped = false;
    void second.sync.stopEverywhere().then(() => {
      stopped = true;
    });
    await counter.time.until(() => stopped);
    counter.kill(second);
    counter.disk.put(makeBooking());
    await counter.time.pass(minute);
    expect(counter.posts()).toEqual(['first']);
  });
});
