import { heldBy, endsAt } from '../../desk/holding.ts';
import type { FieldFault } from '../../desk/contract.ts';
import type { MessageId } from '../../i18n/catalogue.ts';
import { useText } from '../../i18n/use-text.ts';
import { useWhen } from '../../i18n/use-when.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { useView } from '../../ui/use-view.ts';

/** What the person does about a fault. */
export function faultWords(problem: FieldFault['problem']): MessageId {
  return `booking.fault.${problem}`;
}

/** Why a booking that is made now waits and until when, as one sentence; null: it is sent at once. */
export function useHeldWords(): string | null {
  const t = useText();
  const when = useWhen();
  const { views } = useDesk();
  const { condition } = useView(views.sync);
  const { sample } = useView(views.clinic);
  const { today } = useView(views.clock);
  const held = heldBy(condition, sample);
  if (held === null) return null;
  const retryAt = endsAt(condition);
  return t(`booking.held.${held}`, { retry: retryAt === null ? '' : when.until(retryAt, today) });
}
