import type { ReactNode } from 'react';
import { useRichText } from '../../i18n/use-text.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { useView } from '../../ui/use-view.ts';
import { useHeldWords } from './form-words.ts';

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
