import { expect, it } from 'vitest';
import { Revival } from '../../electron/main/revival.ts';

/** A page that crashes as soon as it is loaded, so many times. @returns the waits before each load */
function waits(count: number, seen: boolean): readonly (number | null)[] {
  const revival = new Revival();
  let now = 1_000;
  return Array.from({ length: count }, () => {
    const wait = revival.crashed(now, seen);
    now += wait ?? 0;
    return wait;
  });
}

it('KIOSK-10: a desk that nobody sees is never given up; its waits grow to five minutes', () => {
  expect(waits(12, false)).toEqual([
    0, 0, 0, 5_000, 10_000, 20_000, 40_000, 80_000, 160_000, 300_000, 300_000, 300_000,
  ]);
});

it('KIOSK-10: a desk that somebody sees is loaded three times and then left to them', () => {
  expect(waits(5, true)).toEqual([0, 0, 0, null, null]);
});

it('KIOSK-10: a page that ran for a minute has recovered, however long it waited before', () => {
  const revival = new Revival();
  for (let crash = 0; crash < 11; crash += 1) revival.crashed(0, false);
  expect(revival.crashed(300_000 + 60_000, false)).toBe(300_000);
  expect(revival.crashed(660_000 + 60_001, false)).toBe(0);
});
