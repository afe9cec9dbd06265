import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { scriptOf } from './script.ts';
import styles from './text.module.css';

const c = classNames(styles);

/** Words for assistive technology only. */
export function Hidden({ children, id }: { readonly children: ReactNode; readonly id?: string }) {
  return (
    <span className={c('hidden')} id={id}>
      {children}
    </span>
  );
}

/** Second-line text, 14 px. */
export function Note({ children, id }: { readonly children: ReactNode; readonly id?: string }) {
  return (
    <span className={c('note')} id={id}>
      {children}
    </span>
  );
}

/** A key cap. Hidden from assistive technology: the control it stands on carries `aria-keyshortcuts`. */
export function Kbd({ children }: { readonly children: ReactNode }) {
  return (
    <kbd className={c('kbd')} aria-hidden="true">
      {children}
    </kbd>
  );
}

export function Tag({
  children,
  tone = 'teal',
}: {
  readonly children: ReactNode;
  readonly tone?: 'teal' | 'outline' | 'amber';
}) {
  return <span className={c('tag', tone !== 'teal' && tone)}>{children}</span>;
}

/** A person's name in the script it was typed in, with the language of that script. */
export function PersonName({ name }: { readonly name: string }) {
  return <bdi lang={scriptOf(name)}>{name}</bdi>;
}
