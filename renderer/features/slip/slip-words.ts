import { isPractice, type Booking, type Life } from '../../../shared/model/booking.ts';
import type { heldBy } from '../../desk/holding.ts';

/** What a slip says about the booking. `confirmed` only where the server has it. */
export type SlipState = 'waiting' | 'at-risk' | 'own-place' | 'confirmed' | 'undecided' | 'void' | 'practice';

const states = {
  QUEUED: 'waiting',
  IN_FLIGHT: 'waiting',
  UNKNOWN: 'waiting',
  SYNCED: 'confirmed',
  PATCH_PENDING: 'confirmed',
  NEEDS_REBOOK: 'undecided',
  NEEDS_DECISION: 'undecided',
  NEEDS_FIX: 'undecided',
  VISIT_UNREPORTED: 'undecided',
  WAITING_LIST: 'void',
  CANCELLED_LOCAL: 'void',
  CANCELLED_SYNCED: 'void',
  REMOTE_CANCELLED: 'void',
  LINKED: 'void',
} as const satisfies Record<Life['state'], SlipState>;

export function slipState(booking: Pick<Booking, 'clinicId' | 'life' | 'basis'>): SlipState {
  if (isPractice(booking)) return 'practice';
  const state = states[booking.life.state];
  return state === 'waiting' && booking.basis !== 'place' ? booking.basis : state;
}

/** What the family is told of why a booking waits: less than the desk is. */
export type SlipWait = 'connection' | 'set-up' | 'time' | 'sample';

export function slipWait(held: NonNullable<ReturnType<typeof heldBy>>): SlipWait {
  switch (held) {
    case 'sample':
      return 'sample';
    case 'quota-used-up':
    case 'rate-limited':
      return 'time';
    case 'key-refused':
    case 'scope-missing':
    case 'not-configured-address':
    case 'not-configured-key':
      return 'set-up';
    default:
      return 'connection';
  }
}

export type DayPart = 'night' | 'morning' | 'noon' | 'evening' | 'late';

/**
 * The part of the day that is said with a time, in: HH:mm of the organisation's zone. Families have no session beside the time,
 * as the desk has, so a slip says am and pm, सुबह and शाम, காலை and மாலை.
 */
export function dayPart(time: string): DayPart {
  const hour = Number(time.slice(0, 2)) % 24;
  if (hour < 4) return 'night';
  if (hour < 12) return 'morning';
  if (hour < 16) return 'noon';
  return hour < 20 ? 'evening' : 'late';
}
