import { useState } from 'react';
import { useText } from '../../i18n/use-text.ts';
import type { BookingProps } from '../shell/surfaces.ts';
import { DoctorAndNote } from './doctor-and-note.tsx';
import { EntryPanel } from './entry-panel.tsx';
import { FootNote } from './foot-note.tsx';
import { useBookingForm } from './use-booking-form.ts';
import { WindowChoice } from './window-choice.tsx';

/** New booking. */
export function BookingPanel({ onClose, begin }: BookingProps) {
  const [round, setRound] = useState(0);
  return (
    <OneBooking
      key={round}
      onClose={onClose}
      begin={round === 0 ? begin : null}
      onAnother={() => {
        setRound((count) => count + 1);
      }}
    />
  );
}

function OneBooking({ onClose, begin, onAnother }: BookingProps & { readonly onAnother: () => void }) {
  const t = useText();
  const form = useBookingForm(false, begin);
  return (
    <EntryPanel
      form={form}
      words={{
        title: t('booking.title'),
        submit: t('booking.book'),
        busy: t('booking.busy'),
        another: t('booking.result.another'),
        action: 'new-booking',
      }}
      footNote={<FootNote />}
      onClose={onClose}
      onAnother={onAnother}
    >
      <WindowChoice form={form} />
      <DoctorAndNote form={form} />
    </EntryPanel>
  );
}
