import { useText } from '../../i18n/use-text.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { Message } from '../../ui/message.tsx';
import { useView } from '../../ui/use-view.ts';
import styles from './settings.module.css';

const c = classNames(styles);

/** While the desk has no branch nothing can be booked: above every screen it says where to choose one. */
export function BranchNotice() {
  const t = useText();
  const { branch, branches } = useView(useDesk().views.clinic);
  if (branch !== null) return null;
  return (
    <div className={c('notice')}>
      <Message
        tone="warn"
        role="alert"
        heading={t('settings.branch.ask')}
        actions={
          <ButtonLink href="#/settings" tone="primary">
            {t('settings.branch.ask.open')}
          </ButtonLink>
        }
      >
        {t('settings.branch.ask.body', { count: branches.length })}
      </Message>
    </div>
  );
}
