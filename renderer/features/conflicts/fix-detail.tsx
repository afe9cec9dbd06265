import { useState } from 'react';
import type { Alternative } from '../../../shared/booking/index.ts';
import type { ConflictView, FieldFault, Resolution } from '../../desk/contract.ts';
import type { Booking } from '../../../shared/model/booking.ts';
import { useText } from '../../i18n/use-text.ts';
import { useWhen } from '../../i18n/use-when.ts';
import { ChoiceList, RadioCards, type Choice } from '../../ui/choices.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { Message } from '../../ui/message.tsx';
import { scriptOf } from '../../ui/script.ts';
import { Note } from '../../ui/text.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useView } from '../../ui/use-view.ts';
import { faultWords } from '../booking/form-words.ts';
import { phoneDrafted, readPhone, type PhoneEntry } from '../booking/phone-entry.ts';
import { PhoneField } from '../booking/phone-field.tsx';
import { useSlotWords, type SlotTimes, type SlotWords } from '../booking/use-slot-words.ts';
import { WhatHappened } from '../history/what-happened.tsx';
import { CallBox } from './call-note.tsx';
import type { DetailProps } from './detail-props.ts';
import styles from './conflicts.module.css';
import { DetailFrame } from './detail-frame.tsx';
import { Follows } from './follows.tsx';
import { InView } from './in-view.tsx';
import { OfferedPlaces } from './offered-places.tsx';
import { Promised } from './promised.tsx';
import { useShownPhone, type ShownPhone } from './shown-phone.tsx';
import { alternativeKey, slotOfAlternative, slotOfPlace } from './slots.ts';
import { useDetailsCheck } from './use-correction.ts';
import { useEyebrow } from './use-eyebrow.ts';
import { cancelChoice, waitingListChoice } from './usual-choices.tsx';

const c = classNames(styles);

type FixCause = Extract<ConflictView['cause'], { kind: 'fix' }>;
type Way = 'correct' | 'move' | 'waiting-list' | 'cancel';

