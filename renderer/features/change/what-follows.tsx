import type { Alternative } from '../../../shared/booking/index.ts';
import type { ChangeReason } from '../../../shared/model/booking.ts';
import { useText } from '../../i18n/use-text.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { useView } from '../../ui/use-view.ts';
import { useHeldWords } from '../booking/form-words.ts';
import { useSlotWords } from '../booking/use-slot-words.ts';
import { Follows } from '../conflicts/follows.tsx';
import { useShownPhone } from '../conflicts/shown-phone.tsx';
import { slotOfAlternative } from '../conflicts/slots.ts';
import { useStands, type Subject } from './use-changes.ts';

interface WhatFollowsProps {
  readonly subject: Subject;
  /** Where it is to be moved; null: it is to be cancelled. */
  readonly to: Alternative | null;
  readonly reason: ChangeReason['code'];
}

/** What a move or a cancellation means, before the press: at HuskyVoice, for the slip, and whom to tell. */
export function WhatFollows({ subject, to, reason }: WhatFollowsProps) {
  const t = useText();
  const words = useSlotWords();
  const stands = useStands();
  const phone = useShownPhone();
  const held = useHeldWords();
  const { sample } = useView(useDesk().views.clinic);
  const { row } = subject;
  const unsent = row.life?.state === 'QUEUED';
  const person = { name: row.patientName, phone: phone.show(row.phone), token: row.token ?? '' };
  const tell = t('conflicts.then.tell', person);
  const hears = held === null ? [] : [held];
  if (to === null) {
    const freed = t('change.then.freed', { window: stands(subject) });
    const overMove = row.pending === 'move' && row.life?.state === 'PATCH_PENDING' && row.life.sentAt === null;
    return (
      <Follows
        level={2}
        lines={[
          ...(sample
            ? [freed, ...hears]
            : unsent
              ? [freed, t('change.then.cancel-unsent')]
              : [t('conflicts.then.ask-cancel'), ...hears]),
          ...(overMove && !sample ? [t('change.then.cancel-over-move')] : []),
          ...(row.token === null ? [] : [t('conflicts.then.token-void', person)]),
          // Whoever asked for it knows already, and nobody of the sample clinic is called.
          ...(reason === 'patient-asked' || sample ? [] : [tell]),
        ]}
      />
    );
  }
  const window = words.inside(slotOfAlternative(to));
  const moves = sample ? 'change.then.move-practice' : unsent ? 'change.then.move-unsent' : 'change.then.move';
  return (
    <Follows
      level={2}
      lines={[
        t(moves, { window }),
        ...hears,
        row.token === null ? t('conflicts.then.token-given') : t('conflicts.then.new-token', person),
        ...(sample ? [] : [tell]),
      ]}
    />
  );
}
