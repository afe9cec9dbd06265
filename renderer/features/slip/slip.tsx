import { referenceOf, type Booking } from '../../../shared/model/booking.ts';
import { useServiceWords } from '../../i18n/use-service-words.ts';
import { useLanguage, useText } from '../../i18n/use-text.ts';
import { useWhen } from '../../i18n/use-when.ts';
import { deskTime, wallTimeOf } from '../../i18n/wall-clock.ts';
import { classNames } from '../../ui/class-names.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { PersonName } from '../../ui/text.tsx';
import { useView } from '../../ui/use-view.ts';
import { useHeld } from '../../ui/use-held.ts';
import { QrCode } from './qr-code.tsx';
import { dayPart, slipState, slipWait } from './slip-words.ts';
import styles from './slip.module.css';

const c = classNames(styles);

/** The family's slip for an 80 mm printer: black on white, nothing on it that the server has not said. */
export function Slip({ booking }: { readonly booking: Booking }) {
  const t = useText();
  const serviceWords = useServiceWords();
  const language = useLanguage();
  const desk = useDesk();
  const { clinicName, branches, services } = useView(desk.views.clinic);
  const { deviceLetter } = useView(desk.views.settings).settings;
  const clock = useView(desk.views.clock);
  const when = useWhen();
  const { place } = booking;
  const branch = branches.find(({ branchId }) => branchId === place.branchId)?.name ?? place.branchId;
  const service = services.find(({ serviceId }) => serviceId === place.serviceId)?.name;
  const wallTime = (instant: string): string => wallTimeOf(Date.parse(instant), when.timeZone);
  const inPart = (time: string): string => t(`slip.part.${dayPart(time)}`, { time: deskTime(time) });
  const range = rangeWords(wallTime(place.windowStartsAt), wallTime(place.windowEndsAt), t, inPart);
  // Nothing of it may look like a slip that counts: said first, and no code to show.
  const practice = slipState(booking) === 'practice';
  const made = `${when.fullDay(clock.today)}, ${inPart(wallTimeOf(clock.now, when.timeZone))}`;
  return (
    <article className={c('slip')} lang={language}>
      <header className={c('head')}>
        <p className={c('clinic')}>{clinicName}</p>
        <p>{branch}</p>
      </header>
      {practice ? <SlipStatus booking={booking} time={inPart} /> : null}
      <div className={c('tokenBox')}>
        <p>{t('slip.token')}</p>
        <p className={c('token')}>{booking.token}</p>
      </div>
      <dl className={c('facts')}>
        <dt>{t('slip.name')}</dt>
        <dd>
          <PersonName name={booking.patient.name} />
        </dd>
        <dt>{t('slip.service')}</dt>
        <dd>{serviceWords(service)}</dd>
        {booking.assignedDoctor === null ? null : (
          <>
            <dt>{t('slip.doctor')}</dt>
            <dd>{booking.assignedDoctor}</dd>
          </>
        )}
        <dt>{t('slip.between')}</dt>
        <dd>{t('slip.when', { date: when.day(place.date), range })}</dd>
      </dl>
      {practice ? null : (
        <>
          <SlipStatus booking={booking} time={inPart} />
          <div className={c('codeRow')}>
            <QrCode text={referenceOf(booking)} label={t('slip.code.label')} />
            <p>{t('slip.code')}</p>
          </div>
        </>
      )}
      <p className={c('foot')}>{t('slip.made', { when: made, letter: deviceLetter })}</p>
    </article>
  );
}

function SlipStatus({ booking, time }: { readonly booking: Booking; readonly time: (wallTime: string) => string }) {
  const t = useText();
  const { timeZone } = useWhen();
  const state = slipState(booking);
  const since = booking.life.state === 'SYNCED' ? booking.life.syncedAt : booking.updatedAt;
  return (
    <section className={c('status')}>
      <b>{t(`slip.${state}`)}</b>
      <p>{t(`slip.${state}.body`, { time: time(wallTimeOf(Date.parse(since), timeZone)) })}</p>
      {booking.life.state === 'QUEUED' ? <WhenSent /> : null}
    </section>
  );
}

/** When a booking that waits goes on its way, as far as that is known now. */
function WhenSent() {
  const t = useText();
  const when = useWhen();
  const held = useHeld();
  if (held === null) return null;
  const retry = held.until === null ? '' : when.moment(held.until, held.today);
  return <p>{t(`slip.waiting.${slipWait(held.by)}`, { retry })}</p>;
}

/** `4:00–5:30 pm`, `11:00 am–1:00 pm`: the part of the day once where both ends lie in it. */
function rangeWords(
  start: string,
  end: string,
  t: ReturnType<typeof useText>,
  inPart: (time: string) => string,
): string {
  const word = (time: string): string => t(`slip.part.${dayPart(time)}`, { time: '' });
  const values = { start: deskTime(start), end: deskTime(end), startPart: inPart(start), endPart: inPart(end) };
  return t(word(start) === word(end) ? 'slip.range.same-part' : 'slip.range.two-parts', values);
}
