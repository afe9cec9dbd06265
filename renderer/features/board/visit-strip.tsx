import { useEffect, useId, useRef } from 'react';
import { waitedMs } from '../../../shared/visit/visit.ts';
import type { VisitNote } from '../../../shared/model/booking.ts';
import type { AppointmentView } from '../../desk/contract.ts';
import { useText } from '../../i18n/use-text.ts';
import { useWhen } from '../../i18n/use-when.ts';
import { useAnnounced } from '../../ui/announcer.tsx';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { firstClickOnly } from '../../ui/first-click.ts';
import { VisitState, visitStateWords } from '../../ui/marks.tsx';
import { Message } from '../../ui/message.tsx';
import { useKeptBooking } from '../../ui/use-kept-booking.ts';
import { useView } from '../../ui/use-view.ts';
import { lastedMinutes } from './day-rows.ts';
import { notNotedWords, stepWords } from './step-words.ts';
import { useVisitSteps } from './use-visit-steps.ts';
import styles from './visit-panel.module.css';

const c = classNames(styles);

interface VisitStripProps {
  readonly row: AppointmentView;
  /** The board shows today: waits go on. */
  readonly isToday: boolean;
  /** Something else of the panel is to be done first, or nothing more is expected. */
  readonly quiet: boolean;
}

/** How far the visit has come and when, how long the patient waited, and every step that may follow. */
export function VisitStrip({ row, isToday, quiet }: VisitStripProps) {
  const t = useText();
  const { views } = useDesk();
  const { now } = useView(views.clock);
  const heading = useId();
  const steps = useVisitSteps();
  const booking = useKeptBooking(row.bookingId, `${row.visit} ${String(row.visitSince)}`);
  // Without the minutes, which pass.
  useAnnounced(t(visitStateWords(row.visit)));
  const failed = steps.answer?.kind === 'not-noted' ? steps.answer.result : null;
  return (
    <section className={c('strip')} aria-labelledby={heading}>
      <h2 id={heading} className={c('stripHead')}>
        {t('board.visit.steps')}
      </h2>
      <div className={c('state')}>
        <VisitState visit={row.visit} minutes={lastedMinutes(row, isToday ? now : null)} />
      </div>
      <Taken visit={booking?.visit ?? []} now={now} />
      <StepButtons row={row} steps={steps} quiet={quiet} />
      {failed === null ? null : (
        <Message tone="bad" role="alert" heading={t('board.step.not-noted')}>
          {t(notNotedWords(failed))}
        </Message>
      )}
    </section>
  );
}

interface TakenProps {
  /** Steps, oldest first. */
  readonly visit: readonly VisitNote[];
  readonly now: number;
}

/** The steps with their times in the clinic's zone, and the time waited once that is over. */
function Taken({ visit, now }: TakenProps) {
  const t = useText();
  const when = useWhen();
  const { today } = useView(useDesk().views.clock);
  if (visit.length === 0) return null;
  const waited = waitedMs(visit, now);
  return (
    <>
      <ol className={c('taken')}>
        {visit.map(({ step, at }) => (
          <li key={`${at} ${step}`}>
            <span>{t(visitStateWords(step))}</span> <time dateTime={at}>{when.moment(Date.parse(at), today)}</time>
          </li>
        ))}
      </ol>
      {waited === null || waited < 60_000 ? null : (
        <p className={c('waited')}>{t('board.visit.waited', { age: when.age(waited) })}</p>
      )}
    </>
  );
}

interface StepButtonsProps {
  readonly row: AppointmentView;
  readonly steps: ReturnType<typeof useVisitSteps>;
  readonly quiet: boolean;
}

function StepButtons({ row, steps, quiet }: StepButtonsProps) {
  const t = useText();
  const { intents } = useDesk();
  const stepBack = intents.changesOf(row.id)?.stepBack === true;
  const busy = steps.busy.has(row.id);
  const buttons = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // What was pressed is not offered any more: the keyboard goes on with what follows it.
    if (!busy && steps.answer !== null && document.activeElement === document.body) {
      buttons.current?.querySelector('button')?.focus();
    }
  }, [busy, steps.answer]);
  if (row.nextSteps.length === 0 && !stepBack) return null;
  return (
    // Other steps stand here by the second click of a double click.
    <div className={c('steps')} ref={buttons} onClickCapture={firstClickOnly} role="presentation">
      {row.nextSteps.map((step, index) => (
        <Button
          key={step}
          tone={index === 0 && !quiet ? 'primary' : 'default'}
          disabled={busy}
          onPress={() => {
            void steps.note(row, step);
          }}
        >
          {t(stepWords(step, row))}
        </Button>
      ))}
      {stepBack ? (
        <Button
          tone="plain"
          icon="undo"
          disabled={busy}
          onPress={() => {
            void steps.takeBack(row);
          }}
        >
          {t('board.step.take-back', { state: t(visitStateWords(row.visit)) })}
        </Button>
      ) : null}
    </div>
  );
}
