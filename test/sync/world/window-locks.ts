import type { LeaderLocks } from '../../../renderer/sync/ports.ts';

interface Request {
  readonly window: string;
  readonly name: string;
  readonly callback: () => Promise<void>;
  readonly settle: () => void;
  held: boolean;
}

/** The lock manager that the windows of one desk share: first come, first served; a window that dies lets go of everything. */
export class WindowLocks {
  #requests: Request[] = [];

  /** The windows that hold a lock of this name: one at most. */
  holders(name: string): readonly string[] {
    return this.#requests.filter((request) => request.held && request.name === name).map(({ window }) => window);
  }

  of(window: string): LeaderLocks {
    return {
      request: (name, { signal }, callback) =>
        new Promise<void>((resolve, reject) => {
          const request: Request = { window, name, callback, settle: resolve, held: false };
          signal.addEventListener('abort', () => {
            if (request.held || !this.#requests.includes(request)) return;
            this.#requests = this.#requests.filter((other) => other !== request);
            reject(new Error('called off'));
          });
          this.#requests.push(request);
          // A lock is given by another process: never from within the call that asks for it.
          queueMicrotask(() => {
            this.#grant();
          });
        }),
    };
  }

  /** The window is gone. */
  end(window: string): void {
    this.#requests = this.#requests.filter((request) => request.window !== window);
    this.#grant();
  }

  #grant(): void {
    for (const request of this.#requests) {
      if (this.holders(request.name).length > 0) continue;
      request.held = true;
      void request.callback().then(() => {
        this.#requests = this.#requests.filter((other) => other !== request);
        request.settle();
        this.#grant();
      });
    }
  }
}
