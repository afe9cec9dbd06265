import type { ReactNode } from 'react';
import { classNames } from '../../ui/class-names.ts';
import { Icon } from '../../ui/icon.tsx';
import styles from './sync.module.css';

const c = classNames(styles);

/** A heading with a line for each thing that works, or waits. */
export function Ticks({
  heading,
  icon,
  tone,
  lines,
}: {
  readonly heading: ReactNode;
  readonly icon: 'done' | 'wait';
  readonly tone: 'green' | 'amber';
  readonly lines: readonly string[];
}) {
  return (
    <div>
      <h3>{heading}</h3>
      <ul className={c('ticks')}>
        {lines.map((line) => (
          <li key={line}>
            <span className={c(tone)}>
              <Icon name={icon} />
            </span>
            <span>{line}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
