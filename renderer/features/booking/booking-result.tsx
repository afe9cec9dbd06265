import { useState, type ReactNode } from 'react';
import type { Booking } from '../../../shared/model/booking.ts';
import { useRichText, useText } from '../../i18n/use-text.ts';
import { useWhen } from '../../i18n/use-when.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { KeyValue } from '../../ui/card.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { Message } from '../../ui/message.tsx';
import { phoneHidden, phoneInGroups } from '../../ui/phone-number.ts';
import { PersonName } from '../../ui/text.tsx';
import { useView } from '../../ui/use-view.ts';
import { conflictRoute } from '../shell/conflict-route.ts';
import { BookingSlip } from '../slip/booking-slip.tsx';
import styles from './booking.module.css';
import { hasSlip } from '../../desk/slip-facts.ts';
import { standingOf, type Standing } from '../../desk/standing.ts';
import { useHeldWords } from './form-words.ts';
import { Headline, type HeadlineTone } from './headline.tsx';
import { useServiceName } from './window-choice.tsx';

const c = classNames(styles);

/** Icon and colour of a standing; green only where the server has it. */
const looks = {
  waiting: ['wait', 'amber'],
  unanswered: ['wait', 'amber'],
  confirmed: ['ok', 'green'],
  change: ['ok', 'green'],
  'needs-you': ['need', 'red'],
  'taken-back': ['undo', 'plain'],
  cancelled: ['cancel', 'plain'],
  'cancelled-there': ['cancel', 'plain'],
  linked: ['ok', 'plain'],
  'waiting-list': ['pause', 'plain'],
  'kept-here': ['kept', 'plain'],
  practice: ['info', 'plain'],
} as const satisfies Record<Standing, readonly [IconName, HeadlineTone]>;

/** What became of a booking, kept up to date while it is looked at. */
export function BookingResult({ booking, undo }: { readonly booking: Booking; readonly undo: ReactNode }) {
  const t = useText();
  const standing = standingOf(booking);
  const [icon, tone] = looks[standing];
  const live = hasSlip(booking);
  return (
    <div className={c('stack')}>
      <Headline
        icon={icon}
        tone={tone}
        words={t(`booking.result.${standing}`)}
        token={booking.token === '' ? null : booking.token}
        isVoid={!live && standing !== 'needs-you'}
        place={booking.place}
      />
      {undo}
      <Facts booking={booking} />
      <WhatToTell booking={booking} standing={standing} />
      {live || standing === 'needs-you' ? <Progress booking={booking} /> : null}
      {live ? (
        <section className={c('slipPreview')} aria-label={t('booking.result.slip')}>
          <h2>{t('booking.result.slip')}</h2>
          {standing === 'practice' ? null : <p className={c('quiet')}>{t('booking.result.slip.note')}</p>}
          <div className={c('paper')}>
            <BookingSlip booking={booking} />
          </div>
        </section>
      ) : null}
    </div>
  );
}

function Facts({ booking }: { readonly booking: Booking }) {
  const t = useText();
  const { hidePhones } = useView(useDesk().views.settings).settings;
  const service = useServiceName(booking.place.serviceId);
  const { name, phone, note } = booking.patient;
  return (
    <div className={c('box')}>
      <KeyValue
        rows={[
          { key: t('booking.result.patient'), value: <PersonName name={name} /> },
          { key: t('booking.phone'), value: hidePhones ? phoneHidden(phone) : phoneInGroups(phone) },
          { key: t('booking.service'), value: service },
          { key: t('booking.doctor'), value: booking.assignedDoctor ?? t('booking.doctor.any') },
          ...(note === null ? [] : [{ key: t('booking.note'), value: note }]),
        ]}
      />
    </div>
  );
}

