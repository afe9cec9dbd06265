import { notSaved } from './failure.ts';
import type { NotSaved } from './store.ts';

/** Times that a change is worked out anew because another window wrote first. Each lost race means that the other won one. */
const maxRaces = 50;

/** Runs a write and turns its failure into a result. */
export async function attempt<R>(write: () => Promise<R>): Promise<R | NotSaved> {
  try {
    return await write();
  } catch (error) {
    return await notSaved(error);
  }
}

/** Repeats `round` until it returns something else than `raced`. */
export async function untilUnraced<R>(round: () => Promise<R | typeof raced>): Promise<R> {
  for (let races = 0; races < maxRaces; races += 1) {
    const result = await round();
    if (result !== raced) return result;
  }
  throw new Error(`A document was changed by another window ${String(maxRaces)} times in a row`);
}

/** A round lost: what it read was no longer what is stored. */
export const raced = Symbol('raced');
