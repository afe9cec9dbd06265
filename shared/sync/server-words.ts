/** One word of capitals, as the API's codes are. */
const code = /^[A-Z][A-Z0-9_]+$/;

/** What a program's type check says of a value: of use to whoever wrote it, not to a receptionist. */
const typeCheck = /\bexpected .+, received\b/i;

/**
 * A server's own words as far as a person can read them (SPEC LOG-2); null where it sent nothing but a code or a type
 * check's report. The file of the log keeps what was sent.
 */
export function serverWords(message: string): string | null {
  const words = message.trim();
  return words === '' || code.test(words) || typeCheck.test(words) ? null : words;
}
