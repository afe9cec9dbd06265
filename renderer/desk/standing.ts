import { isPractice, isUnsent, type Booking, type Life } from '../../shared/model/booking.ts';

/** Where a booking stands, as a person is told. Only `confirmed` and `change` say that the server has it. */
export type Standing =
  | 'waiting'
  | 'unanswered'
  | 'confirmed'
  | 'change'
  | 'needs-you'
  | 'taken-back'
  | 'cancelled'
  | 'cancelled-there'
  | 'linked'
  | 'waiting-list'
  | 'kept-here'
  | 'practice';

const standings = {
  QUEUED: 'waiting',
  IN_FLIGHT: 'waiting',
  UNKNOWN: 'unanswered',
  SYNCED: 'confirmed',
  PATCH_PENDING: 'change',
  NEEDS_REBOOK: 'needs-you',
  NEEDS_DECISION: 'needs-you',
  NEEDS_FIX: 'needs-you',
  VISIT_UNREPORTED: 'kept-here',
  WAITING_LIST: 'waiting-list',
  CANCELLED_LOCAL: 'taken-back',
  CANCELLED_SYNCED: 'cancelled',
  REMOTE_CANCELLED: 'cancelled-there',
  LINKED: 'linked',
} as const satisfies Record<Life['state'], Standing>;

export function standingOf(booking: Pick<Booking, 'clinicId' | 'life'>): Standing {
  return isPractice(booking) && isUnsent(booking.life) ? 'practice' : standings[booking.life.state];
}
