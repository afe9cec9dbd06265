import { useState } from 'react';
import type { UpdateFailure, UpdateState } from '../../../shared/update/picture.ts';
import { useText } from '../../i18n/use-text.ts';
import { useWhen } from '../../i18n/use-when.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { Message } from '../../ui/message.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { useView } from '../../ui/use-view.ts';
import { ReadyUpdate } from './ready-update.tsx';
import { SettingRow } from './setting-row.tsx';
import styles from './settings.module.css';
import { TextSetting } from './text-setting.tsx';
import type { Saving } from './use-save.ts';

const c = classNames(styles);

const BYTES_OF_A_MEGABYTE = 1_000_000;

/** Updates of the app: what runs, what is offered, and where it comes from. */
export function UpdatesSection({ saving }: { readonly saving: Saving }) {
  const t = useText();
  const { views } = useDesk();
  const { environment } = useView(views.settings);
  const state = useView(views.updates)?.state;
  if (state === undefined) return null;
  const rests = state.kind === 'idle' || state.kind === 'failed';
  return (
    <>
      <SettingRow title={t('updates.version')} {...(state.kind === 'off' ? {} : { help: t('updates.version.help') })}>
        <div className={c('stack')}>
          <p>{t('updates.running', { version: environment.appVersion })}</p>
          <Standing state={state} />
        </div>
      </SettingRow>
      {state.kind === 'ready' && state.offer.notes !== null ? (
        <SettingRow title={t('updates.notes', { version: state.offer.version })}>
          <p className={c('notes')}>{state.offer.notes}</p>
        </SettingRow>
      ) : null}
      {state.kind === 'off' ? null : <Sources saving={saving} rests={rests} />}
    </>
  );
}

function Standing({ state }: { readonly state: UpdateState }) {
  const t = useText();
  const when = useWhen();
  switch (state.kind) {
    case 'off':
      return (
        <Message role="note" heading={t('updates.off')}>
          {t(`updates.off.${state.why}`)}
        </Message>
      );
    case 'idle':
      if (state.checkedAt === null) return <p>{t('updates.idle')}</p>;
      return (
        <p role="status">
          {state.staged === null
            ? t('updates.current', { time: when.time(state.checkedAt) })
            : t('updates.staged', { version: state.staged, time: when.time(state.checkedAt) })}
        </p>
      );
    case 'checking':
      return <p role="status">{t('updates.checking')}</p>;
    case 'downloading':
      return <Downloading state={state} />;
    case 'ready':
      return <ReadyUpdate state={state} />;
    case 'installing':
      return (
        <Message role="status" heading={t('updates.installing')}>
          {t('updates.installing.body')}
        </Message>
      );
    case 'failed':
      return <Failed why={state.why} />;
  }
}

function Downloading({ state }: { readonly state: Extract<UpdateState, { kind: 'downloading' }> }) {
  const t = useText();
  const label = t('updates.downloading', { version: state.offer.version });
  const megabytes = (bytes: number): number => Math.round(bytes / BYTES_OF_A_MEGABYTE);
  return (
    <>
      <p>{label}</p>
      <ProgressBar label={label} done={state.received} of={state.size} />
      <p className={c('help')}>
        {t('updates.downloading.progress', { received: megabytes(state.received), size: megabytes(state.size) })}
      </p>
    </>
  );
}

function Failed({ why }: { readonly why: UpdateFailure }) {
  const t = useText();
  const tone = why === 'not-signed' || why === 'tampered' ? 'bad' : 'warn';
  return (
    <Message tone={tone} role="status" heading={t(`updates.failed.${why}`)}>
      {t(`updates.failed.${why}.body`)}
    </Message>
  );
}

/** @param rests nothing goes on and nothing waits: it can be looked anew */
function Sources({ saving, rests }: { readonly saving: Saving; readonly rests: boolean }) {
  const t = useText();
  const { views, intents } = useDesk();
  const { settings } = useView(views.settings);
  const [looking, setLooking] = useState(false);
  const look = (ask: () => Promise<void>): void => {
    setLooking(true);
    // What came of it the picture tells.
    ask()
      .catch(() => undefined)
      .finally(() => {
        setLooking(false);
      });
  };
  return (
    <>
      <SettingRow title={t('updates.feed')} help={t('updates.feed.help')}>
        <div className={c('stack')}>
          <TextSetting
            name="updateFeed"
            label={t('updates.feed.label')}
            saved={settings.updateFeed}
            patch={(updateFeed) => ({ updateFeed })}
            saving={saving}
            type="url"
            lang="en"
            optional={t('common.optional')}
          />
          <Button
            icon="sync"
            disabled={!rests || looking || settings.updateFeed === ''}
            onPress={() => {
              look(() => intents.checkForUpdate());
            }}
          >
            {t('updates.check')}
          </Button>
        </div>
      </SettingRow>
      <SettingRow title={t('updates.folder')} help={t('updates.folder.help')}>
        <Button
          hasPopup="dialog"
          disabled={!rests || looking}
          onPress={() => {
            look(() => intents.updateFromFolder());
          }}
        >
          {t('updates.folder.choose')}
        </Button>
      </SettingRow>
    </>
  );
}
