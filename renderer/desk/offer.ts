import {
  createZone,
  findAlternatives,
  slotId,
  type Alternative,
  type ClinicSnapshot,
} from '../../shared/booking/index.ts';
import type { Booking } from '../../shared/model/booking.ts';
import type { Offer } from './contract.ts';
import type { DeviceRights } from './device-rights.ts';

/** What places are looked for in. */
export interface OfferInput {
  readonly snapshot: ClinicSnapshot;
  /** Epoch ms. */
  readonly now: number;
  /** Whether the server has said what places there are on a local date. */
  readonly knowsPlaces: (date: string) => boolean;
  /** What this device may give of each slot. */
  readonly rights: DeviceRights;
}

/** Places offered at once, and how many of them at most are of the promised day. */
const offered = 5;
const offeredOfDay = 3;
/** Windows with a place that are looked at: more than a fortnight has of one branch and service. */
const lookedAt = 250;

/**
 * Places that could be given instead of the one promised, or for another service, in the design's order ("Resolutions"): the
 * next window of the same session on the same day, others of that day, then the same session of later days; any of later
 * days and then of earlier ones where those are too few. A promised day that is over counts as today. `suggested` is the
 * soonest of them that does not begin before the family can come.
 */
export function offerFor(booking: Booking, serviceId: string, input: OfferInput): Offer {
  const { snapshot, now, knowsPlaces, rights } = input;
  const { place } = booking;
  const zone = createZone(snapshot.config.timezone);
  const today = zone.toLocal(now).date;
  const day = place.date < today ? today : place.date;
  const comesFrom = day === place.date ? Date.parse(place.windowStartsAt) : zone.dayBounds(today).startsAt;
  const found = findAlternatives(
    {
      branchId: place.branchId,
      serviceId,
      near: Math.max(now, Date.parse(place.startsAt)),
      except: new Set([slotId(place.calendarId, place.date, serviceId === place.serviceId ? serviceId : '')]),
      limit: lookedAt,
      phoneKey: booking.phoneKey,
      mayOffer: knowsPlaces,
      admits: (slot) => rights.of(slot).now > 0,
    },
    snapshot,
    now,
  );
  const places = inOrder(found, { day, session: place.session, comesFrom });
  const suggested = soonest(places.filter(({ startsAt }) => startsAt >= comesFrom)) ?? places[0] ?? null;
  return { places, suggested };
}

interface Promised {
  readonly day: string;
  readonly session: string;
  /** Epoch ms: the family can come from here on. */
  readonly comesFrom: number;
}

function inOrder(found: readonly Alternative[], { day, session, comesFrom }: Promised): readonly Alternative[] {
  const byStart = [...found].sort((a, b) => a.startsAt - b.startsAt);
  const isSession = ({ window }: Alternative): boolean => window.session === session;
  const ofDay = byStart.filter(({ date }) => date === day);
  const later = ofDay.filter(({ startsAt }) => startsAt >= comesFrom);
  const earlier = ofDay.filter(({ startsAt }) => startsAt < comesFrom).reverse();
  const theDay = [...later.filter(isSession).slice(0, 1), ...later, ...earlier];
  const laterDays = byStart.filter(({ date }) => date > day);
  const earlierDays = byStart.filter(({ date }) => date < day).reverse();
  const first = unique(theDay).slice(0, offeredOfDay);
  return unique([...first, ...laterDays.filter(isSession), ...laterDays, ...theDay, ...earlierDays]).slice(0, offered);
}

function unique(slots: readonly Alternative[]): readonly Alternative[] {
  return [...new Set(slots)];
}

function soonest(slots: readonly Alternative[]): Alternative | null {
  let first: Alternative | null = null;
  for (const slot of slots) if (first === null || slot.startsAt < first.startsAt) first = slot;
  return first;
}

/** Every place of one local date that a booking could be moved to, soonest first. */
export function placesOn({ place, phoneKey }: Booking, date: string, input: OfferInput): Offer {
  const { snapshot, now, knowsPlaces, rights } = input;
  const { startsAt, endsAt } = createZone(snapshot.config.timezone).dayBounds(date);
  if (endsAt <= now || !knowsPlaces(date)) return { places: [], suggested: null };
  const found = findAlternatives(
    {
      branchId: place.branchId,
      serviceId: place.serviceId,
      near: Math.max(now, startsAt),
      notBefore: startsAt,
      except: new Set([slotId(place.calendarId, place.date, place.serviceId)]),
      limit: lookedAt,
      phoneKey,
      mayOffer: (each) => each === date,
      admits: (slot) => rights.of(slot).now > 0,
    },
    snapshot,
    now,
  );
  const places = [...found].sort((a, b) => a.startsAt - b.startsAt);
  return { places, suggested: places[0] ?? null };
}

/** The window that somebody waits for, where it has a place now; null where it has none or is over. */
export function wishedPlace(
  { place, phoneKey }: Booking,
  { snapshot, now, knowsPlaces, rights }: OfferInput,
): Alternative | null {
  const { startsAt, endsAt } = createZone(snapshot.config.timezone).dayBounds(place.date);
  if (endsAt <= now || !knowsPlaces(place.date)) return null;
  const found = findAlternatives(
    {
      branchId: place.branchId,
      serviceId: place.serviceId,
      near: Math.max(now, Date.parse(place.startsAt)),
      notBefore: startsAt,
      limit: lookedAt,
      phoneKey,
      mayOffer: (date) => date === place.date,
      admits: (slot) => rights.of(slot).now > 0,
    },
    snapshot,
    now,
  );
  return found.find(({ window }) => window.calendarId === place.calendarId) ?? null;
}
