import type { View } from './contract.ts';

/** A view that its owner can change. */
export interface MutableView<T> extends View<T> {
  set(next: T): void;
}

/** Holds one value and tells its listeners when another object takes its place. */
export function createView<T>(initial: T): MutableView<T> {
  let value = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    set(next) {
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of [...listeners]) listener();
    },
  };
}
