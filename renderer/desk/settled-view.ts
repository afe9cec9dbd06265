import { isUnsent, needsPerson, type Booking, type Life } from '../../shared/model/booking.ts';
import { isToTell, lastChoice } from '../../shared/sync/choice.ts';
import { canUndo } from '../../shared/sync/life.ts';
import type { SettledProgress, SettledView } from './contract.ts';
import { standingOf } from './standing.ts';

/**
 * What came of the last choice for a booking; null where none was made, or only one of an earlier day that everybody was told of.
 *
 * @param now epoch ms
 * @param todayFrom epoch ms at which today began in the organisation's zone
 */
export function settledOf(booking: Booking, now: number, todayFrom: number): SettledView | null {
  if (needsPerson(booking.life)) return null;
  const choice = lastChoice(booking);
  if (choice === null) return null;
  const toTell = isToTell(booking);
  if (!toTell && choice.at < todayFrom) return null;
  return {
    bookingId: booking.bookingId,
    patientName: booking.patient.name,
    phone: booking.patient.phone,
    at: choice.at,
    by: choice.by === 'rule' ? 'rule' : 'person',
    resolution: choice.kind,
    progress: progressOf(choice.kind, booking.life),
    standing: standingOf(booking),
    ...whereTo(choice.kind, booking),
    call: booking.call,
    toTell,
    canUndo: canUndo(booking, now),
  };
}

/** The states in which what a person chose has come about. */
const cameAbout: Readonly<Record<SettledView['resolution'], ReadonlySet<Life['state']>>> = {
  move: new Set(['SYNCED']),
  'other-service': new Set(['SYNCED']),
  correct: new Set(['SYNCED']),
  'move-existing': new Set(['SYNCED']),
  'waiting-list': new Set(['WAITING_LIST']),
  cancel: new Set(['CANCELLED_LOCAL', 'CANCELLED_SYNCED']),
  link: new Set(['LINKED']),
  keep: new Set(['SYNCED']),
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
