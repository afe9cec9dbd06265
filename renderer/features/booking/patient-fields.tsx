import { useRef } from 'react';
import type { KnownPatient } from '../../desk/contract.ts';
import { clinicLacks } from '../../desk/holding.ts';
import { useLanguage, useText } from '../../i18n/use-text.ts';
import { dateNames } from '../../i18n/use-when.ts';
import { TextButton } from '../../ui/button.tsx';
import { RadioCards } from '../../ui/choices.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { scriptOf } from '../../ui/script.ts';
import { Kbd, PersonName } from '../../ui/text.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useView } from '../../ui/use-view.ts';
import styles from './booking.module.css';
import { faultWords } from './form-words.ts';
import { PhoneField } from './phone-field.tsx';
import type { BookingForm } from './use-booking-form.ts';
import { useFilledIn } from './use-filled-in.ts';

const c = classNames(styles);

interface PatientFieldsProps {
  readonly form: BookingForm;
  /** Another contact number was chosen as the way out of a duplicate. */
  readonly asksOtherPhone: boolean;
}

/** Phone first, then the name, then the patients already seen on that number. */
export function PatientFields({ form, asksOtherPhone }: PatientFieldsProps) {
  const t = useText();
  const { entered, faults } = form;
  const nameInput = useRef<HTMLInputElement>(null);
  useFilledIn(nameInput, entered.nameFilled ? entered.name : null);
  return (
    <>
      <div className={c('who')} data-patient="">
        <PhoneField
          entry={entered.phone}
          onChange={form.enterPhone}
          onBlur={() => {
            form.left('phone');
          }}
          fault={faults.phone === undefined ? undefined : t(faultWords(faults.phone))}
          reason={
            asksOtherPhone && form.refusal?.code === 'DUPLICATE_BOOKING' ? t('booking.duplicate.phone.help') : undefined
          }
          autoFocus
        />
        <TextField
          label={t('booking.name')}
          value={entered.name}
          onChange={form.enterName}
          onBlur={() => {
            form.left('name');
          }}
          fault={faults.name === undefined ? undefined : t(faultWords(faults.name))}
          lang={scriptOf(entered.name)}
          required
          ref={nameInput}
        />
      </div>
      {form.known.length === 0 ? null : (
        <KnownPatients
          form={form}
          onSomeoneElse={() => {
            form.enterName('');
            nameInput.current?.focus();
          }}
        />
      )}
    </>
  );
}

function KnownPatients({ form, onSomeoneElse }: { readonly form: BookingForm; readonly onSomeoneElse: () => void }) {
  const t = useText();
  const desk = useDesk();
  const { today } = useView(desk.views.clock);
  const language = useLanguage();
  const { known, knownChosen } = form;
  const note = (patient: KnownPatient): string => {
    if (patient.lastDate === today) return t('booking.known.today');
    const id = patient.lastDate > today ? 'booking.known.comes' : 'booking.known.came';
    const { day, month } = dateNames(patient.lastDate, language);
    return t(id, { day, month });
  };
  return (
    <div className={c('known')} data-known="">
      <RadioCards
        label={t('booking.known')}
        labelNote={
          <>
            {t('booking.known.count', { count: known.length })} {form.asksWhich ? <Kbd>↓</Kbd> : null}
          </>
        }
        choices={known.map((patient, index) => ({
          value: String(index),
          label: (
            <b>
              <PersonName name={patient.name} />
            </b>
          ),
          note: note(patient),
        }))}
        value={knownChosen === null ? null : String(known.indexOf(knownChosen))}
        onChange={(value) => {
          const patient = known[Number(value)];
          if (patient !== undefined) form.chooseKnown(patient);
        }}
      />
      <span className={c('someoneElse')}>
        <TextButton onPress={onSomeoneElse}>{t('booking.known.someone-else')}</TextButton>
      </span>
    </div>
  );
}

export function ServiceChoice({ form }: { readonly form: BookingForm }) {
  const t = useText();
  const { views } = useDesk();
  const clinic = useView(views.clinic);
  const lacks = clinicLacks(clinic, useView(views.sync));
  const { services } = clinic;
  const { faults, entered } = form;
  // With the patient clear, ↓ goes on here.
  const next = form.known.length > 0 && !form.asksWhich;
  if (services.length === 0) {
    return (
      <>
        <p>
          <b>{t('booking.service')}</b>
        </p>
        <p className={c('quiet')}>
          {lacks === null ? t('booking.service.none') : `${t(`board.lacks.${lacks}`)}. ${t('board.lacks.do')}`}
        </p>
      </>
    );
  }
  return (
    <RadioCards
      tight
      label={t('booking.service')}
      {...(next ? { labelNote: <Kbd>↓</Kbd> } : {})}
      choices={services.map((service) => ({ value: service.serviceId, label: service.name }))}
      value={entered.serviceId === '' ? null : entered.serviceId}
      onChange={form.chooseService}
      fault={faults.service === undefined ? undefined : t(faultWords(faults.service))}
    />
  );
}
