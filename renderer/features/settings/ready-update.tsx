import { useState } from 'react';
import type { InstallAnswer, UpdateState } from '../../../shared/update/picture.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { Message } from '../../ui/message.tsx';
import { useView } from '../../ui/use-view.ts';
import styles from './settings.module.css';

const c = classNames(styles);

type Ready = Extract<UpdateState, { kind: 'ready' }>;

/** An update that waits for a person's press, with what keeps it from being installed. */
export function ReadyUpdate({ state }: { readonly state: Ready }) {
  const t = useText();
  const { views } = useDesk();
  const { unsent } = useView(views.sync);
  return (
    <>
      <Message tone="good" heading={t('updates.ready', { version: state.offer.version })}>
        {state.automatic ? <p>{t('updates.ready.body')}</p> : null}
        {unsent > 0 ? <p>{t('updates.ready.unsent', { count: unsent })}</p> : null}
      </Message>
      {state.automatic ? <Install state={state} /> : null}
      {state.automatic || state.command === null ? null : (
        <Message role="note" heading={t('updates.by-hand')}>
          <p>{t('updates.by-hand.body')}</p>
          <p className={c('code')} lang="en">
            {state.command}
          </p>
        </Message>
      )}
    </>
  );
}

function Install({ state }: { readonly state: Ready }) {
  const t = useText();
  const { intents } = useDesk();
  const [asking, setAsking] = useState(false);
  const [answer, setAnswer] = useState<InstallAnswer['kind'] | null>(null);
  const install = (): void => {
    setAsking(true);
    setAnswer(null);
    intents
      .installUpdate()
      .then(
        ({ kind }) => {
          setAnswer(kind);
        },
        () => {
          setAnswer('not-ready');
        },
      )
      .finally(() => {
        setAsking(false);
      });
  };
  return (
    <>
      <Button tone="primary" busy={asking ? t('updates.install.busy') : undefined} onPress={install}>
        {t('updates.install')}
      </Button>
      {answer === 'busy' ? (
        <Message tone="warn" role="alert" heading={t('updates.busy')}>
          {t('updates.busy.body')}
        </Message>
      ) : null}
      {answer === 'not-ready' ? <Message tone="warn" role="alert" heading={t('updates.gone')} /> : null}
      {state.refused && answer !== 'busy' ? <Refused command={state.command} /> : null}
    </>
  );
}

function Refused({ command }: { readonly command: string | null }) {
  const t = useText();
  return (
    <Message tone="warn" role="alert" heading={t('updates.refused')}>
      <p>{t('updates.refused.body')}</p>
      {command === null ? null : (
        <>
          <p>{t('updates.or-by-hand')}</p>
          <p className={c('code')} lang="en">
            {command}
          </p>
        </>
      )}
    </Message>
  );
}
