import { useText } from '../../i18n/use-text.ts';
import { classNames } from '../../ui/class-names.ts';
import { Icon } from '../../ui/icon.tsx';
import styles from './conflicts.module.css';

const c = classNames(styles);

/** "When you choose this": the consequences, before the press. */
export function Follows({ lines }: { readonly lines: readonly string[] }) {
  const t = useText();
  if (lines.length === 0) return null;
  return (
    <section className={c('box', 'follows')}>
      <h3>{t('conflicts.then')}</h3>
      <ul>
        {lines.map((line) => (
          <li key={line}>
            <Icon name="right" />
            <span>{line}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
