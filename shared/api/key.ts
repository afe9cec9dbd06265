export type KeyReading =
  { readonly kind: 'key'; readonly key: string } | { readonly kind: 'fault'; readonly message: string };

/** Checks a typed or given API key. Blanks around it are dropped; the faults never repeat what was typed. */
export function readKey(typed: string): KeyReading {
  const key = typed.trim();
  if (key === '') return { kind: 'fault', message: 'enter the API key; it is blank' };
  if (/\s/.test(key))
    return { kind: 'fault', message: 'the API key has a blank or a line break inside; copy it again' };
  if (!/^[\x21-\x7e]+$/.test(key)) {
    return { kind: 'fault', message: 'the API key has a character that no key has; copy it again' };
  }
  return { kind: 'key', key };
}

/** Keys shorter than this are not shown even in part. */
const SHOWN_FROM_LENGTH = 8;

/** The last four characters, to tell keys apart; null where they would be half the key. */
export function lastFourOf(key: string): string | null {
  return key.length < SHOWN_FROM_LENGTH ? null : key.slice(-4);
}
