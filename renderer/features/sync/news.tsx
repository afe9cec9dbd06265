import type { NewsView } from '../../desk/contract.ts';
import { useText } from '../../i18n/use-text.ts';
import { useWhen } from '../../i18n/use-when.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { PhoneNumber } from '../../ui/phone.tsx';
import { Hidden, PersonName } from '../../ui/text.tsx';
import { useView } from '../../ui/use-view.ts';
import styles from './sync.module.css';

const c = classNames(styles);

/** Rows shown; more end in "and 12 more". */
const mostRows = 20;

/** Bookings made here that were changed at HuskyVoice, until somebody takes note of each: the patient may not know. */
export function News() {
  const t = useText();
  const { news } = useView(useDesk().views.sync);
  if (news.length === 0) return null;
  return (
    <div>
      <h2>{t('sync.news.title', { count: news.length })}</h2>
      <ul className={c('news')}>
        {news.slice(0, mostRows).map((item) => (
          <Row key={item.bookingId} item={item} />
        ))}
      </ul>
      {news.length > mostRows ? (
        <p className={c('quiet')}>{t('sync.news.more', { count: news.length - mostRows })}</p>
      ) : null}
    </div>
  );
}

function Row({ item }: { readonly item: NewsView }) {
  const t = useText();
  const when = useWhen();
  const { intents } = useDesk();
  const { token, patientName } = item;
  const place = { token, day: when.day(item.date), time: when.time(item.startsAt) };
  return (
    <li>
      <span className={c('newsWho')}>
        <b>
          {token} <PersonName name={patientName} />
        </b>
        <span className={c('newsPhone')}>
          <PhoneNumber phone={item.phone} />
        </span>
        <span className={c('newsWords')}>
          {t(
            item.news === 'remote-moved' && token === '' ? 'sync.news.remote-moved-no-token' : `sync.news.${item.news}`,
            place,
          )}
        </span>
      </span>
      <span className={c('newsNote')}>
        <Button
          small
          onPress={() => {
            void intents.noteNews(item.bookingId);
          }}
        >
          <span aria-hidden="true">{t('sync.news.note')}</span>
          <Hidden>{t('sync.news.note-for', { name: patientName })}</Hidden>
        </Button>
      </span>
    </li>
  );
}
