import { useState } from 'react';
import type { Alternative } from '../../../shared/booking/index.ts';
import type { Resolution, WaitingView } from '../../desk/contract.ts';
import { useText } from '../../i18n/use-text.ts';
import { useWhen } from '../../i18n/use-when.ts';
import { ChoiceList } from '../../ui/choices.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { useView } from '../../ui/use-view.ts';
import { useSlotWords } from '../booking/use-slot-words.ts';
import { WhatHappened } from '../history/what-happened.tsx';
import { CallBox } from './call-note.tsx';
import styles from './conflicts.module.css';
import { DetailFrame } from './detail-frame.tsx';
import { Follows } from './follows.tsx';
import { placeChoice } from './offered-places.tsx';
import { Promised } from './promised.tsx';
import { useShownPhone } from './shown-phone.tsx';
import { alternativeKey, inTimeOrder, slotOfAlternative, slotOfPlace } from './slots.ts';
import type { Settling } from './use-settle.ts';

const c = classNames(styles);

interface WaitingDetailProps {
  readonly waiting: WaitingView;
  readonly settling: Settling;
}

/** Somebody on the waiting list: booked where there is a place, the one that is waited for first, or taken off (SPEC WAIT). */
export function WaitingDetail({ waiting, settling }: WaitingDetailProps) {
  const t = useText();
  const when = useWhen();
  const words = useSlotWords();
  const phone = useShownPhone();
  const { today } = useView(useDesk().views.clock);
  const { booking, free, alternatives, suggested } = waiting;
  const places: readonly Alternative[] = [...(free === null ? [] : [free]), ...inTimeOrder(alternatives)];
  const first = free ?? suggested;
  const [chosen, setChosen] = useState<string | null>(null);
  const key = chosen ?? (first === null ? null : alternativeKey(first));
  const to = key === 'cancel' ? null : (places.find((place) => alternativeKey(place) === key) ?? first);
  const resolution: Resolution | null =
    to !== null ? { kind: 'move', to } : key === 'cancel' ? { kind: 'cancel' } : null;
  const wish = words.inside(slotOfPlace(booking.place, when.timeZone));
  const { name } = booking.patient;
  const person = { name, phone: phone.show(booking.patient.phone), token: booking.token };
  return (
    <DetailFrame
      eyebrow={t('conflicts.waiting.since', { time: when.moment(waiting.since, today) })}
      heading={t('conflicts.waiting.head', { name, window: wish })}
      body={t(free === null ? 'conflicts.waiting.body-full' : 'conflicts.waiting.body-free')}
      undoNote={t(resolution?.kind === 'cancel' ? 'conflicts.undo.list' : 'conflicts.undo.until-sent')}
      onLater={null}
      busy={settling.busy}
      primary={{
        words:
          to === null
            ? t('conflicts.do.off-list')
            : t('conflicts.do.book', { window: words.inside(slotOfAlternative(to)) }),
        act:
          resolution === null
            ? null
            : () => {
                settling.settle(booking.bookingId, resolution);
              },
      }}
    >
      <div className={c('columns')}>
        <div className={c('stack')}>
          <Promised
            booking={booking}
            serviceName={waiting.serviceName}
            phone={phone}
            title={t('conflicts.waiting.wish')}
            made={t('conflicts.waiting.made')}
          />
          <CallBox booking={booking} phone={phone} settling={settling} />
        </div>
        <div className={c('stack')}>
          <ChoiceList
            label={<span className={c('chooseTitle')}>{t('conflicts.choose')}</span>}
            value={to === null ? key : alternativeKey(to)}
            onChange={setChosen}
            choices={[
              ...places.map((place) =>
                placeChoice(place, t('conflicts.choice.book', { window: words.inside(slotOfAlternative(place)) })),
              ),
              { value: 'cancel', label: <b>{t('conflicts.choice.off-list')}</b> },
            ]}
          />
          {places.length === 0 ? <p className={c('quiet')}>{t('conflicts.alternatives.none')}</p> : null}
          <Follows
            lines={
              to !== null
                ? [
                    t('conflicts.then.move', { window: words.inside(slotOfAlternative(to)) }),
                    t('conflicts.then.token-given'),
                    t('conflicts.then.tell', person),
                  ]
                : key === 'cancel'
                  ? [t('conflicts.then.cancel'), t('conflicts.then.tell', person)]
                  : []
            }
          />
        </div>
      </div>
      <WhatHappened bookingId={booking.bookingId} revision={booking.updatedAt} />
    </DetailFrame>
  );
}
