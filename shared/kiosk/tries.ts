/** How often something may be tried at a kiosk. */
export interface TriesLimit {
  /** Milliseconds that a try counts. */
  readonly countsMs: number;
  /** Of all tries. */
  readonly most: number;
  /** Of tries about one phone number. */
  readonly mostAboutOne: number;
}

const MINUTE_MS = 60_000;

/**
 * Wrong answers of a check-in (SPEC CHECK-IN-3), and bookings that were refused (SPEC KIOSK-8). All together: one each 20 s, which honest people, who
 * come one after the other and err now and then, do not reach.
 */
export const wrongTries: TriesLimit = { countsMs: 10 * MINUTE_MS, most: 30, mostAboutOne: 3 };
/** Bookings: one each 40 s for a whole hour, which is faster than people answer five questions (SPEC KIOSK-8). */
export const bookingsMade: TriesLimit = { countsMs: 60 * MINUTE_MS, most: 90, mostAboutOne: 90 };

export interface Try {
  /** Milliseconds by a clock that only goes on. */
  readonly at: number;
  /** A phone number; null: about none, so that only the limit of all counts. */
  readonly about: string | null;
}

/** Counts tries and says when there have been enough. A try counts from when it is made, so that many at once are no way around a limit. */
export class Tries {
  readonly #limit: TriesLimit;
  #made: readonly Try[] = [];

  constructor(limit: TriesLimit) {
    this.#limit = limit;
  }

  /** @param now milliseconds by a clock that only goes on */
  isClosed(about: string | null, now: number): boolean {
    const counting = this.#counting(now);
    const aboutIt = about === null ? 0 : counting.filter((made) => made.about === about).length;
    return counting.length >= this.#limit.most || aboutIt >= this.#limit.mostAboutOne;
  }

  note(about: string | null, now: number): Try {
    const made: Try = { at: now, about };
    this.#made = [...this.#counting(now), made];
    return made;
  }

  /** It came out well, and counts no more. */
  takeBack(made: Try): void {
    this.#made = this.#made.filter((other) => other !== made);
  }

  #counting(now: number): readonly Try[] {
    return this.#made.filter(({ at }) => at > now - this.#limit.countsMs);
  }
}
