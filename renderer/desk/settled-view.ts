import { isUnsent, needsPerson, type Booking, type Life } from '../../shared/model/booking.ts';
import { isToTell, lastChoice, moveLostAt } from '../../shared/sync/choice.ts';
import { canUndo } from '../../shared/sync/life.ts';
import type { SettledProgress, SettledView } from './contract.ts';
import { standingOf } from './standing.ts';

/**
 * What came of the last choice for a booking, or of a move that was lost elsewhere; null where there is nothing, or only something of an earlier
 * day that everybody was told of.
 *
 * @param now epoch ms
 * @param todayFrom epoch ms at which today began in the organisation's zone
 */
export function settledOf(booking: Booking, now: number, todayFrom: number): SettledView | null {
  if (needsPerson(booking.life)) return null;
  const happened = whatHappened(booking);
  if (happened === null) return null;
  const { at, by, resolution } = happened;
  const toTell = isToTell(booking);
  if (!toTell && at < todayFrom) return null;
  return {
    bookingId: booking.bookingId,
    patientName: booking.patient.name,
    phone: booking.patient.phone,
    at,
    by,
    resolution,
    progress: progressOf(resolution, booking.life),
    standing: standingOf(booking),
    ...whereTo(resolution, booking),
    call: booking.call,
    toTell,
    canUndo: canUndo(booking, now),
  };
}

function whatHappened(booking: Booking): Pick<SettledView, 'at' | 'by' | 'resolution'> | null {
  const lostAt = moveLostAt(booking);
  if (lostAt !== null) return { at: lostAt, by: 'elsewhere', resolution: 'move-lost' };
  const choice = lastChoice(booking);
  if (choice === null) return null;
  const { at, kind, changesPromise } = choice;
  const resolution = kind === 'move' && !changesPromise ? 'book-again' : kind;
  return { at, by: choice.by === 'rule' ? 'rule' : 'person', resolution };
}

/** The states in which what a person chose has come about. */
const cameAbout: Readonly<Record<SettledView['resolution'], ReadonlySet<Life['state']>>> = {
  move: new Set(['SYNCED']),
  'book-again': new Set(['SYNCED']),
  'other-service': new Set(['SYNCED']),
  correct: new Set(['SYNCED']),
  'move-existing': new Set(['SYNCED']),
  'waiting-list': new Set(['WAITING_LIST']),
  cancel: new Set(['CANCELLED_LOCAL', 'CANCELLED_SYNCED']),
  link: new Set(['LINKED']),
  keep: new Set(['SYNCED']),
  'move-lost': new Set(),
};

function progressOf(resolution: SettledView['resolution'], life: Life): SettledProgress {
  if (cameAbout[resolution].has(life.state)) return 'done';
  if (life.state === 'UNKNOWN' || (life.state === 'PATCH_PENDING' && life.sentAt !== null)) return 'unanswered';
  return isUnsent(life) ? 'waiting' : 'overtaken';
}

/** The place and the slip after the choice; of a record that is still to be changed, those it is to have. */
function whereTo(
  resolution: SettledView['resolution'],
  booking: Booking,
): Pick<SettledView, 'place' | 'token' | 'voidToken'> {
  const { life, formerTokens } = booking;
  const own = booking.token === '' ? null : booking.token;
  switch (resolution) {
    case 'waiting-list':
    case 'cancel':
    case 'link':
      return { place: null, token: null, voidToken: own };
    case 'move-existing':
      return { place: null, token: own, voidToken: null };
    case 'move-lost':
      return { place: booking.place, token: null, voidToken: own };
    case 'book-again':
    case 'correct':
    case 'keep':
      return { place: booking.place, token: own, voidToken: null };
    case 'move':
    case 'other-service': {
      const planned = life.state === 'PATCH_PENDING' && life.intent.kind === 'reschedule' ? life.intent : null;
      const { place, token } = planned ?? booking;
      const former = planned === null ? formerTokens.at(-1)?.token : booking.token;
      return { place, token, voidToken: former === undefined || former === token ? null : former };
    }
  }
}
