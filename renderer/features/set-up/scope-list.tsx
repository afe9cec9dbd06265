import type { DeskScope } from '../../../shared/api/trial.ts';
import type { MessageId } from '../../i18n/catalogue.ts';
import { useText } from '../../i18n/use-text.ts';
import { classNames } from '../../ui/class-names.ts';
import styles from './set-up.module.css';

const c = classNames(styles);

const purposes = {
  'appointments:read': 'set-up.scope.appointments-read',
  'appointments:write': 'set-up.scope.appointments-write',
  'slots:read': 'set-up.scope.slots-read',
} as const satisfies Record<DeskScope, MessageId>;

/** Permissions by the names that HuskyVoice gives them, which an administrator looks for, each with what it is for. */
export function ScopeList({ scopes }: { readonly scopes: readonly DeskScope[] }) {
  const t = useText();
  return (
    <ul className={c('scopes')}>
      {scopes.map((scope) => (
        <li key={scope}>
          <code lang="en">{scope}</code>
          <span>{t(purposes[scope])}</span>
        </li>
      ))}
    </ul>
  );
}
