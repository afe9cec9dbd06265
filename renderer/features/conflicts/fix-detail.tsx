import { useState } from 'react';
import type { FieldFault, Resolution } from '../../desk/contract.ts';
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
import { phoneDrafted, readPhone } from '../booking/phone-entry.ts';
import { PhoneField } from '../booking/phone-field.tsx';
import type { DetailProps } from './detail-props.ts';
import styles from './conflicts.module.css';
import { DetailFrame } from './detail-frame.tsx';
import { useDetailsCheck } from './use-correction.ts';

const c = classNames(styles);

/** HuskyVoice does not take the details: its words, and a form to mend them. */
export function FixDetail({ conflict, settling, onLater, message }: DetailProps & { readonly message: string }) {
  const t = useText();
  const { services } = useView(useDesk().views.clinic);
  const { booking } = conflict;
  const [way, setWay] = useState<'correct' | 'cancel'>('correct');
  const [name, setName] = useState(booking.patient.name);
  const [entry, setEntry] = useState(() => readPhone(booking.patient.phone));
  const [serviceId, setServiceId] = useState(
    services.some((service) => service.serviceId === booking.place.serviceId) ? booking.place.serviceId : '',
  );
  const phone = phoneDrafted(entry);
  const faults = useDetailsCheck(booking, { name, phone, serviceId });
  const faultOf = (field: FieldFault['field']): string | undefined => {
    const fault = faults.find((candidate) => candidate.field === field);
    return fault === undefined ? undefined : t(faultWords(fault.problem));
  };
  const resolution: Resolution | null =
    way === 'cancel'
      ? { kind: 'cancel' }
      : faults.length === 0
        ? { kind: 'correct', patientName: name.trim(), phone, serviceId }
        : null;
  return (
    <DetailFrame
      conflict={conflict}
      heading={t('conflicts.head.fix', { name: booking.patient.name })}
      body={t('conflicts.body.fix')}
      undoNote={t(way === 'cancel' ? 'conflicts.undo.list' : 'conflicts.undo.until-sent')}
      onLater={onLater}
      busy={settling.busy}
      primary={{
        words: way === 'cancel' ? t('conflicts.do.cancel', { token: booking.token }) : t('conflicts.do.correct'),
        act:
          resolution === null
            ? null
            : () => {
                settling.settle(conflict, resolution);
              },
      }}
    >
      <div className={c('fix', 'stack')}>
        <Message tone="bad" heading={t('conflicts.fix.words')}>
          <q lang="en">{message}</q>
        </Message>
        <ChoiceList
          label={<span className={c('chooseTitle')}>{t('conflicts.choose')}</span>}
          value={way}
          onChange={(value) => {
            setWay(value === 'cancel' ? 'cancel' : 'correct');
          }}
          choices={[
            { value: 'correct', label: <b>{t('conflicts.choice.correct')}</b> },
            {
              value: 'cancel',
              label: <b>{t('conflicts.choice.cancel')}</b>,
              trailing: <Note>{t('conflicts.choice.cancel.note', { token: booking.token })}</Note>,
            },
          ]}
        />
        {way === 'correct' ? (
          <section className={c('box', 'stack')} aria-label={t('conflicts.fix.details')}>
            <div className={c('fields')}>
              <PhoneField entry={entry} onChange={setEntry} fault={faultOf('phone')} />
              <TextField
                label={t('conflicts.patient')}
                value={name}
                onChange={setName}
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
              onChange={setServiceId}
              fault={faultOf('service')}
            />
          </section>
        ) : null}
      </div>
    </DetailFrame>
  );
}
