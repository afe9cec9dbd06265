import { splitPlaces, type Member } from './split.ts';

/**
 * What one device may sell of one slot without a hub (SPEC RES). Pure: everything is counted from what the desk has read and from its
 * own bookings.
 */

/** Rights end this long before the slot's local day does, milliseconds (SPEC LEASE-1). */
export const LEASE_MARGIN_MS = 5 * 60_000;

/**
 * How far the others' last snapshot may lie behind ours, milliseconds: today's availability is read each minute, and a read may take
 * its time (SPEC RES-3).
 */
export const OTHERS_BEHIND_MS = 90_000;

/** A slot in numbers. Each counts active bookings that take a published place. */
export interface SlotFigures {
  /** Published places of the service. */
  readonly capacity: number;
  /** All that the desk knows of: what the server counted, and its own that the server has not. */
  readonly filled: number;
  /** The device's own, all of them. */
  readonly own: number;
  /** Of its own, those that another device's last snapshot may lack: not recorded yet, or recorded since `OTHERS_BEHIND_MS` before ours. */
  readonly ownNew: number;
  /** Of other devices of the roster, by letter, as far as they can be told. */
  readonly others: ReadonlyMap<string, number>;
  /** Of the voice agent, the dashboard and strangers. */
  readonly outside: number;
}

/** How a branch shares its slots. */
export interface Sharing {
  readonly policy: 'balanced' | 'strict';
  /** Devices that share the slot's date, this one among them; empty: it is alone. */
  readonly members: readonly Member[];
  /** This device's letter. */
  readonly me: string;
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
  if (sharing.policy === 'strict' && sharing.members.length > 1) return strictRights(figures, sharing, left);
  const { members, me } = sharing;
  const pool = poolOf(figures, sharing.reserve);
  // Alone, or not sharing with anybody: the part is the whole.
  const part = members.length === 0 ? pool : (splitPlaces(pool, members).get(me) ?? 0);
  return { offline: bounded(part - figures.ownNew, left), online: left };
}

/** What the devices share: free places without this device's newest bookings, less what is still reserved (SPEC RES-3, RES-4). */
function poolOf({ capacity, filled, ownNew, outside }: SlotFigures, reserve: number): number {
  return Math.max(0, capacity - (filled - ownNew) - Math.max(0, reserve - outside));
}

function strictRights(figures: SlotFigures, { members, me, reserve }: Sharing, left: number): SlotRights {
  const { capacity, own, outside, others } = figures;
  const shares = splitPlaces(Math.max(0, capacity - Math.max(reserve, outside)), members);
  const offline = bounded((shares.get(me) ?? 0) - own, left);
  let othersMay = 0;
  for (const [id, share] of shares) if (id !== me) othersMay += Math.max(0, share - (others.get(id) ?? 0));
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
