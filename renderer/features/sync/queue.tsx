import type { ReactNode } from 'react';
import type { QueueItemView } from '../../desk/contract.ts';
import { useRichText, useText } from '../../i18n/use-text.ts';
import { useWhen } from '../../i18n/use-when.ts';
import { classNames } from '../../ui/class-names.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { Hidden, PersonName } from '../../ui/text.tsx';
import { useView } from '../../ui/use-view.ts';
import styles from './sync.module.css';
import { unsentCounts, type UnsentCounts } from './unsent-counts.ts';

const c = classNames(styles);

/** Rows shown; a longer queue ends in "and 93 more". */
const mostRows = 50;

/** What this desk still owes HuskyVoice, oldest first. */
export function Queue() {
  const t = useText();
  const { queue, unsent } = useView(useDesk().views.sync);
  if (queue.length === 0) {
    return (
      <div>
        <h2>{t('sync.queue.empty')}</h2>
        <p className={c('quiet')}>{t('sync.queue.empty.note')}</p>
      </div>
    );
  }
  return (
    <div>
      <h2>{heading(unsentCounts({ unsent, queue }), t)}</h2>
      <table className={c('queue')}>
        <caption>
          <Hidden>{t('sync.queue.caption')}</Hidden>
        </caption>
        <thead>
          <tr>
            <th scope="col" className={c('age')}>
              {t('sync.queue.age')}
            </th>
            <th scope="col">{t('sync.queue.what')}</th>
            <th scope="col">{t('sync.queue.patient')}</th>
          </tr>
        </thead>
        <tbody>
          {queue.slice(0, mostRows).map((item) => (
            <Row key={item.bookingId} item={item} />
          ))}
        </tbody>
      </table>
      {queue.length > mostRows ? (
        <p className={c('quiet')}>{t('sync.queue.more', { count: queue.length - mostRows })}</p>
      ) : null}
    </div>
  );
}

function heading({ bookings, changes, checking }: UnsentCounts, t: ReturnType<typeof useText>): string {
  const count = bookings + checking;
  if (changes === 0) return t('sync.queue', { count });
  return count === 0 ? t('sync.queue.changes', { count: changes }) : t('sync.queue.both', { count, changes });
}

function Row({ item }: { readonly item: QueueItemView }) {
  const t = useText();
  const rich = useRichText();
  const when = useWhen();
  const { now } = useView(useDesk().views.clock);
  return (
    <tr>
      <td className={c('age')}>{when.age(now - item.since)}</td>
      <td className={c('what')}>
        {rich(item.kind === 'change' && item.token === '' ? 'sync.kind.change-no-token' : `sync.kind.${item.kind}`, {
          token: item.token,
          b: (chunks: ReactNode[]) => <b>{chunks}</b>,
        })}
        {item.state === 'waiting' ? null : <span className={c('state')}>{t(`sync.state.${item.state}`)}</span>}
      </td>
      <td className={c('patient')}>
        <PersonName name={item.patientName} />
      </td>
    </tr>
  );
}
