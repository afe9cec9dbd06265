import { createContext, use, useCallback, useEffect, useEffectEvent, useRef, useState, type ReactNode } from 'react';
import styles from './announcer.module.css';
import { classNames } from './class-names.ts';
import { Hidden } from './text.tsx';

const c = classNames(styles);

const Announce = createContext<(words: string) => void>(() => undefined);

/**
 * Holds the one region that reads out what has just come onto the screen. It is in the page from the start: of a region that comes
 * together with its words some screen readers say nothing.
 */
export function Announcer({ children }: { readonly children: ReactNode }) {
  const [said, setSaid] = useState('');
  const waiting = useRef<string[]>([]);
  const announce = useCallback((words: string) => {
    waiting.current.push(words);
    if (waiting.current.length > 1) return;
    queueMicrotask(() => {
      const now = waiting.current.splice(0).join(' · ');
      // The same words a second time are said a second time.
      setSaid((before) => (before === now ? `${now}\u00a0` : now));
    });
  }, []);
  return (
    <Announce value={announce}>
      {children}
      <div className={c('region')} aria-live="polite" aria-atomic="true">
        <Hidden>{said}</Hidden>
      </div>
    </Announce>
  );
}

/**
 * Has words read out when they come onto the screen and whenever they change there; null: nothing is said.
 * @param of where it is given, they are read out when this changes instead
 */
export function useAnnounced(words: string | null, of = words): void {
  const announce = use(Announce);
  const say = useEffectEvent(() => {
    if (words !== null && words !== '') announce(words);
  });
  useEffect(() => {
    say();
  }, [of]);
}
