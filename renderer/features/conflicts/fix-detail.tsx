import { useState } from 'react';
import type { ConflictView, FieldFault, Resolution } from '../../desk/contract.ts';
import type { Booking } from '../../../shared/model/booking.ts';
import { useText } from '../../i18n/use-text.ts';
import { ChoiceList, RadioCards } from '../../ui/choices.tsx';
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
import { useSlotWords } from '../booking/use-slot-words.ts';
import type { DetailProps } from './detail-props.ts';
import styles from './conflicts.module.css';
import { DetailFrame } from './detail-frame.tsx';
import { InView } from './in-view.tsx';
import { OfferedPlaces } from './offered-places.tsx';
import { alternativeKey, slotOfAlternative } from './slots.ts';
import { useDetailsCheck } from './use-correction.ts';

const c = classNames(styles);

type FixCause = Extract<ConflictView['cause'], { kind: 'fix' }>;
type Way = 'correct' | 'move' | 'cancel';

/** HuskyVoice does not take it as it is: its reason, a form to mend the details, and other windows (SPEC SETTLE-6). */
export function FixDetail({ conflict, settling, onLater, cause }: DetailProps & { readonly cause: FixCause }) {
  const t = useText();
  const slotWords = useSlotWords();
  const { booking, alternatives } = conflict;
  const [way, setWay] = useState<Way>('correct');
  const details = useDetails(booking);
  const [placeKey, setPlace] = useState<string | null>(null);
  const to = alternatives.find((place) => alternativeKey(place) === placeKey) ?? alternatives[0] ?? null;
  const resolution = resolutionOf(way, details, to);
  const window = to === null ? '' : slotWords.inside(slotOfAlternative(to));
  return (
    <DetailFrame
      conflict={conflict}
      heading={t('conflicts.head.fix', { name: booking.patient.name })}
      body={t('conflicts.body.fix')}
      undoNote={t(way === 'cancel' ? 'conflicts.undo.list' : 'conflicts.undo.until-sent')}
      onLater={onLater}
      busy={settling.busy}
      primary={{
        words: t(`conflicts.do.${way}`, { token: booking.token, window }),
        act:
          resolution === null
            ? null
            : () => {
                settling.settle(conflict, resolution);
              },
      }}
    >
      <div className={c('fix', 'stack')}>
        <Reason cause={cause} />
        <ChoiceList
          label={<span className={c('chooseTitle')}>{t('conflicts.choose')}</span>}
          value={way}
          onChange={(value) => {
            setWay(value as Way);
          }}
          choices={[
            { value: 'correct', label: <b>{t('conflicts.choice.correct')}</b> },
            {
              value: 'move',
              label: <b>{t('conflicts.choice.window')}</b>,
              trailing: (
                <Note>
                  {t(to === null ? 'conflicts.alternatives.none' : 'conflicts.choice.window.note', { window })}
                </Note>
              ),
              disabled: to === null,
            },
            {
              value: 'cancel',
              label: <b>{t('conflicts.choice.cancel')}</b>,
              trailing: <Note>{t('conflicts.choice.cancel.note', { token: booking.token })}</Note>,
            },
          ]}
        />
        {way === 'correct' ? <DetailFields details={details} /> : null}
        {way === 'move' && to !== null ? (
          <InView>
            <div className={c('box', 'stack')}>
              <OfferedPlaces label={t('conflicts.window')} places={alternatives} chosen={to} onChoose={setPlace} />
              <p>{t('conflicts.then.new-token', { token: booking.token })}</p>
            </div>
          </InView>
        ) : null}
      </div>
    </DetailFrame>
  );
}

function resolutionOf(way: Way, details: Details, to: ConflictView['alternatives'][number] | null): Resolution | null {
  const { name, phone, serviceId, faults } = details;
  switch (way) {
    case 'cancel':
      return { kind: 'cancel' };
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
function useDetails(booking: Booking): Details {
  const { services } = useView(useDesk().views.clinic);
  const [name, setName] = useState(booking.patient.name);
  const [entry, setEntry] = useState(() => readPhone(booking.patient.phone));
  const [serviceId, setService] = useState(
    services.some((service) => service.serviceId === booking.place.serviceId) ? booking.place.serviceId : '',
  );
  const phone = phoneDrafted(entry);
  const faults = useDetailsCheck(booking, { name, phone, serviceId });
  return { name, setName, entry, setEntry, phone, serviceId, setService, faults };
}

function DetailFields({ details }: { readonly details: Details }) {
  const t = useText();
  const { services } = useView(useDesk().views.clinic);
  const { name, entry, serviceId, faults } = details;
  const faultOf = (field: FieldFault['field']): string | undefined => {
    const fault = faults.find((candidate) => candidate.field === field);
    return fault === undefined ? undefined : t(faultWords(fault.problem));
  };
  return (
    <InView fault={faults.map(({ problem }) => problem).join(' ')}>
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
