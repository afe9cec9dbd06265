import { isTypedInto, useKeyDown } from '../../ui/use-keys.ts';

/** ↓ in a field of one line, where it moves nothing: the next question that is still to be answered takes the focus. */
export function useArrowDown(act: () => void): void {
  useKeyDown((event) => {
    if (event.key !== 'ArrowDown' || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return false;
    if (event.isComposing || !(event.target instanceof HTMLInputElement) || !isTypedInto(event.target)) return false;
    if (event.target.closest('[data-patient]') === null) return false;
    act();
    return true;
  });
}

/** Enter that is held down, on its own: a form takes each of its repeats for another Enter. */
export function useEnterOnce(): void {
  useKeyDown((event) => event.key === 'Enter' && event.repeat && event.target instanceof HTMLInputElement);
}
