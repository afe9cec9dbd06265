/** What became of one slot on one day. */
export interface DayResult {
  readonly capacity: number;
  readonly requests: number;
  /** Promised to a person, whatever the server said later. */
  readonly booked: number;
  /** Promised, and then refused by the server. */
  readonly oversold: number;
  /** People who were told no by a desk while a place was free at that moment, in truth. */
  readonly refused: number;
  /** Places that were taken when the day was over. */
  readonly taken: number;
}

/** What became of requests, over many days. */
export class Tally {
  #requests = 0;
  #booked = 0;
  #oversold = 0;
  #refusedThen = 0;
  #refusedInVain = 0;
  #capacity = 0;
  #taken = 0;

  add({ capacity, requests, booked, oversold, refused, taken }: DayResult): void {
    this.#requests += requests;
    this.#booked += booked;
    this.#oversold += oversold;
    this.#refusedThen += refused;
    this.#refusedInVain += Math.min(refused, capacity - taken);
    this.#capacity += capacity;
    this.#taken += taken;
  }

  get figures(): Figures {
    const per1000 = (count: number, of: number): number => (1_000 * count) / Math.max(1, of);
    return {
      oversold: per1000(this.#oversold, this.#booked),
      refused: per1000(this.#refusedInVain, this.#requests),
      refusedThen: per1000(this.#refusedThen, this.#requests),
      used: per1000(this.#taken, this.#capacity) / 10,
    };
  }
}

export interface Figures {
  /** Bookings that were promised and that the server then had no place for, per 1,000 bookings. */
  readonly oversold: number;
  /** Requests that were refused while places stayed empty to the end, per 1,000 requests: the design's false refusals. */
  readonly refused: number;
  /** Requests that were refused while a place was free, though it may have been sold to somebody else later, per 1,000 requests. */
  readonly refusedThen: number;
  /** Places used, per cent. */
  readonly used: number;
}
