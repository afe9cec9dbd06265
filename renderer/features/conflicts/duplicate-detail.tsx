import { useState } from 'react';
import type { Alternative } from '../../../shared/booking/index.ts';
import type { Booking } from '../../../shared/model/booking.ts';
import type { ConflictView, ExistingView, Offer, Resolution } from '../../desk/contract.ts';
import { useServiceWords } from '../../i18n/use-service-words.ts';
import { useText } from '../../i18n/use-text.ts';
import { useWhen } from '../../i18n/use-when.ts';
import { ChoiceList, RadioCards } from '../../ui/choices.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { Message } from '../../ui/message.tsx';
import { Note } from '../../ui/text.tsx';
import { useView } from '../../ui/use-view.ts';
import { emptyPhone, phoneDrafted, type PhoneEntry } from '../booking/phone-entry.ts';
import { PhoneField } from '../booking/phone-field.tsx';
import { useSlotWords } from '../booking/use-slot-words.ts';
import { useServiceName } from '../booking/window-choice.tsx';
import { WhatHappened } from '../history/what-happened.tsx';
import { CallBox } from './call-note.tsx';
import { Comparison, sameNumber, sameWindow } from './comparison.tsx';
import type { DetailProps } from './detail-props.ts';
import styles from './conflicts.module.css';
import { DetailFrame } from './detail-frame.tsx';
import { Follows } from './follows.tsx';
import { InView } from './in-view.tsx';
import { OfferedPlaces } from './offered-places.tsx';
import { Promised } from './promised.tsx';
import { useShownPhone, type ShownPhone } from './shown-phone.tsx';
import { alternativeKey, slotOfAlternative, slotOfPlace } from './slots.ts';
import { usePhoneFault } from './use-correction.ts';
import { useEyebrow } from './use-eyebrow.ts';

const c = classNames(styles);

type Way = 'link' | 'move-existing' | 'phone' | 'day' | 'service' | 'cancel';
type DuplicateCause = Extract<ConflictView['cause'], { kind: 'duplicate' }>;

/**
 * The same phone has the same service that day already. Of the same patient it is the same visit, mostly; of another one it is two children
 * on one phone: why that can't be is said in words, and each way on is one press.
 */
export function DuplicateDetail({
  conflict,
  settling,
  onLater,
  cause,
}: DetailProps & { readonly cause: DuplicateCause }) {
  const t = useText();
  const when = useWhen();
  const words = useSlotWords();
  const phone = useShownPhone();
  const eyebrow = useEyebrow(conflict);
  const heading = useHeading(conflict, cause);
  const { booking } = conflict;
  const { existing, otherPerson } = cause;
  const [way, setWay] = useState<Way>(firstWay(cause));
  const [chose, setChose] = useState(false);
  const [byPointer, setByPointer] = useState(false);
  const day = useOtherDay(conflict, existing);
  const service = useOtherService(conflict);
  const number = useOtherNumber(booking);
  const ours = slotOfPlace(booking.place, when.timeZone);
  const oursNew = { ours: words.inside(ours), token: booking.token };
  const resolution = resolutionOf(way, { day, service, number }, booking);
  return (
    <DetailFrame
      eyebrow={eyebrow}
      {...heading}
      undoNote={t(way === 'link' || way === 'cancel' ? 'conflicts.undo.list' : 'conflicts.undo.until-sent')}
      onLater={onLater}
      busy={settling.busy}
      primary={{
        words: usePrimaryWords(way, { day, service }, oursNew),
        act:
          resolution === null
            ? null
            : () => {
                settling.settle(booking.bookingId, resolution);
              },
      }}
    >
      {cause.moveRefused === null ? null : (
        <Message tone="warn" heading={t(`conflicts.move-refused.${cause.moveRefused}`, { window: oursNew.ours })} />
      )}
      {existing === null ? (
        <div className={c('alone')}>
          <Promised
            booking={booking}
            serviceName={conflict.serviceName}
            phone={phone}
            title={t('conflicts.promised')}
            more={[{ key: t('conflicts.refused'), value: when.time(conflict.foundAt) }]}
          />
        </div>
      ) : (
        <Comparison conflict={conflict} existing={existing} phone={phone} />
      )}
      <div className={c('ways')}>
        <ChoiceList
          label={<span className={c('chooseTitle')}>{t('conflicts.choose')}</span>}
          value={way}
          onChange={(value) => {
            setWay(value as Way);
            setChose(true);
            setByPointer(document.activeElement?.matches(':focus-visible') !== true);
          }}
          choices={useWays(conflict, cause, day)}
        />
        {way === 'day' && day.chosen !== null ? (
          <InView>
            <div className={c('box')}>
              <OfferedPlaces
                label={t('conflicts.other.window')}
                places={day.places}
                chosen={day.chosen}
                onChoose={day.setPlace}
              />
            </div>
          </InView>
        ) : null}
        {way === 'service' ? (
          <InView>
            <OtherService other={service} />
          </InView>
        ) : null}
        {way === 'phone' ? (
          <InView still={!chose} fault={number.fault}>
            <div className={c('box', 'narrow', 'stack')}>
              <p>
                {t(otherPerson ? 'conflicts.phone.why-two' : 'conflicts.phone.why', { name: booking.patient.name })}
              </p>
              <PhoneField
                label={t('conflicts.phone.other')}
                entry={number.entry}
                onChange={number.enter}
                fault={number.fault}
                // Who moves through the ways with the arrows goes on with the arrows.
                autoFocus={byPointer}
              />
            </div>
          </InView>
        ) : null}
        <WhatFollows way={way} day={day} service={service} conflict={conflict} existing={existing} phone={phone} />
        <CallBox booking={booking} phone={phone} settling={settling} />
      </div>
      <WhatHappened bookingId={booking.bookingId} revision={booking.updatedAt} />
    </DetailFrame>
  );
}