/** HuskyVoice does not take it as it is: its reason, a form to mend the details, and other windows (SPEC SETTLE-6). */
export function FixDetail({ conflict, settling, onLater, cause }: DetailProps & { readonly cause: FixCause }) {
  const t = useText();
  const when = useWhen();
  const slotWords = useSlotWords();
  const phone = useShownPhone();
  const eyebrow = useEyebrow(conflict);
  const { today } = useView(useDesk().views.clock);
  const { booking, alternatives, suggested } = conflict;
  const [way, setWay] = useState<Way>('correct');
  const [chose, setChose] = useState(false);
  // The service is what was refused: no window helps, and it has to be chosen anew.
  const noService = cause.code === 'INVALID_APPOINTMENT_TYPE';
  const details = useDetails(booking, noService);
  const [placeKey, setPlace] = useState<string | null>(null);
  const to = alternatives.find((place) => alternativeKey(place) === placeKey) ?? suggested;
  const resolution = resolutionOf(way, details, to);
  const window = to === null ? '' : slotWords.inside(slotOfAlternative(to));
  return (
    <DetailFrame
      eyebrow={eyebrow}
      heading={t('conflicts.head.fix', { name: booking.patient.name })}
      body={t(noService ? 'conflicts.body.fix-service' : 'conflicts.body.fix')}
      undoNote={t(way === 'cancel' || way === 'waiting-list' ? 'conflicts.undo.list' : 'conflicts.undo.until-sent')}
      onLater={onLater}
      busy={settling.busy}
      primary={{
        words: t(`conflicts.do.${way}`, { token: booking.token, window }),
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
            serviceName={conflict.serviceName}
            phone={phone}
            title={t('conflicts.promised')}
            more={[{ key: t('conflicts.refused'), value: when.moment(conflict.foundAt, today) }]}
          />
          <CallBox booking={booking} phone={phone} settling={settling} />
        </div>
        <div className={c('stack')}>
          <Reason cause={cause} />
          <ChoiceList
            label={<span className={c('chooseTitle')}>{t('conflicts.choose')}</span>}
            value={way}
            onChange={(value) => {
              setWay(value as Way);
              setChose(true);
            }}
            choices={[
              { value: 'correct', label: <b>{t('conflicts.choice.correct')}</b> },
              ...(noService ? [] : windowChoices(to, window, slotOfPlace(booking.place, when.timeZone), slotWords, t)),
              cancelChoice(booking.token, t),
            ]}
          />
          {way === 'correct' ? <DetailFields details={details} still={!chose} /> : null}
          {way === 'move' && to !== null ? (
            <InView>
              <div className={c('box', 'stack')}>
                <OfferedPlaces label={t('conflicts.window')} places={alternatives} chosen={to} onChoose={setPlace} />
              </div>
            </InView>
          ) : null}
          <WhatFollows booking={booking} way={way} window={window} phone={phone} />
        </div>
      </div>
      <WhatHappened bookingId={booking.bookingId} revision={booking.updatedAt} />
    </DetailFrame>
  );
}

/** Another window, or the waiting list of the one that was promised (SPEC SETTLE-6). */
function windowChoices(
  to: Alternative | null,
  window: string,
  promised: SlotTimes,
  words: SlotWords,
  t: ReturnType<typeof useText>,
): readonly Choice[] {
  return [
    {
      value: 'move',
      label: <b>{t('conflicts.choice.window')}</b>,
      trailing: (
        <Note>{t(to === null ? 'conflicts.alternatives.none' : 'conflicts.choice.window.note', { window })}</Note>
      ),
      disabled: to === null,
    },
    waitingListChoice(words.inside(promised), t),
  ];
}

function WhatFollows({
  booking,
  way,
  window,
  phone,
}: {
  readonly booking: Booking;
  readonly way: Way;
  readonly window: string;
  readonly phone: ShownPhone;
}) {
  const t = useText();
  const { patient, token } = booking;
  const person = { name: patient.name, phone: phone.show(patient.phone), token };
  const tell = t('conflicts.then.tell', person);
  const lines = {
    correct: [t('conflicts.then.correct'), t('conflicts.then.token-stays', person)],
    move: [t('conflicts.then.move', { window }), t('conflicts.then.new-token', person), tell],
    'waiting-list': [t('conflicts.then.waiting-list', person), t('conflicts.then.token-void', person), tell],
    cancel: [t('conflicts.then.cancel'), t('conflicts.then.token-void', person), t('conflicts.then.call', person)],
  } as const satisfies Record<Way, readonly string[]>;
  return <Follows lines={lines[way]} />;
}

function resolutionOf(way: Way, details: Details, to: ConflictView['alternatives'][number] | null): Resolution | null {
  const { name, phone, serviceId, faults } = details;
  switch (way) {
    case 'cancel':
    case 'waiting-list':
      return { kind: way };
    case 'move':
      return to === null ? null : { kind: 'move', to };
    case 'correct':
      return faults.length > 0 ? null : { kind: 'correct', patientName: name.trim(), phone, serviceId };
  }
}

/** Words for a code that is known here, and the server's own as far as they are words (SPEC LOG-2). */
function Reason({ cause }: { readonly cause: FixCause }) {
  const t = useText();
  const { words } = cause;
  const known = knownReason(cause.code);
  return (
    <Message tone="bad" heading={t(known ?? 'conflicts.fix.words')}>
      {words === null ? known === null ? t('conflicts.fix.no-words') : undefined : <q lang="en">{words}</q>}
    </Message>
  );
}

function knownReason(code: string) {
  return code === 'VALIDATION_ERROR' || code === 'INVALID_APPOINTMENT_TYPE' ? (`conflicts.fix.${code}` as const) : null;
}

interface Details {
  readonly name: string;
  readonly setName: (name: string) => void;
  readonly entry: PhoneEntry;
  readonly setEntry: (entry: PhoneEntry) => void;
  readonly phone: string;
  readonly serviceId: string;
  readonly setService: (serviceId: string) => void;
  readonly faults: readonly FieldFault[];
}

/** The details of a booking, to be mended. */
function useDetails(booking: Booking, withoutService: boolean): Details {
  const { services } = useView(useDesk().views.clinic);
  const [name, setName] = useState(booking.patient.name);
  const [entry, setEntry] = useState(() => readPhone(booking.patient.phone));
  const [serviceId, setService] = useState(
    !withoutService && services.some((service) => service.serviceId === booking.place.serviceId)
      ? booking.place.serviceId
      : '',
  );
  const phone = phoneDrafted(entry);
  const faults = useDetailsCheck(booking, { name, phone, serviceId });
  return { name, setName, entry, setEntry, phone, serviceId, setService, faults };
}

function DetailFields({ details, still }: { readonly details: Details; readonly still: boolean }) {
  const t = useText();
  const { services } = useView(useDesk().views.clinic);
  const { name, entry, serviceId, faults } = details;
  const faultOf = (field: FieldFault['field']): string | undefined => {
    const fault = faults.find((candidate) => candidate.field === field);
    return fault === undefined ? undefined : t(faultWords(fault.problem));
  };
  return (
    <InView still={still} fault={faults.map(({ problem }) => problem).join(' ')}>
      <section className={c('box', 'stack')} aria-label={t('conflicts.fix.details')}>
        <div className={c('fields')}>
          <PhoneField entry={entry} onChange={details.setEntry} fault={faultOf('phone')} />
          <TextField
            label={t('conflicts.patient')}
            value={name}
            onChange={details.setName}
            fault={faultOf('name')}
            lang={scriptOf(name)}
            required
          />
        </div>
        <RadioCards
          tight
          label={t('conflicts.service')}
          choices={services.map((service) => ({ value: service.serviceId, label: service.name }))}
          value={serviceId === '' ? null : serviceId}
          onChange={details.setService}
          fault={faultOf('service')}
        />
      </section>
    </InView>
  );
}
