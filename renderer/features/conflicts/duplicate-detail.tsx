import { useState } from 'react';
import type { Alternative } from '../../../shared/booking/index.ts';
import type { ConflictView, ExistingView, Resolution } from '../../desk/contract.ts';
import { useText } from '../../i18n/use-text.ts';
import { useWhen } from '../../i18n/use-when.ts';
import { ChoiceList, RadioCards } from '../../ui/choices.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { Note } from '../../ui/text.tsx';
import { useView } from '../../ui/use-view.ts';
import { emptyPhone, phoneDrafted, type PhoneEntry } from '../booking/phone-entry.ts';
import { PhoneField } from '../booking/phone-field.tsx';
import { useSlotWords } from '../booking/use-slot-words.ts';
import { useServiceName } from '../booking/window-choice.tsx';
import { Comparison, sameNumber, sameWindow } from './comparison.tsx';
import type { DetailProps } from './detail-props.ts';
import styles from './conflicts.module.css';
import { DetailFrame } from './detail-frame.tsx';
import { Follows } from './follows.tsx';
import { InView } from './in-view.tsx';
import { OfferedPlaces } from './offered-places.tsx';
import { ShowNumber, useShownPhone, type ShownPhone } from './shown-phone.tsx';
import { alternativeKey, slotOfAlternative, slotOfPlace } from './slots.ts';
import { usePhoneFault } from './use-correction.ts';

const c = classNames(styles);

type Way = 'link' | 'move-existing' | 'other' | 'phone' | 'cancel';

/** The same phone has the same service that day already: same visit, other time, both wanted, or a mistake. */
export function DuplicateDetail({
  conflict,
  settling,
  onLater,
  existing,
}: DetailProps & { readonly existing: ExistingView | null }) {
  const t = useText();
  const when = useWhen();
  const words = useSlotWords();
  const phone = useShownPhone();
  const { booking } = conflict;
  const [way, setWay] = useState<Way>(existing === null ? 'other' : 'link');
  const other = useOtherPlace(conflict, existing);
  const [number, setNumber] = useState<PhoneEntry>(emptyPhone);
  const numberFault = usePhoneFault(booking, phoneDrafted(number));
  const phoneFault =
    number.digits === ''
      ? undefined
      : sameNumber(phoneDrafted(number), booking.patient.phone)
        ? t('conflicts.phone.same')
        : numberFault;
  const ours = slotOfPlace(booking.place, when.timeZone);
  const oursNew = { ours: words.inside(ours), token: booking.token };
  const resolution = resolutionOf(way, other, conflict, number, numberFault === undefined && number.digits !== '');
  return (
    <DetailFrame
      conflict={conflict}
      heading={
        existing !== null && existing.date !== booking.place.date
          ? t('conflicts.head.duplicate-other-day', { name: booking.patient.name })
          : t('conflicts.head.duplicate', { name: booking.patient.name, when: words.day(booking.place.date) })
      }
      body={t(existing === null ? 'conflicts.body.duplicate-unknown' : 'conflicts.body.duplicate')}
      undoNote={t(way === 'link' || way === 'cancel' ? 'conflicts.undo.list' : 'conflicts.undo.until-sent')}
      extra={<ShowNumber phone={phone} short />}
      onLater={onLater}
      busy={settling.busy}
      primary={{
        words: usePrimaryWords(way, other, oursNew),
        act:
          resolution === null
            ? null
            : () => {
                settling.settle(conflict, resolution);
              },
      }}
    >
      {existing === null ? null : <Comparison conflict={conflict} existing={existing} phone={phone} />}
      <div className={c('ways')}>
        <ChoiceList
          label={<span className={c('chooseTitle')}>{t('conflicts.choose')}</span>}
          value={way}
          onChange={(value) => {
            setWay(value as Way);
          }}
          choices={[
            choiceOf(
              'link',
              existing === null
                ? null
                : linkNote(existing, { window: words.inside(existing), token: booking.token }, t),
              t,
            ),
            ...(existing !== null && sameWindow(existing, booking.place)
              ? []
              : [
                  choiceOf(
                    'move-existing',
                    existing === null ? null : t('conflicts.choice.move-existing.note', { window: oursNew.ours }),
                    t,
                  ),
                ]),
            choiceOf('other', t('conflicts.choice.other.note'), t),
            choiceOf('phone', t('conflicts.choice.phone.note'), t),
            choiceOf('cancel', t('conflicts.choice.cancel.note', oursNew), t),
          ]}
        />
        {way === 'other' ? (
          <InView>
            <OtherPlace other={other} />
          </InView>
        ) : null}
        {way === 'phone' ? (
          <InView fault={phoneFault}>
            <div className={c('box', 'narrow')}>
              <PhoneField label={t('conflicts.phone.other')} entry={number} onChange={setNumber} fault={phoneFault} />
            </div>
          </InView>
        ) : null}
        <WhatFollows way={way} other={other} conflict={conflict} existing={existing} phone={phone} />
      </div>
    </DetailFrame>
  );
}

interface WhatFollowsProps {
  readonly way: Way;
  readonly other: OtherPlaceState;
  readonly conflict: ConflictView;
  readonly existing: ExistingView | null;
  readonly phone: ShownPhone;
}

