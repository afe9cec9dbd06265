import { useEffect, useRef, useState } from 'react';
import type { Alternative } from '../../../shared/booking/index.ts';
import type { Offer } from '../../desk/contract.ts';
import { useServiceWords } from '../../i18n/use-service-words.ts';
import { useText } from '../../i18n/use-text.ts';
import { useWhen } from '../../i18n/use-when.ts';
import { addDays } from '../../i18n/wall-clock.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useView } from '../../ui/use-view.ts';
import { useSlotWords } from '../booking/use-slot-words.ts';
import { OfferedPlaces } from '../conflicts/offered-places.tsx';
import { alternativeKey, slotOfAlternative } from '../conflicts/slots.ts';
import { Calendar } from '../shell/calendar.tsx';
import styles from './change.module.css';
import { ChangeForm, type FormProps } from './change-form.tsx';
import { ReasonChoice, useReason } from './reason-choice.tsx';
import type { Subject } from './use-changes.ts';
import { WhatFollows } from './what-follows.tsx';

const c = classNames(styles);

/** Another window for an appointment: the nearest with a place, or those of another day. */
export function MoveForm(props: FormProps) {
  const { subject, attempt } = props;
  const t = useText();
  const words = useSlotWords();
  const { intents } = useDesk();
  const { row } = subject;
  const places = usePlaces(row.id);
  const entry = useReason(row.windowTrouble === null ? 'patient-asked' : 'clinic-closed');
  const { to } = places;
  return (
    <ChangeForm
      {...props}
      change="move"
      to={places.wanted}
      primary={
        to === null ? t('change.do.choose') : t('conflicts.do.move', { window: words.inside(slotOfAlternative(to)) })
      }
      disabled={to === null}
      onSubmit={() => {
        if (to === null) return;
        const { reason } = entry;
        if (reason === null) entry.stop();
        else attempt.run(() => intents.reschedule(row.id, to, reason), { change: 'move', subject, to });
      }}
    >
      <NewWindow places={places} subject={subject} />
      <ReasonChoice entry={entry} />
      {to === null ? null : <WhatFollows subject={subject} to={to} reason={entry.code} />}
    </ChangeForm>
  );
}

interface Places {
  readonly offer: Offer;
  /** YYYY-MM-DD; null: the nearest of any day. */
  readonly day: string | null;
  /** What was chosen, whether or not it still has a place. */
  readonly wanted: Alternative | null;
  /** The same as it is offered now; null where its place has gone meanwhile. Nothing else is chosen in its stead. */
  readonly to: Alternative | null;
  readonly choose: (key: string) => void;
  readonly look: (day: string | null) => void;
}

function usePlaces(appointmentId: string): Places {
  const { intents } = useDesk();
  const [day, setDay] = useState<string | null>(null);
  const offer = intents.placesFor(appointmentId, day);
  const [wanted, setWanted] = useState(offer.suggested);
  const among = ({ places }: Offer): Alternative | null =>
    places.find((place) => wanted !== null && alternativeKey(place) === alternativeKey(wanted)) ?? null;
  return {
    offer,
    day,
    wanted,
    to: among(offer),
    choose: (key) => {
      setWanted(offer.places.find((place) => alternativeKey(place) === key) ?? null);
    },
    look: (date) => {
      const there = intents.placesFor(appointmentId, date);
      setDay(date);
      setWanted(among(there) ?? there.suggested);
    },
  };
}

function NewWindow({ places, subject }: { readonly places: Places; readonly subject: Subject }) {
  const t = useText();
  const when = useWhen();
  const words = useSlotWords();
  const serviceWords = useServiceWords();
  const { today } = useView(useDesk().views.clock);
  const { offer, day, wanted, to } = places;
  const whole = useRef<HTMLDivElement>(null);
  const [picking, setPicking] = useState(false);
  const [looked, setLooked] = useState(0);
  useEffect(() => {
    if (looked === 0) return;
    const places = whole.current;
    (
      places?.querySelector<HTMLElement>('input:checked') ?? places?.querySelector<HTMLElement>('input, button')
    )?.focus();
  }, [looked]);
  const look = (date: string | null): void => {
    places.look(date);
    setPicking(false);
    setLooked((count) => count + 1);
  };
  const service = serviceWords(subject.row.serviceName);
  return (
    <div ref={whole}>
      {wanted !== null && to === null ? (
        <p className={c('lost')} role="alert">
          <Icon name="few" />
          <span>{t('change.window.lost', { window: words.slot(slotOfAlternative(wanted)) })}</span>
        </p>
      ) : null}
      {offer.places.length === 0 ? (
        <>
          <p>
            <b>{t('change.window')}</b>
          </p>
          <p className={c('none')}>
            {day === null
              ? t('conflicts.alternatives.none')
              : t('change.window.none-day', { service, day: when.day(day) })}
          </p>
        </>
      ) : (
        <OfferedPlaces
          label={t('change.window')}
          labelNote={day === null ? t('booking.window.nearest', { count: offer.places.length }) : when.day(day)}
          places={offer.places}
          chosen={to}
          onChoose={places.choose}
          autoFocus
        />
      )}
      <div className={c('days')}>
        <Button
          small
          icon="calendar"
          expanded={picking}
          onPress={() => {
            setPicking(!picking);
          }}
        >
          {t('change.window.other-day')}
        </Button>
        {day === null ? null : (
          <>
            <Button
              small
              onPress={() => {
                look(addDays(day, 1));
              }}
            >
              {t('change.window.next-day')}
            </Button>
            <Button
              small
              onPress={() => {
                look(null);
              }}
            >
              {t('change.window.nearest')}
            </Button>
          </>
        )}
      </div>
      {picking ? (
        <div className={c('calendar')}>
          <Calendar chosen={day ?? subject.date} today={today} earliest={today} onChoose={look} />
        </div>
      ) : null}
    </div>
  );
}
