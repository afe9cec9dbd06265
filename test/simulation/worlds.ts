import { expect } from 'vitest';
import { makePlan } from './plan.ts';
import { runPlan } from './run.ts';
import { shrink, storyLines } from './shrink.ts';

/** Worlds that each file of worlds-*.test.ts runs; together more than two thousand. */
export const WORLDS_OF_FILE = 510;
export const FILES_OF_WORLDS = 4;

/** Runs the worlds of one file; the first in which a rule is broken is told as a story that is as short as it can be. */
export async function expectEveryRuleHolds(file: number): Promise<void> {
  let booked = 0;
  const first = 1 + (file - 1) * WORLDS_OF_FILE;
  for (let seed = first; seed < first + WORLDS_OF_FILE; seed += 1) {
    const plan = makePlan(seed);
    const outcome = await runPlan(plan);
    booked += outcome.booked;
    if (outcome.breach === null) continue;
    const story = await shrink({ plan, outcome });
    expect.fail(storyLines(story).join('\n'));
  }
  // Worlds in which nobody books would prove nothing.
  expect(booked).toBeGreaterThan(3 * WORLDS_OF_FILE);
}
