import { useEffect, useState, type ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { DOUBLE_PRESS_MS, firstClickOnly } from './first-click.ts';
import styles from './after-press.module.css';

const c = classNames(styles);

/**
 * Around what takes the place of what was just pressed: whoever presses twice still sees it. For a moment the pointer hits no button in it, wherever
 * the buttons of the two lie, and the later clicks of a double click do nothing. Keys work at once.
 */
export function AfterPress({ children }: { readonly children: ReactNode }) {
  const [fresh, setFresh] = useState(true);
  useEffect(() => {
    const timer = setTimeout(() => {
      setFresh(false);
    }, DOUBLE_PRESS_MS);
    return () => {
      clearTimeout(timer);
    };
  }, []);
  return (
    <div className={c('after', fresh && 'fresh')} onClickCapture={firstClickOnly} role="presentation">
      {children}
    </div>
  );
}
