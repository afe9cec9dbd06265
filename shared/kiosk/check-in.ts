import { foldName } from '../names/fold-name.ts';
import type { VisitStage } from '../visit/visit.ts';
import { nameSoundsAs } from './first-sound.ts';

/** What a check-in has to know of an appointment of the day. */
export interface ExpectedVisit {
  readonly visit: VisitStage | 'cancelled';
  readonly patientName: string;
  /** HH:mm of its window, organisation's zone; null: it has none. */
  readonly startTime: string | null;
}

/** Whether a word of the name begins with the letter, whatever its case and accents (SPEC CHECK-IN-1). */
export function nameBeginsWith(name: string, letter: string): boolean {
  const asked = foldName(letter);
  return (
    asked !== '' &&
    foldName(name)
      .split(' ')
      .some((word) => word.startsWith(asked))
  );
}

export type Meant<V> =
  | { readonly kind: 'one'; readonly visit: V }
  /** Two persons fit, and nothing that was told says which of them is here. */
  | { readonly kind: 'several' }
  | { readonly kind: 'nobody' };

/** Those that the letter fits as it is; only where there is none, those that it fits by its sound in another script (SPEC CHECK-IN-20). */
function fitting<V extends ExpectedVisit>(visits: readonly V[], letter: string): readonly V[] {
  const written = visits.filter(({ patientName }) => nameBeginsWith(patientName, letter));
  return written.length > 0 ? written : visits.filter(({ patientName }) => nameSoundsAs(patientName, letter));
}

/**
 * Which appointment somebody is here for (SPEC CHECK-IN-2, CHECK-IN-5, CHECK-IN-9).
 * @param visits those of today at this branch that the phone number, or the code, belongs to
 * @param letter first letter of a word of the name; null: the code of a slip was shown
 */
export function visitMeant<V extends ExpectedVisit>(visits: readonly V[], letter: string | null): Meant<V> {
  const standing = visits.filter(({ visit }) => visit !== 'cancelled');
  const theirs = letter === null ? standing : fitting(standing, letter);
  if (new Set(theirs.map(({ patientName }) => foldName(patientName))).size > 1) return { kind: 'several' };
  const [first] = theirs.toSorted(
    (one, other) =>
      ranks[one.visit] - ranks[other.visit] || (one.startTime ?? '99:99').localeCompare(other.startTime ?? '99:99'),
  );
  return first === undefined ? { kind: 'nobody' } : { kind: 'one', visit: first };
}

/** Of several appointments of one person the one that is under way is meant, else one to come, then one that was given up, then one that is over. */
const ranks = {
  arrived: 0,
  called: 0,
  skipped: 0,
  'on-hold': 0,
  'with-doctor': 0,
  booked: 1,
  'no-show': 2,
  left: 3,
  done: 3,
  cancelled: 3,
} as const satisfies Record<ExpectedVisit['visit'], number>;

/** A letter with its signs, code points. */
const LONGEST_LETTER = 5;

/** At most two letters a name is told by: enough to see that it is yours, too little to learn it from. */
export function initialsOf(name: string): string {
  const segments = new Intl.Segmenter('und', { granularity: 'grapheme' });
  return name
    .split(/[^\p{L}\p{M}]+/u)
    .filter((word) => word !== '')
    .slice(0, 2)
    .map((word) => {
      const letter = [...segments.segment(word)][0]?.segment.toLocaleUpperCase('und') ?? '';
      return Array.from(letter).slice(0, LONGEST_LETTER).join('');
    })
    .join(' ');
}
