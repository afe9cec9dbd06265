import type { Booking } from '../../../shared/model/booking.ts';
import { useServiceWords } from '../../i18n/use-service-words.ts';
import { useText } from '../../i18n/use-text.ts';
import { useWhen } from '../../i18n/use-when.ts';
import { KeyValue } from '../../ui/card.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { PersonName } from '../../ui/text.tsx';
import { useView } from '../../ui/use-view.ts';
import { useSlotWords } from '../booking/use-slot-words.ts';
import styles from './conflicts.module.css';
import type { ShownPhone } from './shown-phone.tsx';
import { slotOfPlace } from './slots.ts';

const c = classNames(styles);

interface PromisedProps {
  readonly booking: Booking;
  readonly serviceName: string | null;
  readonly phone: ShownPhone;
  /** The heading: what was promised, or what is waited for. */
  readonly title: string;
  /** Of the instant at which it was written down; else that it was booked. */
  readonly made?: string;
  /** Further lines: when it was refused, mostly. */
  readonly more?: readonly { readonly key: string; readonly value: string }[];
}

/** Who was promised what, and when. */
export function Promised({ booking, serviceName, phone, title, made, more = [] }: PromisedProps) {
  const t = useText();
  const when = useWhen();
  const words = useSlotWords();
  const serviceWords = useServiceWords();
  const { today } = useView(useDesk().views.clock);
  const slot = slotOfPlace(booking.place, when.timeZone);
  const { name, phone: number, note } = booking.patient;
  return (
    <section className={c('box')}>
      <h3 className={c('boxTitle')}>{title}</h3>
      <KeyValue
        rows={[
          { key: t('conflicts.patient'), value: <PersonName name={name} /> },
          { key: t('conflicts.phone'), value: phone.show(number) },
          { key: t('conflicts.service'), value: serviceWords(serviceName) },
          {
            key: t('conflicts.window'),
            value: t('conflicts.promised.window', {
              date: when.day(slot.date),
              session: t(`common.session.${slot.session}`),
              batch: slot.batch,
              time: words.time(slot),
            }),
          },
          ...(booking.token === '' ? [] : [{ key: t('conflicts.token'), value: <b>{booking.token}</b> }]),
          ...(booking.assignedDoctor === null ? [] : [{ key: t('conflicts.doctor'), value: booking.assignedDoctor }]),
          { key: made ?? t('conflicts.booked'), value: when.moment(Date.parse(booking.createdAt), today) },
          ...more,
          ...(note === null ? [] : [{ key: t('conflicts.note'), value: note }]),
        ]}
      />
    </section>
  );
}
