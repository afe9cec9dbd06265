import type { DateOverride } from '../../../shared/model/clinic.ts';
import { isUnsent } from '../../../shared/model/booking.ts';
import { freshBudget, takeRequest } from '../../../shared/sync/request-budget.ts';
import { makeBooking, mondayDate, placeIn } from '../../sync/world/bookings.ts';
import { ClinicDesk } from '../../sync/world/clinic-desk.ts';

/** How long the real driver takes to send what waits, in virtual time, with the real budget of 60 requests a minute. */
export interface Drain {
  readonly pending: number;
  readonly minutes: number;
  /** ⌈N/60⌉ − 1 minutes: no client can be faster. */
  readonly bound: number;
}

export async function drainOf(pending: number): Promise<Drain> {
  const desk = new ClinicDesk();
  const place = placeIn('MB', mondayDate);
  const everybody: DateOverride = {
    calendarId: place.calendarId,
    date: mondayDate,
    serviceId: null,
    maxSlots: pending,
    aiSlots: null,
  };
  desk.server.overrides = [everybody];
  for (let made = 0; made < pending; made += 1) desk.disk.put(makeBooking({ place }, desk.time.now));
  let budget = freshBudget;
  desk.fate = () => {
    const { now } = desk.time;
    const take = takeRequest(budget, now);
    if (take.kind === 'take') {
      budget = take.budget;
      return { kind: 'through' };
    }
    const retryAt = new Date(take.until).toISOString();
    return { kind: 'answer', reply: { kind: 'budget', retryAt, heldByServer: false } };
  };
  const from = desk.time.now;
  desk.start();
  await desk.time.until(() => desk.of().every(({ life }) => !isUnsent(life)));
  const minutes = (desk.time.now - from) / 60_000;
  await desk.stop();
  if (desk.server.records.size !== pending) throw new Error('A booking was lost in the drain');
  return { pending, minutes, bound: Math.ceil(pending / 60) - 1 };
}