/** For the same patient they are one visit, mostly; for another one, or where nobody knows whose it is, nothing is armed (SPEC SETTLE-8). */
function firstWay({ existing, otherPerson }: DuplicateCause): Way {
  return otherPerson || existing === null ? 'phone' : 'link';
}

/** What stands in the way, and why that is so. */
function useHeading({ booking, serviceName }: ConflictView, { existing, otherPerson, named }: DuplicateCause) {
  const t = useText();
  const words = useSlotWords();
  const serviceWords = useServiceWords();
  const { name } = booking.patient;
  if (existing === null) {
    return {
      heading: t('conflicts.head.duplicate', { name, when: words.day(booking.place.date) }),
      body: t(named ? 'conflicts.body.duplicate-unknown' : 'conflicts.body.duplicate-unnamed'),
    };
  }
  if (otherPerson) {
    const values = {
      name,
      other: existing.patientName,
      service: serviceWords(existing.serviceName ?? serviceName),
      when: words.day(existing.date),
    };
    return { heading: t('conflicts.head.two-patients', values), body: t('conflicts.body.two-patients', values) };
  }
  return {
    heading:
      existing.date === booking.place.date
        ? t('conflicts.head.duplicate', { name, when: words.day(booking.place.date) })
        : t('conflicts.head.duplicate-other-day', { name }),
    body: t('conflicts.body.duplicate'),
  };
}

/** The ways out, the likeliest first. */
function useWays(conflict: ConflictView, { existing, otherPerson, named }: DuplicateCause, day: OtherPlaceState) {
  const t = useText();
  const when = useWhen();
  const words = useSlotWords();
  const { place, token } = conflict.booking;
  const ours = words.inside(slotOfPlace(place, when.timeZone));
  const nearest = day.chosen === null ? null : words.inside(slotOfAlternative(day.chosen));
  const unknown = t(named ? 'conflicts.choice.unknown' : 'conflicts.choice.unnamed');
  const link = choiceOf(
    'link',
    existing === null ? null : linkNote(existing, { window: words.inside(existing), token }, t),
    unknown,
    t,
  );
  const moveExisting = choiceOf(
    'move-existing',
    existing === null ? null : t('conflicts.choice.move-existing.note', { window: ours }),
    unknown,
    t,
  );
  const wanted = [
    choiceOf('phone', t('conflicts.choice.phone.note'), unknown, t),
    choiceOf(
      'day',
      nearest === null ? null : t('conflicts.choice.window.note', { window: nearest }),
      t('conflicts.alternatives.none'),
      t,
    ),
    choiceOf('service', t('conflicts.choice.service.note'), unknown, t),
  ];
  const sameVisit = existing !== null && sameWindow(existing, place) ? [link] : [link, moveExisting];
  const cancel = choiceOf('cancel', t('conflicts.choice.cancel.note', { token }), unknown, t);
  return otherPerson ? [...wanted, link, cancel] : [...sameVisit, ...wanted, cancel];
}

interface WhatFollowsProps {
  readonly way: Way;
  readonly day: OtherPlaceState;
  readonly service: OtherServiceState;
  readonly conflict: ConflictView;
  readonly existing: ExistingView | null;
  readonly phone: ShownPhone;
}

