import type { AppointmentView } from '../../desk/contract.ts';
import { useRichText, useText } from '../../i18n/use-text.ts';
import { useWhen } from '../../i18n/use-when.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { firstClickOnly } from '../../ui/first-click.ts';
import { longWaitMinutes } from '../../ui/marks.tsx';
import { PersonName } from '../../ui/text.tsx';
import type { Queue } from './day-rows.ts';
import styles from './appointments.module.css';

const c = classNames(styles);

interface QueueLineProps {
  readonly queue: Queue;
  readonly onCall: (row: AppointmentView) => void;
  /** Somebody was just called by this button: it rests as their row does (VISIT-11). */
  readonly calling: boolean;
  /** Each group of the list says who of it is next. */
  readonly nextInGroups: boolean;
}

/** How many wait and how long at most, and one press to call whose turn it is. */
export function QueueLine({ queue, onCall, calling, nextInGroups }: QueueLineProps) {
  const t = useText();
  const when = useWhen();
  const { waiting, longest, onHold, next } = queue;
  const isLong = longest !== null && longest > longWaitMinutes;
  return (
    <>
      <p className={c('queue')}>
        <b>{t('board.queue.waiting', { count: waiting })}</b>
        {longest === null || longest === 0 ? null : (
          <>
            {' · '}
            <span className={c(isLong && 'long')}>{t('board.queue.longest', { age: when.age(longest * 60_000) })}</span>
          </>
        )}
        {onHold === 0 ? null : (
          <>
            {' · '}
            <span>{t('board.queue.on-hold', { count: onHold })}</span>
          </>
        )}
      </p>
      {next === null || nextInGroups ? null : <CallNext next={next} onCall={onCall} calling={calling} />}
    </>
  );
}

interface CallNextProps {
  readonly next: AppointmentView;
  readonly onCall: (row: AppointmentView) => void;
  readonly calling: boolean;
}

/** Says who it will be before it is pressed. */
export function CallNext({ next, onCall, calling }: CallNextProps) {
  const rich = useRichText();
  const who = (
    <>
      {next.token === null ? null : `${next.token} · `}
      <PersonName name={next.patientName} />
    </>
  );
  return (
    // Somebody else may be next by the second click of a double click.
    <span className={c('callNext')} onClickCapture={firstClickOnly} role="presentation">
      <Button
        small
        icon="called"
        disabled={calling}
        onPress={() => {
          onCall(next);
        }}
      >
        {rich('board.queue.next', { who })}
      </Button>
    </span>
  );
}
