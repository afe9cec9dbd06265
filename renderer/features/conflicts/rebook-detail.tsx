import { useState } from 'react';
import type { ConflictView, Resolution } from '../../desk/contract.ts';
import { useText } from '../../i18n/use-text.ts';
import { useWhen } from '../../i18n/use-when.ts';
import { ChoiceList, type Choice } from '../../ui/choices.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { Icon } from '../../ui/icon.tsx';
import { CapacityBar, PlacesLeft } from '../../ui/places.tsx';
import { Note } from '../../ui/text.tsx';
import { useView } from '../../ui/use-view.ts';
import { useSlotWords } from '../booking/use-slot-words.ts';
import { WhatHappened } from '../history/what-happened.tsx';
import { CallBox } from './call-note.tsx';
import type { DetailProps } from './detail-props.ts';
import styles from './conflicts.module.css';
import { DetailFrame } from './detail-frame.tsx';
import { Follows } from './follows.tsx';
import { placeChoice } from './offered-places.tsx';
import { Promised } from './promised.tsx';
import { useShownPhone, type ShownPhone } from './shown-phone.tsx';
import { alternativeKey, inTimeOrder, slotOfAlternative, slotOfPlace } from './slots.ts';
import { useEyebrow } from './use-eyebrow.ts';
import { newTokenWords, tokenVoidWords } from './slip-words.ts';
import { cancelChoice, cancelWords, waitingListChoice } from './usual-choices.tsx';

const c = classNames(styles);

type RebookKind =
  'slot-full' | 'slot-inactive' | 'outside-availability' | 'not-brought-back' | 'cancelled-there' | 'move-lost';

/** What can be chosen here: of an appointment that was cancelled elsewhere also that it stays so, and the patient is told. */
type Chosen = Resolution | { readonly kind: 'leave-cancelled' };

/** The window took no more, or HuskyVoice has cancelled it: move to the nearest places or book again, waiting list, or cancel and call. */
export function RebookDetail({ conflict, settling, onLater }: DetailProps) {
  const t = useText();
  const when = useWhen();
  const words = useSlotWords();
  const phone = useShownPhone();
  const { today } = useView(useDesk().views.clock);
  const eyebrow = useEyebrow(conflict);
  const { booking, alternatives, cause, suggested: first } = conflict;
  const [chosen, setChosen] = useState(first === null ? 'waiting-list' : alternativeKey(first));
  const promised = slotOfPlace(booking.place, when.timeZone);
  // A place that went meanwhile leaves the choice on the nearest one that is there.
  const to = alternatives.find((place) => alternativeKey(place) === chosen) ?? null;
  const resolution: Chosen =
    to !== null
      ? { kind: 'move', to }
      : chosen === 'cancel' || chosen === 'left' || chosen === 'leave-cancelled' || chosen === 'waiting-list'
        ? { kind: chosen }
        : first === null
          ? { kind: 'waiting-list' }
          : { kind: 'move', to: first };
  const value = resolution.kind === 'move' ? alternativeKey(resolution.to) : resolution.kind;
  const kind = cause.kind as RebookKind;
  // Nobody has to ring whoever is here.
  const isHere = kind === 'cancelled-there';
  // What was cancelled elsewhere is booked again, not moved.
  const isAgain = isHere || kind === 'move-lost';
  const primaryWords = (): string => {
    switch (resolution.kind) {
      case 'move':
        return t(isAgain ? 'conflicts.do.book' : 'conflicts.do.move', {
          window: words.inside(slotOfAlternative(resolution.to)),
        });
      case 'cancel':
        return cancelWords(booking.token, t);
      case 'left':
        return t('conflicts.do.left');
      case 'leave-cancelled':
        return t('conflicts.call.told');
      default:
        return t('conflicts.do.waiting-list');
    }
  };
  const {
    token,
    patient: { name },
  } = booking;
  return (
    <DetailFrame
      eyebrow={eyebrow}
      heading={t(`conflicts.head.${kind}`, {
        window: kind === 'move-lost' ? words.inside(promised) : words.slot(promised),
        name,
      })}
      body={token === '' ? t('conflicts.body.rebook-no-token', { name }) : t('conflicts.body.rebook', { name, token })}
      undoNote={undoNote(resolution, t)}
      onLater={onLater}
      busy={settling.busy}
      primary={{
        words: primaryWords(),
        act: () => {
          if (resolution.kind === 'leave-cancelled') settling.called(booking.bookingId, 'told');
          else settling.settle(booking.bookingId, resolution);
        },
      }}
    >
      <div className={c('columns')}>
        <div className={c('stack')}>
          <Promised
            booking={booking}
            serviceName={conflict.serviceName}
            phone={phone}
            title={t('conflicts.promised')}
            more={[
              {
                key: t(isAgain ? 'common.visit.cancelled' : 'conflicts.refused'),
                value: when.moment(conflict.foundAt, today),
              },
            ]}
          />
          {isHere ? null : <CallBox booking={booking} phone={phone} settling={settling} />}
          <WindowNow conflict={conflict} kind={kind} />
        </div>
        <div className={c('stack')}>
          <ChoiceList
            label={<span className={c('chooseTitle')}>{t('conflicts.choose')}</span>}
            value={value}
            onChange={setChosen}
            choices={[
              ...inTimeOrder(alternatives).map((place) =>
                placeChoice(
                  place,
                  t(isAgain ? 'conflicts.choice.book' : 'conflicts.choice.move', {
                    window: words.inside(slotOfAlternative(place)),
                  }),
                ),
              ),
              waitingListChoice(words.inside(promised), t),
              lastChoice(kind, booking.token, t),
            ]}
          />
          {first === null ? <p className={c('quiet')}>{t('conflicts.alternatives.none')}</p> : null}
          <WhatFollows conflict={conflict} resolution={resolution} phone={phone} />
        </div>
      </div>
      <WhatHappened bookingId={booking.bookingId} revision={booking.updatedAt} />
    </DetailFrame>
  );
}

