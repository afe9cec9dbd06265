import { useEffect, useRef } from 'react';
import type { Alternative } from '../../../shared/booking/index.ts';
import type { DraftRefusal } from '../../desk/contract.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Message } from '../../ui/message.tsx';
import { useRefusalHeading } from '../booking/refusal-message.tsx';
import { useSlotWords } from '../booking/use-slot-words.ts';
import { slotOfAlternative } from '../conflicts/slots.ts';
import type { ChangeKind } from '../shell/change-route.ts';
import type { Unchanged } from './use-change.ts';
import { useStands, type Subject } from './use-changes.ts';

interface UnchangedProps {
  readonly change: ChangeKind;
  readonly why: Unchanged;
  readonly subject: Subject;
  /** Where it was to be moved; null: it was to be cancelled. */
  readonly to: Alternative | null;
  readonly onVisit: () => void;
}

/** Why nothing was changed, and the way on. It comes into view when it appears. */
export function UnchangedMessage({ why, ...about }: UnchangedProps) {
  const t = useText();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    place.current?.scrollIntoView({ block: 'nearest' });
  }, [why]);
  return (
    <div ref={place}>
      {why.kind === 'refused' ? (
        <Refused refusal={why.refusal} {...about} />
      ) : why.kind === 'gone' ? (
        <Message
          tone="warn"
          role="alert"
          heading={t('change.elsewhere')}
          actions={<Button onPress={about.onVisit}>{t('change.back')}</Button>}
        >
          {t('change.elsewhere.body')}
        </Message>
      ) : (
        <Message tone="bad" role="alert" heading={t('change.not-saved')}>
          {t(`conflicts.not-saved.${why.reason}`)}
        </Message>
      )}
    </div>
  );
}

/** There are words for it that fit an appointment which exists already. */
const named: ReadonlySet<DraftRefusal['code']> = new Set([
  'SLOT_FULL',
  'SLOT_INACTIVE',
  'PAST_APPOINTMENT',
  'OUTSIDE_AVAILABILITY',
  'PLACES_UNKNOWN',
  'NO_RIGHTS',
  'DUPLICATE_BOOKING',
]);

function Refused({
  refusal,
  change,
  subject,
  to,
}: Pick<UnchangedProps, 'change' | 'subject' | 'to'> & { readonly refusal: DraftRefusal }) {
  const t = useText();
  const words = useSlotWords();
  const stands = useStands();
  const heading = useRefusalHeading();
  const isNamed = change === 'move' && named.has(refusal.code);
  return (
    <Message
      tone="warn"
      role="alert"
      heading={
        isNamed
          ? heading(refusal, to === null ? null : slotOfAlternative(to), subject.row.serviceId)
          : t(`change.refused.${change}`)
      }
    >
      {refusal.code === 'DUPLICATE_BOOKING'
        ? t('change.refused.duplicate', { name: refusal.existing.patientName, place: words.inside(refusal.existing) })
        : change === 'cancel'
          ? t('conflicts.refused.other')
          : t(refusal.code === 'NO_RIGHTS' ? 'change.refused.rights' : 'change.refused.place', {
              window: stands(subject),
            })}
    </Message>
  );
}
