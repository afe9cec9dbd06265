import { expect, it } from 'vitest';
import { BookingJournal } from '../../renderer/desk/journal.ts';
import { readJournal } from '../../renderer/db/journal-line.ts';
import type { HuskyBridge } from '../../shared/ipc/contract.ts';
import { createMemoryLocks } from '../db/engines.ts';
import { bookingWith } from '../db/records.ts';

/** Main's journal; every answer takes a turn of the event loop, as one from another process does. */
function mainWith(lines: string[]): Pick<HuskyBridge, 'invoke'> {
  const invoke = async (channel: string, given?: readonly string[]): Promise<unknown> => {
    await new Promise((resolve) => setImmediate(resolve));
    if (channel === 'journal.read') return [...lines];
    if (channel === 'journal.replace') lines.length = 0;
    lines.push(...(given ?? []));
    return null;
  };
  return { invoke: invoke as HuskyBridge['invoke'] };
}

it('LEAD-8: what one window notes while another one rewrites the second copy is not lost', async () => {
  const lines: string[] = [];
  const bridge: HuskyBridge = { ...mainWith(lines), onEvent: () => () => undefined };
  const locks = createMemoryLocks();
  const fail = (reason: unknown): never => {
    throw reason;
  };
  const [desk, other] = [new BookingJournal(bridge, locks, fail), new BookingJournal(bridge, locks, fail)];
  desk.note(bookingWith({ bookingId: 'd1-01' }));
  await desk.settled();
  const rewriting = desk.rewrite(() => bridge.invoke('journal.read'));
  for (let made = 2; made < 12; made += 1) {
    other.note(bookingWith({ bookingId: `d1-${String(made).padStart(2, '0')}` }));
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(await rewriting).toBe(true);
  await other.settled();
  expect(readJournal(lines).bookings).toHaveLength(11);
});
