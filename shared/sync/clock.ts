/**
 * The server's clock as seen through the `Date` header of its answers. Whether an appointment is past is decided there, so
 * the desk goes by it (design rule 5, SPEC CLK).
 */
export interface ServerClock {
  /** Milliseconds to add to this computer's clock; 0 until an answer said otherwise. */
  readonly offsetMs: number;
}

export const untoldClock: ServerClock = { offsetMs: 0 };

/** From this difference on (milliseconds) this computer's clock is called wrong. */
export const CLOCK_WRONG_MS = 5 * 60_000;

/** A `Date` header has whole seconds: its instant lies half a second later on average. */
const HEADER_HALF_STEP_MS = 500;

/** Differences that drift and queues explain, milliseconds; below it an offset is left as it is. */
const TOLERANCE_MS = 1_500;

/** An answer that took longer than this, milliseconds, says too little about the clock. */
const SLOWEST_USEFUL_MS = 10_000;

/**
 * The clock after an answer. It changes only where the answer can't be explained by the whole seconds of the header and
 * by the time under way, so that it does not tremble.
 *
 * @param answer `serverDate` as the header has it; `sentAt` and `receivedAt` in epoch ms of this computer's clock
 */
export function observeClock(
  clock: ServerClock,
  answer: { readonly serverDate: string | null; readonly sentAt: number; readonly receivedAt: number },
): ServerClock {
  if (answer.serverDate === null) return clock;
  const server = Date.parse(answer.serverDate);
  const took = answer.receivedAt - answer.sentAt;
  if (Number.isNaN(server) || took < 0 || took > SLOWEST_USEFUL_MS) return clock;
  const offsetMs = Math.round(server + HEADER_HALF_STEP_MS - (answer.sentAt + answer.receivedAt) / 2);
  const slack = HEADER_HALF_STEP_MS + took / 2 + TOLERANCE_MS;
  return Math.abs(offsetMs - clock.offsetMs) <= slack ? clock : { offsetMs };
}

/** Epoch ms by the server's clock. */
export function correctedNow(clock: ServerClock, machineNow: number): number {
  return machineNow + clock.offsetMs;
}

/** Milliseconds that this computer's clock is ahead of the server's (negative: behind) where that matters, else null. */
export function clockAheadMs(clock: ServerClock): number | null {
  return Math.abs(clock.offsetMs) >= CLOCK_WRONG_MS ? -clock.offsetMs : null;
}