/** What a choice does to the slip the family holds, before it is made (SPEC SETTLE-5). */
function WhatFollows({ way, day, service, conflict, existing, phone }: WhatFollowsProps) {
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
      case 'day':
      case 'service': {
        const { chosen } = way === 'day' ? day : service;
        if (chosen === null) return [];
        return [
          t('conflicts.then.move', { window: words.inside(slotOfAlternative(chosen)) }),
          t('conflicts.then.new-token', person),
          tell,
        ];
      }
      case 'phone':
        return [t('conflicts.then.correct'), t('conflicts.then.token-stays', person)];
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

/** One way out; without its note it can't be taken yet, and `unknown` says why. */
function choiceOf(way: Way, note: string | null, unknown: string, t: ReturnType<typeof useText>) {
  const key = way === 'cancel' ? 'cancel-ours' : way;
  return {
    value: way,
    label: <b>{t(`conflicts.choice.${key}`)}</b>,
    note: t(`conflicts.choice.${key}.why`),
    trailing: <Note>{note ?? unknown}</Note>,
    disabled: note === null,
  };
}

interface OtherPlaceState {
  readonly places: readonly Alternative[];
  readonly chosen: Alternative | null;
  readonly setPlace: (key: string) => void;
}

interface OtherServiceState extends OtherPlaceState {
  /** Empty until one is chosen. */
  readonly serviceId: string;
  readonly serviceName: string;
  readonly setService: (serviceId: string) => void;
}

/** One of the places that are offered: the one that was pressed while it is there, else the one to begin with. */
function useChosen({ places, suggested }: Offer): OtherPlaceState {
  const [key, setPlace] = useState<string | null>(null);
  return { places, chosen: places.find((place) => alternativeKey(place) === key) ?? suggested, setPlace };
}

/** The same service on another day than the existing appointment: on its own day the same refusal would follow. */
function useOtherDay({ booking }: ConflictView, existing: ExistingView | null): OtherPlaceState {
  const { intents } = useDesk();
  const { place, bookingId } = booking;
  const taken = existing?.date ?? place.date;
  const offer = intents.alternativesFor(bookingId, place.serviceId);
  const places = offer.places.filter(({ date }) => date !== taken);
  const suggested = offer.suggested?.date === taken ? places[0] : offer.suggested;
  return useChosen({ places, suggested: suggested ?? null });
}

/** Another service, on any day. */
function useOtherService({ booking }: ConflictView): OtherServiceState {
  const { intents } = useDesk();
  const [serviceId, setService] = useState('');
  const offer = serviceId === '' ? noOffer : intents.alternativesFor(booking.bookingId, serviceId);
  return { ...useChosen(offer), serviceId, serviceName: useServiceName(serviceId), setService };
}

const noOffer: Offer = { places: [], suggested: null };

function OtherService({ other }: { readonly other: OtherServiceState }) {
  const t = useText();
  const { services } = useView(useDesk().views.clinic);
  return (
    <div className={c('box', 'stack')}>
      <RadioCards
        tight
        label={t('conflicts.other.service')}
        choices={services.map((service) => ({ value: service.serviceId, label: service.name }))}
        value={other.serviceId === '' ? null : other.serviceId}
        onChange={other.setService}
      />
      {other.serviceId === '' ? null : other.chosen === null ? (
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

interface OtherNumber {
  readonly entry: PhoneEntry;
  readonly enter: (entry: PhoneEntry) => void;
  /** Null: nothing that could be called, or the same number. */
  readonly phone: string | null;
  readonly fault: string | undefined;
}

function useOtherNumber(booking: Booking): OtherNumber {
  const t = useText();
  const [entry, enter] = useState<PhoneEntry>(emptyPhone);
  const phone = phoneDrafted(entry);
  const numberFault = usePhoneFault(booking, phone);
  if (entry.digits === '') return { entry, enter, phone: null, fault: undefined };
  const fault = sameNumber(phone, booking.patient.phone) ? t('conflicts.phone.same') : numberFault;
  return { entry, enter, phone: fault === undefined ? phone : null, fault };
}

function usePrimaryWords(
  way: Way,
  { day, service }: { readonly day: OtherPlaceState; readonly service: OtherServiceState },
  values: { readonly ours: string; readonly token: string },
): string {
  const t = useText();
  const words = useSlotWords();
  const inWindow = (chosen: Alternative): string => words.inside(slotOfAlternative(chosen));
  switch (way) {
    case 'day':
      return day.chosen === null ? t('conflicts.choice.day') : t('conflicts.do.move', { window: inWindow(day.chosen) });
    case 'service':
      return service.chosen === null
        ? t('conflicts.choice.service')
        : t('conflicts.do.other', { service: service.serviceName, window: inWindow(service.chosen) });
    default:
      return t(`conflicts.do.${way}`, { window: values.ours, token: values.token });
  }
}

function resolutionOf(
  way: Way,
  {
    day,
    service,
    number,
  }: { readonly day: OtherPlaceState; readonly service: OtherServiceState; readonly number: OtherNumber },
  { patient, place }: Booking,
): Resolution | null {
  switch (way) {
    case 'link':
    case 'move-existing':
    case 'cancel':
      return { kind: way };
    case 'day':
      return day.chosen === null ? null : { kind: 'move', to: day.chosen };
    case 'service':
      return service.chosen === null
        ? null
        : { kind: 'other-service', serviceId: service.serviceId, to: service.chosen };
    case 'phone':
      return number.phone === null
        ? null
        : { kind: 'correct', patientName: patient.name, phone: number.phone, serviceId: place.serviceId };
  }
}
