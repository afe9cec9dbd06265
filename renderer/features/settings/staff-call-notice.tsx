import { useEffect } from 'react';
import { useText } from '../../i18n/use-text.ts';
import { useWhen } from '../../i18n/use-when.ts';
import { Button } from '../../ui/button.tsx';
import { chime } from '../../ui/chime.ts';
import { classNames } from '../../ui/class-names.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { Message } from '../../ui/message.tsx';
import { useView } from '../../ui/use-view.ts';
import styles from './settings.module.css';

const c = classNames(styles);

/** Rings and stays until somebody says that they are coming. The kiosk has the letter of its computer, which is this one (SPEC KIOSK-11). */
export function StaffCallNotice() {
  const t = useText();
  const when = useWhen();
  const { views, intents } = useDesk();
  const calledAt = useView(views.staffCall);
  const { settings } = useView(views.settings);
  useEffect(() => {
    if (calledAt !== null) chime();
  }, [calledAt]);
  if (calledAt === null) return null;
  return (
    <div className={c('notice')}>
      <Message
        tone="warn"
        role="alert"
        heading={t('kiosk.desk.called', { letter: settings.deviceLetter, time: when.time(calledAt) })}
        actions={
          <Button
            tone="primary"
            onPress={() => {
              intents.answerStaffCall();
            }}
          >
            {t('kiosk.desk.coming')}
          </Button>
        }
      >
        {t('kiosk.desk.called.note')}
      </Message>
    </div>
  );
}
