/** One order on every desk, whatever its language. */
const byLettersAndNumbers = new Intl.Collator('en', { numeric: true });

/**
 * The order of tokens: their letters as text, their numbers as numbers, so that A99 comes before A100 (SPEC VISIT-8).
 * @returns below 0 where `one` comes first, above 0 where `other` does
 */
export function compareTokens(one: string, other: string): number {
  return byLettersAndNumbers.compare(one, other);
}
