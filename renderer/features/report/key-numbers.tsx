import type { ReactNode } from 'react';
import type { ReportView } from '../../desk/contract.ts';
import { useText } from '../../i18n/use-text.ts';
import { classNames } from '../../ui/class-names.ts';
import { Hidden } from '../../ui/text.tsx';
import styles from './report.module.css';

const c = classNames(styles);

interface KeyNumber {
  readonly key: string;
  readonly term: string;
  readonly figure: string;
  readonly note: ReactNode;
}

/** The day in one line of figures. */
export function KeyNumbers({ report }: { readonly report: ReportView }) {
  const t = useText();
  const numbers = useKeyNumbers(report);
  return (
    <section className={c('numbersCard')} aria-labelledby="report-numbers">
      <Hidden>
        <h2 id="report-numbers">{t('report.numbers')}</h2>
      </Hidden>
      <dl className={c('numbers', numbers.length > 4 && 'whole')}>
        {numbers.map(({ key, term, figure, note }) => (
          <div key={key}>
            <dt>{term}</dt>
            <dd>
              <span className={c('figure')}>{figure}</span>
              {note === '' ? null : <span className={c('figureNote')}>{note}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function useKeyNumbers(report: ReportView): readonly KeyNumber[] {
  const t = useText();
  const { day, made, places, arrivals, cancelled, waits } = report;
  const number = (count: number): string => t('report.number', { count });
  const due = day.done + day.noShow + day.toNote;
  const used: KeyNumber = {
    key: 'used',
    term: t('report.used'),
    figure: places.capacity === 0 ? '–' : t('report.percent', { share: places.taken / places.capacity }),
    note: places.capacity === 0 ? '' : t('report.used.of', { taken: places.taken, capacity: places.capacity }),
  };
  const booked: KeyNumber = {
    key: 'booked',
    term: t('report.booked'),
    figure: number(day.booked),
    note: t('report.booked.made', { here: made.here + made.walkIns, elsewhere: made.elsewhere }),
  };
  const apart: KeyNumber = {
    key: 'cancelled',
    term: t('report.cancelled'),
    figure: number(cancelled.count),
    note: t('report.cancelled.apart'),
  };
  if (report.when === 'ahead') return [booked, used, apart];
  const present = t('report.came.now', { waiting: arrivals.waiting, withDoctor: arrivals.withDoctor });
  return [
    booked,
    {
      key: 'walk-ins',
      term: t('report.walk-ins'),
      figure: number(day.walkIns),
      note: t('report.walk-ins.in', { booked: day.booked }),
    },
    used,
    {
      key: 'came',
      term: t('report.came'),
      figure: number(arrivals.came),
      note: (
        <>
          {t('report.came.done', { done: day.done })}
          {report.when === 'today' ? <br /> : null}
          {report.when === 'today' ? present : null}
        </>
      ),
    },
    {
      key: 'no-shows',
      term: t('report.no-shows'),
      figure: number(day.noShow),
      note: due === 0 || day.noShow === 0 ? '' : t('report.no-shows.share', { share: day.noShow / due }),
    },
    apart,
    {
      key: 'wait',
      term: t('report.wait'),
      figure: waits.usualMs === null ? '–' : number(Math.floor(waits.usualMs / 60_000)),
      note: t(waits.usualMs === null ? 'report.none-yet' : 'report.wait.half'),
    },
  ];
}
