import { useRef } from 'react';
import type { VisitStep } from '../../../shared/model/booking.ts';
import type { ReportRow } from '../../desk/contract.ts';
import { useText } from '../../i18n/use-text.ts';
import { deskRange, deskTime } from '../../i18n/wall-clock.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Icon } from '../../ui/icon.tsx';
import { Hidden } from '../../ui/text.tsx';
import { PersonLine } from './person-line.tsx';
import { useNoting } from './use-noting.ts';
import styles from './report.module.css';

const c = classNames(styles);

const endings = ['done', 'no-show'] as const satisfies readonly VisitStep[];

/** Visits of windows that are over, of which nobody noted how they ended; they can be noted here. */
export function ToNoteCard({ rows }: { readonly rows: readonly ReportRow[] }) {
  const t = useText();
  const heading = useRef<HTMLHeadingElement>(null);
  const noting = useNoting(() => {
    // The line that was pressed has gone.
    heading.current?.focus();
  });
  return (
    <Card
      labelledBy="report-to-note"
      scroll={false}
      header={
        <h2 id="report-to-note" className={c('cardTitle')} tabIndex={-1} ref={heading}>
          <span className={c(rows.length === 0 ? 'settled' : 'open')}>
            <Icon name={rows.length === 0 ? 'ok' : 'few'} />
          </span>
          {t('report.to-note', { count: rows.length })}
        </h2>
      }
      footer={
        <span role="status">{noting.said ?? t(rows.length === 0 ? 'report.to-note.all' : 'report.to-note.foot')}</span>
      }
    >
      {rows.length === 0 ? null : (
        <ul>
          {rows.map((entry) => (
            <PersonLine key={entry.row.id} entry={entry} about={aboutVisit(t, entry)}>
              {endings
                .filter((step) => entry.row.nextSteps.includes(step))
                .map((step) => (
                  <Button
                    key={step}
                    small
                    disabled={noting.busy}
                    onPress={() => {
                      noting.note(entry.row, step);
                    }}
                  >
                    {t(`common.visit.${step}`)} <Hidden>{entry.row.patientName}</Hidden>
                  </Button>
                ))}
            </PersonLine>
          ))}
        </ul>
      )}
    </Card>
  );
}

function aboutVisit(t: ReturnType<typeof useText>, { row, window }: ReportRow): string {
  const range = window === null ? t('board.group.other') : deskRange(window.startTime, window.endTime);
  return row.arrivedTime === null
    ? t('report.to-note.row', { range })
    : t('report.to-note.came', { time: deskTime(row.arrivedTime), range });
}
