import { useState } from 'react';
import type { FoundClinic } from '../../../shared/api/trial.ts';
import { branchesFound } from '../../desk/set-up.ts';
import { useText } from '../../i18n/use-text.ts';
import { KeyValue } from '../../ui/card.tsx';
import { RadioCards } from '../../ui/choices.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Message } from '../../ui/message.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { Help, StepForm } from './page-parts.tsx';
import styles from './set-up.module.css';
import { useFixedWords } from './use-fixed-words.ts';
import type { SetUp } from './use-set-up.ts';

const c = classNames(styles);

const LONGEST_NAME = 80;

/** What was found, with the names that only people know, and the branch where this desk stands. */
export function BranchesPage({ setUp }: { readonly setUp: SetUp }) {
  const t = useText();
  const { draft, change, trial } = setUp;
  const [asked, setAsked] = useState(false);
  if (trial.kind !== 'works') return null;
  const branches = branchesFound(trial.clinic);
  const chosen = branches.length < 2 || branches.some(({ branchId }) => branchId === draft.branchId);
  return (
    <StepForm
      help={
        <Help title={t('set-up.branch.about')}>
          <p className={c('note')}>{t('set-up.branch.about.body')}</p>
        </Help>
      }
      back={{
        onBack: () => {
          setUp.go('connect');
        },
      }}
      next={{
        words: t('set-up.continue'),
        onNext: () => {
          setAsked(true);
          if (chosen) setUp.go('desk');
        },
      }}
    >
      <Found clinic={trial.clinic} />
      <TextField
        label={t('settings.clinic.name')}
        optional={t('common.optional')}
        value={draft.clinicName}
        onChange={(clinicName) => {
          change({ ...draft, clinicName });
        }}
        help={t('set-up.clinic.help')}
        maxLength={LONGEST_NAME}
      />
      {branches.map(({ branchId }) => (
        <TextField
          key={branchId}
          label={t('settings.names.label', { id: branchId })}
          optional={t('common.optional')}
          value={draft.branchNames[branchId] ?? ''}
          onChange={(name) => {
            change({ ...draft, branchNames: { ...draft.branchNames, [branchId]: name } });
          }}
          help={t('set-up.branch.name.help', { id: branchId })}
          maxLength={LONGEST_NAME}
        />
      ))}
      <BranchChoice
        setUp={setUp}
        branches={branches}
        fault={asked && !chosen ? t('set-up.branch.choose') : undefined}
      />
    </StepForm>
  );
}

function BranchChoice({
  setUp: { draft, change, ports },
  branches,
  fault,
}: {
  readonly setUp: SetUp;
  readonly branches: ReturnType<typeof branchesFound>;
  readonly fault: string | undefined;
}) {
  const t = useText();
  const fixed = useFixedWords(ports.environment)('branchId');
  if (branches.length === 0) {
    return (
      <Message tone="warn" role="note" heading={t('set-up.branch.none')}>
        {t('set-up.branch.none.do')}
      </Message>
    );
  }
  return (
    <div>
      <RadioCards
        label={t('set-up.branch.this')}
        // Nothing chosen is null: an empty text would take the choices out of the order of Tab.
        value={draft.branchId === '' ? null : draft.branchId}
        choices={branches.map(({ branchId, windows }) => ({
          value: branchId,
          label: <b>{nameOf(draft.branchNames, branchId)}</b>,
          note: t('set-up.branch.windows', { count: windows }),
          disabled: fixed !== null,
        }))}
        onChange={(branchId) => {
          change({ ...draft, branchId });
        }}
        fault={fault}
      />
      {fixed === null ? null : <p className={c('note')}>{fixed}</p>}
    </div>
  );
}

/** A branch's name as it was typed; its id while it has none. */
export function nameOf(branchNames: Readonly<Record<string, string>>, branchId: string): string {
  const name = branchNames[branchId]?.trim() ?? '';
  return name === '' ? branchId : name;
}

function Found({ clinic: { config, services, windows } }: { readonly clinic: FoundClinic }) {
  const t = useText();
  return (
    <section className={c('found')}>
      <h2 className={c('helpTitle')}>{t('set-up.found')}</h2>
      <KeyValue
        rows={[
          { key: t('set-up.found.zone'), value: <span lang="en">{config.timezone}</span> },
          {
            key: t('set-up.found.services'),
            value: services.length === 0 ? t('set-up.found.none') : services.map(({ name }) => name).join(', '),
          },
          {
            key: t('set-up.found.windows'),
            value: t('set-up.found.windows.count', { count: windows.length }),
          },
        ]}
      />
    </section>
  );
}
