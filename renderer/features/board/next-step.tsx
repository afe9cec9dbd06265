import type { MouseEvent } from 'react';
import type { VisitStep } from '../../../shared/model/booking.ts';
import type { AppointmentView } from '../../desk/contract.ts';
import { needsDecision } from '../../desk/stranded.ts';
import { useText } from '../../i18n/use-text.ts';
import { classNames } from '../../ui/class-names.ts';
import { Icon } from '../../ui/icon.tsx';
import { Hidden } from '../../ui/text.tsx';
import { conflictRoute } from '../shell/conflict-route.ts';
import { stepWords } from './step-words.ts';
import styles from './appointments.module.css';

const c = classNames(styles);

interface NextStepProps {
  readonly row: AppointmentView;
  /** The last step is being kept. */
  readonly busy: boolean;
  /** The last step was not noted. */
  readonly failed: boolean;
  /** Tab reaches the row that its buttons stand in. */
  readonly tabbable: boolean;
  readonly onStep: (row: AppointmentView, step: VisitStep) => void;
  readonly onMore: (row: AppointmentView, anchor: HTMLElement) => void;
}

/** The row's one button, what Space does there too, and the way to the other steps. Plain buttons: a day has hundreds of them. */
export function NextStep({ row, busy, failed, tabbable, onStep, onMore }: NextStepProps) {
  const t = useText();
  const [step] = row.nextSteps;
  const needsYou = needsDecision(row);
  const tabIndex = tabbable ? 0 : -1;
  return (
    <>
      {needsYou ? <Decide row={row} tabIndex={tabIndex} /> : null}
      {!needsYou && step !== undefined ? (
        <button
          type="button"
          className={c('step')}
          tabIndex={tabIndex}
          data-next
          aria-disabled={busy}
          onClick={(event) => {
            event.stopPropagation();
            // The second click of a double click was meant for what the button said before.
            if (event.detail <= 1 && !busy) onStep(row, step);
          }}
        >
          <span aria-hidden="true">{t(stepWords(step, row))}</span>
          <Hidden>{t('board.step.for', { step: t(stepWords(step, row)), name: row.patientName })}</Hidden>
        </button>
      ) : null}
      {step === undefined ? null : (
        <button
          type="button"
          className={c('more')}
          tabIndex={tabIndex}
          aria-haspopup="menu"
          onClick={(event) => {
            event.stopPropagation();
            onMore(row, event.currentTarget);
          }}
        >
          <Icon name="more" />
          <Hidden>{t('board.step.more', { name: row.patientName })}</Hidden>
        </button>
      )}
      {failed ? <span className={c('call', 'failed')}>{t('board.step.not-noted')}</span> : null}
    </>
  );
}

function Decide({ row, tabIndex }: { readonly row: AppointmentView; readonly tabIndex: number }) {
  const t = useText();
  const stopPropagation = (event: MouseEvent): void => {
    event.stopPropagation();
  };
  return (
    <a
      className={c('step')}
      tabIndex={tabIndex}
      data-next
      href={`#${conflictRoute(row.bookingId ?? row.id)}`}
      onClick={stopPropagation}
    >
      <span aria-hidden="true">{t('board.row.decide')}</span>
      <Hidden>{t('board.row.decide-for', { name: row.patientName })}</Hidden>
    </a>
  );
}
