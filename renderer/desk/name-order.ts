import type { Language } from '../../shared/ipc/contract.ts';

const orders = new Map<Language, Intl.Collator>();

/** How names are sorted in a language; names in other scripts follow in theirs. */
export function nameOrder(language: Language): (a: string, b: string) => number {
  const known = orders.get(language) ?? new Intl.Collator(language);
  orders.set(language, known);
  return known.compare;
}
