import { needsPerson, type AuditEntry, type Booking } from '../model/booking.ts';
import type { Settlement } from './life-event.ts';

/** What was chosen for a booking that needed a person, as its audit tells it (SPEC SETTLE, CALL). */

/**
 * Audit lines of a choice are `settled:{kind}`; of a correction that changed the service, `settled:correct:new-service`; of a record that
 * stays after a change of which nobody was told, `settled:keep:as-told`.
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

/** The audit's words for a choice. */
export function settledLine(settlement: Settlement, booking: Pick<Booking, 'place' | 'life'>): string {
  return `${settledMark}${settlement.kind}${markOf(settlement, booking)}`;
}

function markOf(settlement: Settlement, { place, life }: Pick<Booking, 'place' | 'life'>): string {
  switch (settlement.kind) {
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
  const keeps =
    kind === 'move-existing' || (kind === 'correct' && mark === undefined) || (kind === 'keep' && mark !== undefined);
  return { kind, by, at: Date.parse(at), changesPromise: !keeps };
}

function isKind(kind: string): kind is Settlement['kind'] {
  return kinds.has(kind);
}

/** Whether the family still has to hear that something else became of what they were promised (SPEC CALL-3). */
export function isToTell(booking: Pick<Booking, 'audit' | 'call' | 'life'>): boolean {
  if (needsPerson(booking.life)) return false;
  const choice = lastChoice(booking);
  return choice?.changesPromise === true && !wasToldOf(booking, choice);
}

function wasToldOf({ call }: Pick<Booking, 'call'>, choice: Choice): boolean {
  // Nobody was on the phone when the rule chose.
  const before = choice.by === 'rule' ? 0 : ON_THE_PHONE_MS;
  return call?.outcome === 'told' && Date.parse(call.at) >= choice.at - before;
}
