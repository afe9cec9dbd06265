import type { ConflictView } from '../../desk/contract.ts';
import { useText } from '../../i18n/use-text.ts';
import { useWhen } from '../../i18n/use-when.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { useView } from '../../ui/use-view.ts';

/** The line over the heading: which one of how many, and when it was found. */
export function useEyebrow(conflict: ConflictView): string {
  const t = useText();
  const when = useWhen();
  const { views } = useDesk();
  const { open } = useView(views.conflicts);
  const { today } = useView(views.clock);
  return t('conflicts.of', {
    number: open.indexOf(conflict) + 1,
    total: open.length,
    time: when.moment(conflict.foundAt, today),
  });
}
