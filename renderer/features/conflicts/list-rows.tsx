import type { ReactNode } from 'react';
import type { ConflictView, SettledView, WaitingView } from '../../desk/contract.ts';
import { useServiceWords } from '../../i18n/use-service-words.ts';
import { useText } from '../../i18n/use-text.ts';
import { useWhen } from '../../i18n/use-when.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Hidden, Note, PersonName } from '../../ui/text.tsx';
import { useView } from '../../ui/use-view.ts';
import { useSlotWords } from '../booking/use-slot-words.ts';
import { CallButtons, LastCall } from './call-note.tsx';
import styles from './conflicts.module.css';
import { slotOfAlternative, slotOfPlace } from './slots.ts';
import type { Settling } from './use-settle.ts';
import { useSettledWords } from './use-settled-words.ts';

const c = classNames(styles);

/** Who, and when or how long: the first line of every row. */
function Who({ name, note }: { readonly name: string; readonly note: string }) {
  return (
    <span className={c('who')}>
      <b>
        <PersonName name={name} />
      </b>
      <Note>{note}</Note>
    </span>
  );
}

/** Token, service and window of a booking in one line. */
function useBookingLine(): (view: Pick<ConflictView, 'booking' | 'serviceName'>) => string {
  const t = useText();
  const when = useWhen();
  const words = useSlotWords();
  const serviceWords = useServiceWords();
  return ({ booking, serviceName }) => {
    const window = words.inside(slotOfPlace(booking.place, when.timeZone));
    const service = serviceWords(serviceName);
    return booking.token === ''
      ? t('conflicts.line.no-token', { service, window })
      : t('conflicts.line', { token: booking.token, service, window });
  };
}

interface RowProps {
  readonly current: boolean;
  readonly onSelect: () => void;
}

export function OpenRow({ conflict, current, onSelect }: RowProps & { readonly conflict: ConflictView }) {
  const t = useText();
  const when = useWhen();
  const line = useBookingLine();
  const { now } = useView(useDesk().views.clock);
  const { booking, cause, foundAt } = conflict;
  const why = cause.kind === 'duplicate' && cause.otherPerson ? 'two-patients' : cause.kind;
  return (
    <button type="button" className={c('open')} aria-current={current} onClick={onSelect}>
      <Who name={booking.patient.name} note={when.age(now - foundAt)} />
      <span className={c('why')}>
        <Icon name="need" size={16} />
        <span>{t(`conflicts.why.${why}`)}</span>
      </span>
      <Note>{line(conflict)}</Note>
      <CallLine>
        <LastCall call={booking.call} />
      </CallLine>
    </button>
  );
}

function CallLine({ children }: { readonly children: ReactNode }) {
  return <span className={c('line')}>{children}</span>;
}

interface TellRowProps extends RowProps {
  readonly entry: SettledView;
  readonly settling: Settling;
}

/** Settled, and the family has still to hear of it (SPEC CALL-3). */
export function TellRow({ entry, current, onSelect, settling }: TellRowProps) {
  const t = useText();
  const when = useWhen();
  const words = useSettledWords();
  const { today } = useView(useDesk().views.clock);
  const { bookingId, patientName, by, call } = entry;
  return (
    <li className={c('tell')}>
      <button type="button" className={c('open')} aria-current={current} onClick={onSelect}>
        <Who name={patientName} note={when.moment(entry.at, today)} />
        <Note>{words(entry)}</Note>
        <span className={c('toTell')}>
          <Icon name="few" size={16} />
          <span>{t(by === 'rule' ? 'conflicts.to-tell.by-rule' : 'conflicts.to-tell.short')}</span>
        </span>
        <CallLine>
          <LastCall call={call} />
        </CallLine>
      </button>
      <span className={c('rowActions')}>
        <CallButtons small bookingId={bookingId} patientName={patientName} settling={settling} />
        <UndoButton entry={entry} settling={settling} />
      </span>
    </li>
  );
}

interface WaitingRowProps extends RowProps {
  readonly waiting: WaitingView;
  readonly settling: Settling;
}

/** Somebody who waits for a place; one press books it where it is free (SPEC WAIT-2). */
export function WaitingRow({ waiting, current, onSelect, settling }: WaitingRowProps) {
  const t = useText();
  const when = useWhen();
  const words = useSlotWords();
  const line = useBookingLine();
  const { now } = useView(useDesk().views.clock);
  const { booking, free } = waiting;
  return (
    <li className={c('tell')}>
      <button type="button" className={c('open')} aria-current={current} onClick={onSelect}>
        <Who name={booking.patient.name} note={when.age(now - waiting.since)} />
        <Note>{line(waiting)}</Note>
        {free === null ? null : (
          <span className={c('free')}>
            <Icon name="room" size={16} />
            <span>{t('conflicts.waiting.free')}</span>
          </span>
        )}
        <CallLine>
          <LastCall call={booking.call} />
        </CallLine>
      </button>
      {free === null ? null : (
        <span className={c('rowActions')}>
          <Button
            small
            disabled={settling.busy}
            onPress={() => {
              settling.settle(booking.bookingId, { kind: 'move', to: free });
            }}
          >
            {t('conflicts.do.book', { window: words.inside(slotOfAlternative(free)) })}
            <Hidden> {booking.patient.name}</Hidden>
          </Button>
        </span>
      )}
    </li>
  );
}

export function SettledRow({ entry, settling }: { readonly entry: SettledView; readonly settling: Settling }) {
  const t = useText();
  const when = useWhen();
  const words = useSettledWords();
  const { by, call } = entry;
  return (
    <li className={c('settled')}>
      <Who name={entry.patientName} note={when.time(entry.at)} />
      <span className={c('who')}>
        <Note>{by === 'rule' ? t('conflicts.by-rule', { what: words(entry) }) : words(entry)}</Note>
        <UndoButton entry={entry} settling={settling} />
      </span>
      <LastCall call={call} />
    </li>
  );
}

function UndoButton({ entry, settling }: { readonly entry: SettledView; readonly settling: Settling }) {
  const t = useText();
  if (!entry.canUndo) return null;
  return (
    <Button
      small
      tone="plain"
      icon="undo"
      disabled={settling.busy}
      onPress={() => {
        settling.undo(entry.bookingId, entry.patientName);
      }}
    >
      {t('conflicts.done.undo')}
      <Hidden> {entry.patientName}</Hidden>
    </Button>
  );
}
