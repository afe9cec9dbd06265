import { needsPerson, type AuditEntry, type Booking } from '../model/booking.ts';
import { arrivedAt } from '../visit/visit.ts';
import type { Settlement } from './life-event.ts';
import { cancelledBeforeMove } from './news-lines.ts';
import { isSameSlot } from './place.ts';

/** What was chosen for a booking that needed a person, as its audit tells it (SPEC SETTLE, CALL). */

/**
 * Audit lines of a choice are `settled:{kind}`; of a correction that changed the service, `settled:correct:new-service`; of a record that
 * stays after a change of which nobody was told, `settled:keep:as-told`; of a booking that is made again just as it was told, `settled:move:as-told`.
 */
const settledMark = 'settled:';
const newServiceMark = ':new-service';
const asToldMark = ':as-told';

const kinds: ReadonlySet<string> = new Set<Settlement['kind']>([
  'move',
  'other-service',
  'correct',
  'waiting-list',
  'cancel',
  'link',
  'keep',
  'move-existing',
]);

export interface Choice {
  readonly kind: Settlement['kind'];
  readonly by: AuditEntry['by'];
  /** Epoch ms. */
  readonly at: number;
  /** What the family was promised is not what they get. */
  readonly changesPromise: boolean;
}

/** A call that ended this shortly before a choice was about it, milliseconds: it was made with the patient on the phone (SPEC CALL-3). */
export const ON_THE_PHONE_MS = 15 * 60 * 1000;

type Chosen = Pick<Booking, 'place' | 'token' | 'life' | 'call'>;

/** The audit's words for a choice. `now`: epoch ms. */
export function settledLine(settlement: Settlement, booking: Chosen, now: number): string {
  return `${settledMark}${settlement.kind}${markOf(settlement, booking, now)}`;
}

function markOf(settlement: Settlement, booking: Chosen, now: number): string {
  const { place, token, life } = booking;
  switch (settlement.kind) {
    case 'move': {
      const isSame = isSameSlot(settlement.seat.place, place) && settlement.seat.token === token;
      return isSame && !wasToldOtherwise(booking, now) ? asToldMark : '';
    }
    case 'correct':
      return settlement.seat.place.serviceId === place.serviceId ? '' : newServiceMark;
    case 'keep': {
      // The end of a visit was told to nobody; a move or a cancellation was.
      const wanted = life.state === 'NEEDS_DECISION' ? life.wanted?.kind : undefined;
      return wanted === 'complete' || wanted === 'restore' ? asToldMark : '';
    }
    default:
      return '';
  }
}

/** Somebody rang before this phone call, and the patient knows that what they were told does not hold (SPEC CALL-7). */
function wasToldOtherwise({ call }: Pick<Booking, 'call'>, now: number): boolean {
  return call?.outcome === 'told' && Date.parse(call.at) < now - ON_THE_PHONE_MS;
}

/** The last choice that was made and not undone; null where there is none. */
export function lastChoice({ audit }: Pick<Booking, 'audit'>): Choice | null {
  for (let index = audit.length - 1; index > 0; index -= 1) {
    const line = audit[index];
    if (line === undefined || line.what === 'undone') return null;
    if (line.what.startsWith(settledMark)) return choiceOf(line);
  }
  return null;
}

function choiceOf({ what, by, at }: AuditEntry): Choice | null {
  const [kind = '', mark] = what.slice(settledMark.length).split(':', 2);
  if (!isKind(kind)) return null;
  const keeps = kind === 'move-existing' || (kind === 'correct' ? mark === undefined : mark === asToldMark.slice(1));
  return { kind, by, at: Date.parse(at), changesPromise: !keeps };
}

function isKind(kind: string): kind is Settlement['kind'] {
  return kinds.has(kind);
}

/**
 * Since when (epoch ms) a move of which the patient was told is lost with its record, which was cancelled elsewhere, and nobody has placed
 * them anew (SPEC CALL-6). Null: none is. Who came meanwhile is asked at the desk.
 */
export function moveLostAt({ audit, life, visit }: Pick<Booking, 'audit' | 'life' | 'visit'>): number | null {
  if (life.state !== 'REMOTE_CANCELLED' || arrivedAt(visit) !== null) return null;
  const last = audit.findLast(({ by }) => by === 'sync');
  return last?.what === cancelledBeforeMove ? Date.parse(last.at) : null;
}

/** Whether the family still has to hear that something else became of what they were promised (SPEC CALL-3, CALL-6). */
export function isToTell(booking: Pick<Booking, 'audit' | 'call' | 'life' | 'visit'>): boolean {
  if (needsPerson(booking.life)) return false;
  if (moveLostAt(booking) !== null) return booking.call?.outcome !== 'told';
  const choice = lastChoice(booking);
  return choice?.changesPromise === true && !wasToldOf(booking, choice);
}

function wasToldOf({ call }: Pick<Booking, 'call'>, choice: Choice): boolean {
  // Nobody was on the phone when the rule chose.
  const before = choice.by === 'rule' ? 0 : ON_THE_PHONE_MS;
  return call?.outcome === 'told' && Date.parse(call.at) >= choice.at - before;
}
