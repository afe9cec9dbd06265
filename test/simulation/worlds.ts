import { expect } from 'vitest';
import { makePlan } from './plan.ts';
import { runPlan } from './run.ts';
import { shrink, storyLines } from './shrink.ts';

/** Files of worlds-*.test.ts, which run side by side; each has several tests, so that none of them takes long. */
export const FILES_OF_WORLDS = 4;
const TESTS_OF_FILE = 5;
const WORLDS_OF_TEST = 102;
export const WORLDS_OF_FILE = TESTS_OF_FILE * WORLDS_OF_TEST;

/** The first seed of each test of one file, 1 to `FILES_OF_WORLDS`. */
export function firstSeedsOf(file: number): readonly number[] {
  return Array.from({ length: TESTS_OF_FILE }, (_, test) => 1 + (file - 1) * WORLDS_OF_FILE + test * WORLDS_OF_TEST);
}

/** Runs the worlds of one test, from seed `first` on; the first in which a rule is broken is told as a story that is as short as it can be. */
export async function expectEveryRuleHolds(first: number): Promise<void> {
  let booked = 0;
  for (let seed = first; seed < first + WORLDS_OF_TEST; seed += 1) {
    const plan = makePlan(seed);
    const outcome = await runPlan(plan);
    booked += outcome.booked;
    if (outcome.breach === null) continue;
    const story = await shrink({ plan, outcome });
    expect.fail(storyLines(story).join('\n'));
  }
  // Worlds in which nobody books would prove nothing.
  expect(booked).toBeGreaterThan(3 * WORLDS_OF_TEST);
}
