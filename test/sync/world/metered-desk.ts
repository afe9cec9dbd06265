import type { Booking } from '../../../shared/model/booking.ts';
import { allowanceOf, type KeySharing } from '../../../shared/sync/allowance.ts';
import { budgetStatus, freshBudget, takeRequest } from '../../../shared/sync/request-budget.ts';
import { ClinicDesk, type Fate } from './clinic-desk.ts';

/** A desk that has only its part of the key's requests, over restarts too, as the main process counts them. */
export function meteredDesk(sharing: KeySharing, ...bookings: readonly Booking[]): ClinicDesk {
  const desk = new ClinicDesk();
  for (const booking of bookings) desk.disk.put(booking);
  let budget = freshBudget;
  Object.defineProperty(desk, 'budget', {
    get: () => budgetStatus(budget, desk.time.now, allowanceOf(sharing), sharing.devicesOnKey),
  });
  desk.fate = (): Fate => {
    const taken = takeRequest(budget, desk.time.now, allowanceOf(sharing));
    if (taken.kind === 'take') {
      budget = taken.budget;
      return { kind: 'through' };
    }
    const retryAt = new Date(taken.until).toISOString();
    const reply =
      taken.kind === 'used-up'
        ? ({ kind: 'used-up', retryAt } as const)
        : ({ kind: 'budget', retryAt, heldByServer: taken.heldByServer } as const);
    return { kind: 'answer', reply };
  };
  return desk;
}
