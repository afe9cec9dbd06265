import type { Booking } from '../../shared/model/booking.ts';
import type { BranchRules } from '../../shared/reservations/branch-rules.ts';
import { tokensOf, type GivenToken } from '../../shared/model/tokens-of.ts';

/** All that says which tokens were given. */
export interface TokensGiven {
  readonly bookings: Iterable<Booking>;
  /** Of bookings that were removed from this computer, by `series`. */
  readonly lastNumbers: Readonly<Record<string, number>>;
}

/**
 * The next token of a window on a date: `{batch}-{device letter}{nn}` (design looks, "token").
 * Numbers are derived from the bookings themselves, cancelled and moved ones and moves that are still to come included, so that none is given twice
 * and nothing is counted in a second place; of bookings that were removed the last numbers are kept (SPEC UNDO-2).
 * Windows that share a batch name on a date share its numbers, so a token names one patient that day. Different devices
 * have different letters and never collide.
 * @param begunBefore asked for the first number of a series: up to it, another installation of the letter may have given some (`numbersBefore`)
 */
export function nextToken(
  given: TokensGiven,
  place: { readonly date: string; readonly batch: string },
  deviceLetter: string,
  begunBefore: () => number = () => 0,
): string {
  const prefix = `${place.batch}-${deviceLetter}`;
  const wanted = series(place.date, prefix);
  let last = given.lastNumbers[wanted] ?? 0;
  for (const { date, token } of everyToken(given.bookings)) {
    if (date !== place.date || !token.startsWith(prefix)) continue;
    const number = Number(token.slice(prefix.length));
    if (Number.isInteger(number) && number > last) last = number;
  }
  // Who has begun a series goes on with it.
  const before = last === 0 ? begunBefore() : last;
  return `${prefix}${String(before + 1).padStart(2, '0')}`;
}

/** More numbers than one desk gives in a batch on a day. */
const NUMBERS_OF_ANOTHER = 50;

/**
 * Numbers that another installation of this device's letter may have given on a date, which are known to nobody (shared/reservations/SPEC.md,
 * ROSTER-8): its letter was taken over or is another's, or a desk alone meets appointments of an installation that is not it.
 * @param othersBooked whether an installation of this product that is not this one has appointments on the date
 */
export function numbersBefore(
  { devices }: BranchRules,
  device: { readonly letter: string; readonly installId: string },
  othersBooked: boolean,
): number {
  const own = devices.find(({ letter }) => letter === device.letter);
  const shared =
    own === undefined
      ? devices.length === 0 && othersBooked
      : own.takenOverOn !== null || (own.installId !== '' && own.installId !== device.installId);
  return shared ? NUMBERS_OF_ANOTHER : 0;
}

/** The last number given in each series of `today` and later: what has to be remembered of bookings that are about to be removed. */
export function lastNumbersFrom(given: TokensGiven, today: string): Readonly<Record<string, number>> {
  const last = new Map(Object.entries(given.lastNumbers).filter(([key]) => key.slice(0, today.length) >= today));
  for (const { date, token } of everyToken(given.bookings)) {
    const parts = /^(.*-[A-Z])(\d+)$/s.exec(token);
    if (date < today || parts === null) continue;
    const [, prefix = '', number = ''] = parts;
    const key = series(date, prefix);
    last.set(key, Math.max(last.get(key) ?? 0, Number(number)));
  }
  return Object.fromEntries(last);
}

/** Tokens that share their numbers: of one date, batch and device letter. It begins with the date. */
function series(date: string, prefix: string): string {
  return `${date} ${prefix}`;
}

function* everyToken(bookings: Iterable<Booking>): Generator<GivenToken> {
  for (const booking of bookings) yield* tokensOf(booking);
}