/** What a choice does to the slip the family holds, before it is made (SPEC SETTLE-5). */
function WhatFollows({ way, other, conflict, existing, phone }: WhatFollowsProps) {
  const t = useText();
  const when = useWhen();
  const words = useSlotWords();
  const { token, patient, place } = conflict.booking;
  const person = { name: patient.name, phone: phone.show(patient.phone), token };
  const tell = t('conflicts.then.tell', person);
  const lines = (): readonly string[] => {
    switch (way) {
      case 'link': {
        const instead = existing?.token ?? null;
        return [
          t('conflicts.then.link'),
          t('conflicts.then.token-void', person),
          instead === null
            ? t('conflicts.then.no-token', person)
            : t('conflicts.then.token-instead', { token: instead }),
          tell,
        ];
      }
      case 'move-existing':
        return [
          t('conflicts.then.move-existing', { window: words.inside(slotOfPlace(place, when.timeZone)) }),
          t('conflicts.then.token-stays', person),
        ];
      case 'other':
        if (other.chosen === null) return [];
        return [
          t('conflicts.then.move', { window: words.inside(slotOfAlternative(other.chosen)) }),
          t('conflicts.then.new-token', person),
          tell,
        ];
      case 'phone':
        return [t('conflicts.then.token-stays', person)];
      case 'cancel':
        return [t('conflicts.then.cancel'), t('conflicts.then.token-void', person), t('conflicts.then.call', person)];
    }
  };
  return <Follows lines={lines()} />;
}

/** What becomes of the slip is said on the choice itself (SPEC SETTLE-5). */
function linkNote(
  existing: ExistingView,
  values: { readonly window: string; readonly token: string },
  t: ReturnType<typeof useText>,
): string {
  return existing.token === null
    ? t('conflicts.choice.link.note-no-token', values)
    : t('conflicts.choice.link.note', { ...values, instead: existing.token });
}

/** One way out; without its note it waits for the existing appointment's details. */
function choiceOf(way: Way, note: string | null, t: ReturnType<typeof useText>) {
  const key = way === 'cancel' ? 'cancel-ours' : way;
  return {
    value: way,
    label: <b>{t(`conflicts.choice.${key}`)}</b>,
    note: t(`conflicts.choice.${key}.why`),
    trailing: <Note>{note ?? t('conflicts.choice.unknown')}</Note>,
    disabled: note === null,
  };
}

interface OtherPlaceState {
  readonly serviceId: string;
  readonly serviceName: string;
  readonly setService: (serviceId: string) => void;
  readonly places: readonly Alternative[];
  readonly chosen: Alternative | null;
  readonly setPlace: (key: string) => void;
  /** The service is the one that is booked already: only another day helps. */
  readonly sameService: boolean;
}

/** Another service, or the same one on another day than the existing appointment. */
function useOtherPlace(conflict: ConflictView, existing: ExistingView | null): OtherPlaceState {
  const desk = useDesk();
  const { place, bookingId } = conflict.booking;
  const [serviceId, setService] = useState(place.serviceId);
  const [key, setPlace] = useState<string | null>(null);
  const sameService = serviceId === place.serviceId;
  const taken = existing?.date ?? place.date;
  // The same service on the day that is taken would meet the same refusal: it is not offered.
  const places = desk.intents
    .alternativesFor(bookingId, serviceId)
    .filter((alternative) => !sameService || alternative.date !== taken);
  return {
    serviceId,
    serviceName: useServiceName(serviceId),
    setService,
    places,
    chosen: places.find((alternative) => alternativeKey(alternative) === key) ?? places[0] ?? null,
    setPlace,
    sameService,
  };
}

function OtherPlace({ other }: { readonly other: OtherPlaceState }) {
  const t = useText();
  const { services } = useView(useDesk().views.clinic);
  return (
    <div className={c('box', 'stack')}>
      <RadioCards
        tight
        label={t('conflicts.other.service')}
        choices={services.map((service) => ({ value: service.serviceId, label: service.name }))}
        value={other.serviceId}
        onChange={other.setService}
      />
      {other.chosen === null ? (
        <p role="status">{t('conflicts.other.none', { service: other.serviceName })}</p>
      ) : (
        <OfferedPlaces
          label={t('conflicts.other.window')}
          places={other.places}
          chosen={other.chosen}
          onChoose={other.setPlace}
        />
      )}
    </div>
  );
}

function usePrimaryWords(
  way: Way,
  other: OtherPlaceState,
  values: { readonly ours: string; readonly token: string },
): string {
  const t = useText();
  const words = useSlotWords();
  if (way !== 'other') return t(`conflicts.do.${way}`, { window: values.ours, token: values.token });
  if (other.chosen === null) return t('conflicts.do.other-choose');
  const window = words.inside(slotOfAlternative(other.chosen));
  return other.sameService
    ? t('conflicts.do.move', { window })
    : t('conflicts.do.other', { service: other.serviceName, window });
}

function resolutionOf(
  way: Way,
  other: OtherPlaceState,
  conflict: ConflictView,
  number: PhoneEntry,
  numberIsGood: boolean,
): Resolution | null {
  switch (way) {
    case 'link':
    case 'move-existing':
    case 'cancel':
      return { kind: way };
    case 'other':
      if (other.chosen === null) return null;
      return other.sameService
        ? { kind: 'move', to: other.chosen }
        : { kind: 'other-service', serviceId: other.serviceId, to: other.chosen };
    case 'phone': {
      const { patient, place } = conflict.booking;
      const phone = phoneDrafted(number);
      if (!numberIsGood || sameNumber(phone, patient.phone)) return null;
      return { kind: 'correct', patientName: patient.name, phone, serviceId: place.serviceId };
    }
  }
}
