import type { ReactNode } from 'react';
import { useRichText } from '../../i18n/use-text.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { useView } from '../../ui/use-view.ts';
import { classNames } from '../../ui/class-names.ts';
import styles from './booking.module.css';
import { useHeldWords } from './form-words.ts';
import type { BookingForm } from './use-booking-form.ts';
import { useSlotWords } from './use-slot-words.ts';
import { useServiceName } from './window-choice.tsx';

const c = classNames(styles);

/** What will happen on Book, said at the left of the button. */
export function FootNote() {
  const rich = useRichText();
  const why = useHeldWords();
  const { services } = useView(useDesk().views.clinic);
  // Without a service nothing can be booked, so nothing happens on Book.
  if (services.length === 0) return null;
  const bold = { b: (chunks: ReactNode[]) => <b>{chunks}</b> };
  return why === null ? rich('booking.foot.online', bold) : rich('booking.foot.held', { ...bold, why });
}

/** What Enter books, beside the button and in sight however far the form is scrolled: the service and the window. */
export function WhatIsBooked({ form }: { readonly form: BookingForm }) {
  const words = useSlotWords();
  const service = useServiceName(form.entered.serviceId);
  const { chosen } = form.check;
  if (chosen === null) return null;
  return (
    <b className={c('what')}>
      {service} · {words.slot(chosen)}
    </b>
  );
}
