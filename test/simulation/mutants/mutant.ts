import type { Rule } from '../world/witness.ts';

/** A rule of the product that is broken on purpose: one piece of text in one file is replaced by another (SPEC, "Mutants"). */
export interface Mutant {
  readonly name: string;
  /** Relative to the repository. */
  readonly file: string;
  /** Occurs in the file exactly once: a mutant whose text is gone fails the suite. */
  readonly find: string;
  readonly replace: string;
  /** The rules of SPEC.md, one of which the simulation sees broken; `links`: an invariant of the hub, over simulated links. */
  readonly caughtBy: readonly Rule[] | 'links';
  /** A seed that showed it: tried first, for all before it would take long. Where it shows it no more, all are tried. */
  readonly shownBy?: number;
}
