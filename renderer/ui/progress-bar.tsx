import { classNames } from './class-names.ts';
import styles from './progress-bar.module.css';

const c = classNames(styles);

interface ProgressBarProps {
  /** What is going on. */
  readonly label: string;
  readonly done: number;
  readonly of: number;
}

/** How much of something longer than a moment is done. */
export function ProgressBar({ label, done, of }: ProgressBarProps) {
  return <progress className={c('progress')} aria-label={label} value={done} max={of} />;
}
