import { useState } from 'react';
import type { Alternative } from '../../../shared/booking/index.ts';
import type { ConflictView, Resolution } from '../../desk/contract.ts';
import { useText } from '../../i18n/use-text.ts';
import { useWhen } from '../../i18n/use-when.ts';
import { ChoiceList } from '../../ui/choices.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Note } from '../../ui/text.tsx';
import { useSlotWords } from '../booking/use-slot-words.ts';
import { WhatHappened } from '../history/what-happened.tsx';
import { CallBox } from './call-note.tsx';
import styles from './conflicts.module.css';
import { DetailFrame } from './detail-frame.tsx';
import type { DetailProps } from './detail-props.ts';
import { Follows } from './follows.tsx';
import { placeChoice } from './offered-places.tsx';
import { Promised } from './promised.tsx';
import { useShownPhone, type ShownPhone } from './shown-phone.tsx';
import { alternativeKey, inTimeOrder, slotOfAlternative, slotOfPlace } from './slots.ts';
import { useEyebrow } from './use-eyebrow.ts';
import { newTokenWords, tokenVoidWords } from './slip-words.ts';
import { cancelChoice, cancelWords } from './usual-choices.tsx';

const c = classNames(styles);

type ChangeCause = Extract<ConflictView['cause'], { kind: 'change' }>;

/** A change of an appointment was not made, or met another one: it stays as it is, is moved, or is cancelled (SPEC PATCH-4). */
export function ChangeDetail({ conflict, settling, onLater, cause }: DetailProps & { readonly cause: ChangeCause }) {
  const t = useText();
  const when = useWhen();
  const words = useSlotWords();
  const phone = useShownPhone();
  const eyebrow = useEyebrow(conflict);
  const { booking, alternatives, foundAt } = conflict;
  const { why, wanted, there, completed } = cause;
  const [chosen, setChosen] = useState('keep');
  const to = alternatives.find((place) => alternativeKey(place) === chosen) ?? null;
  const resolution: Resolution = to !== null ? { kind: 'move', to } : { kind: chosen === 'cancel' ? 'cancel' : 'keep' };
  const stands = words.inside(there ?? slotOfPlace(booking.place, when.timeZone));
  const wish =
    wanted?.kind === 'reschedule'
      ? t('conflicts.wanted.reschedule', { window: words.inside(slotOfPlace(wanted.place, when.timeZone)) })
      : wanted === null
        ? null
        : t(`conflicts.wanted.${wanted.kind}`);
  return (
    <DetailFrame
      eyebrow={eyebrow}
      heading={t(`conflicts.head.change.${completed ? 'completed' : why}`, { name: booking.patient.name })}
      body={t(bodyOf(cause), { window: stands })}
      undoNote={t(resolution.kind === 'keep' ? 'conflicts.undo.none' : 'conflicts.undo.until-sent')}
      onLater={onLater}
      busy={settling.busy}
      primary={{
        words: primaryWords(resolution, { stands, completed, token: booking.token }, words, t),
        act: () => {
          settling.settle(booking.bookingId, resolution);
        },
      }}
    >
      {cause.words === null ? null : (
        <p className={c('quiet')}>
          {t('conflicts.fix.words')}: <q lang="en">{cause.words}</q>
        </p>
      )}
      <div className={c('columns')}>
        <div className={c('stack')}>
          <Promised
            booking={booking}
            serviceName={conflict.serviceName}
            phone={phone}
            title={t('conflicts.promised')}
            more={[
              ...(wish === null ? [] : [{ key: t('conflicts.wanted'), value: wish }]),
              { key: t('conflicts.there'), value: stands },
              { key: t('conflicts.refused'), value: when.time(foundAt) },
            ]}
          />
          <CallBox booking={booking} phone={phone} settling={settling} />
        </div>
        <div className={c('stack')}>
          <ChoiceList
            label={<span className={c('chooseTitle')}>{t('conflicts.choose')}</span>}
            value={to === null && chosen !== 'cancel' ? 'keep' : chosen}
            onChange={setChosen}
            choices={[
              {
                value: 'keep',
                label: <b>{t(completed ? 'conflicts.choice.keep-done' : 'conflicts.choice.keep')}</b>,
                trailing: <Note>{stands}</Note>,
              },
              ...inTimeOrder(alternatives).map((place) =>
                placeChoice(place, t('conflicts.choice.move', { window: words.inside(slotOfAlternative(place)) })),
              ),
              ...(completed
                ? []
                : [
                    cancelChoice(
                      booking.token,
                      t,
                      t(why === 'cancel-not-allowed' ? 'conflicts.choice.ask-again' : 'conflicts.choice.cancel'),
                    ),
                  ]),
            ]}
          />
          <WhatFollows conflict={conflict} resolution={resolution} cause={cause} phone={phone} />
        </div>
      </div>
      <WhatHappened bookingId={booking.bookingId} revision={booking.updatedAt} />
    </DetailFrame>
  );
}

/** What HuskyVoice has now. */
function bodyOf({ completed, why }: ChangeCause) {
  if (completed) return 'conflicts.body.change-completed';
  return why === 'crossed' ? 'conflicts.body.change-crossed' : 'conflicts.body.change';
}

function primaryWords(
  resolution: Resolution,
  { stands, completed, token }: { readonly stands: string; readonly completed: boolean; readonly token: string },
  words: ReturnType<typeof useSlotWords>,
  t: ReturnType<typeof useText>,
): string {
  if (resolution.kind === 'move')
    return t('conflicts.do.move', { window: words.inside(slotOfAlternative(resolution.to)) });
  if (resolution.kind === 'cancel') return cancelWords(token, t);
  return completed ? t('conflicts.choice.keep-done') : t('conflicts.do.keep', { window: stands });
}

function WhatFollows({
  conflict,
  resolution,
  cause: { there, wanted, completed },
  phone,
}: {
  readonly conflict: ConflictView;
  readonly resolution: Resolution;
  readonly cause: ChangeCause;
  readonly phone: ShownPhone;
}) {
  const t = useText();
  const when = useWhen();
  const words = useSlotWords();
  const { token, patient, place } = conflict.booking;
  // The end of a visit was told to nobody.
  const isTold = wanted?.kind !== 'complete' && wanted?.kind !== 'restore';
  const person = { name: patient.name, phone: phone.show(patient.phone), token };
  const inWindow = (to: Alternative): string => words.inside(slotOfAlternative(to));
  const stands = words.inside(there ?? slotOfPlace(place, when.timeZone));
  const lines =
    resolution.kind === 'move'
      ? [
          t('conflicts.then.move-existing', { window: inWindow(resolution.to) }),
          newTokenWords(person, t),
          t('conflicts.then.tell', person),
        ]
      : resolution.kind === 'cancel'
        ? [t('conflicts.then.ask-cancel'), ...tokenVoidWords(person, t), t('conflicts.then.call', person)]
        : [
            completed ? t('conflicts.then.keep-done') : t('conflicts.then.keep', { window: stands }),
            ...(isTold ? [t('conflicts.then.tell', person)] : []),
          ];
  return <Follows lines={lines} />;
}