/** The way to book nothing at all. */
function lastChoice(kind: RebookKind, token: string, t: ReturnType<typeof useText>): Choice {
  switch (kind) {
    case 'cancelled-there':
      return { value: 'left', label: <b>{t('conflicts.choice.left')}</b> };
    case 'move-lost':
      return { value: 'leave-cancelled', label: <b>{t('conflicts.choice.leave-cancelled')}</b> };
    default:
      return cancelChoice(token, t);
  }
}

function undoNote({ kind }: Chosen, t: ReturnType<typeof useText>): string {
  if (kind === 'left') return t('conflicts.undo.left');
  if (kind === 'leave-cancelled') return t('conflicts.undo.none');
  return t(kind === 'move' ? 'conflicts.undo.until-sent' : 'conflicts.undo.list');
}

function WindowNow({ conflict, kind }: { readonly conflict: ConflictView; readonly kind: RebookKind }) {
  const t = useText();
  const when = useWhen();
  const words = useSlotWords();
  const { promised } = conflict;
  const window = words.slot(slotOfPlace(conflict.booking.place, when.timeZone));
  return (
    <section className={c('box')}>
      <h3 className={c('boxTitle')}>{t('conflicts.now')}</h3>
      {kind === 'slot-inactive' ? (
        <p className={c('closed')}>
          <Icon name="closed" size={16} />
          <span>
            {window} · {t('conflicts.now.closed')}
          </span>
        </p>
      ) : promised === null ? (
        <p className={c('quiet')}>{t('conflicts.now.gone')}</p>
      ) : (
        <div className={c('places')}>
          <Note>{t('conflicts.now.count', { window, filled: promised.filled, capacity: promised.capacity })}</Note>
          <CapacityBar places={promised} />
          <PlacesLeft places={promised} />
        </div>
      )}
    </section>
  );
}

function WhatFollows({
  conflict,
  resolution,
  phone,
}: {
  readonly conflict: ConflictView;
  readonly resolution: Chosen;
  readonly phone: ShownPhone;
}) {
  const t = useText();
  const words = useSlotWords();
  const { token, patient, place, call } = conflict.booking;
  const person = { name: patient.name, phone: phone.show(patient.phone), token };
  const lines = (): readonly string[] => {
    switch (resolution.kind) {
      case 'move': {
        const { to } = resolution;
        const moved = t('conflicts.then.move', { window: words.inside(slotOfAlternative(to)) });
        // Booked again in the window that they were told, the slip goes on counting, and only who was told otherwise has to hear of it.
        const isSame = to.window.calendarId === place.calendarId && to.date === place.date;
        if (isSame && token !== '') {
          const tell = call?.outcome === 'told' ? [t('conflicts.then.tell', person)] : [];
          return [moved, t('conflicts.then.token-stays', person), ...tell];
        }
        return [moved, newTokenWords(person, t), t('conflicts.then.tell', person)];
      }
      case 'left':
        return [t('conflicts.then.left', person), ...tokenVoidWords(person, t)];
      case 'cancel':
        return [t('conflicts.then.cancel'), ...tokenVoidWords(person, t), t('conflicts.then.call', person)];
      case 'leave-cancelled':
        return [t('conflicts.then.cancel'), ...tokenVoidWords(person, t), t('conflicts.then.tell', person)];
      default:
        return [
          t('conflicts.then.waiting-list', person),
          ...tokenVoidWords(person, t),
          t('conflicts.then.tell', person),
        ];
    }
  };
  return <Follows lines={lines()} />;
}
