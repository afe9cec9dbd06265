import type { ReportRow, ReportTold, ReportView } from '../../desk/contract.ts';
import { useText } from '../../i18n/use-text.ts';
import { deskRange } from '../../i18n/wall-clock.ts';
import { Card } from '../../ui/card.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { PersonLine } from './person-line.tsx';
import { useReasonWords } from './report-csv.ts';
import styles from './report.module.css';

const c = classNames(styles);

/** Visits that HuskyVoice never took, each with its reason. */
export function UnreportedCard({ rows }: { readonly rows: readonly ReportRow[] }) {
  const t = useText();
  const reasonWords = useReasonWords();
  return (
    <Card
      labelledBy="report-unreported"
      scroll={false}
      header={
        <h2 id="report-unreported" className={c('cardTitle')}>
          <span className={c('open')}>
            <Icon name="kept" />
          </span>
          {t('report.unreported', { count: rows.length })}
        </h2>
      }
      footer={t('report.unreported.foot')}
    >
      <ul>
        {rows.map((entry) => (
          <PersonLine
            key={entry.row.id}
            entry={entry}
            about={[
              ...(entry.window === null ? [] : [deskRange(entry.window.startTime, entry.window.endTime)]),
              reasonWords(entry.row),
            ].join(' · ')}
          />
        ))}
      </ul>
    </Card>
  );
}

interface Count {
  readonly key: string;
  readonly icon: IconName;
  readonly look: 'settled' | 'open' | 'urgent' | 'plain';
  readonly words: string;
  readonly figure: string;
}

function Counts({ counts, labelledBy }: { readonly counts: readonly Count[]; readonly labelledBy: string }) {
  return (
    <table className={c('counts')} aria-labelledby={labelledBy}>
      <tbody>
        {counts.map(({ key, icon, look, words, figure }) => (
          <tr key={key}>
            <th scope="row">
              <span className={c('mark')}>
                <span className={c(look)}>
                  <Icon name={icon} size={16} />
                </span>
                <span>{words}</span>
              </span>
            </th>
            <td className={c('number')}>{figure}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const toldLooks = {
  confirmed: { icon: 'ok', look: 'settled' },
  waiting: { icon: 'wait', look: 'open' },
  needsYou: { icon: 'need', look: 'urgent' },
  unreported: { icon: 'kept', look: 'plain' },
  practice: { icon: 'info', look: 'plain' },
} as const satisfies Partial<Record<keyof ReportTold, Pick<Count, 'icon' | 'look'>>>;

const toldKeys = ['confirmed', 'waiting', 'needsYou', 'unreported', 'practice'] as const;

/** What HuskyVoice knows of the day, and what it does not. */
export function ToldCard({ told, sample }: { readonly told: ReportTold; readonly sample: boolean }) {
  const t = useText();
  const ends = told.endsTold + told.endsWaiting;
  const counts: Count[] = toldKeys
    .filter((key) => told[key] > 0 || (key === 'confirmed' && !sample))
    .map((key) => ({
      key,
      ...toldLooks[key],
      words: t(`report.told.${key}`),
      figure: t('report.number', { count: told[key] }),
    }));
  if (ends > 0 && !sample) {
    counts.push({
      key: 'ends',
      icon: 'done',
      look: told.endsWaiting === 0 ? 'settled' : 'open',
      words: t('report.told.ends'),
      figure: t('report.told.ends.of', { told: told.endsTold, all: ends }),
    });
  }
  return (
    <Card
      labelledBy="report-told"
      scroll={false}
      header={<h2 id="report-told">{t('report.told')}</h2>}
      footer={t(sample ? 'report.sample' : 'report.told.foot')}
    >
      <Counts counts={counts} labelledBy="report-told" />
    </Card>
  );
}

/** Who is in none of the other figures: cancelled, with the reasons that were given here, and on the waiting list. */
export function ApartCard({ report: { cancelled, waitingList } }: { readonly report: ReportView }) {
  const t = useText();
  if (cancelled.count + waitingList === 0) return null;
  const number = (count: number): string => t('report.number', { count });
  const counts: readonly Count[] = [
    ...cancelled.reasons.map(({ code, count }) => ({
      key: code,
      icon: 'cancel' as const,
      look: 'plain' as const,
      words: t('report.apart.cancelled', { reason: t(`report.reason.${code}`) }),
      figure: number(count),
    })),
    ...(waitingList === 0
      ? []
      : [
          {
            key: 'waiting-list',
            icon: 'pause' as const,
            look: 'plain' as const,
            words: t('common.mark.waiting-list'),
            figure: number(waitingList),
          },
        ]),
  ];
  return (
    <Card labelledBy="report-apart" scroll={false} header={<h2 id="report-apart">{t('report.apart')}</h2>}>
      <Counts counts={counts} labelledBy="report-apart" />
    </Card>
  );
}
