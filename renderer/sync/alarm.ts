import type { Timers } from './ports.ts';

/** A wait that something can cut short. Ringing while nobody waits is remembered once. */
export class Alarm {
  readonly #timers: Timers;
  #wake: (() => void) | null = null;
  #rung = false;

  constructor(timers: Timers) {
    this.#timers = timers;
  }

  ring(): void {
    if (this.#wake === null) this.#rung = true;
    else this.#wake();
  }

  /** Waits `ms` milliseconds, or until it rings where `ms` is null. Tells whether it was the time that ended it. */
  async wait(ms: number | null): Promise<'time' | 'rung'> {
    if (this.#rung) {
      this.#rung = false;
      return 'rung';
    }
    return new Promise((resolve) => {
      const end = (how: 'time' | 'rung'): void => {
        this.#wake = null;
        callOff?.();
        resolve(how);
      };
      const callOff =
        ms === null
          ? null
          : this.#timers.after(ms, () => {
              end('time');
            });
      this.#wake = () => {
        end('rung');
      };
    });
  }
}
