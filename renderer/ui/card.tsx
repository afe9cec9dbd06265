import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './card.module.css';

const c = classNames(styles);

interface CardProps {
  readonly children: ReactNode;
  readonly header?: ReactNode;
  readonly footer?: ReactNode;
  /** Id of the element that names it. */
  readonly labelledBy?: string;
  readonly label?: string;
  /** The body scrolls (default); `false` leaves scrolling to the children. */
  readonly scroll?: boolean;
  /** Nothing in the body takes the focus: then the body itself does, so that the keyboard can scroll it. */
  readonly keyboardScroll?: boolean;
}

/** A white surface: a 56 px head, a body that scrolls, a foot. */
export function Card({
  children,
  header,
  footer,
  labelledBy,
  label,
  scroll = true,
  keyboardScroll = false,
}: CardProps) {
  return (
    <section className={c('card')} aria-labelledby={labelledBy} aria-label={label}>
      {header === undefined ? null : <header className={c('head')}>{header}</header>}
      {scroll ? (
        <div className={c('scroll')} {...(keyboardScroll ? { tabIndex: 0 } : {})}>
          {children}
        </div>
      ) : (
        children
      )}
      {footer === undefined ? null : <footer className={c('foot')}>{footer}</footer>}
    </section>
  );
}

interface KeyValueProps {
  readonly rows: readonly { readonly key: string; readonly value: ReactNode }[];
}

/** What is known, as terms and descriptions. */
export function KeyValue({ rows }: KeyValueProps) {
  return (
    <dl className={c('pairs')}>
      {rows.map((row) => (
        <div className={c('pair')} key={row.key}>
          <dt>{row.key}</dt>
          <dd>{row.value}</dd>
        </div>
      ))}
    </dl>
  );
}
