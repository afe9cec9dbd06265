import { useCallback, useMemo, useState, type KeyboardEvent } from 'react';
import type { AppointmentView, BoardView, WindowView } from '../../desk/contract.ts';
import { useText } from '../../i18n/use-text.ts';
import { deskRange } from '../../i18n/wall-clock.ts';
import { TextButton } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { AppointmentRow } from './appointment-row.tsx';
import { lastedMinutes, nextOf, type RowGroup } from './day-rows.ts';
import { MoreSteps } from './more-steps.tsx';
import { CallNext } from './queue-line.tsx';
import type { VisitSteps } from './use-visit-steps.ts';
import styles from './appointments.module.css';

const c = classNames(styles);

interface RowGroupsProps {
  readonly board: BoardView;
  readonly groups: readonly RowGroup[];
  readonly label: string;
  /** Epoch ms on today's board, else null. */
  readonly now: number | null;
  readonly openId: string | null;
  readonly onOpen: (appointmentId: string) => void;
  readonly onToggle: (key: string) => void;
  readonly steps: VisitSteps;
  readonly onCall: (row: AppointmentView) => void;
  readonly calling: boolean;
}

const columns = ['token', 'patient', 'service', 'visit', 'sync', 'next'] as const;

/** A grid whose rows take the focus: arrows move, Enter opens. Rows off screen are not laid out (content-visibility). */
export function RowGroups(props: RowGroupsProps) {
  const { groups, label, board, now, openId, onOpen, steps } = props;
  const t = useText();
  const [active, setActive] = useState<string | null>(null);
  const [menu, setMenu] = useState<{ readonly id: string; readonly anchor: HTMLElement } | null>(null);
  const first = groups.find((group) => group.rows.length > 0)?.rows[0]?.id ?? null;
  const shown = useMemo(() => new Map(groups.flatMap((group) => group.rows.map((row) => [row.id, row]))), [groups]);
  const sessions = useMemo(() => sessionsOf(board.windows), [board.windows]);
  const tabbable = active !== null && shown.has(active) ? active : first;
  const failedId = steps.answer?.kind === 'not-noted' ? steps.answer.row.id : null;
  const { note } = steps;
  const onStep = useCallback((...step: Parameters<typeof note>) => void note(...step), [note]);
  const onMore = useCallback((row: AppointmentView, anchor: HTMLElement) => {
    setMenu((open) => (open?.id === row.id ? null : { id: row.id, anchor }));
  }, []);
  const menuRow = menu === null ? undefined : shown.get(menu.id);
  return (
    <>
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
            <GroupHead {...props} group={group} />
            {group.rows.map((row) => (
              <AppointmentRow
                key={row.id}
                row={row}
                minutes={lastedMinutes(row, now)}
                session={group.of.by === 'window' ? null : (sessions.get(row.calendarId) ?? null)}
                selected={row.id === openId}
                busy={steps.busy.has(row.id)}
                failed={row.id === failedId}
                tabbable={row.id === tabbable}
                onOpen={onOpen}
                onActive={setActive}
                onStep={onStep}
                onMore={onMore}
              />
            ))}
          </div>
        ))}
      </div>
      {menu === null || menuRow === undefined ? null : (
        <MoreSteps
          key={menu.id}
          row={menuRow}
          anchor={menu.anchor}
          onStep={onStep}
          onTakeBack={(row) => {
            void steps.takeBack(row);
          }}
          onOpen={onOpen}
          onClose={() => {
            setMenu(null);
            focusRow(menu.id);
          }}
        />
      )}
    </>
  );
}

function sessionsOf(windows: readonly WindowView[]): ReadonlyMap<string | null, WindowView['session']> {
  return new Map(windows.map(({ calendarId, session }) => [calendarId, session]));
}

/** Gives a row of the list the focus; does nothing where it is not shown. */
export function focusRow(id: string): void {
  document.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`)?.focus();
}

/** Arrows move from row to row, also from a row's buttons. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-row]') : null;
  if (row === null) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row]')];
  const at = rows.indexOf(row);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  rows[to]?.focus();
}

function GroupHead({ group, board, now, onToggle, onCall, calling }: RowGroupsProps & { readonly group: RowGroup }) {
  const t = useText();
  const isNow = group.of.by === 'window' && group.of.window?.phase === 'now';
  const next = group.of.by === 'doctor' && now !== null ? nextOf(group.rows, board.windows) : null;
  return (
    <div role="row" className={c('group', isNow && 'groupNow')}>
      <div role="gridcell" aria-colspan={columns.length}>
        <GroupWords group={group} isToday={now !== null} />
        {next === null ? null : <CallNext next={next} onCall={onCall} calling={calling} />}
        {group.done === 0 ? null : (
          <TextButton
            expanded={group.unfolded}
            onPress={() => {
              onToggle(group.key);
            }}
          >
            {t(group.unfolded ? 'board.group.hide-done' : 'board.group.show-done', { count: group.done })}
          </TextButton>
        )}
      </div>
    </div>
  );
}

function GroupWords({ group, isToday }: { readonly group: RowGroup; readonly isToday: boolean }) {
  const t = useText();
  const { of, count, waiting, followUp } = group;
  const window = of.by === 'window' ? of.window : null;
  const words = window === null ? [] : [t(`common.session.${window.session}`), window.batch];
  if (window?.phase === 'now') words.push(t('board.window.now'));
  if (window?.phase === 'closed') words.push(t('board.window.closed'));
  if (window?.phase === 'next' && window.placesLeft === 0) words.push(t('common.places.full'));
  words.push(t('board.count.day', { count }));
  if (isToday && waiting > 0) words.push(t('board.queue.waiting', { count: waiting }));
  if (followUp > 0) words.push(t('board.group.follow-up', { count: followUp }));
  return (
    <span>
      <b>
        {window !== null
          ? deskRange(window.startTime, window.endTime)
          : of.by === 'doctor'
            ? (of.doctor ?? t('board.group.no-doctor'))
            : t('board.group.other')}
      </b>
      {` · ${words.join(' · ')}`}
    </span>
  );
}
