/**
 * The language tag to read a name with, from its first letter's script; English where it is Latin, undefined where it is
 * neither Latin, Devanagari nor Tamil.
 */
export function scriptOf(name: string): 'en' | 'hi' | 'ta' | undefined {
  for (const character of name) {
    if (/\p{Script=Tamil}/u.test(character)) return 'ta';
    if (/\p{Script=Devanagari}/u.test(character)) return 'hi';
    if (/\p{Script=Latin}/u.test(character)) return 'en';
  }
  return undefined;
}
