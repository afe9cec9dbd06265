/**
 * The server's clock as seen through the `Date` header of its answers. Whether an appointment is past is decided there, so
 * the desk goes by it (design rule 5, SPEC CLK).
 */
export interface ServerClock {
  /** Milliseconds to add to this computer's clock; 0 until an answer said otherwise. */
  readonly offsetMs: number;
  /** An offset far from ours that one answer alone has told, milliseconds: it counts once a second answer agrees. */
  readonly doubtMs: number | null;
}

export const untoldClock: ServerClock = { offsetMs: 0, doubtMs: null };

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
 * by the time under way, so that it does not tremble; and by five minutes or more only where two answers in a row agree, so
 * that one wrong header does not move the desk to another day.
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
  if (Math.abs(offsetMs - clock.offsetMs) <= slack) return clock.doubtMs === null ? clock : { ...clock, doubtMs: null };
  const far = Math.abs(offsetMs - clock.offsetMs) >= CLOCK_WRONG_MS;
  const agreed = clock.doubtMs !== null && Math.abs(offsetMs - clock.doubtMs) < CLOCK_WRONG_MS;
  return far && !agreed ? { ...clock, doubtMs: offsetMs } : { offsetMs, doubtMs: null };
}

/** Epoch ms by the server's clock. */
export function correctedNow(clock: ServerClock, machineNow: number): number {
  return machineNow + clock.offsetMs;
}

/** Milliseconds that this computer's clock is ahead of the server's (negative: behind) where that matters, else null. */
export function clockAheadMs(clock: Pick<ServerClock, 'offsetMs'>): number | null {
  return Math.abs(clock.offsetMs) >= CLOCK_WRONG_MS ? -clock.offsetMs : null;
}
