import type { ReactNode } from 'react';
import { useRichText } from '../../i18n/use-text.ts';
import { useHeldWords } from './form-words.ts';

/** What will happen on Book, said at the left of the button. */
export function FootNote() {
  const rich = useRichText();
  const why = useHeldWords();
  const bold = { b: (chunks: ReactNode[]) => <b>{chunks}</b> };
  return why === null ? rich('booking.foot.online', bold) : rich('booking.foot.held', { ...bold, why });
}
