import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';
import styles from './fault.module.css';

const c = classNames(styles);

/** What to do about something that was entered, under the field or the choices. */
export function Fault({ words, role }: { readonly words: string; readonly role?: 'alert' }) {
  return (
    <p className={c('fault')} role={role}>
      <Icon name="need" size={16} />
      <span>{words}</span>
    </p>
  );
}
