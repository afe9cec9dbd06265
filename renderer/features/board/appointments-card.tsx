import { useCallback, useId, useMemo, useState, type KeyboardEvent } from 'react';
import type { AppointmentView, BoardView } from '../../desk/contract.ts';
import type { clinicLacks } from '../../desk/holding.ts';
import { useText } from '../../i18n/use-text.ts';
import { useWhen } from '../../i18n/use-when.ts';
import { deskRange } from '../../i18n/wall-clock.ts';
import { TextButton } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { capOf, useShortcutKeys } from '../../ui/use-keys.ts';
import { useView } from '../../ui/use-view.ts';
import { AppointmentRow } from './appointment-row.tsx';
import { countRows, groupRows, rowFilters, waitedMinutes, type RowFilter, type RowGroup } from './day-rows.ts';
import { EmptyList } from './empty-list.tsx';
import styles from './appointments.module.css';

const c = classNames(styles);

export interface AppointmentsCardProps {
  readonly board: BoardView;
  /** Minutes since midnight on today's board, else null. */
  readonly nowMinutes: number | null;
  /** When the list is as of, where it may have changed elsewhere since. */
  readonly asOf: number | null;
  /** What the clinic has not been given at HuskyVoice yet. */
  readonly lacks: ReturnType<typeof clinicLacks>;
  readonly openId: string | null;
  readonly onOpen: (appointmentId: string) => void;
  readonly onHelp: () => void;
}

/** The appointments of the day, grouped by window. */
export function AppointmentsCard(props: AppointmentsCardProps) {
  const { board } = props;
  const t = useText();
  const when = useWhen();
  const heading = useId();
  const [filter, setFilter] = useState<RowFilter>('all');
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  const { windows, appointments } = board;
  const counts = useMemo(() => countRows(appointments), [appointments]);
  const groups = useMemo(
    () => groupRows({ windows, appointments, filter, unfolded }),
    [windows, appointments, filter, unfolded],
  );
  const toggle = useCallback((key: string) => {
    setUnfolded((before) => {
      const after = new Set(before);
      if (!after.delete(key)) after.add(key);
      return after;
    });
  }, []);
  const showAll = (): void => {
    setFilter('all');
  };
  return (
    <Card
      labelledBy={heading}
      scroll={false}
      header={
        <>
          <h2 id={heading} className={c('heading')}>
            {t('board.appointments')}
          </h2>
          <Filters counts={counts} filter={filter} onFilter={setFilter} />
        </>
      }
      footer={<CardFooter {...props} count={counts.all} />}
    >
      {groups.length === 0 ? (
        <EmptyList board={board} lacks={props.lacks} onShowAll={showAll} />
      ) : (
        <Rows
          {...props}
          groups={groups}
          label={t('board.appointments.of', { date: when.fullDay(board.date) })}
          onToggle={toggle}
        />
      )}
    </Card>
  );
}

interface FiltersProps {
  readonly counts: Readonly<Record<RowFilter, number>>;
  readonly filter: RowFilter;
  readonly onFilter: (filter: RowFilter) => void;
}

function Filters({ counts, filter, onFilter }: FiltersProps) {
  const t = useText();
  const name = useId();
  return (
    <div className={c('filters')} role="radiogroup" aria-label={t('board.filter')}>
      {rowFilters.map((candidate) => (
        <label key={candidate}>
          <input
            type="radio"
            name={name}
            checked={candidate === filter}
            onChange={() => {
              onFilter(candidate);
            }}
          />
          {t(`board.filter.${candidate}`)} <span className={c('number')}>{counts[candidate]}</span>
        </label>
      ))}
    </div>
  );
}

interface RowsProps extends AppointmentsCardProps {
  readonly groups: readonly RowGroup[];
  readonly label: string;
  readonly onToggle: (key: string) => void;
}

const columns = ['token', 'patient', 'service', 'visit', 'sync'] as const;

