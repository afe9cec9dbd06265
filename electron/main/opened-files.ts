/** The file that the system asked this app to open: at its start, and on macOS before it is ready. It waits until the desk takes it. */
export class OpenedFiles {
  #waiting: string | null;
  #take: ((path: string) => void) | null = null;

  /** @param first of this start; null: none */
  constructor(first: string | null) {
    this.#waiting = first;
  }

  open(path: string): void {
    if (this.#take === null) this.#waiting = path;
    else this.#take(path);
  }

  /** From now on every file is handed over, the one that waits first. */
  handOver(take: (path: string) => void): void {
    this.#take = take;
    if (this.#waiting !== null) take(this.#waiting);
    this.#waiting = null;
  }
}
