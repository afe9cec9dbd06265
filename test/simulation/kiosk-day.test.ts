import { afterEach, expect, it, vi } from 'vitest';
import { KioskDay } from './kiosk-day/day.ts';

/** A limit against hanging, not a measure of speed: a computer with other work has its time too. */
const HANGING_MS = 600_000;

afterEach(() => {
  vi.unstubAllGlobals();
});

it(
  'DAY-1 … DAY-5: after a day of 300 patients without a line from 10:00 to 15:00 kiosk, desk, display and server agree',
  async () => {
    const day = new KioskDay(1);
    // The desk's clock goes by the timers of its window.
    vi.stubGlobal('setTimeout', (callback: () => void, ms = 0) => day.timers.after(ms, callback));
    vi.stubGlobal('clearTimeout', (cancel?: () => void) => cancel?.());
    const { breach, lines, answers, done, listed, called } = await day.run();
    if (breach !== null) expect.fail([`${breach.rule}: ${breach.detail}`, ...lines.slice(-60)].join('\n'));
    // A day on which nothing happened would prove nothing.
    const of = (kind: string): number => answers.get(kind) ?? 0;
    expect(of('booked')).toBeGreaterThan(100);
    expect(of('checked-in')).toBeGreaterThan(60);
    for (const kind of ['kept', 'confirmed', 'staff', 'not-found', 'no-places', 'not-printed'])
      expect(of(kind), kind).toBeGreaterThan(0);
    expect(done).toBeGreaterThan(80);
    expect(listed).toBeGreaterThan(20);
    expect(called).toBeGreaterThan(100);
  },
  HANGING_MS,
);
