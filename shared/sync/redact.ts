/** Longest words of a server that are kept, characters. */
const LONGEST_WORDS = 300;

/** Runs of digits, spaces and dashes that may be a phone number: six digits or more, in any script. */
const phoneLike = /\+?\p{Nd}(?:[\s().-]*\p{Nd}){5,}/gu;

/**
 * A server's words made fit for screens' "the server says" and for the log: a name or a phone that the server repeated is
 * masked (SPEC LOG-1), and no server fills the disk.
 *
 * @param names what must not appear, such as the patient's name
 */
export function redactWords(words: string, names: readonly string[] = []): string {
  let text = words.replace(phoneLike, '•••');
  for (const name of names) if (name.trim() !== '') text = text.replaceAll(name.trim(), '•••');
  return text.length > LONGEST_WORDS ? `${text.slice(0, LONGEST_WORDS)}…` : text;
}
