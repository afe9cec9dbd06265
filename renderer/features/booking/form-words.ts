import type { FieldFault } from '../../desk/contract.ts';
import type { MessageId } from '../../i18n/catalogue.ts';
import { useText } from '../../i18n/use-text.ts';
import { useWhen } from '../../i18n/use-when.ts';
import { useHeld } from '../../ui/use-held.ts';

/** What the person does about a fault. */
export function faultWords(problem: FieldFault['problem']): MessageId {
  return `booking.fault.${problem}`;
}

/** Why a booking that is made now waits and until when, as one sentence; null: it is sent at once. */
export function useHeldWords(): string | null {
  const t = useText();
  const when = useWhen();
  const held = useHeld();
  if (held === null) return null;
  return t(`booking.held.${held.by}`, { retry: held.until === null ? '' : when.until(held.until, held.today) });
}
