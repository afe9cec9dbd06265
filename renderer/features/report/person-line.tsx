import type { ReactNode } from 'react';
import type { ReportRow } from '../../desk/contract.ts';
import { classNames } from '../../ui/class-names.ts';
import { PersonName } from '../../ui/text.tsx';
import styles from './report.module.css';

const c = classNames(styles);

interface PersonLineProps {
  readonly entry: ReportRow;
  /** Under the name. */
  readonly about: string;
  readonly children?: ReactNode;
}

/** A patient of a list: token and name, what is to be said of them, and what can be done. */
export function PersonLine({ entry: { row }, about, children }: PersonLineProps) {
  return (
    <li className={c('person')}>
      <div className={c('who')}>
        {row.token === null ? null : <b className={c('token')}>{row.token} </b>}
        <PersonName name={row.patientName} />
        <span className={c('about')}>{about}</span>
      </div>
      {children === undefined ? null : <div className={c('steps')}>{children}</div>}
    </li>
  );
}
