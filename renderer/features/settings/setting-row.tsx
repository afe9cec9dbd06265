import type { ReactNode } from 'react';
import { classNames } from '../../ui/class-names.ts';
import styles from './settings.module.css';

const c = classNames(styles);

/** What it is, at the left; its controls, at the right. */
export function SettingRow({
  title,
  help,
  children,
}: {
  readonly title: string;
  readonly help?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <section className={c('row')}>
      <div>
        <h3>{title}</h3>
        {help === undefined ? null : <p className={c('help')}>{help}</p>}
      </div>
      <div className={c('controls')}>{children}</div>
    </section>
  );
}
