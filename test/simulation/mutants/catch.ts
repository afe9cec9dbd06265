import { loadMutant } from './build.ts';
import type { Mutant } from './mutant.ts';
import type { Rule } from '../world/witness.ts';

export interface Catch {
  readonly mutant: string;
  readonly rule: Rule;
  readonly seed: number;
  readonly detail: string;
}

/** The first world, from seed 1 on, in which a rule is seen broken; null where none of `runs` shows it. */
export async function catchMutant(mutant: Mutant, runs: number): Promise<Catch | null> {
  const simulation = await loadMutant(mutant);
  const found = await simulation.firstBroken(1, runs);
  const breach = found?.outcome.breach ?? null;
  if (found === null || breach === null) return null;
  const { rule, detail } = breach;
  return { mutant: mutant.name, rule, seed: found.seed, detail };
}
