/** What can be wrong with a line, worst first. */
export const lineTroubles = ['cut', 'lossy', 'failing', 'slow'] as const;
export type LineTrouble = (typeof lineTroubles)[number];

/** The troubles of one line, each counted: two cuts that overlap end with the later one. */
export class LineState {
  readonly #counts = new Map<LineTrouble, number>();

  /** Worst first. */
  readonly current = (): readonly LineTrouble[] =>
    lineTroubles.filter((trouble) => (this.#counts.get(trouble) ?? 0) > 0);

  begin(trouble: LineTrouble): void {
    this.#counts.set(trouble, (this.#counts.get(trouble) ?? 0) + 1);
  }

  end(trouble: LineTrouble): void {
    this.#counts.set(trouble, (this.#counts.get(trouble) ?? 0) - 1);
  }

  heal(): void {
    this.#counts.clear();
  }
}
