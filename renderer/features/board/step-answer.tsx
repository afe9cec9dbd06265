import type { AppointmentView } from '../../desk/contract.ts';
import { useRichText, useText } from '../../i18n/use-text.ts';
import { TextButton } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { Icon } from '../../ui/icon.tsx';
import { visitStateWords } from '../../ui/marks.tsx';
import { notNotedWords } from './step-words.ts';
import { PersonName } from '../../ui/text.tsx';
import type { StepAnswer as Answer } from './use-visit-steps.ts';
import styles from './appointments.module.css';

const c = classNames(styles);

interface StepAnswerProps {
  /** Null: nothing was noted yet. */
  readonly answer: Answer | null;
}

/** What became of the last step, in words that a screen reader is told too. */
export function StepAnswer({ answer }: StepAnswerProps) {
  return (
    <span role="status" className={c('answer')}>
      {answer === null ? null : <AnswerWords answer={answer} />}
    </span>
  );
}

function AnswerWords({ answer }: { readonly answer: Answer }) {
  const t = useText();
  const rich = useRichText();
  const name = <WhoIs row={answer.row} />;
  switch (answer.kind) {
    case 'noted':
      return rich('board.step.noted', { name, state: t(visitStateWords(answer.step)) });
    case 'taken-back':
      return rich('board.step.taken-back', { name, state: t(visitStateWords(answer.row.visit)) });
    case 'not-noted':
      return (
        <span className={c('call')}>
          <Icon name="need" size={16} /> {rich('board.step.noted', { name, state: t('board.step.not-noted') })}.{' '}
          {t(notNotedWords(answer.result))}
        </span>
      );
  }
}

function WhoIs({ row: { token, patientName } }: { readonly row: AppointmentView }) {
  return (
    <>
      {token === null ? null : `${token} `}
      <PersonName name={patientName} />
    </>
  );
}

interface TakeBackStepProps {
  /** As it stands now. */
  readonly row: AppointmentView;
  readonly onTakeBack: (row: AppointmentView) => void;
}

/** Takes the last step of a visit back, where that can be done. */
export function TakeBackStep({ row, onTakeBack }: TakeBackStepProps) {
  const t = useText();
  const { intents } = useDesk();
  if (intents.changesOf(row.id)?.stepBack !== true) return null;
  return (
    <TextButton
      onPress={() => {
        onTakeBack(row);
      }}
    >
      {t('board.step.take-back', { state: t(visitStateWords(row.visit)) })}
    </TextButton>
  );
}
