import { useEffect, useEffectEvent, useState } from 'react';

/** Seconds without a touch before the kiosk asks, and seconds to answer (SPEC IDLE-1). */
export const ASK_AFTER_S = 60;
export const ANSWER_WITHIN_S = 20;

const SECOND_MS = 1000;
/** Whatever a person does. */
const touches = ['pointerdown', 'keydown'] as const;

/** Whole seconds since an instant of `performance.now()`: a computer that slept in between has counted on. */
function secondsSince(begun: number): number {
  return Math.floor((performance.now() - begun) / SECOND_MS);
}

/**
 * Counts seconds without a touch.
 * @param resets another value begins anew
 * @param active false: nothing is counted
 */
export function useQuietSeconds(active: boolean, resets: unknown): number {
  const [quiet, setQuiet] = useState<{ readonly of: unknown; readonly seconds: number }>({ of: resets, seconds: 0 });
  useEffect(() => {
    if (!active) return undefined;
    let last = performance.now();
    const look = (): void => {
      setQuiet({ of: resets, seconds: secondsSince(last) });
    };
    const timer = setInterval(look, SECOND_MS);
    const touched = (): void => {
      // From then on the question is answered by its buttons.
      if (secondsSince(last) >= ASK_AFTER_S) return;
      last = performance.now();
      look();
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
    const begun = performance.now();
    const timer = setInterval(() => {
      const remaining = Math.max(0, seconds - secondsSince(begun));
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
