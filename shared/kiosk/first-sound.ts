import { foldName } from '../names/fold-name.ts';

/**
 * First letters that one name may have in Latin, Devanagari and Tamil (SPEC CHECK-IN-20). A row is a Latin letter and what it may be written as: Tamil
 * ப is P, B or F; names that begin with R or L may have இ before it (இராமன்), those with Y an எ or ஏ in place of it (ஏழுமலை).
 */
const rows: readonly (readonly [latin: string, devanagari: string, tamil: string])[] = [
  ['a', 'अआएऐऑऔ', 'அஆஏஐஔ'],
  ['b', 'बभ', 'ப'],
  ['c', 'कखचछसश', 'கசஸ'],
  ['d', 'दधडढ', 'தட'],
  ['e', 'एऐइई', 'எஏஐஇஈ'],
  ['f', 'फ', 'பஃ'],
  ['g', 'गघजङञ', 'கஜஞங'],
  ['h', 'हऋ', 'ஹ'],
  ['i', 'इईऐ', 'இஈஐ'],
  ['j', 'जझ', 'ஜசயஞ'],
  ['k', 'कख', 'க'],
  ['l', 'लळ', 'லளழஇ'],
  ['m', 'म', 'ம'],
  ['n', 'नणङञ', 'நனணஞங'],
  ['o', 'ओऔऑ', 'ஒஓஔ'],
  ['p', 'पफ', 'ப'],
  ['q', 'क', 'க'],
  ['r', 'रऋ', 'ரறஇ'],
  ['s', 'सशषछ', 'சஸஷ'],
  ['t', 'तथटठ', 'தட'],
  ['u', 'उऊ', 'உஊ'],
  ['v', 'व', 'வ'],
  ['w', 'व', 'வ'],
  ['x', 'जकस', 'சஜஸ'],
  ['y', 'य', 'யஎஏ'],
  ['z', 'ज', 'ஜசஸழ'],
];

/** The first letter alone, as the rows have it: without case, accent, vowel sign. */
function firstOf(folded: string): string {
  return Array.from(folded.normalize('NFC'))[0] ?? '';
}

function soundAlike(one: string, other: string): boolean {
  return rows.some((row) => {
    const script = row.findIndex((letters) => letters.includes(one));
    return script >= 0 && row.some((letters, at) => at !== script && letters.includes(other));
  });
}

/** Whether a word of the name may begin with the letter, were it written in the letter's script. Within one script letters are compared as they are. */
export function nameSoundsAs(name: string, letter: string): boolean {
  const asked = firstOf(foldName(letter));
  return (
    asked !== '' &&
    foldName(name)
      .split(' ')
      .some((word) => word !== '' && soundAlike(asked, firstOf(word)))
  );
}
