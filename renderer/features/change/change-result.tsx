import { promisedPlace, promisedToken, type Booking } from '../../../shared/model/booking.ts';
import { changeProgress, type ChangeProgress } from '../../desk/change-progress.ts';
import { hasSlip } from '../../desk/slip-facts.ts';
import { standingOf } from '../../desk/standing.ts';
import { useText } from '../../i18n/use-text.ts';
import { useWhen } from '../../i18n/use-when.ts';
import { AfterPress } from '../../ui/after-press.tsx';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import type { IconName } from '../../ui/icon.tsx';
import { Message } from '../../ui/message.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Note, PersonName } from '../../ui/text.tsx';
import { useActionKey, useShortcutKeys } from '../../ui/use-keys.ts';
import { useView } from '../../ui/use-view.ts';
import { useHeldWords } from '../booking/form-words.ts';
import { Headline, type HeadlineTone } from '../booking/headline.tsx';
import { useBookingOf } from '../booking/use-booking.ts';
import { useSlotWords } from '../booking/use-slot-words.ts';
import { slotOfAlternative, slotOfPlace } from '../conflicts/slots.ts';
import { conflictRoute } from '../shell/conflict-route.ts';
import { PrintNote, PrintSlip, useSlipPrinting } from '../slip/printing.tsx';
import styles from './change.module.css';
import { Stands } from './stands.tsx';
import { isAsBefore, UndoButton, UndoOutcomeMessage, useUntilWords } from './undo-offer.tsx';
import { useUndoChange, type Done } from './use-change.ts';
import { useChanges, useStands, type Subject } from './use-changes.ts';

const c = classNames(styles);

/** Green only where the server has it. */
const looks = {
  saved: ['wait', 'amber'],
  waiting: ['wait', 'amber'],
  unanswered: ['wait', 'amber'],
  done: ['ok', 'green'],
  'never-sent': ['cancel', 'plain'],
  'needs-you': ['need', 'red'],
  practice: ['info', 'plain'],
  overtaken: ['info', 'plain'],
} as const satisfies Record<ChangeProgress | 'saved', readonly [IconName, HeadlineTone]>;

interface ChangeResultProps {
  readonly done: Done;
  readonly onClose: () => void;
  /** Begins a move anew. */
  readonly onMove: () => void;
}

/**
 * What was done and how far it has come, kept up to date while it is looked at; the new token and its slip; undo, with how long it works. Whoever
 * pressed twice still sees it.
 */
export function ChangeResult({ done, onClose, onMove }: ChangeResultProps) {
  const t = useText();
  const { change, subject } = done;
  const undoing = useUndoChange(subject.row.id);
  const undone = undoing.outcome?.kind === 'undone';
  const booking = useBookingOf(subject.row.id);
  const { hintOf } = useShortcutKeys();
  const token = booking === null ? null : promisedToken(booking);
  // Of a token that stays there may be a slip about already.
  const printing = useSlipPrinting(subject.row.id, token === subject.row.token ? 'perhaps' : 'none');
  const canPrint = change === 'move' && !undone && booking !== null && hasSlip(booking);
  useActionKey('print-slip', printing.start, canPrint && !printing.busy);
  return (
    <AfterPress>
      <Panel
        bodyFocus
        title={t(`change.${change}`)}
        onClose={onClose}
        footer={
          <>
            {canPrint ? (
              <PrintSlip
                printing={printing}
                tone={printing.result === null ? 'primary' : 'default'}
                hint={hintOf('print-slip')}
              />
            ) : null}
            <Button onPress={onClose}>{t('common.close')}</Button>
            {undone ? null : <ShowDay done={done} onClose={onClose} />}
            <span className={c('spring')} />
          </>
        }
      >
        <div className={c('stack')}>
          {undone ? null : <WhatWasDone done={done} booking={booking} />}
          {canPrint ? <PrintNote printing={printing} /> : null}
          {undoing.outcome === null ? null : (
            <UndoOutcomeMessage appointmentId={subject.row.id} outcome={undoing.outcome} onMove={onMove} />
          )}
          {undone ? <Undone subject={subject} booking={booking} /> : <Undo id={subject.row.id} undoing={undoing} />}
        </div>
      </Panel>
    </AfterPress>
  );
}

