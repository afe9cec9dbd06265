import type { View } from './contract.ts';

/** A view that its owner can change. */
export interface MutableView<T> extends View<T> {
  set(next: T): void;
}

/** A view whose value follows from other things. */
export interface DerivedView<T> extends View<T> {
  /** What it follows from has changed. */
  outdate(): void;
}

/** Holds one value and tells its listeners when another object takes its place. */
export function createView<T>(initial: T): MutableView<T> {
  let value = initial;
  const { subscribe, tell } = createListeners();
  return {
    get: () => value,
    subscribe,
    set(next) {
      if (Object.is(next, value)) return;
      value = next;
      tell();
    },
  };
}

/** Works its value out when somebody looks at it, and keeps it until it is outdated: what nobody looks at costs nothing. */
export function createDerivedView<T extends object>(workOut: () => T): DerivedView<T> {
  let value: T | null = null;
  const { subscribe, tell } = createListeners();
  return {
    get: () => (value ??= workOut()),
    subscribe,
    outdate() {
      value = null;
      tell();
    },
  };
}

function createListeners(): { readonly subscribe: View<unknown>['subscribe']; readonly tell: () => void } {
  const listeners = new Set<() => void>();
  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    tell() {
      for (const listener of [...listeners]) listener();
    },
  };
}
