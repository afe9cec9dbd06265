import { useState } from 'react';
import { useText } from '../../i18n/use-text.ts';
import { useWhen } from '../../i18n/use-when.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { Message } from '../../ui/message.tsx';
import { useView } from '../../ui/use-view.ts';
import { situationOf } from '../sync/condition-words.ts';
import { ClockNotice, TroubleWords, useTroubleTitle } from '../sync/trouble.tsx';
import { AddressSetting } from './address-setting.tsx';
import { useFixed } from './fixed-settings.ts';
import { KeySetting } from './key-setting.tsx';
import { SettingRow } from './setting-row.tsx';
import styles from './settings.module.css';
import type { Saving } from './use-save.ts';

const c = classNames(styles);

/** Where HuskyVoice is and with which key; and whether it answers. */
export function ConnectionSection({ saving }: { readonly saving: Saving }) {
  const t = useText();
  const { intents } = useDesk();
  return (
    <>
      <StepByStep />
      <SettingRow title={t('settings.address')} help={t('settings.address.help')}>
        <AddressSetting saving={saving} />
      </SettingRow>
      <SettingRow title={t('settings.key')} help={t('settings.key.help')}>
        <KeySetting />
      </SettingRow>
      <SettingRow title={t('setup-file.row')} help={t('setup-file.row.help')}>
        <div>
          <Button
            onPress={() => {
              void intents.chooseSetupFile();
            }}
          >
            {t('setup-file.open')}
          </Button>
        </div>
      </SettingRow>
      <SettingRow title={t('settings.try')} help={t('settings.try.help')}>
        <TryConnection />
      </SettingRow>
    </>
  );
}

/** While no clinic is connected: the steps that try the address and the key and ask for the rest. */
function StepByStep() {
  const t = useText();
  const { settings } = useView(useDesk().views.settings);
  const fixed = useFixed();
  if (settings.apiUrl !== '' || fixed('apiUrl') !== null || fixed('apiKey') !== null) return null;
  return (
    <SettingRow title={t('set-up.connect')} help={t('settings.steps.help')}>
      <ButtonLink href="#/connect" tone="primary">
        {t('set-up.connect')}
      </ButtonLink>
    </SettingRow>
  );
}

/** Syncs now and says, in the sync panel's words, what came of it. */
function TryConnection() {
  const t = useText();
  const desk = useDesk();
  const sync = useView(desk.views.sync);
  const [tried, setTried] = useState(false);
  return (
    <div className={c('stack')}>
      <Button
        icon="sync"
        busy={sync.syncing ? t('settings.try.busy') : undefined}
        onPress={() => {
          setTried(true);
          desk.intents.syncNow();
        }}
      >
        {t('settings.try')}
      </Button>
      <div role="status">{tried && !sync.syncing ? <Answer /> : null}</div>
    </div>
  );
}

function Answer() {
  const t = useText();
  const when = useWhen();
  const { views } = useDesk();
  const sync = useView(views.sync);
  const { today } = useView(views.clock);
  const troubleTitle = useTroubleTitle();
  const situation = situationOf(sync, false);
  if (situation.kind === 'trouble') {
    return (
      <div className={c('stack')}>
        <Message tone="warn" heading={troubleTitle(situation.key)}>
          <TroubleWords trouble={situation.key} withSettings={false} />
        </Message>
        <ClockNotice />
      </div>
    );
  }
  return (
    <div className={c('stack')}>
      {sync.lastSyncAt === null ? (
        <p>{t('settings.try.waiting')}</p>
      ) : (
        <Message tone="good" heading={t('settings.try.ok', { time: when.moment(sync.lastSyncAt, today) })} />
      )}
      <ClockNotice />
    </div>
  );
}
