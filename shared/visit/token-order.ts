/**
 * The order of tokens: their letters as text, their numbers as numbers, so that A99 comes before A100 (SPEC VISIT-8).
 * @returns below 0 where `one` comes first, above 0 where `other` does
 */
export function compareTokens(one: string, other: string): number {
  const parts = partsOf(one);
  const others = partsOf(other);
  for (let index = 0; index < Math.min(parts.length, others.length); index += 1) {
    const order = comparePart(parts[index] ?? '', others[index] ?? '');
    if (order !== 0) return order;
  }
  return parts.length - others.length;
}

function partsOf(token: string): readonly string[] {
  return token.match(/\d+|\D+/g) ?? [];
}

function comparePart(one: string, other: string): number {
  const difference = Number(one) - Number(other);
  if (difference !== 0 && !Number.isNaN(difference)) return difference;
  return one < other ? -1 : one > other ? 1 : 0;
}
