import { useSyncExternalStore } from 'react';
import type { View } from '../desk/contract.ts';

/** The current value of a view; renders again when it changes. Rests on `get` returning the same object until then. */
export function useView<T>(view: View<T>): T {
  return useSyncExternalStore(
    (listener) => view.subscribe(listener),
    () => view.get(),
  );
}
