import { UNDO_KEPT_MS } from '../../../shared/sync/advance.ts';
import { CHANGE_UNDO_MS } from '../../../shared/sync/life-change.ts';
import type { ChangesView } from '../../desk/contract.ts';
import type { Standing } from '../../desk/standing.ts';
import { useText } from '../../i18n/use-text.ts';
import { useWhen } from '../../i18n/use-when.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { useDesk } from '../../ui/desk-context.tsx';
import { Message } from '../../ui/message.tsx';
import { useView } from '../../ui/use-view.ts';
import { useSlotWords } from '../booking/use-slot-words.ts';
import type { ChangeKind } from '../shell/change-route.ts';
import { conflictRoute } from '../shell/conflict-route.ts';
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
      {undoing.outcome === null ? null : (
        <UndoOutcomeMessage appointmentId={appointmentId} outcome={undoing.outcome} onMove={onMove} />
      )}
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
  const { views } = useDesk();
  const { now, today } = useView(views.clock);
  const { sample } = useView(views.clinic);
  return ({ until, sent }) => {
    if (until === null) return t(sample ? 'change.undo.practice' : 'change.undo.until-sent');
    const hours = Math.floor((until - now) / hourMs);
    // The same time of day, half a day later, would read as just over.
    if (!sent && hours > 1) return t('change.undo.before-unsent', { hours });
    return t(sent ? 'change.undo.until-told' : 'change.undo.until', { time: when.moment(until, today) });
  };
}

/** How long a change could be taken back, said before it is made (sync SPEC, UNDO-3 and UNDO-4). */
export function useUndoBeforeWords(): (change: ChangeKind, subject: Subject) => string {
  const t = useText();
  const { sample } = useView(useDesk().views.clinic);
  return (change, { row }) => {
    const isNeverSent = row.life?.state === 'QUEUED';
    if (sample && (change === 'move' || !isNeverSent)) return t('change.undo.practice');
    if (!isNeverSent) return t('change.undo.before', { minutes: CHANGE_UNDO_MS / minuteMs });
    return change === 'move'
      ? t('conflicts.undo.until-sent')
      : t('change.undo.before-unsent', { hours: UNDO_KEPT_MS / hourMs });
  };
}

interface UndoOutcomeProps {
  readonly appointmentId: string;
  readonly outcome: UndoOutcome;
  readonly onMove: () => void;
}

/** What came of taking it back, kept up to date while it is looked at, and the way on where it did not work. */
export function UndoOutcomeMessage({ appointmentId, outcome, onMove }: UndoOutcomeProps) {
  return outcome.kind === 'undone' ? (
    <UndoneMessage appointmentId={appointmentId} change={outcome.change} told={outcome.told} />
  ) : (
    <StandsMessage change={outcome.change} why={outcome.why} onMove={onMove} />
  );
}

/** Where an appointment stands as before a change that was taken back, as far as anybody knows. */
export function isAsBefore(standing: Standing): boolean {
  return asBefore.has(standing);
}

const asBefore: ReadonlySet<Standing> = new Set(['waiting', 'unanswered', 'confirmed', 'change', 'practice']);

/** Green only where HuskyVoice has it as it was, or had never heard of the change. */
function UndoneMessage({ appointmentId, change, told }: Omit<Undone, 'kind'> & { readonly appointmentId: string }) {
  const t = useText();
  const changes = useChanges(appointmentId);
  const standing = changes?.standing ?? 'change';
  if (standing === 'needs-you') {
    const bookingId = changes?.move.kind === 'settle-first' ? changes.move.bookingId : appointmentId;
    return (
      <Message
        tone="bad"
        role="alert"
        heading={t(told ? 'change.undone.needs-you' : 'board.visit.needs-you')}
        actions={
          <ButtonLink href={`#${conflictRoute(bookingId)}`} tone="primary">
            {t('board.row.decide')}
          </ButtonLink>
        }
      >
        {t(told ? `change.undone.needs-you.${change}` : 'board.visit.needs-you-body')}
      </Message>
    );
  }
  if (!isAsBefore(standing)) return <Message role="status" heading={t(`booking.result.${standing}`)} />;
  if (told && standing !== 'confirmed') {
    return (
      <Message tone="warn" icon="wait" role="status" heading={t('change.undone.waiting')}>
        {t('change.undone.told')}
      </Message>
    );
  }
  return (
    <Message tone="good" icon="undo" role="status" heading={t(`change.undone.${change}`)}>
      {t(told ? 'change.undone.answered' : 'change.undone.untold')}
    </Message>
  );
}

type Undone = Extract<UndoOutcome, { kind: 'undone' }>;
type StandsProps = Omit<Extract<UndoOutcome, { kind: 'stands' }>, 'kind'> & Pick<UndoOutcomeProps, 'onMove'>;

function StandsMessage({ change, why, onMove }: StandsProps) {
  const t = useText();
  const words = useSlotWords();
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
  if (why.refusal.code === 'DUPLICATE_BOOKING') {
    return (
      <Message tone="warn" role="alert" heading={t('change.undo.duplicate')}>
        {t(`change.undo.duplicate.${change}`, {
          name: why.refusal.existing.patientName,
          place: words.inside(why.refusal.existing),
        })}
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
