import type { ReportWaits } from '../../desk/contract.ts';
import { useText } from '../../i18n/use-text.ts';
import { Card } from '../../ui/card.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Note } from '../../ui/text.tsx';
import { useMinutes } from './use-minutes.ts';
import styles from './report.module.css';

const c = classNames(styles);

/** How long patients waited, as a picture of so many for each length. */
export function WaitsCard({ waits }: { readonly waits: ReportWaits }) {
  const t = useText();
  const minutes = useMinutes();
  const most = Math.max(1, ...waits.ranges.map(({ count }) => count));
  const longest = waits.longestMs;
  return (
    <Card
      labelledBy="report-waits"
      scroll={false}
      header={
        <div className={c('cardHead')}>
          <h2 id="report-waits">{t('report.waits')}</h2>
          {waits.count === 0 ? null : <Note>{t('report.waits.what', { count: waits.count })}</Note>}
        </div>
      }
      footer={longest === null ? undefined : t('report.waits.long', { long: waits.long, longest: minutes(longest) })}
    >
      {longest === null ? (
        <p className={c('nothing')}>{t('report.waits.none')}</p>
      ) : (
        <table className={c('waits')} aria-labelledby="report-waits">
          <tbody>
            {waits.ranges.map((range) => (
              <tr key={range.from}>
                <th scope="row">{rangeWords(t, range)}</th>
                <td>
                  <span className={c('waitBar')} aria-hidden="true">
                    <i style={{ flexGrow: range.count }} />
                    <b style={{ flexGrow: most - range.count }} />
                  </span>
                </td>
                <td className={c('number')}>{t('report.number', { count: range.count })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}

function rangeWords(t: ReturnType<typeof useText>, { from, to }: ReportWaits['ranges'][number]): string {
  if (to === null) return t('report.waits.over', { from });
  return from === 0 ? t('report.waits.under', { to }) : t('report.waits.between', { from, to });
}
