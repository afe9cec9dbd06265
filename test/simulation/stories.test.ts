import { describe, expect, it } from 'vitest';
import { makePlan } from './plan.ts';
import { runPlan } from './run.ts';
import { shrink } from './shrink.ts';

/** Seeds that showed a fault once; the law that the fault had broken is the title. */
const stories: readonly (readonly [seed: number, law: string])[] = [
  [12, 'INV-7: a window that a booking is still to be moved to gives its number to nobody else'],
  [34, 'INV-7: the number of a move that was given up is given to nobody else'],
  [256, 'INV-8: a clock that was set back holds a booking no longer than the wait it was in'],
  [281, 'INV-3: a clock that was set back holds no read longer than the wait it was in'],
  [575, 'INV-5: a list that itself corrects the clock settles nothing before the quiet period is over'],
  [1438, 'INV-8: a scope that the earlier key lacked holds no booking once the key was changed'],
  [1549, 'INV-3: what a clock that ran ahead had seen gives way to the next list'],
  [1737, 'INV-5: a record that was moved before its desk had heard of it is answered with itself'],
];

describe('worlds that once broke a rule', () => {
  it.each(stories)('seed %i, %s', async (seed) => {
    expect((await runPlan(makePlan(seed))).breach).toBeNull();
  });
});

it('SIM-3: a story that breaks no rule without its cause is not made shorter than that', async () => {
  const plan = { ...makePlan(5), happenings: makePlan(5).happenings.slice(0, 4) };
  const outcome = await runPlan(plan);
  const breach = { rule: 'INV-1', detail: 'made up' } as const;
  // No world of this plan breaks the rule, so nothing may be left out.
  expect((await shrink({ plan, outcome: { ...outcome, breach } })).plan.happenings).toEqual(plan.happenings);
});
