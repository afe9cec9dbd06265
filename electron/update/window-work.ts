/** What the windows say of themselves: whether a person is entering something in them, at the desk or at a kiosk (UPDATE-8). */
export class WindowWork {
  readonly #isOpen: (windowId: number) => boolean;
  readonly #busy = new Set<number>();

  /** @param isOpen whether a window is still there: what was begun in a closed one is over */
  constructor(isOpen: (windowId: number) => boolean) {
    this.#isOpen = isOpen;
  }

  report(windowId: number, busy: boolean): void {
    if (busy) this.#busy.add(windowId);
    else this.#busy.delete(windowId);
  }

  get isBusy(): boolean {
    for (const id of [...this.#busy]) if (!this.#isOpen(id)) this.#busy.delete(id);
    return this.#busy.size > 0;
  }
}
