import type { Booking, Intent } from './booking.ts';

/** A token with the window and the local date whose number it is. */
export type GivenToken = Booking['formerTokens'][number];

/**
 * Every token that was given to a booking: the one it has, those of windows it was moved from, and those of windows that it is still to
 * be moved to. A patient may hold any of them, so none is given again (shared/sync/SPEC.md, UNDO-2).
 */
export function tokensOf({ place, token, formerTokens, life }: TokenHolder): readonly GivenToken[] {
  const current = { calendarId: place.calendarId, date: place.date, token };
  const intents = [
    'intent' in life ? (life.intent ?? null) : null,
    life.state === 'PATCH_PENDING' ? (life.next ?? null) : null,
  ];
  return [current, ...formerTokens, ...intents.flatMap(promisedBy)];
}

export type TokenHolder = Pick<Booking, 'place' | 'token' | 'formerTokens' | 'life'>;

function promisedBy(intent: Intent | null): readonly GivenToken[] {
  if (intent?.kind !== 'reschedule') return [];
  return [{ calendarId: intent.place.calendarId, date: intent.place.date, token: intent.token }];
}

/**
 * The former tokens of `after`, with those that `before` had and `after` names nowhere: a move that was given up. Who only waited
 * had none.
 */
export function formerTokensAfter(before: TokenHolder, after: TokenHolder): Booking['formerTokens'] {
  const named = tokensOf(after);
  const dropped = tokensOf(before).filter(
    (given) => given.token !== '' && !named.some((other) => isSame(given, other)),
  );
  return dropped.length === 0 ? after.formerTokens : [...after.formerTokens, ...dropped];
}

function isSame(a: GivenToken, b: GivenToken): boolean {
  return a.token === b.token && a.date === b.date && a.calendarId === b.calendarId;
}
