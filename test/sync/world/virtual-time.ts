import type { Timers } from '../../../renderer/sync/ports.ts';

interface Timer {
  readonly at: number;
  readonly order: number;
  readonly callback: () => void;
}

/** A clock that stands still until everything waits, and then jumps to the next timer. */
export class VirtualTime implements Timers {
  now: number;
  #timers: Timer[] = [];
  #order = 0;

  constructor(start: number) {
    this.now = start;
  }

  after(ms: number, callback: () => void): () => void {
    this.#order += 1;
    const timer: Timer = { at: this.now + Math.max(0, ms), order: this.#order, callback };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** Runs until `done`, checked whenever everything waits. Throws where nothing is left to wait for, or after `limitMs`. */
  async until(done: () => boolean, limitMs = 6 * 60 * 60_000): Promise<void> {
    const limit = this.now + limitMs;
    for (;;) {
      await everythingWaits();
      if (done()) return;
      const next = this.#next();
      if (next === undefined || next.at > limit) throw new Error('It never happened');
      this.#fire(next);
    }
  }

  /** Runs until `done`, checked whenever everything waits, or for `limitMs`. Whether it was done. */
  async passUntil(done: () => boolean, limitMs: number): Promise<boolean> {
    const limit = this.now + limitMs;
    for (;;) {
      await everythingWaits();
      if (done()) return true;
      const next = this.#next();
      if (next === undefined || next.at > limit) break;
      this.#fire(next);
    }
    this.now = limit;
    return false;
  }

  /** Runs for `ms` milliseconds of its own time. */
  async pass(ms: number): Promise<void> {
    await this.passUntil(() => false, ms);
  }

  #fire(timer: Timer): void {
    this.#timers = this.#timers.filter((other) => other !== timer);
    this.now = Math.max(this.now, timer.at);
    timer.callback();
  }

  #next(): Timer | undefined {
    let next: Timer | undefined;
    for (const timer of this.#timers) {
      if (next === undefined || timer.at < next.at || (timer.at === next.at && timer.order < next.order)) next = timer;
    }
    return next;
  }
}

/** Every promise that can settle has settled: the world's waits are all timers of `VirtualTime`. */
export function everythingWaits(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
