import type { SettledView } from '../../desk/contract.ts';
import { useText } from '../../i18n/use-text.ts';
import { useWhen } from '../../i18n/use-when.ts';
import { useSlotWords } from '../booking/use-slot-words.ts';
import { slotOfPlace } from './slots.ts';

/** What came of a choice, and never more than that: what waits to be sent has not happened (SPEC SETTLE-4). */
export function useSettledWords(): (entry: SettledView) => string {
  const t = useText();
  const when = useWhen();
  const words = useSlotWords();
  return ({ progress, resolution, standing, place }) => {
    const window = place === null ? '' : words.inside(slotOfPlace(place, when.timeZone));
    if (resolution === 'move-lost') return t('conflicts.move-lost', { window });
    switch (progress) {
      case 'done':
        return t(`conflicts.done.${resolution}`, { window });
      case 'overtaken':
        return t(`booking.result.${standing}`);
      case 'waiting':
      case 'unanswered':
        return t(`conflicts.done.${progress}`, { what: t(`conflicts.will.${willOf(resolution)}`, { window }) });
    }
  };
}

type Sent = 'move' | 'book-again' | 'other-service' | 'correct' | 'move-existing' | 'cancel' | 'other';

/** Linking, the waiting list and leaving it send nothing: a booking that waits after them has another change under way. */
function willOf(resolution: Exclude<SettledView['resolution'], 'move-lost'>): Sent {
  return resolution === 'link' || resolution === 'keep' || resolution === 'waiting-list' ? 'other' : resolution;
}
