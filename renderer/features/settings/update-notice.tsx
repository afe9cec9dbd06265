import { useLocation } from 'wouter';
import { useText } from '../../i18n/use-text.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { Message } from '../../ui/message.tsx';
import { DialogHeading, ModalDialog } from '../../ui/modal-dialog.tsx';
import { useView } from '../../ui/use-view.ts';
import dialogStyles from './confirm-dialog.module.css';
import styles from './settings.module.css';

const c = classNames(styles);
const d = classNames(dialogStyles);

/** Settings show the update itself. */
const SETTINGS = '/settings';

/** Says once a day that an update is ready; and lies over the desk while one is being installed, since nothing can be booked then. */
export function UpdateNotice() {
  const { views } = useDesk();
  const picture = useView(views.updates);
  const { today } = useView(views.clock);
  const [path] = useLocation();
  if (picture?.state.kind === 'installing') return <Installing />;
  if (picture?.state.kind !== 'ready' || picture.hushedOn === today || path === SETTINGS) return null;
  return <Ready version={picture.state.offer.version} />;
}

function Ready({ version }: { readonly version: string }) {
  const t = useText();
  const { intents } = useDesk();
  return (
    <div className={c('notice')}>
      <Message
        role="status"
        heading={t('updates.ready', { version })}
        actions={
          <>
            <Button
              onPress={() => {
                intents.hushUpdate();
              }}
            >
              {t('updates.notice.hush')}
            </Button>
            <ButtonLink href="#/settings">{t('updates.notice.open')}</ButtonLink>
          </>
        }
      >
        {t('updates.notice.body')}
      </Message>
    </div>
  );
}

function Installing() {
  const t = useText();
  return (
    // It ends with the app, or when main says that nothing came of it.
    <ModalDialog open onClose={() => undefined} role="alertdialog" className={d('dialog')}>
      <DialogHeading>{t('updates.installing')}</DialogHeading>
      <div className={d('body')}>
        <p>{t('updates.installing.body')}</p>
      </div>
    </ModalDialog>
  );
}
