import { placeMovedTo, type Booking, type Intent, type Life, type Move } from '../model/booking.ts';
import { gracedPatch, iso, moved, notBroughtBackMark, patchPending, refusedMark, reversible } from './advance.ts';
import { ignored, type Advance } from './life-event.ts';
import { sameWindow } from './place.ts';

/** Taking back a person's last choice, move or cancellation (SPEC UNDO). */

type In<S extends Life['state']> = Extract<Life, { state: S }>;
type Kept = NonNullable<Booking['undo']>;

/** Whether the last choice can still be taken back: nothing of it has been sent, or what was sent can be sent back. `now`: epoch ms. */
export function canUndo(booking: Booking, now: number): boolean {
  return wayBack(booking, now) !== null;
}

/** Whether taking it back has to be told to the server, which has carried it out or may have. */
export function isUndoneByServer(booking: Booking, now: number): boolean {
  return wayBack(booking, now)?.kind === 'change';
}

/** Takes the last choice back. The number that the other window gave is never given again. */
export function undo(booking: Booking, now: number): Advance {
  const way = wayBack(booking, now);
  switch (way?.kind) {
    case 'before':
      return asBefore(booking, way.kept, now);
    case 'wish': {
      const { formerTokens } = way.move === null ? booking : withoutFormerToken(booking, way.move);
      return moved(booking, now, way.life, { by: 'person', what: takenBack }, { reason: null, formerTokens });
    }
    case 'change':
      return moved(
        withoutFormerToken(booking, way.kept),
        now,
        way.life,
        { by: 'person', what: takenBack },
        { undo: null, reason: null },
      );
    case undefined:
      return ignored('too-late');
  }
}

type WayBack =
  /** It becomes what it was; the server was told nothing. */
  | { readonly kind: 'before'; readonly kept: Kept }
  /** What was wanted and not sent is wanted no more. `move`: the one that a cancellation had ended, and that is wanted again; null: nothing is. */
  | { readonly kind: 'wish'; readonly life: Life; readonly move: Move | null }
  /** The server is told to change the record back. */
  | { readonly kind: 'change'; readonly kept: Kept; readonly life: Life };

function wayBack(booking: Booking, now: number): WayBack | null {
  const { undo: kept, life } = booking;
  if (life.state === 'IN_FLIGHT' || life.state === 'UNKNOWN') return withoutWish(life);
  // What was not sent can be taken back however long it waits.
  if (life.state === 'PATCH_PENDING' && life.sentAt === null) {
    const move = moveUnder(life.intent);
    if (move !== null) return { kind: 'wish', life: gracedPatch(life.serverId, move, now), move };
    return kept === null ? null : { kind: 'before', kept };
  }
  if (kept === null) return null;
  if (kept.until !== null && now >= Date.parse(kept.until)) return null;
  switch (life.state) {
    case 'QUEUED':
    case 'WAITING_LIST':
    case 'CANCELLED_LOCAL':
    case 'LINKED':
      return { kind: 'before', kept };
    case 'PATCH_PENDING':
      return changeUnderWay(booking, life, now);
    case 'SYNCED':
    case 'CANCELLED_SYNCED':
      return changeBack(booking, life, now);
    default:
      return null;
  }
}

function withoutWish(life: In<'IN_FLIGHT'> | In<'UNKNOWN'>): WayBack | null {
  const kind = life.intent?.kind;
  if (kind !== 'cancel' && kind !== 'reschedule') return null;
  const move = moveUnder(life.intent);
  return { kind: 'wish', life: { ...life, intent: move }, move };
}

/** The move that was waiting when a cancellation was asked for. */
function moveUnder(intent: Intent | null): Move | null {
  return intent?.kind === 'cancel' ? (intent.over ?? null) : null;
}

/** The change may have been carried out: changing it back waits its turn (SPEC PATCH-3). */
function changeUnderWay(booking: Booking, life: In<'PATCH_PENDING'>, now: number): WayBack | null {
  const kept = reversible(booking, now);
  if (kept === null || life.next !== undefined) return null;
  return { kind: 'change', kept, life: { ...life, next: reverseOf(life.intent, kept, now) } };
}

function changeBack(booking: Booking, life: In<'SYNCED'> | In<'CANCELLED_SYNCED'>, now: number): WayBack | null {
  const kept = reversible(booking, now);
  if (kept === null) return null;
  if (life.state === 'CANCELLED_SYNCED')
    return { kind: 'change', kept, life: patchPending(life.serverId, { kind: 'restore', at: iso(now), of: 'cancel' }) };
  if (sameWindow(kept.place, booking.place)) return null;
  return { kind: 'change', kept, life: patchPending(life.serverId, movedBack(kept, now)) };
}

function reverseOf(intent: Intent, kept: Kept, now: number): Intent {
  return intent.kind === 'reschedule' ? movedBack(kept, now) : { kind: 'restore', at: iso(now), of: 'cancel' };
}

function movedBack({ place, token }: Kept, now: number): Intent {
  return { kind: 'reschedule', at: iso(now), place, token };
}

/** Whatever the patient was told of the choice no longer counts (SPEC CALL-4). */
function asBefore(booking: Booking, kept: Kept, now: number): Advance {
  const { place, token, generation, life } = kept;
  const { former, ...patient } = booking.patient;
  const person =
    former === undefined
      ? {}
      : { patient: { ...patient, name: former.name, phone: former.phone }, phoneKey: former.phoneKey };
  const line = { by: 'person', what: wasChange(kept) ? takenBack : 'undone' } as const;
  const visit = kept.visit !== undefined && booking.visit.length === 0 ? { visit: kept.visit } : {};
  const { formerTokens } = withoutFormerToken(booking, kept);
  const before = { place, token, ...person, ...visit, formerTokens, generation, undo: null, call: null, reason: null };
  return moved(booking, now, life, line, before);
}

/** It was moved or cancelled at the desk; of a conflict that was settled the audit says `undone` (choice.ts). */
function wasChange({ life }: Kept): boolean {
  return life.state === 'SYNCED' || life.state === 'QUEUED';
}

const takenBack = 'change taken back';

/** The slip that counts again is void no more. */
function withoutFormerToken(booking: Booking, { token, place }: Pick<Kept, 'token' | 'place'>): Booking {
  const formerTokens = booking.formerTokens.filter(
    (one) => one.token !== token || one.calendarId !== place.calendarId || one.date !== place.date,
  );
  return { ...booking, formerTokens };
}

/** Whether it has to be placed anew because the server did not take its cancellation back (SPEC UNDO-5), and not for want of a place. */
export function wasNotBroughtBack({ audit }: Pick<Booking, 'audit'>): boolean {
  const last = audit.findLast(({ what }) => what.startsWith(notBroughtBackMark) || what.startsWith(refusedMark));
  return last?.what.startsWith(notBroughtBackMark) === true;
}

/**
 * The place that taking back needs and the booking does not hold any more, so that it has to be looked for first; null where it needs none
 * (a conflict comes back to its decision).
 */
export function placeToRegain(booking: Booking, now: number): Booking['place'] | null {
  const way = wayBack(booking, now);
  if (way?.kind === 'wish') return way.move?.place ?? null;
  if (way === null || !wasChange(way.kept)) return null;
  const { life, place } = booking;
  const gaveUp = life.state === 'CANCELLED_LOCAL' || life.state === 'CANCELLED_SYNCED';
  const holds = placeMovedTo(life) !== null || sameWindow(place, way.kept.place);
  return gaveUp || !holds ? way.kept.place : null;
}
