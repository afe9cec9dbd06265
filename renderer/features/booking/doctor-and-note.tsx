import { useState } from 'react';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { Note, PersonName } from '../../ui/text.tsx';
import { Select, TextField } from '../../ui/text-field.tsx';
import { useView } from '../../ui/use-view.ts';
import styles from './booking.module.css';
import type { BookingForm } from './use-booking-form.ts';

const c = classNames(styles);

const anotherDoctor = '\u0000another';
const longestDoctor = 80;
const longestNote = 500;

/** Both optional: one line until somebody wants them. */
export function DoctorAndNote({ form }: { readonly form: BookingForm }) {
  const t = useText();
  const [open, setOpen] = useState(false);
  const { doctor, note } = form.entered;
  if (open) {
    return (
      <div className={c('extras')}>
        <DoctorField form={form} />
        <TextField
          label={t('booking.note')}
          optional={t('common.optional')}
          value={note}
          onChange={(value) => {
            form.enterExtras({ note: value });
          }}
          help={t('booking.note.help')}
          maxLength={longestNote}
          multiline
        />
      </div>
    );
  }
  return (
    <div className={c('pick')}>
      <span>
        <b>{t('booking.doctor')}</b> {doctor === '' ? t('booking.doctor.any') : <PersonName name={doctor} />}{' '}
        <Note>· {t('common.optional')}</Note>
      </span>
      <span className={c('pickNote')}>
        <b>{t('booking.note')}</b> {note === '' ? t('booking.note.none') : note} <Note>· {t('common.optional')}</Note>
      </span>
      <span className={c('pickButton')}>
        <Button
          tone="plain"
          small
          expanded={false}
          onPress={() => {
            setOpen(true);
          }}
        >
          {t('booking.change')}
        </Button>
      </span>
    </div>
  );
}

/** The doctors seen so far, and any other name. */
export function DoctorField({ form }: { readonly form: BookingForm }) {
  const t = useText();
  const { doctors } = useView(useDesk().views.clinic);
  const { doctor } = form.entered;
  const [other, setOther] = useState(doctor !== '' && !doctors.includes(doctor));
  const enter = (value: string): void => {
    form.enterExtras({ doctor: value });
  };
  return (
    <div className={c('doctor')}>
      {doctors.length === 0 ? null : (
        <Select
          label={t('booking.doctor')}
          optional={t('common.optional')}
          value={other ? anotherDoctor : doctor}
          options={[
            { value: '', label: t('booking.doctor.any') },
            ...doctors.map((name) => ({ value: name, label: name })),
            { value: anotherDoctor, label: t('booking.doctor.other') },
          ]}
          onChange={(value) => {
            setOther(value === anotherDoctor);
            enter(value === anotherDoctor ? '' : value);
          }}
        />
      )}
      {other || doctors.length === 0 ? (
        <TextField
          label={doctors.length === 0 ? t('booking.doctor') : t('booking.doctor.name')}
          optional={t('common.optional')}
          value={doctor}
          onChange={enter}
          maxLength={longestDoctor}
        />
      ) : null}
    </div>
  );
}
