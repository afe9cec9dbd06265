/** A page that a person sees and that keeps crashing is given up after so many: they see it, and start anew. */
const TRIES = 3;
/** A page that ran for so long since it was loaded has recovered, milliseconds. */
const RECOVERED_MS = 60_000;
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 300_000;

/** When a page that crashed is loaded again (SPEC KIOSK-10). */
export class Revival {
  /** Crashes, none of which a recovery lies between. */
  #inRow = 0;
  /** By the same clock as `now`. */
  #loadedAt = -Infinity;

  /**
   * @param now milliseconds of any clock
   * @param seen whether a person sees the page; nobody else gives one up that is out of sight
   * @returns milliseconds to wait; null: it is not loaded again
   */
  crashed(now: number, seen: boolean): number | null {
    if (now - this.#loadedAt > RECOVERED_MS) this.#inRow = 0;
    this.#inRow += 1;
    if (this.#inRow > TRIES && seen) return null;
    const wait = this.#inRow <= TRIES ? 0 : Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (this.#inRow - TRIES - 1));
    this.#loadedAt = now + wait;
    return wait;
  }
}
