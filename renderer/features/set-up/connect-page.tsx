import { useRef, useState } from 'react';
import { deskScopes, TRIAL_STEPS } from '../../../shared/api/trial.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/choices.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Message } from '../../ui/message.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { readAccess } from '../../desk/set-up.ts';
import { useOpenWords } from '../settings/open-words.ts';
import { Help, StepForm } from './page-parts.tsx';
import { ScopeList } from './scope-list.tsx';
import { TrialTrouble } from './trial-trouble.tsx';
import styles from './set-up.module.css';
import type { SetUp } from './use-set-up.ts';

const c = classNames(styles);

/** So many characters at once were not typed: a program filled them in, or the system's own menu. */
const FILLED_FROM = 8;

interface ConnectPageProps {
  readonly setUp: SetUp;
  readonly leave: { readonly words: string; readonly onLeave: () => void } | null;
}

/** The address and the key. They are tried as soon as both are there. */
export function ConnectPage({ setUp, leave }: ConnectPageProps) {
  const t = useText();
  const { draft, trial, changeAccess } = setUp;
  const [asked, setAsked] = useState(false);
  const [shown, setShown] = useState(false);
  const pasted = useRef(false);
  const faults = useFaults(setUp, asked);
  const works = trial.kind === 'works' && trial.leaving.kind !== 'locked';
  const tryOnLeave = (): void => {
    if (trial.kind === 'untried') setUp.tryIt();
  };
  return (
    <StepForm
      help={<KeyHelp />}
      back={
        leave === null
          ? {
              onBack: () => {
                setUp.go('welcome');
              },
            }
          : { words: leave.words, onBack: leave.onLeave }
      }
      next={{
        words: works ? t('set-up.continue') : t('set-up.try'),
        busy: trial.kind === 'trying' ? t('set-up.trying') : undefined,
        onNext: () => {
          setAsked(true);
          if (works) setUp.go('branches');
          else setUp.tryIt();
        },
      }}
    >
      <TextField
        label={t('settings.address')}
        type="url"
        lang="en"
        value={draft.address}
        onChange={(address) => {
          changeAccess({ address }, false);
        }}
        onBlur={tryOnLeave}
        help={t('set-up.address.help')}
        fault={faults.address}
      />
      <div
        className={c('keyField')}
        onPaste={() => {
          pasted.current = true;
        }}
      >
        <TextField
          label={t('settings.key')}
          type={shown ? 'text' : 'password'}
          lang="en"
          value={draft.key}
          onChange={(key) => {
            changeAccess({ key }, pasted.current || key.length - draft.key.length >= FILLED_FROM);
            pasted.current = false;
          }}
          onBlur={tryOnLeave}
          help={t('set-up.key.help')}
          fault={faults.key}
        />
        <Checkbox label={t('set-up.key.show')} checked={shown} onChange={setShown} />
      </div>
      <TrialWords setUp={setUp} />
    </StepForm>
  );
}

/** What to do about what was typed; nothing before the person asked to go on. */
function useFaults({ draft }: SetUp, asked: boolean): { readonly address?: string; readonly key?: string } {
  const t = useText();
  const reading = readAccess(draft);
  if (!asked || reading.kind === 'access') return {};
  return {
    ...(reading.address === null
      ? {}
      : { address: t(draft.address.trim() === '' ? 'set-up.address.empty' : 'settings.fault.apiUrl') }),
    ...(reading.key === null
      ? {}
      : { key: t(reading.key === 'empty' ? 'settings.key.empty' : 'settings.key.rejected') }),
  };
}

function TrialWords({ setUp }: { readonly setUp: SetUp }) {
  const t = useText();
  const openWords = useOpenWords();
  const { trial, stop } = setUp;
  // The region stays in the page, so that what appears in it is heard.
  return (
    <div aria-live="polite">
      {trial.kind === 'trying' ? (
        <Message
          icon="sync"
          heading={t('set-up.trying')}
          actions={<Button onPress={stop}>{t('set-up.trying.stop')}</Button>}
        >
          <p>{t('set-up.trying.body')}</p>
          <ProgressBar label={t('set-up.trying.progress')} done={trial.answered} of={TRIAL_STEPS} />
        </Message>
      ) : null}
      {trial.kind === 'trouble' ? <TrialTrouble trial={trial.trial} at={trial.at} /> : null}
      {trial.kind === 'works' && trial.leaving.kind !== 'locked' ? (
        <Message tone="good" heading={t('set-up.works')} />
      ) : null}
      {trial.kind === 'works' && trial.leaving.kind === 'locked' ? (
        <Message tone="warn" heading={t('set-up.owed')}>
          {t('settings.address.owed', { address: trial.leaving.address, open: openWords(trial.leaving) })}
        </Message>
      ) : null}
    </div>
  );
}

function KeyHelp() {
  const t = useText();
  return (
    <Help title={t('set-up.key.about')}>
      <p className={c('note')}>{t('set-up.key.about.body')}</p>
      <ScopeList scopes={deskScopes} />
    </Help>
  );
}
