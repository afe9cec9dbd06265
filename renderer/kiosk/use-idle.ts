import { useEffect, useEffectEvent, useState } from 'react';

/** Seconds without a touch before the kiosk asks, and seconds to answer (SPEC IDLE-1). */
export const ASK_AFTER_S = 60;
export const ANSWER_WITHIN_S = 20;

const SECOND_MS = 1000;
/** Whatever a person does. */
const touches = ['pointerdown', 'keydown'] as const;

/**
 * Counts seconds without a touch.
 * @param resets another value begins anew
 * @param active false: nothing is counted
 */
export function useQuietSeconds(active: boolean, resets: unknown): number {
  const [quiet, setQuiet] = useState<{ readonly of: unknown; readonly seconds: number }>({ of: resets, seconds: 0 });
  useEffect(() => {
    if (!active) return undefined;
    let seconds = 0;
    const timer = setInterval(() => {
      seconds += 1;
      setQuiet({ of: resets, seconds });
    }, SECOND_MS);
    const touched = (): void => {
      // From then on the question is answered by its buttons.
      if (seconds >= ASK_AFTER_S) return;
      seconds = 0;
      setQuiet({ of: resets, seconds });
    };
    for (const touch of touches) window.addEventListener(touch, touched, true);
    return () => {
      clearInterval(timer);
      for (const touch of touches) window.removeEventListener(touch, touched, true);
    };
  }, [active, resets]);
  return active && quiet.of === resets ? quiet.seconds : 0;
}

/** Calls once after so many seconds. @param key another value begins anew. @returns whole seconds left */
export function useCountdown(seconds: number, key: unknown, onEnd: () => void): number {
  const [left, setLeft] = useState({ key, seconds });
  const end = useEffectEvent(onEnd);
  useEffect(() => {
    let remaining = seconds;
    const timer = setInterval(() => {
      remaining -= 1;
      setLeft({ key, seconds: remaining });
      if (remaining > 0) return;
      clearInterval(timer);
      end();
    }, SECOND_MS);
    return () => {
      clearInterval(timer);
    };
  }, [seconds, key]);
  return left.key === key ? left.seconds : seconds;
}