function WhatToTell({ booking, standing }: { readonly booking: Booking; readonly standing: Standing }) {
  const t = useText();
  const rich = useRichText();
  if (standing === 'practice') {
    return <Message heading={t('booking.result.practice.title')}>{t('booking.result.practice.body')}</Message>;
  }
  if (standing === 'waiting-list') {
    return <Message heading={t('booking.result.tell')}>{t('booking.result.tell.waiting-list')}</Message>;
  }
  const words = standing === 'unanswered' ? 'waiting' : standing === 'change' ? 'confirmed' : standing;
  if (words === 'waiting' && booking.basis === 'own-place') {
    // Whoever has it is here already, and nothing has to be decided if HuskyVoice has no place for it (SPEC OWN-1).
    return (
      <Message heading={t('booking.result.tell')}>
        <p>{t('booking.result.tell.own-place')}</p>
        <p className={c('tellNote')}>{t('booking.result.tell.own-place.note')}</p>
      </Message>
    );
  }
  if (words !== 'waiting' && words !== 'confirmed' && words !== 'needs-you') return null;
  return (
    <Message
      heading={t('booking.result.tell')}
      {...(words === 'needs-you'
        ? {
            tone: 'bad' as const,
            actions: (
              <ButtonLink href={`#${conflictRoute(booking.bookingId)}`} tone="primary">
                {t('booking.result.decide')}
              </ButtonLink>
            ),
          }
        : {})}
    >
      <p>{t(`booking.result.tell.${words === 'waiting' && booking.basis === 'at-risk' ? 'at-risk' : words}`)}</p>
      {words === 'confirmed' ? null : (
        <p className={c('tellNote')}>
          {rich(`booking.result.tell.${words}.note`, { b: (chunks: ReactNode[]) => <b>{chunks}</b> })}
        </p>
      )}
    </Message>
  );
}

/** Saved, sent, confirmed: what has happened and what has not. */
function Progress({ booking }: { readonly booking: Booking }) {
  const t = useText();
  const rich = useRichText();
  const when = useWhen();
  const { today } = useView(useDesk().views.clock);
  const why = useHeldWords();
  const { life } = booking;
  const bold = { b: (chunks: ReactNode[]) => <b>{chunks}</b> };
  const standing = standingOf(booking);
  const confirmed = standing === 'confirmed' || standing === 'change';
  const waiting =
    life.state === 'UNKNOWN'
      ? rich('booking.step.checking', bold)
      : life.state === 'IN_FLIGHT'
        ? rich('booking.step.sending', bold)
        : why === null
          ? rich('booking.step.waiting', bold)
          : rich('booking.step.held', { ...bold, why });
  return (
    <ol className={c('steps')} aria-label={t('booking.result.progress')}>
      <Step icon="ok" tone="green">
        {t('booking.step.saved', { time: when.moment(Date.parse(booking.createdAt), today) })}
      </Step>
      {standing === 'practice' ? (
        <Step icon="info" tone="notYet">
          {rich('booking.step.practice', bold)}
        </Step>
      ) : standing === 'needs-you' ? (
        <Step icon="need" tone="red">
          {rich('booking.step.needs-you', bold)}
        </Step>
      ) : confirmed ? (
        <Step icon="ok" tone="green">
          {t('booking.step.sent')}
        </Step>
      ) : (
        <Step icon="wait" tone="amber">
          {waiting}
        </Step>
      )}
      {standing === 'practice' ? null : confirmed ? (
        <Step icon="ok" tone="green">
          {life.state === 'SYNCED'
            ? t('booking.step.confirmed-at', { time: when.moment(Date.parse(life.syncedAt), today) })
            : t('booking.step.confirmed')}
        </Step>
      ) : (
        <Step icon="booked" tone="notYet">
          {t('booking.step.not-yet')}
        </Step>
      )}
    </ol>
  );
}

function Step({
  icon,
  tone,
  children,
}: {
  readonly icon: IconName;
  readonly tone: string;
  readonly children: ReactNode;
}) {
  return (
    <li className={c('step', tone)}>
      <Icon name={icon} size={16} />
      <span>{children}</span>
    </li>
  );
}

/** What came of taking a booking back, where it did not work. */
export function useUndo(bookingId: string): {
  readonly undo: () => void;
  readonly busy: boolean;
  readonly note: ReactNode;
} {
  const t = useText();
  const desk = useDesk();
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<'late' | 'not-saved' | null>(null);
  const undo = (): void => {
    setBusy(true);
    setTrouble(null);
    desk.intents
      .cancelAppointment(bookingId, { code: 'patient-asked', words: null })
      .then((result) => {
        if (result.kind === 'settled') return;
        setTrouble(result.kind === 'not-saved' ? 'not-saved' : 'late');
      })
      .catch(() => {
        setTrouble('not-saved');
      })
      .finally(() => {
        setBusy(false);
      });
  };
  const note =
    trouble === null ? null : <Message tone="warn" role="alert" heading={t(`booking.result.undo.${trouble}`)} />;
  return { undo, busy, note };
}
