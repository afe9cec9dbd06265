import { useState } from 'react';
import type { DeskIntents } from '../../desk/contract.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { KeyValue } from '../../ui/card.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { Message } from '../../ui/message.tsx';
import { useView } from '../../ui/use-view.ts';
import { forgetKeptEntries } from '../booking/kept-entries.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { useOpenWords } from './open-words.ts';
import { SettingRow } from './setting-row.tsx';
import styles from './settings.module.css';

const c = classNames(styles);

/** What this computer keeps, and the way to remove it. */
export function DataSection() {
  const t = useText();
  const desk = useDesk();
  const { stored } = useView(desk.views.settings);
  const { sample } = useView(desk.views.clinic);
  return (
    <>
      <SettingRow title={t('settings.stored')} help={t('settings.stored.help')}>
        <KeyValue
          rows={[
            {
              key: t('settings.stored.appointments'),
              value: t('settings.stored.count', { count: stored.appointments }),
            },
            { key: t('settings.stored.bookings'), value: t('settings.stored.count', { count: stored.bookings }) },
            { key: t('settings.stored.unsent'), value: t('settings.stored.count', { count: stored.unsent }) },
            { key: t('settings.stored.needs-you'), value: t('settings.stored.count', { count: stored.needsYou }) },
          ]}
        />
      </SettingRow>
      <SettingRow
        title={t(sample ? 'settings.wipe.sample' : 'settings.wipe')}
        help={t(sample ? 'settings.wipe.sample.help' : 'settings.wipe.help')}
      >
        <Wipe sample={sample} />
      </SettingRow>
    </>
  );
}

type Outcome = Awaited<ReturnType<DeskIntents['wipe']>>;

function Wipe({ sample }: { readonly sample: boolean }) {
  const t = useText();
  const desk = useDesk();
  const { stored } = useView(desk.views.settings);
  const openWords = useOpenWords();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const open = stored.unsent + stored.needsYou > 0;
  const remove = (): void => {
    setBusy(true);
    desk.intents
      .wipe()
      .then((result) => {
        setOutcome(result);
        if (result.kind === 'wiped') forgetKeptEntries(desk);
      })
      .catch(() => {
        setOutcome({ kind: 'failed' });
      })
      .finally(() => {
        setBusy(false);
        setAsking(false);
      });
  };
  return (
    <div className={c('stack')}>
      <Button
        tone="risk"
        hasPopup="dialog"
        disabled={open}
        onPress={() => {
          setOutcome(null);
          setAsking(true);
        }}
        {...(open ? { describedBy: 'settings-wipe-why' } : {})}
      >
        {t(sample ? 'settings.wipe.sample.button' : 'settings.wipe.button')}
      </Button>
      {open ? (
        <p className={c('help')} id="settings-wipe-why">
          {t('settings.wipe.open', { open: openWords(stored) })}
        </p>
      ) : null}
      <div role="status">{outcome === null ? null : <OutcomeMessage outcome={outcome} />}</div>
      {asking ? (
        <ConfirmDialog
          heading={t(sample ? 'settings.wipe.sample.ask' : 'settings.wipe.ask')}
          safe={t('settings.wipe.no')}
          risk={t('settings.wipe.yes')}
          busy={busy ? t('settings.wipe.busy') : undefined}
          onSafe={() => {
            setAsking(false);
          }}
          onRisk={remove}
        >
          <p>{t('settings.wipe.ask.body', { appointments: stored.appointments, bookings: stored.bookings })}</p>
          <p>{t(sample ? 'settings.wipe.sample.ask.after' : 'settings.wipe.ask.after')}</p>
          {sample ? null : <p>{t('settings.wipe.ask.tokens')}</p>}
        </ConfirmDialog>
      ) : null}
    </div>
  );
}

function OutcomeMessage({ outcome }: { readonly outcome: Outcome }) {
  const t = useText();
  const openWords = useOpenWords();
  switch (outcome.kind) {
    case 'wiped':
      return <Message tone="good" heading={t('settings.wipe.done')} />;
    case 'failed':
      return <Message tone="bad" heading={t('settings.wipe.failed')} />;
    case 'open':
      return <Message tone="warn" heading={t('settings.wipe.open', { open: openWords(outcome) })} />;
  }
}
