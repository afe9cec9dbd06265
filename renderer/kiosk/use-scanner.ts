import { useEffect, useEffectEvent } from 'react';

/** A reader types quicker than fingers do: what takes longer between two keys is not one code, milliseconds. */
const BETWEEN_KEYS_MS = 200;
const LONGEST_CODE = 200;

/** Hears a reader that types a code and Enter, like a keyboard. None of it is for whatever has the focus (SPEC CHECK-IN-21). */
export function useScanner(onCode: (code: string) => void): void {
  const heard = useEffectEvent(onCode);
  useEffect(() => {
    let typed = '';
    let last = 0;
    const hear = (event: KeyboardEvent): void => {
      if (event.timeStamp - last > BETWEEN_KEYS_MS) typed = '';
      last = event.timeStamp;
      // No code begins with a space, which presses what has the focus for whoever has a keyboard.
      if (typed === '' && (event.key === 'Enter' || event.key === ' ')) return;
      if (event.key === 'Enter') {
        event.preventDefault();
        heard(typed);
        typed = '';
      } else if (Array.from(event.key).length === 1) {
        event.preventDefault();
        if (typed.length < LONGEST_CODE) typed += event.key;
      }
    };
    window.addEventListener('keydown', hear, true);
    return () => {
      window.removeEventListener('keydown', hear, true);
    };
  }, []);
}