/** A grid whose rows take the focus: arrows move, Enter opens. Rows off screen are not laid out (content-visibility). */
function Rows({ groups, label, board, nowMinutes, openId, onOpen, onToggle }: RowsProps) {
  const t = useText();
  const [active, setActive] = useState<string | null>(null);
  const first = groups.find((group) => group.rows.length > 0)?.rows[0]?.id ?? null;
  const shown = useMemo(() => new Set(groups.flatMap((group) => group.rows.map((row) => row.id))), [groups]);
  const tabbable = active !== null && shown.has(active) ? active : first;
  return (
    <div
      className={c('grid')}
      role="grid"
      tabIndex={-1}
      aria-label={label}
      aria-busy={board.loading}
      onKeyDown={moveFocus}
    >
      <div role="row" className={c('heads')}>
        {columns.map((column) => (
          <div role="columnheader" key={column}>
            {t(`board.column.${column}`)}
          </div>
        ))}
      </div>
      {groups.map((group) => (
        <div role="rowgroup" key={group.key}>
          <GroupHead group={group} onToggle={onToggle} />
          {group.rows.map((row: AppointmentView) => (
            <AppointmentRow
              key={row.id}
              row={row}
              waitedMinutes={waitedMinutes(row, group.window, nowMinutes)}
              selected={row.id === openId}
              tabbable={row.id === tabbable}
              onOpen={onOpen}
              onActive={setActive}
            />
          ))}
        </div>
      ))}
    </div>
  );
}

function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  if (!(event.target instanceof HTMLElement) || event.target.dataset['row'] === undefined) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row]')];
  const at = rows.indexOf(event.target);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  rows[to]?.focus();
}

function GroupHead({ group, onToggle }: { readonly group: RowGroup; readonly onToggle: (key: string) => void }) {
  const t = useText();
  const { window } = group;
  const words = window === null ? [] : [t(`common.session.${window.session}`), window.batch];
  if (window?.phase === 'now') words.push(t('board.window.now'));
  if (window?.phase === 'closed') words.push(t('board.window.closed'));
  if (window?.phase === 'next' && window.placesLeft === 0) words.push(t('common.places.full'));
  if (group.followUp > 0) words.push(t('board.group.follow-up', { count: group.followUp }));
  const toggle = group.unfolded ? 'board.group.hide-done' : 'board.group.show-done';
  return (
    <div role="row" className={c('group', window?.phase === 'now' && 'groupNow')}>
      <div role="gridcell" aria-colspan={columns.length}>
        <span>
          <b>{window === null ? t('board.group.other') : deskRange(window.startTime, window.endTime)}</b>
          {words.map((word) => ` · ${word}`).join('')}
        </span>
        {group.done === 0 ? null : (
          <TextButton
            expanded={group.unfolded}
            onPress={() => {
              onToggle(group.key);
            }}
          >
            {t(toggle, { count: group.done })}
          </TextButton>
        )}
      </div>
    </div>
  );
}

interface CardFooterProps extends AppointmentsCardProps {
  readonly count: number;
}

function CardFooter({ board, count, asOf, onHelp }: CardFooterProps) {
  const t = useText();
  const when = useWhen();
  const { today } = useView(useDesk().views.clock);
  const { branch } = useView(useDesk().views.clinic);
  const counted = t(board.isToday ? 'board.count.today' : 'board.count.day', { count });
  const helpKey = useShortcutKeys().keyOf('help');
  const nothingRead = board.pulledAt === null && count === 0;
  const words = nothingRead ? [] : [counted];
  if (board.loading) words.push(t('board.loading'));
  else if (board.pulledAt === null) words.push(t('board.windows.not-fetched'));
  else if (asOf !== null) words.push(t('board.as-of', { time: when.moment(asOf, today) }));
  return (
    <div className={c('foot')}>
      {/* Of no branch there is nothing to count. */}
      <span role="status">{branch === null ? '' : words.join(' · ')}</span>
      <span>
        {t('board.keys.move')} · {helpKey === null ? '' : `${capOf(helpKey)} `}
        <TextButton onPress={onHelp}>{t('board.keys.all')}</TextButton>
      </span>
    </div>
  );
}
