/** One that shares in a division. */
export interface Member {
  /** Decides ties; each member has its own. */
  readonly id: string;
  /** 1 or more. */
  readonly weight: number;
}

/**
 * Divides places by weight with the divisors 1, 3, 5 … (Sainte-Laguë), ties to the lower id (SPEC SPLIT). A divisor method is house
 * monotone: a smaller pool never gives any member more.
 * @param pool whole places; a negative one divides nothing
 * @param held places of the pool that a member has and keeps (SPLIT-3); by default nobody has any
 * @returns the places of each member by id; empty where nobody shares
 */
export function splitPlaces(
  pool: number,
  members: readonly Member[],
  held: ReadonlyMap<string, number> = new Map(),
): ReadonlyMap<string, number> {
  const ordered = [...members].sort((a, b) => (a.id < b.id ? -1 : 1));
  const given = new Map(ordered.map(({ id }) => [id, held.get(id) ?? 0]));
  const kept = [...given.values()].reduce((sum, count) => sum + count, 0);
  for (let place = kept; place < pool && ordered.length > 0; place += 1) {
    const next = ordered.reduce((best, member) => (isAhead(member, best, given) ? member : best));
    given.set(next.id, (given.get(next.id) ?? 0) + 1);
  }
  return given;
}

/** Whether `a` has the larger quotient weight / (2 × given + 1), compared without a division. */
function isAhead(a: Member, b: Member, given: ReadonlyMap<string, number>): boolean {
  return a.weight * divisorOf(b, given) > b.weight * divisorOf(a, given);
}

function divisorOf({ id }: Member, given: ReadonlyMap<string, number>): number {
  return 2 * (given.get(id) ?? 0) + 1;
}
