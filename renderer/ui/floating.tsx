import { useEffect, useEffectEvent, useRef, useState, type ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { useDismiss } from './use-dismiss.ts';
import styles from './floating.module.css';

const c = classNames(styles);

interface FloatingProps {
  /** What it belongs to; it hangs below, or stands above where there is more room. */
  readonly anchor: HTMLElement;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/**
 * Something that belongs to a line of a list and is larger than that. It stands outside the list, which would cut it off, and goes
 * when the list moves under it. Where the focus goes then is for whoever opened it to say.
 */
export function Floating({ anchor, onClose, children }: FloatingProps) {
  const whole = useRef<HTMLDivElement>(null);
  const [place] = useState(() => placeAt(anchor.getBoundingClientRect()));
  const isWithin = (pressed: Node): boolean => whole.current?.contains(pressed) === true || anchor.contains(pressed);
  const { onKeyDown, onBlur } = useDismiss(true, isWithin, onClose);
  const onMove = useEffectEvent((event: Event) => {
    if (event.target instanceof Node && whole.current?.contains(event.target) === true) return;
    onClose();
  });
  useEffect(() => {
    window.addEventListener('resize', onMove);
    window.addEventListener('scroll', onMove, { capture: true });
    return () => {
      window.removeEventListener('resize', onMove);
      window.removeEventListener('scroll', onMove, { capture: true });
    };
  }, []);
  return (
    <div className={c('floating')} style={place} role="presentation" ref={whole} onKeyDown={onKeyDown} onBlur={onBlur}>
      {children}
    </div>
  );
}

/** Pixels between it and its anchor, and at least to the edge of the window. */
const GAP = 4;

interface Place {
  readonly right: number;
  readonly top?: number;
  readonly bottom?: number;
  readonly maxHeight: number;
}

function placeAt(anchor: DOMRect): Place {
  const right = Math.max(GAP, window.innerWidth - anchor.right);
  const below = window.innerHeight - anchor.bottom - 2 * GAP;
  const above = anchor.top - 2 * GAP;
  if (below >= above) return { right, top: anchor.bottom + GAP, maxHeight: below };
  return { right, bottom: window.innerHeight - anchor.top + GAP, maxHeight: above };
}
