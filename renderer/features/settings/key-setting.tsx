import { useState, type ReactNode } from 'react';
import type { KeyStatus } from '../../../shared/ipc/contract.ts';
import { useRichText, useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { Message } from '../../ui/message.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useView } from '../../ui/use-view.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { useFixed } from './fixed-settings.ts';
import styles from './settings.module.css';

const c = classNames(styles);

type Trouble = 'empty' | 'rejected' | 'not-kept';

/** The key goes in and never comes out: what is shown of it are its last four characters. */
export function KeySetting() {
  const t = useText();
  const desk = useDesk();
  const { key } = useView(desk.views.settings);
  const fixed = useFixed()('apiKey');
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [asking, setAsking] = useState<'consent' | 'remove' | null>(null);
  const fault = faultOf(trouble, key);
  const save = (allowFile: boolean): void => {
    setAsking(null);
    if (typed.trim() === '') {
      setTrouble('empty');
      return;
    }
    setBusy(true);
    setTrouble(null);
    desk.intents
      .saveKey(typed.trim(), allowFile)
      .then((result) => {
        if (result.kind === 'needs-consent') setAsking('consent');
        else if (result.kind === 'rejected') setTrouble('rejected');
        else setTyped('');
      })
      .catch(() => {
        setTrouble('not-kept');
      })
      .finally(() => {
        setBusy(false);
      });
  };
  return (
    <div className={c('stack')}>
      <KeyHeld
        status={key}
        fixed={fixed}
        onRemove={() => {
          setAsking('remove');
        }}
      />
      {fixed === null ? (
        <form
          className={c('keyForm')}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            save(false);
          }}
        >
          <TextField
            label={t(key.opensWithCode ? 'settings.key.new-or-code' : 'settings.key.new')}
            type="password"
            value={typed}
            onChange={(value) => {
              setTyped(value);
              setTrouble(null);
            }}
            autoComplete="off"
            lang="en"
            fault={fault === null ? undefined : t(fault)}
          />
          <Button type="submit" busy={busy ? t('settings.key.saving') : undefined}>
            {t('settings.key.save')}
          </Button>
        </form>
      ) : null}
      <div role="status">
        {trouble === 'not-kept' ? <Message tone="warn" heading={t('settings.key.not-kept')} /> : null}
      </div>
      {asking === 'consent' ? (
        <ConfirmDialog
          heading={t('settings.consent.title')}
          safe={t('settings.consent.no')}
          risk={t('settings.consent.yes')}
          onSafe={() => {
            setAsking(null);
            setTrouble('not-kept');
          }}
          onRisk={() => {
            save(true);
          }}
        >
          <p>{t('settings.consent.body')}</p>
          <p>{t('settings.consent.ask')}</p>
        </ConfirmDialog>
      ) : null}
      {asking === 'remove' ? (
        <RemoveKey
          onDone={() => {
            setAsking(null);
          }}
        />
      ) : null}
    </div>
  );
}

/** What is wrong with what was typed. */
function faultOf(trouble: Trouble | null, { opensWithCode }: KeyStatus) {
  if (trouble === 'rejected' && opensWithCode) return 'settings.key.rejected-or-code';
  return trouble === 'empty' || trouble === 'rejected' ? (`settings.key.${trouble}` as const) : null;
}

/** Where the key is kept, and the way to remove it. */
function KeyHeld({
  status,
  fixed,
  onRemove,
}: {
  readonly status: KeyStatus;
  readonly fixed: string | null;
  readonly onRemove: () => void;
}) {
  const t = useText();
  const rich = useRichText();
  if (!status.present) return <p>{t('settings.key.none')}</p>;
  return (
    <div className={c('keyHeld')}>
      <p>
        {status.lastFour === null
          ? t('settings.key.present-unknown')
          : rich('settings.key.present', {
              lastFour: status.lastFour,
              b: (chunks: ReactNode[]) => <b>{chunks}</b>,
            })}{' '}
        <span className={c('help')}>
          {fixed ?? (status.storedIn === null ? '' : t(`settings.key.${status.storedIn}`))}
        </span>
      </p>
      {fixed === null ? (
        <Button small tone="risk" onPress={onRemove}>
          {t('settings.key.remove')}
        </Button>
      ) : null}
    </div>
  );
}

function RemoveKey({ onDone }: { readonly onDone: () => void }) {
  const t = useText();
  const desk = useDesk();
  const [busy, setBusy] = useState(false);
  return (
    <ConfirmDialog
      heading={t('settings.key.remove.ask')}
      safe={t('settings.key.remove.no')}
      risk={t('settings.key.remove')}
      busy={busy ? t('settings.key.removing') : undefined}
      onSafe={onDone}
      onRisk={() => {
        setBusy(true);
        // A key that could not be removed is still shown as kept.
        void desk.intents.removeKey().then(onDone, onDone);
      }}
    >
      <p>{t('settings.key.remove.body')}</p>
    </ConfirmDialog>
  );
}
