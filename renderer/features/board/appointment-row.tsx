import { memo, type KeyboardEvent } from 'react';
import type { Basis } from '../../../shared/model/booking.ts';
import type { AppointmentView } from '../../desk/contract.ts';
import { useServiceWords } from '../../i18n/use-service-words.ts';
import { useText } from '../../i18n/use-text.ts';
import { deskTime } from '../../i18n/wall-clock.ts';
import { classNames } from '../../ui/class-names.ts';
import { SyncMark, VisitState } from '../../ui/marks.tsx';
import { PhoneNumber } from '../../ui/phone.tsx';
import { Hidden, PersonName } from '../../ui/text.tsx';
import { conflictRoute } from '../shell/conflict-route.ts';
import styles from './appointments.module.css';

const c = classNames(styles);

interface AppointmentRowProps {
  readonly row: AppointmentView;
  readonly waitedMinutes: number | null;
  readonly selected: boolean;
  /** The one row that Tab reaches. */
  readonly tabbable: boolean;
  readonly onOpen: (appointmentId: string) => void;
  readonly onActive: (appointmentId: string) => void;
}

/**
 * The board is built anew at each change of the day, so rows are compared by what they show; `life` shows only through `mark`.
 */
function showsTheSame(before: AppointmentRowProps, after: AppointmentRowProps): boolean {
  const keys = Object.keys(after.row) as (keyof AppointmentView)[];
  return (
    before.waitedMinutes === after.waitedMinutes &&
    before.selected === after.selected &&
    before.tabbable === after.tabbable &&
    before.onOpen === after.onOpen &&
    before.onActive === after.onActive &&
    keys.every((key) => key === 'life' || key === 'formerTokens' || before.row[key] === after.row[key]) &&
    before.row.formerTokens.join() === after.row.formerTokens.join()
  );
}

/** Token over time, name over phone, service over doctor, visit, sync. Click or Enter opens the rest. */
export const AppointmentRow = memo(function AppointmentRow(props: AppointmentRowProps) {
  const { row, onOpen, onActive } = props;
  const serviceWords = useServiceWords();
  const over = row.visit === 'done' || row.visit === 'cancelled';
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget || (event.key !== 'Enter' && event.key !== ' ')) return;
    event.preventDefault();
    onOpen(row.id);
  };
  return (
    <div
      role="row"
      className={c('row', over && 'over', row.visit === 'cancelled' && 'struck', props.selected && 'selected')}
      tabIndex={props.tabbable ? 0 : -1}
      data-row={row.id}
      onClick={() => {
        onOpen(row.id);
      }}
      onKeyDown={onKeyDown}
      onFocus={() => {
        onActive(row.id);
      }}
    >
      <div role="gridcell">
        <Token token={row.token} />
        <RowTime row={row} />
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
        <VisitState visit={row.visit} waitedMinutes={props.waitedMinutes} />
      </div>
      <div role="gridcell" className={c('sync')}>
        <SyncMark mark={row.mark} />
        <BasisNote basis={row.basis} />
        <TroubleNote trouble={row.windowTrouble} />
        {row.mark === 'needs-you' ? <Decide bookingId={row.id} name={row.patientName} /> : null}
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

function RowTime({ row }: { readonly row: AppointmentView }) {
  const t = useText();
  const { walkIn, arrivedTime, time } = row;
  const shown = arrivedTime ?? time;
  if (shown === null) return null;
  const words = walkIn ? 'board.row.walk-in' : arrivedTime === null ? 'board.row.due' : 'board.row.came';
  return <span className={c('second')}>{t(words, { time: deskTime(shown) })}</span>;
}

function Decide({ bookingId, name }: { readonly bookingId: string; readonly name: string }) {
  const t = useText();
  return (
    <a
      className={c('decide')}
      href={`#${conflictRoute(bookingId)}`}
      onClick={(event) => {
        event.stopPropagation();
      }}
    >
      <span aria-hidden="true">{t('board.row.decide')}</span>
      <Hidden>{t('board.row.decide-for', { name })}</Hidden>
    </a>
  );
}
