import type { ReactNode } from 'react';
import type { PlacesUsed, ReportView } from '../../desk/contract.ts';
import { useText } from '../../i18n/use-text.ts';
import { deskRange } from '../../i18n/wall-clock.ts';
import { Card } from '../../ui/card.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Hidden } from '../../ui/text.tsx';
import { partsOf, PartsBar, PartsLegend, sumOfParts, type Parts } from './parts-bar.tsx';
import { useMinutes } from './use-minutes.ts';
import styles from './report.module.css';

const c = classNames(styles);

type WindowReport = ReportView['windows'][number];

const columns = ['used', 'booked', 'done', 'no-show', 'to-note', 'wait'] as const;

/** How each window was used: a bar of what became of its places, and the figures beside it. */
export function WindowsCard({ report }: { readonly report: ReportView }) {
  const t = useText();
  const { windows, day, places } = report;
  return (
    <Card
      labelledBy="report-use"
      scroll={false}
      header={
        <div className={c('cardHead')}>
          <h2 id="report-use">{t('report.use')}</h2>
          <PartsLegend when={report.when} />
        </div>
      }
    >
      <table className={c('table', 'byWindow')} aria-labelledby="report-use">
        <thead>
          <tr>
            <th scope="col">{t('report.column.window')}</th>
            <th scope="col" className={c('picture')}>
              {t('report.column.places')}
            </th>
            {columns.map((column) => (
              <th scope="col" className={c('number')} key={column}>
                {t(`report.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {windows.map((figures) => (
            <Line key={figures.window?.calendarId ?? ''} figures={figures} parts={partsOf(figures)}>
              <WindowName window={figures.window} places={figures.places} />
            </Line>
          ))}
        </tbody>
        <tfoot>
          <Line figures={{ ...day, places }} parts={sumOfParts(windows.map(partsOf))}>
            <b>{t('report.all-windows')}</b>
          </Line>
        </tfoot>
      </table>
    </Card>
  );
}

function WindowName({ window, places }: Pick<WindowReport, 'window' | 'places'>) {
  const t = useText();
  if (window === null) return <>{t('board.group.other')}</>;
  return (
    <>
      <b className={c('time')}>{deskRange(window.startTime, window.endTime)}</b>{' '}
      <span className={c('second')}>
        {window.batch}
        {places === null
          ? ` · ${t(window.phase === 'unknown' ? 'board.window.unknown' : 'board.window.closed')}`
          : null}
      </span>
    </>
  );
}

interface LineProps {
  readonly figures: Omit<WindowReport, 'window'>;
  readonly parts: Parts;
  /** What the line is about. */
  readonly children: ReactNode;
}

function Line({ figures, parts, children }: LineProps) {
  const t = useText();
  const minutes = useMinutes();
  const { places, booked, done, noShow, toNote, usualWaitMs } = figures;
  const number = (count: number): string => t('report.number', { count });
  return (
    <tr>
      <th scope="row">
        {children}
        <span className={c('barBelow')} aria-hidden="true">
          <PartsBar parts={parts} />
        </span>
      </th>
      <td className={c('picture')}>
        <PartsBar parts={parts} />
      </td>
      <Figure column="used">{usedShare(t, places)}</Figure>
      <Figure column="booked">
        {places === null
          ? number(booked)
          : t('common.places.count', { taken: places.taken, capacity: places.capacity })}
        <OwnPlaces places={places} />
      </Figure>
      <Figure column="done">{number(done)}</Figure>
      <Figure column="no-show">{number(noShow)}</Figure>
      <Figure column="to-note" strong={toNote > 0}>
        {number(toNote)}
      </Figure>
      <Figure column="wait">
        {usualWaitMs === null ? (
          <>
            <span aria-hidden="true">–</span>
            <Hidden>{t('report.none-yet')}</Hidden>
          </>
        ) : (
          minutes(usualWaitMs)
        )}
      </Figure>
    </tr>
  );
}

interface FigureProps {
  readonly column: (typeof columns)[number];
  readonly strong?: boolean;
  readonly children: ReactNode;
}

/** On a narrow screen it says itself what it counts: there the columns have no heads. */
function Figure({ column, strong = false, children }: FigureProps) {
  const t = useText();
  return (
    <td className={c('number', strong && 'strong')} data-head={t(`report.column.${column}`)}>
      {children}
    </td>
  );
}

/** Walk-ins on the clinic's own places: on top of the published ones. */
export function OwnPlaces({ places }: { readonly places: PlacesUsed | null }) {
  const t = useText();
  if (places === null || places.onOwnPlaces === 0) return null;
  return <span className={c('own')}>{t('report.used.own', { count: places.onOwnPlaces })}</span>;
}

export function usedShare(t: ReturnType<typeof useText>, places: PlacesUsed | null): string {
  if (places === null || places.capacity === 0) return '–';
  return t('report.percent', { share: places.taken / places.capacity });
}
