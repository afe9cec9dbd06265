import {
  createZone,
  findAlternatives,
  slotId,
  type Alternative,
  type ClinicSnapshot,
  type Slot,
} from '../booking/index.ts';
import type { Booking } from '../model/booking.ts';
import { notBroughtBackMark } from './advance.ts';

/** "The same session's next window": the rule of a branch by which a refused booking is placed anew by itself (SPEC RULE). */

/** Windows looked at, at most: a fortnight of one session. */
const LOOKED_AT = 60;

/** Whether the rule may still place the booking: it was refused a place, and neither the rule nor a person has placed it before. */
export function isForRule({ life, generation, audit }: Pick<Booking, 'life' | 'generation' | 'audit'>): boolean {
  return life.state === 'NEEDS_REBOOK' && generation === 1 && !audit.some(isPersons);
}

/** The rule's own line, or that of a person's undoing that the server refused. */
function isPersons({ by, what }: Booking['audit'][number]): boolean {
  return by === 'rule' || what.startsWith(notBroughtBackMark);
}

/**
 * Where the rule may place it, soonest first: windows with a place, of the promised session, that begin no earlier than the
 * promised one; of a walk-in on its own date only, for the patient is there.
 *
 * @param now epoch ms
 * @param knowsPlaces whether the server has said what places there are on a local date
 * @param admits whether this device may give a place of the slot now
 */
export function windowsForRule(
  booking: Pick<Booking, 'place' | 'phoneKey' | 'kind'>,
  snapshot: ClinicSnapshot,
  now: number,
  knowsPlaces: (date: string) => boolean,
  admits: (slot: Slot) => boolean,
): readonly Alternative[] {
  const { place, phoneKey, kind } = booking;
  const promisedFrom = Date.parse(place.windowStartsAt);
  const found = findAlternatives(
    {
      branchId: place.branchId,
      serviceId: place.serviceId,
      session: place.session,
      near: Date.parse(place.startsAt),
      notBefore: createZone(snapshot.config.timezone).dayBounds(place.date).startsAt,
      except: new Set([slotId(place.calendarId, place.date, place.serviceId)]),
      limit: LOOKED_AT,
      phoneKey,
      mayOffer: (date) => knowsPlaces(date) && (kind === 'booking' || date === place.date),
      admits,
    },
    snapshot,
    now,
  );
  return found.filter((slot) => slot.startsAt >= promisedFrom).sort((a, b) => a.startsAt - b.startsAt);
}
