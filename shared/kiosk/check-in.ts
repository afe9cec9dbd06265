import { foldName } from '../names/fold-name.ts';
import type { VisitStage } from '../visit/visit.ts';

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

/**
 * Which appointment a person is here for: the first one still to begin, else one that has arrived already (SPEC CHECK-IN-2, CHECK-IN-5).
 * @param visits those of today at this branch that the phone number, or the code, belongs to
 * @param letter first letter of a word of the name; null: the code of a slip was shown
 */
export function visitMeant<V extends ExpectedVisit>(visits: readonly V[], letter: string | null): V | null {
  const theirs = visits
    .filter(({ visit, patientName }) => isExpected(visit) && (letter === null || nameBeginsWith(patientName, letter)))
    .sort((one, other) => (one.startTime ?? '99:99').localeCompare(other.startTime ?? '99:99'));
  return theirs.find(({ visit }) => visit === 'booked') ?? theirs[0] ?? null;
}

/** Whoever was called, is with the doctor or is done is not sent to wait again. A no-show who comes late is. */
function isExpected(visit: ExpectedVisit['visit']): boolean {
  return visit === 'booked' || visit === 'arrived' || visit === 'no-show';
}

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

/** Milliseconds that a wrong answer counts (SPEC CHECK-IN-3). */
export const WRONG_COUNTS_MS = 10 * 60_000;
const MOST_WRONG_FOR_NUMBER = 3;
const MOST_WRONG_AT_KIOSK = 10;

/** Counts wrong answers and says when to ask no more (SPEC CHECK-IN-3). */
export class WrongAnswers {
  #wrong: readonly { readonly at: number; readonly about: string }[] = [];

  /** @param about the number or `code`. @param now epoch ms, or any clock that only goes on */
  isClosed(about: string, now: number): boolean {
    const counting = this.#counting(now);
    const ofNumber = about === CODE ? 0 : counting.filter((wrong) => wrong.about === about).length;
    return counting.length >= MOST_WRONG_AT_KIOSK || ofNumber >= MOST_WRONG_FOR_NUMBER;
  }

  note(about: string, now: number): void {
    this.#wrong = [...this.#counting(now), { at: now, about }];
  }

  #counting(now: number): readonly { readonly at: number; readonly about: string }[] {
    return this.#wrong.filter(({ at }) => at > now - WRONG_COUNTS_MS);
  }
}

/** Stands for all codes: each is another one, so that only the kiosk's own limit counts them. */
export const CODE = 'code';
