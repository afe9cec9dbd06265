import { useText } from '../../i18n/use-text.ts';
import { classNames } from '../../ui/class-names.ts';
import { Icon } from '../../ui/icon.tsx';
import styles from './conflicts.module.css';

const c = classNames(styles);

interface FollowsProps {
  readonly lines: readonly string[];
  /** Of its heading: one below that of whatever it stands in. */
  readonly level?: 2 | 3;
}

/** "When you choose this": the consequences, before the press. */
export function Follows({ lines, level = 3 }: FollowsProps) {
  const t = useText();
  const Title = level === 2 ? 'h2' : 'h3';
  if (lines.length === 0) return null;
  return (
    <section className={c('box', 'follows')}>
      <Title className={c('followsTitle')}>{t('conflicts.then')}</Title>
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
