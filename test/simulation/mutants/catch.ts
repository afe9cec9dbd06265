import type { Rule } from '../world/witness.ts';
import { loadMutant } from './build.ts';
import type { Mutant } from './mutant.ts';

export interface Catch {
  /** The rule that was seen broken. */
  readonly rule: Rule | 'links';
  /** How, and in the world of which seed. */
  readonly detail: string;
}

/** The first world, from the seed `first` on, in which a rule is seen broken; null where none of `runs` shows it. */
export async function catchMutant(mutant: Mutant, first: number, runs: number): Promise<Catch | null> {
  const simulation = await loadMutant(mutant);
  if (mutant.caughtBy === 'links') {
    const broken = simulation.brokenByLinks(runs);
    return broken === null ? null : { rule: 'links', detail: broken };
  }
  const { shownBy } = mutant;
  const known = shownBy === undefined ? null : await simulation.firstBroken(shownBy, 1);
  const found = known ?? (await simulation.firstBroken(first, runs));
  const breach = found?.outcome.breach ?? null;
  if (found === null || breach === null) return null;
  return { rule: breach.rule, detail: `seed ${String(found.seed)}: ${breach.detail}` };
}
