import { isPractice, isUnsent, needsPerson, pendingIntent, type Booking } from '../../shared/model/booking.ts';

/**
 * How far a move or a cancellation has come, as a person is told. Only `done` says that the server has it; `overtaken`: something
 * else happened to the booking since.
 */
export type ChangeProgress = 'waiting' | 'unanswered' | 'done' | 'never-sent' | 'needs-you' | 'practice' | 'overtaken';

export function changeProgress(booking: Pick<Booking, 'clinicId' | 'life'>, change: 'move' | 'cancel'): ChangeProgress {
  const { life } = booking;
  if (needsPerson(life)) return 'needs-you';
  if (change === 'cancel' && life.state === 'CANCELLED_LOCAL') return isPractice(booking) ? 'practice' : 'never-sent';
  if (!isUnsent(life)) return cameAbout(life.state, change) ? 'done' : 'overtaken';
  if (isPractice(booking)) return 'practice';
  // Without a wish of its own it is being booked: a move before that gave it its new place at once.
  const wish = pendingIntent(life)?.kind ?? (change === 'move' ? 'reschedule' : null);
  if (wish !== (change === 'move' ? 'reschedule' : 'cancel')) return 'overtaken';
  const unanswered = life.state === 'UNKNOWN' || (life.state === 'PATCH_PENDING' && life.sentAt !== null);
  return unanswered ? 'unanswered' : 'waiting';
}

function cameAbout(state: Booking['life']['state'], change: 'move' | 'cancel'): boolean {
  return change === 'move' ? state === 'SYNCED' : state === 'CANCELLED_SYNCED' || state === 'REMOTE_CANCELLED';
}
