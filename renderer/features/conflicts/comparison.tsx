import type { ReactNode } from 'react';
import { phoneKey } from '../../../shared/booking/index.ts';
import type { Booking } from '../../../shared/model/booking.ts';
import type { ConflictView, ExistingView } from '../../desk/contract.ts';
import { useServiceWords } from '../../i18n/use-service-words.ts';
import { useText } from '../../i18n/use-text.ts';
import { useWhen } from '../../i18n/use-when.ts';
import { classNames } from '../../ui/class-names.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Hidden, Note, PersonName } from '../../ui/text.tsx';
import { useView } from '../../ui/use-view.ts';
import { useSlotWords } from '../booking/use-slot-words.ts';
import styles from './conflicts.module.css';
import type { ShownPhone } from './shown-phone.tsx';
import { slotOfPlace } from './slots.ts';

const c = classNames(styles);

/** Both bookings side by side; what differs is said in words, not only in colour. */
export function Comparison({
  conflict,
  existing,
  phone,
}: {
  readonly conflict: ConflictView;
  readonly existing: ExistingView;
  readonly phone: ShownPhone;
}) {
  const t = useText();
  const when = useWhen();
  const words = useSlotWords();
  const serviceWords = useServiceWords();
  const { today } = useView(useDesk().views.clock);
  const { booking, serviceName } = conflict;
  const { patient } = booking;
  const any = t('conflicts.doctor.any');
  const booked = (instant: string): string => {
    const at = Date.parse(instant);
    return Number.isNaN(at) ? '–' : when.moment(at, today);
  };
  return (
    <table className={c('comparison')}>
      <caption>
        <Hidden>{t('conflicts.compare')}</Hidden>
      </caption>
      <thead>
        <tr>
          <td />
          <th scope="col">
            {t('conflicts.ours')}
            <span className={c('state')}>
              <Icon name="wait" size={16} /> {t('conflicts.ours.state', { token: booking.token })}
            </span>
          </th>
          <th scope="col">
            {t('conflicts.existing')}
            <span className={c('state')}>
              <span className={c('green')}>
                <Icon name="ok" size={16} />
              </span>{' '}
              {t('conflicts.existing.state')}
            </span>
          </th>
          <td />
        </tr>
      </thead>
      <tbody>
        <Row
          label={t('conflicts.patient')}
          ours={<PersonName name={patient.name} />}
          existing={<PersonName name={existing.patientName} />}
          same={patient.name.trim() === existing.patientName.trim()}
        />
        <Row
          label={t('conflicts.phone')}
          ours={phone.show(patient.phone)}
          existing={phone.show(existing.phone)}
          same={sameNumber(patient.phone, existing.phone)}
        />
        <Row
          label={t('conflicts.service')}
          ours={serviceWords(serviceName)}
          existing={serviceWords(existing.serviceName)}
          same={serviceName === null || existing.serviceName === null ? null : serviceName === existing.serviceName}
        />
        <Row
          label={t('conflicts.window')}
          ours={words.slot(slotOfPlace(booking.place, when.timeZone))}
          existing={words.slot(existing)}
          same={sameWindow(existing, booking.place)}
        />
        <Row
          label={t('conflicts.doctor')}
          ours={booking.assignedDoctor ?? any}
          existing={existing.doctor ?? any}
          same={booking.assignedDoctor === existing.doctor}
        />
        <Row
          label={t('conflicts.booked')}
          ours={booked(booking.createdAt)}
          existing={booked(existing.createdAt)}
          same={null}
        />
      </tbody>
    </table>
  );
}

interface RowProps {
  readonly label: string;
  readonly ours: ReactNode;
  readonly existing: ReactNode;
  /** Null where sameness means nothing. */
  readonly same: boolean | null;
}

function Row({ label, ours, existing, same }: RowProps) {
  const t = useText();
  const differs = same === false;
  return (
    <tr>
      <th scope="row">{label}</th>
      <td className={c(differs && 'differs')}>{ours}</td>
      <td className={c(differs && 'differs')}>{existing}</td>
      <td className={c('verdict')}>
        {same === null ? null : differs ? (
          <span className={c('different')}>
            <Icon name="few" size={16} />
            {t('conflicts.different')}
          </span>
        ) : (
          <Note>{t('conflicts.same')}</Note>
        )}
      </td>
    </tr>
  );
}

/** However the two are written. */
export function sameNumber(one: string, other: string): boolean {
  return phoneKey(one) === phoneKey(other);
}

export function sameWindow(existing: ExistingView, place: Booking['place']): boolean {
  return existing.date === place.date && existing.session === place.session && existing.batch === place.batch;
}
