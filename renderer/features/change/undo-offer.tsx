import { UNDO_KEPT_MS } from '../../../shared/sync/advance.ts';
import { CHANGE_UNDO_MS } from '../../../shared/sync/life-change.ts';
import type { ChangesView } from '../../desk/contract.ts';
import { useText } from '../../i18n/use-text.ts';
import { useWhen } from '../../i18n/use-when.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { useDesk } from '../../ui/desk-context.tsx';
import { Message } from '../../ui/message.tsx';
import { useView } from '../../ui/use-view.ts';
import type { ChangeKind } from '../shell/change-route.ts';
import { newBookingRoute } from '../shell/use-panel.ts';
import { useUndoChange, type Undoing, type UndoOutcome } from './use-change.ts';
import { useChanges, type Subject } from './use-changes.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

export type Undoable = NonNullable<ChangesView['undo']>;

interface UndoOfferProps {
  readonly appointmentId: string;
  /** Opens the panel that moves it. */
  readonly onMove: () => void;
}

/** The last move or cancellation can be taken back: for how long, the button, and what came of it. Nothing where it can't. */
export function UndoOffer({ appointmentId, onMove }: UndoOfferProps) {
  const t = useText();
  const undoing = useUndoChange(appointmentId);
  const undo = useChanges(appointmentId)?.undo ?? null;
  const until = useUntilWords();
  return (
    <>
      {undoing.outcome === null ? null : <UndoOutcomeMessage outcome={undoing.outcome} onMove={onMove} />}
      {undo === null || undoing.outcome !== null ? null : (
        <Message
          icon="undo"
          heading={t(`change.undo.offer.${undo.kind}`)}
          actions={<UndoButton undo={undo} undoing={undoing} />}
        >
          {until(undo)}
        </Message>
      )}
    </>
  );
}

export function UndoButton({ undo, undoing }: { readonly undo: Undoable; readonly undoing: Undoing }) {
  const t = useText();
  return (
    <Button
      icon="undo"
      busy={undoing.busy ? t('booking.result.undo.busy') : undefined}
      onPress={() => {
        undoing.undo(undo.kind, undo.sent);
      }}
    >
      {t('booking.result.undo')}
    </Button>
  );
}

/** How long it can be taken back, and whether the server hears of it. */
export function useUntilWords(): (undo: Undoable) => string {
  const t = useText();
  const when = useWhen();
  const { today } = useView(useDesk().views.clock);
  return ({ until, sent }) =>
    until === null
      ? t('change.undo.until-sent')
      : t(sent ? 'change.undo.until-told' : 'change.undo.until', { time: when.moment(until, today) });
}

/** How long a change could be taken back, said before it is made (sync SPEC, UNDO-3 and UNDO-4). */
export function useUndoBeforeWords(): (change: ChangeKind, subject: Subject) => string {
  const t = useText();
  return (change, { row }) => {
    if (row.life?.state !== 'QUEUED') return t('change.undo.before', { minutes: CHANGE_UNDO_MS / minuteMs });
    return change === 'move'
      ? t('conflicts.undo.until-sent')
      : t('change.undo.before-unsent', { hours: UNDO_KEPT_MS / hourMs });
  };
}

/** What came of taking it back, and the way on where it did not work. */
export function UndoOutcomeMessage({
  outcome,
  onMove,
}: {
  readonly outcome: UndoOutcome;
  readonly onMove: () => void;
}) {
  const t = useText();
  const { change } = outcome;
  if (outcome.kind === 'undone') {
    return (
      <Message tone="good" icon="undo" role="status" heading={t(`change.undone.${change}`)}>
        {t(outcome.told ? 'change.undone.told' : 'change.undone.untold')}
      </Message>
    );
  }
  const { why } = outcome;
  if (why.kind === 'not-saved') {
    return (
      <Message tone="bad" role="alert" heading={t('change.not-saved')}>
        {t(`conflicts.not-saved.${why.reason}`)}
      </Message>
    );
  }
  if (why.kind === 'gone') {
    return (
      <Message tone="warn" role="alert" heading={t('change.undo.late')}>
        {t('change.undo.late.body')}
      </Message>
    );
  }
  return (
    <Message
      tone="warn"
      role="alert"
      heading={t('change.undo.place')}
      actions={
        change === 'move' ? (
          <Button tone="primary" onPress={onMove}>
            {t('change.move')}
          </Button>
        ) : (
          <ButtonLink tone="primary" href={`#${newBookingRoute}`}>
            {t('booking.title')}
          </ButtonLink>
        )
      }
    >
      {t(`change.undo.place.${change}`)}
    </Message>
  );
}