function WhatWasDone({ done, booking }: { readonly done: Done; readonly booking: Booking | null }) {
  const t = useText();
  const when = useWhen();
  const { change, subject } = done;
  const stands = useStands();
  const progress = booking === null ? 'saved' : changeProgress(booking, change);
  const [icon, tone] = looks[progress];
  const old = subject.row.token;
  const token = change === 'cancel' ? old : booking === null ? null : promisedToken(booking);
  const replaced = change === 'move' && token !== null && old !== null;
  return (
    <>
      <Headline
        icon={icon}
        tone={tone}
        words={useDoneWords()(done, progress, booking)}
        token={token === '' ? null : token}
        isVoid={change === 'cancel' && progress !== 'needs-you'}
        quiet={booking === null}
        place={booking === null || change === 'cancel' ? null : promisedPlace(booking)}
      />
      <p>
        <PersonName name={subject.row.patientName} />
        {change === 'cancel' ? <Note> · {stands(subject)}</Note> : null}
      </p>
      {replaced ? (
        <p>
          {old === token
            ? t('change.done.same-token', { day: when.day(subject.date), token })
            : t('conflicts.settled.token-void', { voidToken: old })}
        </p>
      ) : null}
      <Held progress={progress} />
      <Tell done={done} progress={progress} bookingId={booking?.bookingId ?? subject.row.id} />
    </>
  );
}

function useDoneWords(): (done: Done, progress: ChangeProgress | 'saved', booking: Booking | null) => string {
  const t = useText();
  return ({ change }, progress, booking) => {
    if (progress === 'never-sent') return t('change.done.never-sent');
    if (progress !== 'overtaken') return t(`change.done.${change}.${progress}`);
    return booking === null ? '' : t(`booking.result.${standingOf(booking)}`);
  };
}

/** Why what waits is not sent yet. */
function Held({ progress }: { readonly progress: ChangeProgress | 'saved' }) {
  const held = useHeldWords();
  return progress === 'waiting' && held !== null ? (
    <p>
      <Note>{held}</Note>
    </p>
  ) : null;
}

interface TellProps {
  readonly done: Done;
  readonly progress: ChangeProgress | 'saved';
  /** Of the booking that is kept of the appointment. */
  readonly bookingId: string;
}

/** What to tell the family: never more than the server has said. */
function Tell({ done, progress, bookingId }: TellProps) {
  const t = useText();
  const words = useSlotWords();
  const stands = useStands();
  const { subject, to } = done;
  if (progress === 'needs-you') {
    return (
      <Message
        tone="bad"
        heading={t('booking.result.tell')}
        actions={
          <ButtonLink href={`#${conflictRoute(bookingId)}`} tone="primary">
            {t('board.row.decide')}
          </ButtonLink>
        }
      >
        {t('booking.result.tell.needs-you')}
      </Message>
    );
  }
  if (progress === 'practice' || progress === 'overtaken') return null;
  const certain = progress === 'done' || progress === 'never-sent';
  return (
    <Message heading={t('booking.result.tell')}>
      {to === null
        ? t(certain ? 'change.tell.cancel-done' : 'change.tell.cancel', { window: stands(subject) })
        : t(certain ? 'change.tell.move-done' : 'change.tell.move', { window: words.inside(slotOfAlternative(to)) })}
    </Message>
  );
}

/**
 * Whose it is; and, unless something else has become of it, where it stands again. That is another place than before where a move was waiting
 * that is not made: after two moves, and after a cancellation that was sent (sync SPEC, UNDO-3).
 */
function Undone({ subject, booking }: { readonly subject: Subject; readonly booking: Booking | null }) {
  const t = useText();
  const when = useWhen();
  const words = useSlotWords();
  const standing = useChanges(subject.row.id)?.standing;
  const { row } = subject;
  const isStill = standing === undefined || isAsBefore(standing);
  const place = booking === null || row.pending !== 'move' ? null : promisedPlace(booking);
  const isElsewhere = place !== null && (place.calendarId !== row.calendarId || place.date !== subject.date);
  if (isStill && !isElsewhere) return <Stands subject={subject} />;
  return (
    <>
      <p>
        <PersonName name={row.patientName} />
      </p>
      {isStill && isElsewhere ? (
        <p>{t('change.undone.without-move', { window: words.inside(slotOfPlace(place, when.timeZone)) })}</p>
      ) : null}
    </>
  );
}

function Undo({ id, undoing }: { readonly id: string; readonly undoing: ReturnType<typeof useUndoChange> }) {
  const undo = useChanges(id)?.undo ?? null;
  const until = useUntilWords();
  if (undo === null) return null;
  return (
    <p className={c('undo')}>
      <UndoButton undo={undo} undoing={undoing} />
      <Note>{until(undo)}</Note>
    </p>
  );
}

/** The day it was moved to, where the board shows another one. */
function ShowDay({ done, onClose }: { readonly done: Done; readonly onClose: () => void }) {
  const t = useText();
  const when = useWhen();
  const { views, intents } = useDesk();
  const { date } = useView(views.board);
  const { today } = useView(views.clock);
  const { to } = done;
  if (to === null || to.date === date) return null;
  return (
    <Button
      onPress={() => {
        intents.showDate(to.date === today ? null : to.date);
        onClose();
      }}
    >
      {t('change.done.show', { day: when.day(to.date) })}
    </Button>
  );
}
