import { memo, type KeyboardEvent, type MouseEvent } from 'react';
import type { Session } from '../../../shared/model/appointment.ts';
import type { Basis, VisitStep } from '../../../shared/model/booking.ts';
import type { AppointmentView } from '../../desk/contract.ts';
import { isStrandedRow } from '../../desk/stranded.ts';
import { useServiceWords } from '../../i18n/use-service-words.ts';
import { useText } from '../../i18n/use-text.ts';
import { deskTime } from '../../i18n/wall-clock.ts';
import { classNames } from '../../ui/class-names.ts';
import { SyncMark, VisitState } from '../../ui/marks.tsx';
import { PhoneNumber } from '../../ui/phone.tsx';
import { PersonName } from '../../ui/text.tsx';
import { NextStep } from './next-step.tsx';
import styles from './appointments.module.css';

const c = classNames(styles);

interface AppointmentRowProps {
  readonly row: AppointmentView;
  /** How long its state lasts, in minutes. */
  readonly minutes: number | null;
  /** Said beside the time where no head of the group says it. */
  readonly session: Session | null;
  readonly selected: boolean;
  /** A step is being kept; the last one was not noted. */
  readonly busy: boolean;
  readonly failed: boolean;
  /** The one row that Tab reaches. */
  readonly tabbable: boolean;
  readonly onOpen: (appointmentId: string) => void;
  readonly onActive: (appointmentId: string) => void;
  readonly onStep: (row: AppointmentView, step: VisitStep) => void;
  readonly onMore: (row: AppointmentView, anchor: HTMLElement) => void;
}

const compared = [
  'minutes',
  'session',
  'selected',
  'busy',
  'failed',
  'tabbable',
  'onOpen',
  'onActive',
  'onStep',
  'onMore',
] as const satisfies readonly (keyof AppointmentRowProps)[];

/**
 * The board is built anew at each change of the day, so rows are compared by what they show; `life` shows only through `mark`.
 */
function showsTheSame(before: AppointmentRowProps, after: AppointmentRowProps): boolean {
  if (!compared.every((name) => before[name] === after[name])) return false;
  if (before.row === after.row) return true;
  const keys = Object.keys(after.row) as (keyof AppointmentView)[];
  return (
    keys.every((key) => key === 'life' || key === 'formerTokens' || before.row[key] === after.row[key]) &&
    before.row.formerTokens.join() === after.row.formerTokens.join()
  );
}

/**
 * Token over time, name over phone, service over doctor, visit, sync, next step. Space takes the next step, a click or Enter opens the
 * rest, and what opens menus (right button, long press, Shift+F10) offers the other steps.
 */
export const AppointmentRow = memo(function AppointmentRow(props: AppointmentRowProps) {
  const { row, onOpen, onActive, onMore } = props;
  const serviceWords = useServiceWords();
  const struck = row.visit === 'cancelled' || row.visit === 'left';
  const over = struck || row.visit === 'done';
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget || (event.key !== 'Enter' && event.key !== ' ')) return;
    event.preventDefault();
    if (event.key === 'Enter') onOpen(row.id);
    else if (!event.repeat) event.currentTarget.querySelector<HTMLElement>('[data-next]')?.click();
  };
  const onContextMenu = (event: MouseEvent<HTMLElement>): void => {
    event.preventDefault();
    if (row.nextSteps.length > 0) onMore(row, event.currentTarget);
  };
  return (
    <div
      role="row"
      className={c('row', over && 'over', struck && 'struck', props.selected && 'selected')}
      tabIndex={props.tabbable ? 0 : -1}
      data-row={row.id}
      onClick={(event) => {
        // The button that was pressed may have become narrower: the second press of a double one beside it opens nothing.
        const besideStep = event.target instanceof Element && event.target.matches('[data-step]');
        if (!besideStep || (!props.busy && event.detail <= 1)) onOpen(row.id);
      }}
      onKeyDown={onKeyDown}
      onContextMenu={onContextMenu}
      onFocus={() => {
        onActive(row.id);
      }}
    >
      <div role="gridcell">
        <Token token={row.token} />
        <RowTime row={row} session={props.session} />
        <VoidTokens tokens={row.formerTokens} />
      </div>
      <div role="rowheader">
        <span className={c('name')}>
          <PersonName name={row.patientName} />
        </span>
        <span className={c('second')}>
          <PhoneNumber phone={row.phone} />
        </span>
      </div>
      <div role="gridcell">
        <span className={c('name')}>{serviceWords(row.serviceName)}</span>
        {row.doctor === null ? null : <span className={c('second')}>{row.doctor}</span>}
      </div>
      <div role="gridcell">
        <VisitState visit={row.visit} minutes={props.minutes} />
      </div>
      <div role="gridcell">
        <SyncMark mark={row.mark} pending={row.pending} urgent={isStrandedRow(row)} />
        <BasisNote basis={row.basis} />
        <TroubleNote trouble={row.windowTrouble} />
      </div>
      <div role="gridcell" className={c('next')} data-step="">
        <NextStep {...props} />
      </div>
    </div>
  );
}, showsTheSame);

/** A booking that may be refused later, or that takes none of the published places. */
function BasisNote({ basis }: { readonly basis: Basis }) {
  const t = useText();
  return basis === 'place' ? null : <span className={c('second')}>{t(`board.row.${basis}`)}</span>;
}

/** HuskyVoice closed or moved the window under an appointment that still stands. */
function TroubleNote({ trouble }: { readonly trouble: AppointmentView['windowTrouble'] }) {
  const t = useText();
  return trouble === null ? null : <span className={c('call')}>{t(`board.row.${trouble}`)}</span>;
}

function Token({ token }: { readonly token: string | null }) {
  const t = useText();
  if (token === null) return <span className={c('second')}>{t('board.row.no-token')}</span>;
  return <span className={c('token')}>{token}</span>;
}

/** What a family's old slip says: it is void, and finds the row. */
function VoidTokens({ tokens }: { readonly tokens: readonly string[] }) {
  const t = useText();
  if (tokens.length === 0) return null;
  return <span className={c('second')}>{t('board.row.void-token', { tokens: tokens.join(', ') })}</span>;
}

function RowTime({ row, session }: Pick<AppointmentRowProps, 'row' | 'session'>) {
  const t = useText();
  const { walkIn, arrivedTime, time } = row;
  const shown = arrivedTime ?? time;
  if (shown === null) return null;
  const words = walkIn ? 'board.row.walk-in' : arrivedTime === null ? 'board.row.due' : 'board.row.came';
  const said = t(words, { time: deskTime(shown) });
  return <span className={c('second')}>{session === null ? said : `${said} · ${t(`common.session.${session}`)}`}</span>;
}
