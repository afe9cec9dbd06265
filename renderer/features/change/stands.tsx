import { useServiceWords } from '../../i18n/use-service-words.ts';
import { useText } from '../../i18n/use-text.ts';
import { classNames } from '../../ui/class-names.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { PhoneNumber } from '../../ui/phone.tsx';
import { Note, PersonName } from '../../ui/text.tsx';
import { useView } from '../../ui/use-view.ts';
import { useSlotWords } from '../booking/use-slot-words.ts';
import styles from './change.module.css';
import { useStands, type Subject } from './use-changes.ts';

const c = classNames(styles);

/** Who it is, and what stands: token, window, service, doctor. */
export function Stands({ subject }: { readonly subject: Subject }) {
  const t = useText();
  const words = useSlotWords();
  const stands = useStands();
  const serviceWords = useServiceWords();
  const { hidePhones } = useView(useDesk().views.settings).settings;
  const { row, slot } = subject;
  const window = slot === null ? stands(subject) : words.slot(slot);
  const batch = slot === null ? [] : [slot.batch];
  const doctor = row.doctor === null ? [] : [row.doctor];
  return (
    <section className={c('stands')} aria-label={t('change.stands')}>
      <p className={c('who')}>
        <PersonName name={row.patientName} />
        <Note>
          <PhoneNumber phone={row.phone} shown={!hidePhones} />
        </Note>
      </p>
      <p>
        <b>{window}</b> <Note>· {[...batch, serviceWords(row.serviceName), ...doctor].join(' · ')}</Note>
      </p>
      <p>{row.token === null ? t('board.row.no-token') : t('change.token', { token: row.token })}</p>
    </section>
  );
}
