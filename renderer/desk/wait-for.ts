import { addDays, slotsOfDay, type Alternative } from '../../shared/booking/index.ts';
import type { Booking } from '../../shared/model/booking.ts';
import { makeBooking, type BookPorts } from './book.ts';
import type { BookingDraft, BookResult } from './contract.ts';
import { examineDraft, type DraftContext } from './draft-check.ts';
import { faultsOf } from './draft-fields.ts';

/** Days that are looked through for a window to wait for. */
const daysLookedAt = 14;

/**
 * Puts a patient on the waiting list: the fields are checked as for a booking, then it is committed with strict durability. No place is
 * taken, no token given and nothing sent (SPEC WAIT-1). The wish is the window of the draft, full or not, else the first of the
 * service from the board's date on.
 */
export async function waitFor(draft: BookingDraft, context: DraftContext, ports: BookPorts): Promise<BookResult> {
  const faults = faultsOf(draft);
  if (faults.length > 0) return { kind: 'invalid', faults };
  const wish = examineDraft(draft, context).slot ?? firstWindow(draft, context);
  if (wish === null) return { kind: 'invalid', faults: [{ field: 'window', problem: 'window-empty' }] };
  const booking = waiting(makeBooking(draft, wish, '', ports));
  const saved = await ports.store.commitBooking(booking);
  if (saved.kind === 'not-saved') return { kind: 'not-saved', reason: saved.reason };
  ports.model.putBooking(booking);
  return { kind: 'booked', booking };
}

function waiting(booking: Booking): Booking {
  const at = booking.createdAt;
  return {
    ...booking,
    basis: 'place',
    life: { state: 'WAITING_LIST', since: at },
    audit: [{ at, by: 'person', what: 'put on the waiting list' }],
  };
}

/** The first window of the service that is not over, an open one before a closed one. */
function firstWindow({ serviceId }: BookingDraft, context: DraftContext): Alternative | null {
  const { snapshot, zone, branchId, now } = context;
  const from = Math.max(now, context.from);
  let closed: Alternative | null = null;
  for (let date = zone.toLocal(from).date, day = 0; day < daysLookedAt; day += 1, date = addDays(date, 1)) {
    for (const slot of slotsOfDay(branchId, date, serviceId, snapshot)) {
      if (slot.endsAt <= from) continue;
      const wish = { ...slot, bookAt: Math.max(slot.startsAt, from) };
      if (slot.open) return wish;
      closed ??= wish;
    }
  }
  return closed;
}
