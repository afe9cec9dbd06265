import { expect, it } from 'vitest';
import { makePlan } from './plan.ts';
import { runPlan } from './run.ts';

it.each([3, 48, 198, 247])('SIM-1: seed %i makes the same world each time, down to the last event', async (seed) => {
  const first = await runPlan(makePlan(seed));
  const second = await runPlan(makePlan(seed));
  expect(first.lines.length).toBeGreaterThan(50);
  expect(second.hash).toBe(first.hash);
  expect(second.lines).toEqual(first.lines);
});

it('SIM-1: another seed makes another world', async () => {
  const [one, other] = [await runPlan(makePlan(1)), await runPlan(makePlan(2))];
  expect(other.hash).not.toBe(one.hash);
});
