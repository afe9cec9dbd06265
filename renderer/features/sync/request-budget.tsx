import type { ReactNode } from 'react';
import { useRichText, useText } from '../../i18n/use-text.ts';
import { useWhen } from '../../i18n/use-when.ts';
import { KeyValue } from '../../ui/card.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { useView } from '../../ui/use-view.ts';
import styles from './sync.module.css';

const c = classNames(styles);

const MINUTE_MS = 60_000;

/** How many requests this desk may still send, so that a long queue's pace can be understood. */
export function RequestBudget() {
  const t = useText();
  const rich = useRichText();
  const when = useWhen();
  const { views } = useDesk();
  const { budget, unsent, placesEveryMs } = useView(views.sync);
  const { today } = useView(views.clock);
  if (budget === null) return null;
  const bold = { b: (chunks: ReactNode[]) => <b>{chunks}</b> };
  return (
    <div>
      <h3>{t('sync.budget')}</h3>
      <KeyValue
        rows={[
          {
            key: t('sync.budget.minute'),
            value: rich('sync.budget.minute.value', { ...bold, left: budget.leftThisMinute, of: budget.perMinute }),
          },
          {
            key: t('sync.budget.today'),
            value:
              budget.perDay === null ? (
                <b>{budget.sentToday}</b>
              ) : (
                rich('sync.budget.today.value', { ...bold, sent: budget.sentToday, of: budget.perDay })
              ),
          },
        ]}
      />
      {budget.devices === 1 ? null : (
        <p className={c('quiet')}>{t('sync.budget.shared', { count: budget.devices, of: budget.perMinute })}</p>
      )}
      {placesEveryMs === null ? null : (
        <p className={c('quiet')}>{t('sync.budget.stretched', { minutes: placesEveryMs / MINUTE_MS })}</p>
      )}
      {budget.blockedUntil === null ? null : (
        <p className={c('quiet')}>
          {t('sync.budget.blocked', { time: when.moment(Date.parse(budget.blockedUntil), today) })}
        </p>
      )}
      {unsent === 0 ? null : <p className={c('quiet')}>{t('sync.budget.need', { count: unsent })}</p>}
    </div>
  );
}
