import { expect, test } from 'vitest';
import { SandboxClock } from './clock.ts';

const time = { wallMs: 1_000_000, monotonicMs: 50 };
const source = { wall: () => time.wallMs, monotonic: () => time.monotonicMs };

test('the clock is real time until it is set', () => {
  const clock = new SandboxClock(null, source);
  expect(clock.now()).toBe(1_000_000);
  time.wallMs += 5_000;
  expect(clock.now()).toBe(1_005_000);
});

test('a clock that was set runs on from there, whatever becomes of the machine’s', () => {
  const clock = new SandboxClock(77_000, source);
  expect(clock.now()).toBe(77_000);
  time.monotonicMs += 1_500.7;
  time.wallMs = 0;
  expect(clock.now()).toBe(78_500);
  clock.set(5);
  expect(clock.now()).toBe(5);
});
