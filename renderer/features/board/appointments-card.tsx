import { useCallback, useDeferredValue, useId, useMemo, useState } from 'react';
import type { AppointmentView, BoardView } from '../../desk/contract.ts';
import type { clinicLacks } from '../../desk/holding.ts';
import { localeTags } from '../../i18n/catalogue.ts';
import { useLanguage, useText } from '../../i18n/use-text.ts';
import { useWhen } from '../../i18n/use-when.ts';
import { useAnnounced } from '../../ui/announcer.tsx';
import { TextButton } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { capOf, useShortcutKeys } from '../../ui/use-keys.ts';
import { useView } from '../../ui/use-view.ts';
import { countRows, groupRows, queueOf } from './day-rows.ts';
import { EmptyList } from './empty-list.tsx';
import { useListChoice } from './list-choice.ts';
import { Filters, GroupedBy } from './list-choices.tsx';
import { QueueLine } from './queue-line.tsx';
import { RowGroups, focusRow } from './row-groups.tsx';
import { StepAnswer, TakeBackStep } from './step-answer.tsx';
import { useVisitSteps, type VisitSteps } from './use-visit-steps.ts';
import styles from './appointments.module.css';

const c = classNames(styles);

export interface AppointmentsCardProps {
  readonly board: BoardView;
  /** Epoch ms on today's board, else null. */
  readonly now: number | null;
  /** When the list is as of, where it may have changed elsewhere since. */
  readonly asOf: number | null;
  /** What the clinic has not been given at HuskyVoice yet. */
  readonly lacks: ReturnType<typeof clinicLacks>;
  readonly openId: string | null;
  readonly onOpen: (appointmentId: string) => void;
  readonly onHelp: () => void;
}

/** The appointments of the day, grouped by window or by doctor, each with the next step of its visit. */
export function AppointmentsCard(props: AppointmentsCardProps) {
  const { board, now } = props;
  const t = useText();
  const when = useWhen();
  const heading = useId();
  const [choice, choose] = useListChoice();
  // What was pressed shows it at once; a long list follows.
  const { filter, grouping } = useDeferredValue(choice);
  const [unfolded, toggle] = useUnfolded();
  const steps = useVisitSteps();
  const { windows, appointments } = board;
  const counts = useMemo(() => countRows(appointments), [appointments]);
  const compareNames = useCompareNames();
  const kept = steps.answer?.row.id ?? null;
  const groups = useMemo(
    () => groupRows({ windows, appointments, filter, grouping, compareNames, unfolded, kept }),
    [windows, appointments, filter, grouping, compareNames, unfolded, kept],
  );
  const [called, setCalled] = useState<string | null>(null);
  const calling = called !== null && steps.busy.has(called);
  const onCall = (row: AppointmentView): void => {
    setCalled(row.id);
    // What is done next with them is done in their row.
    void steps.note(row, 'called').then(() => {
      focusRow(row.id);
    });
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
          <Filters
            counts={counts}
            filter={choice.filter}
            onFilter={(chosen) => {
              choose({ filter: chosen });
            }}
          />
        </>
      }
      footer={<CardFooter {...props} count={counts.all} steps={steps} />}
    >
      {appointments.length === 0 ? null : (
        <div className={c('turns')} role="group" aria-label={t('board.queue')}>
          {now === null ? null : (
            <QueueLine
              queue={queueOf(appointments, windows, now)}
              onCall={onCall}
              calling={calling}
              nextInGroups={grouping === 'doctor'}
            />
          )}
          <GroupedBy
            grouping={choice.grouping}
            onGrouping={(chosen) => {
              choose({ grouping: chosen });
            }}
          />
        </div>
      )}
      {groups.length === 0 ? (
        <EmptyList
          board={board}
          lacks={props.lacks}
          onShowAll={() => {
            choose({ filter: 'all' });
          }}
        />
      ) : (
        <RowGroups
          {...props}
          groups={groups}
          label={t('board.appointments.of', { date: when.fullDay(board.date) })}
          onToggle={toggle}
          steps={steps}
          onCall={onCall}
          calling={calling}
        />
      )}
    </Card>
  );
}

function useUnfolded(): readonly [ReadonlySet<string>, (key: string) => void] {
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  const toggle = useCallback((key: string) => {
    setUnfolded((before) => {
      const after = new Set(before);
      if (!after.delete(key)) after.add(key);
      return after;
    });
  }, []);
  return [unfolded, toggle];
}

function useCompareNames(): (one: string, other: string) => number {
  const language = useLanguage();
  return useMemo(() => new Intl.Collator(localeTags[language], { numeric: true }).compare, [language]);
}

interface CardFooterProps extends AppointmentsCardProps {
  readonly count: number;
  readonly steps: VisitSteps;
}

/** How many there are; at the right the keys, or the last step for as long as it is the last. */
function CardFooter({ board, count, asOf, onHelp, steps }: CardFooterProps) {
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
  // Of no branch there is nothing to count.
  const said = branch === null ? '' : words.join(' · ');
  // A day that was gone to is read out. What changes on it afterwards is told where it was done, or by nobody.
  useAnnounced(
    `${when.fullDay(board.date)}: ${said}`,
    `${board.date} ${String(board.loading)} ${branch?.branchId ?? ''}`,
  );
  return (
    <div className={c('foot')}>
      {/* Of a day that was not read the list says so. */}
      <span>{nothingRead ? '' : said}</span>
      <span className={c('last')}>
        <StepAnswer answer={steps.answer} />
        {steps.answer === null ? (
          <span>
            {/* In a list without rows there is nothing to move to. */}
            {count === 0 ? null : <span className={c('move')}>{`${t('board.keys.move')} · `}</span>}
            {helpKey === null ? '' : `${capOf(helpKey)} `}
            <TextButton onPress={onHelp}>{t('board.keys.all')}</TextButton>
          </span>
        ) : (
          <TakeBackLast board={board} steps={steps} />
        )}
      </span>
    </div>
  );
}

/** Offered beside the step that was just noted. */
function TakeBackLast({ board, steps }: { readonly board: BoardView; readonly steps: VisitSteps }) {
  const { answer } = steps;
  const row = answer?.kind === 'noted' ? board.appointments.find(({ id }) => id === answer.row.id) : undefined;
  if (row === undefined) return null;
  return (
    <TakeBackStep
      row={row}
      onTakeBack={() => {
        void steps.takeBack(row).then(() => {
          focusRow(row.id);
        });
      }}
    />
  );
}
