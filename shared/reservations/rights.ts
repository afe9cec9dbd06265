import { splitPlaces, type Member } from './split.ts';

/**
 * What one device may sell of one slot without a hub (SPEC RES). Pure: everything is counted from what the desk has read and from its
 * own bookings.
 */

/** Rights end this long before the slot's local day does, milliseconds (SPEC LEASE-1). */
export const LEASE_MARGIN_MS = 5 * 60_000;

/**
 * How far the others' last snapshot of today may lie behind ours, milliseconds: a desk in use reads today's availability each minute, and a
 * read may take its time (SPEC RES-3).
 */
export const OTHERS_BEHIND_MS = 90_000;

/** The same of later days, which are read every half an hour, milliseconds. */
export const OTHERS_BEHIND_LATER_MS = 35 * 60_000;

/** A slot in numbers. Each counts active bookings that take a published place. */
export interface SlotFigures {
  /** Published places of the service. */
  readonly capacity: number;
  /** All that the desk knows of: what the server counted, and its own that the server has not. */
  readonly filled: number;
  /** The device's own, all of them. */
  readonly own: number;
  /** Of its own, those that another device's last snapshot may lack: not recorded yet, or recorded lately (`OTHERS_BEHIND_MS`). */
  readonly ownNew: number;
  /** Of other devices of the roster, by letter, as far as they can be told. */
  readonly others: ReadonlyMap<string, number>;
  /** Of the voice agent and the dashboard. */
  readonly outside: number;
  /** Of installations that the roster does not name: nobody can tell whose they are. */
  readonly unknown: number;
}

/** How a branch shares its slots. */
export interface Sharing {
  readonly policy: 'balanced' | 'strict';
  /** Devices that share the slot's date, this one among them; empty: it is alone. */
  readonly members: readonly Member[];
  /** This device's letter. */
  readonly me: string;
  /** The part under its letter is its own to give (roster.ts, `shareDenied`). */
  readonly hasPart: boolean;
  /** Places of the slot that are left to other channels. */
  readonly reserve: number;
}

export interface SlotRights {
  /** Places it may sell while cut off. */
  readonly offline: number;
  /** Places it may sell while its bookings are sent at once. */
  readonly online: number;
}

/** The rights of a device in a slot (SPEC RES-2 … 8). */
export function rightsIn(figures: SlotFigures, sharing: Sharing): SlotRights {
  const left = Math.max(0, figures.capacity - figures.filled);
  const { policy, members, me, hasPart, reserve } = sharing;
  if (policy === 'strict' && members.length > 0) return strictRights(figures, sharing, left);
  const pool = poolOf(figures, reserve);
  // Alone, or not sharing with anybody: the part is the whole.
  const part = members.length === 0 ? pool : (splitPlaces(pool, members).get(me) ?? 0);
  return { offline: hasPart ? bounded(part - figures.ownNew, left) : 0, online: left };
}

/** What the devices share: free places without this device's newest bookings, less what is still reserved (SPEC RES-3, RES-4). */
function poolOf({ capacity, filled, ownNew, outside }: SlotFigures, reserve: number): number {
  return Math.max(0, capacity - (filled - ownNew) - Math.max(0, reserve - outside));
}

/**
 * The parts are of the whole window. Nobody knows whose the bookings of an unknown installation are, so they count as outsiders'. What is
 * reserved is sold only by whoever is connected, and is divided like the rest: two that are connected do not both take its last place.
 */
function strictRights(figures: SlotFigures, { members, me, hasPart, reserve }: Sharing, left: number): SlotRights {
  const { capacity, own, others } = figures;
  const outside = figures.outside + figures.unknown;
  const parts = splitPlaces(Math.max(0, capacity - Math.max(reserve, outside)), members);
  const offline = hasPart ? bounded((parts.get(me) ?? 0) - own, left) : 0;
  let othersMay = 0;
  for (const [id, part] of splitPlaces(Math.max(0, capacity - outside), members)) {
    if (id !== me || !hasPart) othersMay += Math.max(0, part - (others.get(id) ?? 0));
  }
  return { offline, online: Math.max(offline, bounded(left - othersMay, left)) };
}

/**
 * Walk-ins that a device may still register on the clinic's own places (SPEC OWN-2).
 * @param ownPlaces `max_slots` − `ai_slots` of the window
 * @param taken the device's own walk-ins on them
 */
export function ownPlaceRights(ownPlaces: number, taken: number, members: readonly Member[], me: string): number {
  const part = members.length === 0 ? ownPlaces : (splitPlaces(ownPlaces, members).get(me) ?? 0);
  return Math.max(0, part - taken);
}

function bounded(rights: number, left: number): number {
  return Math.max(0, Math.min(rights, left));
}

/** Whether rights of a slot have ended. @param dayEndsAt end of the slot's local date, epoch ms. @param now epoch ms */
export function isLeaseOver(dayEndsAt: number, now: number): boolean {
  return now >= dayEndsAt - LEASE_MARGIN_MS;
}
