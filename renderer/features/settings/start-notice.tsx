import { useState, type ReactNode } from 'react';
import type { SetAsideReport } from '../../../shared/ipc/contract.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { Message } from '../../ui/message.tsx';
import { useView } from '../../ui/use-view.ts';
import styles from './settings.module.css';

const c = classNames(styles);

/**
 * Said once after a start that followed trouble: a database that was set aside, or an end without a close. Nothing where the
 * start was an ordinary one, or after the person has read it. The set-aside notice stays in Settings, About.
 */
export function StartNotice() {
  const t = useText();
  const { setAside, previousRunEndedAbruptly } = useView(useDesk().views.settings).environment;
  const [read, setRead] = useState(false);
  if (read || (setAside === null && !previousRunEndedAbruptly)) return null;
  const understood = (
    <Button
      onPress={() => {
        setRead(true);
      }}
    >
      {t('settings.start.dismiss')}
    </Button>
  );
  return (
    <div className={c('notice')}>
      {setAside === null ? (
        <Message role="status" heading={t('settings.start.abrupt.title')} actions={understood}>
          {t('settings.start.abrupt.body')}
        </Message>
      ) : (
        <SetAsideMessage report={setAside} actions={understood} />
      )}
    </div>
  );
}

export function SetAsideMessage({
  report,
  actions,
}: {
  readonly report: SetAsideReport;
  readonly actions?: ReactNode;
}) {
  const t = useText();
  return (
    <Message
      tone="warn"
      role={actions === undefined ? 'note' : 'alert'}
      heading={t(`settings.start.${report.reason}.title`)}
      {...(actions === undefined ? {} : { actions })}
    >
      <p>{t(`settings.start.${report.reason}.body`)}</p>
      <p className={c('code')}>{t('settings.start.folder', { path: report.path })}</p>
    </Message>
  );
}
