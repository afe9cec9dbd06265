import { useText } from '../../i18n/use-text.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { ChangeForm, type FormProps } from './change-form.tsx';
import { ReasonChoice, useReason } from './reason-choice.tsx';
import { WhatFollows } from './what-follows.tsx';

/** What cancelling an appointment frees, and why it is cancelled. */
export function CancelForm(props: FormProps) {
  const { subject, attempt } = props;
  const t = useText();
  const { intents } = useDesk();
  const { row } = subject;
  const entry = useReason(row.windowTrouble === null ? 'patient-asked' : 'clinic-closed');
  return (
    <ChangeForm
      {...props}
      change="cancel"
      to={null}
      primary={t('change.do.cancel')}
      disabled={false}
      onSubmit={() => {
        const { reason } = entry;
        if (reason === null) entry.stop();
        else attempt.run(() => intents.cancelAppointment(row.id, reason), { change: 'cancel', subject, to: null });
      }}
    >
      <ReasonChoice entry={entry} autoFocus />
      <WhatFollows subject={subject} to={null} reason={entry.code} />
    </ChangeForm>
  );
}
