import type { ConflictView } from '../../desk/contract.ts';
import { useText } from '../../i18n/use-text.ts';
import { useWhen } from '../../i18n/use-when.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { useView } from '../../ui/use-view.ts';

/** The line over the heading: which one of how many, and when it was found; of what is decided already, that somebody is to be told. */
export function useEyebrow(conflict: ConflictView): string {
  const t = useText();
  const when = useWhen();
  const { views } = useDesk();
  const { open } = useView(views.conflicts);
  const { today } = useView(views.clock);
  const time = when.moment(conflict.foundAt, today);
  const index = open.indexOf(conflict);
  if (index === -1) return `${t('conflicts.to-tell.title')} · ${time}`;
  return t('conflicts.of', { number: index + 1, total: open.length, time });
}
