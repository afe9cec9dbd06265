import { makePlan, type Plan } from './plan.ts';
import { World, type Outcome } from './world/world.ts';

/** Runs one world. */
export function runPlan(plan: Plan): Promise<Outcome> {
  return new World(plan).run();
}

/** Runs the worlds of `count` seeds from `first` on, up to the first one in which a rule is broken. */
export async function firstBroken(
  first: number,
  count: number,
): Promise<{ readonly seed: number; readonly outcome: Outcome } | null> {
  for (let seed = first; seed < first + count; seed += 1) {
    const outcome = await runPlan(makePlan(seed));
    if (outcome.breach !== null) return { seed, outcome };
  }
  return null;
}
