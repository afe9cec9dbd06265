import { performance } from 'node:perf_hooks';

/** Where real time comes from; tests give their own. */
export interface TimeSource {
  /** Epoch ms, may jump when the machine's clock is set. */
  wall(): number;
  /** Ms from an arbitrary start, never jumps. */
  monotonic(): number;
}

const machineTime: TimeSource = { wall: () => Date.now(), monotonic: () => performance.now() };

/** The sandbox's clock: real time until it is set, then running on from where it was set. */
export class SandboxClock {
  private anchor: { readonly instant: number; readonly monotonic: number } | null = null;
  private readonly time: TimeSource;

  constructor(startAt: number | null, time: TimeSource = machineTime) {
    this.time = time;
    if (startAt !== null) this.set(startAt);
  }

  /** Epoch ms, whole. */
  now(): number {
    if (this.anchor === null) return Math.floor(this.time.wall());
    return Math.floor(this.anchor.instant + (this.time.monotonic() - this.anchor.monotonic));
  }

  /** @param instant epoch ms from which the clock runs on */
  set(instant: number): void {
    this.anchor = { instant, monotonic: this.time.monotonic() };
  }
}
