import type { Booking, CallRecord } from '../model/booking.ts';
import { iso, moved } from './advance.ts';
import type { Advance } from './life-event.ts';

/**
 * Somebody rang the patient: kept in the booking and in its audit, whatever the booking's state, and nothing else changes
 * (SPEC CALL-1). `now`: epoch ms.
 */
export function called(booking: Booking, outcome: CallRecord['outcome'], now: number): Advance {
  const line = { by: 'person', what: `called:${outcome}` } as const;
  return moved(booking, now, booking.life, line, { call: { at: iso(now), outcome } });
}
