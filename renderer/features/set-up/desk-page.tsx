import { useState } from 'react';
import type { FoundClinic } from '../../../shared/api/trial.ts';
import { MOST_DEVICES } from '../../../shared/reservations/branch-rules.ts';
import { deviceLetters, withDeskCount, withOtherLetter, withOwnLetter, type SetUpDraft } from '../../desk/set-up.ts';
import { useText } from '../../i18n/use-text.ts';
import { KeyValue } from '../../ui/card.tsx';
import { RadioCards } from '../../ui/choices.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Select, TextField } from '../../ui/text-field.tsx';
import { nameOf } from './branches-page.tsx';
import { Help, StepForm } from './page-parts.tsx';
import styles from './set-up.module.css';
import { useFixedWords } from './use-fixed-words.ts';
import type { SetUp } from './use-set-up.ts';

const c = classNames(styles);

const LONGEST_DEVICE_NAME = 40;
/** Letters that are offered at least; as many as the branch has desks. Another one can be chosen in Settings. */
const OFFERED_LETTERS = 8;

/** This desk: its name, its letter, and which desks there are beside it. */
export function DeskPage({ setUp }: { readonly setUp: SetUp }) {
  const t = useText();
  const { draft, change, ports, trial } = setUp;
  const [asked, setAsked] = useState(false);
  const fixed = useFixedWords(ports.environment);
  const named = draft.deviceName.trim() !== '';
  return (
    <StepForm
      help={<TokenHelp letter={draft.deviceLetter} clinic={trial.kind === 'works' ? trial.clinic : null} />}
      back={{
        onBack: () => {
          setUp.go('branches');
        },
      }}
      next={{
        words: t('set-up.continue'),
        onNext: () => {
          setAsked(true);
          if (named) setUp.go('check');
        },
      }}
    >
      <TextField
        label={t('settings.desk.name')}
        value={draft.deviceName}
        onChange={(deviceName) => {
          change({ ...draft, deviceName });
        }}
        maxLength={LONGEST_DEVICE_NAME}
        disabled={fixed('deviceName') !== null}
        help={fixed('deviceName') ?? undefined}
        fault={asked && !named ? t('settings.fault.deviceName') : undefined}
      />
      <LetterChoice setUp={setUp} />
      {draft.branchId === '' ? null : <DeskCount draft={draft} change={change} />}
    </StepForm>
  );
}

function LetterChoice({ setUp: { draft, change, ports } }: { readonly setUp: SetUp }) {
  const t = useText();
  const fixed = useFixedWords(ports.environment)('deviceLetter');
  const held = ports.letterHeld ? t('set-up.letter.unsent', { letter: draft.deviceLetter }) : null;
  const count = Math.max(OFFERED_LETTERS, 1 + draft.otherLetters.length);
  const offered = deviceLetters.filter((letter, at) => at < count || letter === draft.deviceLetter);
  return (
    <div>
      <RadioCards
        tight
        label={t('settings.desk.letter')}
        value={draft.deviceLetter}
        choices={offered.map((letter) => ({
          value: letter,
          label: <b>{letter}</b>,
          disabled: fixed !== null || held !== null,
        }))}
        onChange={(letter) => {
          change(withOwnLetter(draft, letter));
        }}
      />
      <p className={c('note', 'below')}>{fixed ?? held ?? t('set-up.letter.help')}</p>
    </div>
  );
}

function DeskCount({ draft, change }: { readonly draft: SetUpDraft; readonly change: (draft: SetUpDraft) => void }) {
  const t = useText();
  const counts = Array.from({ length: MOST_DEVICES }, (_, index) => index + 1);
  return (
    <>
      <Select
        label={t('set-up.desks', { branch: nameOf(draft.branchNames, draft.branchId) })}
        value={String(1 + draft.otherLetters.length)}
        options={counts.map((count) => ({ value: String(count), label: t('set-up.desks.count', { count }) }))}
        onChange={(count) => {
          change(withDeskCount(draft, Number(count)));
        }}
        help={t('set-up.desks.help')}
      />
      {draft.otherLetters.length === 0 ? null : <OtherLetters draft={draft} change={change} />}
    </>
  );
}

function OtherLetters({ draft, change }: { readonly draft: SetUpDraft; readonly change: (draft: SetUpDraft) => void }) {
  const t = useText();
  const options = deviceLetters
    .filter((letter) => letter !== draft.deviceLetter)
    .map((letter) => ({ value: letter, label: letter }));
  return (
    <div>
      <div className={c('letters')}>
        {draft.otherLetters.map((letter, index) => (
          <Select
            key={index}
            label={t('set-up.desks.other', { number: index + 2 })}
            value={letter}
            options={options}
            onChange={(chosen) => {
              change(withOtherLetter(draft, index, chosen));
            }}
          />
        ))}
      </div>
      <p className={c('note', 'below')}>{t('set-up.desks.others.help')}</p>
    </div>
  );
}

/** What the letter is for, on a token of the clinic's own first window. */
function TokenHelp({ letter, clinic }: { readonly letter: string; readonly clinic: FoundClinic | null }) {
  const t = useText();
  const { session, batch } = clinic?.windows[0] ?? { session: 'Morning', batch: 'MA' };
  return (
    <Help title={t('set-up.token')}>
      <p className={c('token')}>
        {batch}-<span className={c('tokenLetter')}>{letter}</span>07
      </p>
      <KeyValue
        rows={[
          { key: batch, value: t('set-up.token.batch', { session: t(`common.session.${session}`), batch }) },
          { key: letter, value: t('set-up.token.desk') },
          { key: '07', value: t('set-up.token.number') },
        ]}
      />
    </Help>
  );
}
