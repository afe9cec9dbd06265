import { keptOfDay } from './allowance.ts';

/** How often the desk reads by itself, milliseconds (SPEC PACE). */
export interface Pace {
  readonly clinicMs: number;
  /** Today's availability, and that of the date that is looked at. */
  readonly placesMs: number;
  /** Its list is read when a count of it has changed, and at least this often. */
  readonly listMs: number;
  readonly trackingMs: number;
  /** Everything about each later day. */
  readonly laterMs: number;
  /** The day's requests do not last for today's places each minute. */
  readonly stretched: boolean;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** While somebody can see a window. Balanced rights rest on places that are a minute old at most [P]. */
export const shownPace: Pace = {
  clinicMs: HOUR_MS,
  placesMs: MINUTE_MS,
  listMs: 5 * MINUTE_MS,
  trackingMs: 10 * MINUTE_MS,
  laterMs: 30 * MINUTE_MS,
  stretched: false,
};

/** While every window is hidden or minimised: nobody books, so nobody needs to be up to the minute. */
export const hiddenPace: Pace = {
  clinicMs: 2 * HOUR_MS,
  placesMs: 5 * MINUTE_MS,
  listMs: 15 * MINUTE_MS,
  trackingMs: 30 * MINUTE_MS,
  laterMs: 2 * HOUR_MS,
  stretched: false,
};

/** A desk is in use for so long a day at most: a quota that lasts till then lasts. */
const USED_MS = 12 * HOUR_MS;

/** Before today's places are read less often everything else is, up to this many times. */
const MOST_FOR_THE_REST = 8;

/** Intervals are up to this part shorter, by device, so that desks that began together do not stay in step. */
const SPREAD = 1 / 8;

export interface PaceInput {
  /** Somebody can see a window of the app. */
  readonly visible: boolean;
  /** This device's requests of the UTC day, and what is left of them; null: there is no such limit. */
  readonly perDay: number | null;
  readonly leftToday: number | null;
  /** Until the quota begins anew. */
  readonly untilNewDayMs: number;
  /** Local days that are kept pulled, today included. */
  readonly horizonDays: number;
  /** `shareOf` of the device's id. */
  readonly share: number;
}

/**
 * How often to read (SPEC PACE): as often as is useful, less while no window shows, and no more than the rest of the day's
 * requests allows with the bookings' part left alone. First everything but today's places becomes rarer, then those too.
 */
export function paceOf(input: PaceInput): Pace {
  const usual = sooner(input.visible ? shownPace : hiddenPace, 1 - SPREAD * input.share);
  const { perDay, leftToday } = input;
  if (perDay === null || leftToday === null) return usual;
  const lasts = Math.min(Math.max(input.untilNewDayMs, usual.placesMs), USED_MS);
  const room = Math.max(leftToday - keptOfDay(perDay), 1);
  const places = lasts / usual.placesMs;
  const rest = restCost(usual, lasts, input.horizonDays);
  if (places + rest <= room) return usual;
  if (places + rest / MOST_FOR_THE_REST <= room) return slower(usual, 1, rest / (room - places));
  const factor = (places + rest / MOST_FOR_THE_REST) / room;
  return { ...slower(usual, factor, MOST_FOR_THE_REST * factor), stretched: true };
}

/** Requests of everything but today's places in so many milliseconds: two lists a day, for it overlaps two UTC days. */
function restCost(pace: Pace, lastsMs: number, horizonDays: number): number {
  const ofToday = 2 / pace.listMs + 1 / pace.trackingMs + 2 / pace.clinicMs;
  const later = Math.max(0, horizonDays - 1);
  const ofLaterDays = later === 0 ? 0 : (2 * later + later + 1) / pace.laterMs;
  return lastsMs * (ofToday + ofLaterDays);
}

function sooner(pace: Pace, part: number): Pace {
  return slower(pace, part, part);
}

function slower(pace: Pace, places: number, rest: number): Pace {
  return {
    clinicMs: Math.round(pace.clinicMs * rest),
    placesMs: Math.round(pace.placesMs * places),
    listMs: Math.round(pace.listMs * rest),
    trackingMs: Math.round(pace.trackingMs * rest),
    laterMs: Math.round(pace.laterMs * rest),
    stretched: pace.stretched,
  };
}

/** 0 (inclusive) to 1 (exclusive), the same for a device at every start (FNV-1a, then the mixing step of murmur3). */
export function shareOf(deviceId: string): number {
  let hash = 0x811c9dc5;
  for (const character of deviceId) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
