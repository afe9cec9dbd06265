import { useEffect, useRef } from 'react';

/**
 * Keys of a panel while it is open. Heard before the shell hears them, so that a letter which means something here is not taken
 * for one of the desk's own.
 */
function useKeyDown(onKey: (event: KeyboardEvent) => boolean): void {
  const latest = useRef(onKey);
  useEffect(() => {
    latest.current = onKey;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || !latest.current(event)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener('keydown', listen, { capture: true });
    return () => {
      window.removeEventListener('keydown', listen, { capture: true });
    };
  }, []);
}

/** Ctrl+Enter, wherever the focus is. A key that is held down counts once, and for nothing that came under it meanwhile. */
export function useControlEnter(act: () => void, enabled = true): void {
  useKeyDown((event) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return false;
    if (event.repeat) return true;
    if (!enabled) return false;
    act();
    return true;
  });
}

/** One letter, unless somebody is typing or letters are switched off. */
export function useLetter(letter: string, act: () => void, enabled: boolean): void {
  useKeyDown((event) => {
    if (!enabled || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return false;
    if (event.key.toLowerCase() !== letter || isTypedInto(event.target)) return false;
    act();
    return true;
  });
}

function isTypedInto(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return target.type !== 'radio' && target.type !== 'checkbox';
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}
