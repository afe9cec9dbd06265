import { createHash } from 'node:crypto';

/** Everything that happened, one line each with its virtual time; the same seed gives the same lines. */
export class Trace {
  readonly #lines: string[] = [];
  readonly #startsAt: number;
  readonly #now: () => number;

  constructor(startsAt: number, now: () => number) {
    this.#startsAt = startsAt;
    this.#now = now;
  }

  note(who: string, text: string): void {
    this.#lines.push(`${this.#time()} ${who.padEnd(2)} ${text}`);
  }

  get lines(): readonly string[] {
    return this.#lines;
  }

  hash(): string {
    return createHash('sha256').update(this.#lines.join('\n')).digest('hex').slice(0, 16);
  }

  /** Minutes, seconds and milliseconds since the start. */
  #time(): string {
    const ms = this.#now() - this.#startsAt;
    const part = (value: number, digits: number): string => String(Math.floor(value)).padStart(digits, '0');
    return `${part(ms / 60_000, 2)}:${part((ms / 1_000) % 60, 2)}.${part(ms % 1_000, 3)}`;
  }
}
