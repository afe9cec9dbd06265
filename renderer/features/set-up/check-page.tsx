import { useState, type ReactNode } from 'react';
import { lastFourOf } from '../../../shared/api/key.ts';
import type { SetUpDraft } from '../../desk/set-up.ts';
import { useText } from '../../i18n/use-text.ts';
import { KeyValue } from '../../ui/card.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Message } from '../../ui/message.tsx';
import type { AddressChange } from '../../desk/contract.ts';
import { ConfirmDialog } from '../settings/confirm-dialog.tsx';
import { nameOf } from './branches-page.tsx';
import { Help, StepForm } from './page-parts.tsx';
import styles from './set-up.module.css';
import type { SetUp } from './use-set-up.ts';
import type { Access } from './use-trial.ts';

const c = classNames(styles);

type Outcome = 'not-kept' | 'no-consent';

/** Everything once more. Only what is pressed here keeps anything. */
export function CheckPage({ setUp, onDone }: { readonly setUp: SetUp; readonly onDone: () => void }) {
  const t = useText();
  const { draft, trial } = setUp;
  const [busy, setBusy] = useState(false);
  const [asking, setAsking] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  if (trial.kind !== 'works') return null;
  const keep = (allowFile: boolean): void => {
    setAsking(false);
    setOutcome(null);
    setBusy(true);
    void setUp.keep(allowFile).then((result) => {
      if (result === 'kept') {
        onDone();
        return;
      }
      setBusy(false);
      if (result === 'needs-consent') setAsking(true);
      else setOutcome('not-kept');
    });
  };
  return (
    <StepForm
      help={
        <Help title={t('set-up.then')}>
          <p className={c('note')}>{t('set-up.then.body')}</p>
        </Help>
      }
      back={{
        onBack: () => {
          setUp.go('desk');
        },
      }}
      next={{
        words: t('set-up.open'),
        busy: busy ? t('set-up.open.busy') : undefined,
        onNext: () => {
          keep(false);
        },
      }}
    >
      <Summary draft={draft} access={trial.access} />
      {draft.otherLetters.length === 0 ? null : (
        <Message role="note" heading={t('set-up.check.desks.copy')}>
          {t('set-up.check.desks.copy.body', { section: t('settings.section.rules'), copy: t('rules.copy') })}
        </Message>
      )}
      <WhatLeaves change={trial.leaving} />
      <div aria-live="polite">
        {outcome === null ? null : (
          <Message tone="warn" heading={t(`set-up.${outcome}`)}>
            {t(`set-up.${outcome}.do`)}
          </Message>
        )}
      </div>
      {asking ? (
        <ConfirmDialog
          heading={t('settings.consent.title')}
          safe={t('settings.consent.no')}
          risk={t('settings.consent.yes')}
          onSafe={() => {
            setAsking(false);
            setOutcome('no-consent');
          }}
          onRisk={() => {
            keep(true);
          }}
        >
          <p>{t('settings.consent.body')}</p>
          <p>{t('settings.consent.ask')}</p>
        </ConfirmDialog>
      ) : null}
    </StepForm>
  );
}

function Summary({ draft, access }: { readonly draft: SetUpDraft; readonly access: Access }) {
  const t = useText();
  const { branchId, branchNames, clinicName, deviceLetter, deviceName, otherLetters } = draft;
  const lastFour = lastFourOf(access.key);
  const clinic = clinicName.trim();
  return (
    <section className={c('found')}>
      <KeyValue
        rows={[
          ...(clinic === '' ? [] : [{ key: t('settings.clinic'), value: clinic }]),
          {
            key: t('set-up.check.connection'),
            value: (
              <span className={c('code')} lang="en">
                {access.address}
              </span>
            ),
          },
          {
            key: t('set-up.check.key'),
            value: lastFour === null ? t('set-up.check.key.entered') : t('set-up.check.key.ends', { lastFour }),
          },
          {
            key: t('set-up.check.branch'),
            value: branchId === '' ? t('set-up.check.branch.none') : nameOf(branchNames, branchId),
          },
          {
            key: t('set-up.check.desk'),
            value: t('set-up.check.desk.value', { name: deviceName.trim(), letter: deviceLetter }),
          },
          ...(branchId === '' ? [] : [{ key: t('set-up.check.desks'), value: desksIn(deviceLetter, otherLetters, t) }]),
        ]}
      />
    </section>
  );
}

function desksIn(own: string, others: readonly string[], t: ReturnType<typeof useText>): string {
  if (others.length === 0) return t('set-up.check.desks.alone');
  return t('set-up.check.desks.value', { letters: [own, ...others].sort().join(', ') });
}

/** What goes from this computer when the address is kept. */
function WhatLeaves({ change }: { readonly change: AddressChange }): ReactNode {
  const t = useText();
  switch (change.kind) {
    case 'none':
    case 'locked':
      return null;
    case 'ends-practice':
      return (
        <Message tone="warn" role="note" heading={t('set-up.check.leaves')}>
          <p>{t('settings.connect.practice.body', { count: change.bookings })}</p>
          <p>{t('settings.connect.practice.after')}</p>
        </Message>
      );
    case 'other-clinic':
      return (
        <Message tone="warn" role="note" heading={t('set-up.check.other')}>
          {t('settings.connect.other.body', { address: change.address, count: change.appointments })}
        </Message>
      );
  }
}
