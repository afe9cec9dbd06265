import type { Slot } from '../../shared/booking/index.ts';
import type { LocalDate } from '../../shared/model/appointment.ts';
import type { BranchRules } from '../../shared/reservations/branch-rules.ts';
import { isClockPlausible } from '../../shared/reservations/clock-trust.ts';
import { reserveFor } from '../../shared/reservations/reserve.ts';
import { isLeaseOver, ownPlaceRights, rightsIn, type SlotFigures } from '../../shared/reservations/rights.ts';
import { membersOn, shareDenied, type NoShare } from '../../shared/reservations/roster.ts';
import type { Member } from '../../shared/reservations/split.ts';
import { nobody, tallyKey, type SlotTally, type TallyOfDay } from './slot-tally.ts';

/** Why this device may sell nothing of a slot, though a place is left. */
export type NoRights =
  /** Its own part is sold. */
  | 'used-up'
  /** Connected, by the strict policy: what is left is the part of others. */
  | 'kept-for-others'
  | NoShare
  /** The slot's day is about to end. */
  | 'day-over'
  /** The clock is implausible. */
  | 'clock';

/** What this device may do with one slot. */
export interface DeviceSlotRights {
  /** Places it may give while cut off. */
  readonly offline: number;
  /** Places it may give now. */
  readonly now: number;
  /** Why `now` is 0 although a place is left; null where that is not so. */
  readonly lacking: NoRights | null;
  /** Whether the desk may book beyond them now (SPEC RISK). */
  readonly mayRisk: boolean;
  /** Places of the clinic's own that a walk-in may still take here (SPEC OWN); null where walk-ins may not use them. */
  readonly ownPlaces: number | null;
}

/** The rights of this device, slot by slot; each branch has rules of its own. */
export interface DeviceRights {
  of(slot: Slot): DeviceSlotRights;
  /** Every place of the branch is this device's, so that nobody need look for those that are not. */
  holdsAll(branchId: string): boolean;
}

export interface RightsInput {
  readonly rulesOf: (branchId: string) => BranchRules;
  readonly device: { readonly letter: string; readonly installId: string };
  /** Nothing is sent at once (SPEC RES-9). */
  readonly cutOff: boolean;
  /** Epoch ms. */
  readonly now: number;
  /** The latest instant that the server told (epoch ms); null: none. */
  readonly heard: number | null;
  readonly tallyOf: TallyOfDay;
  /** End of a local date, epoch ms. */
  readonly dayEndsAt: (date: LocalDate) => number;
  /** What other channels booked in such a slot on earlier dates. */
  readonly history: (slot: Slot) => readonly number[];
}

/** Of a device alone at its branch that keeps nothing back: every place, and nothing is counted (SPEC ROSTER-1). */
export const aloneRights: DeviceRights = {
  holdsAll: () => true,
  of: ({ placesLeft }) => ({ offline: placesLeft, now: placesLeft, lacking: null, mayRisk: false, ownPlaces: null }),
};

/** Works out rights from what the desk knows now. */
export function deviceRights(input: RightsInput): DeviceRights {
  const tallies = new Map<string, ReadonlyMap<string, SlotTally>>();
  const tallyOf = (slot: Slot): SlotTally => {
    const day = `${slot.window.branchId} ${slot.date}`;
    const known = tallies.get(day) ?? input.tallyOf(slot.window.branchId, slot.date);
    tallies.set(day, known);
    return known.get(tallyKey(slot.window.calendarId, slot.serviceId)) ?? nobody;
  };
  return {
    holdsAll: (branchId) => holdsEverything(input.rulesOf(branchId), input),
    of: (slot) => {
      const rules = input.rulesOf(slot.window.branchId);
      if (holdsEverything(rules, input)) return aloneRights.of(slot);
      return sharedRights(slot, tallyOf(slot), { ...input, rules });
    },
  };
}

type RightsByRules = RightsInput & { readonly rules: BranchRules };

function holdsEverything(rules: BranchRules, input: RightsInput): boolean {
  const { reserve, ownPlacesForWalkIns, lost } = rules;
  const keepsNothing = reserve.kind === 'fixed' && reserve.places === 0;
  return lost !== true && isAlone(rules, input) && keepsNothing && !ownPlacesForWalkIns;
}

/** Nobody is listed, or this device alone. One that was retired is not alone: it has nothing to give. */
function isAlone({ devices }: BranchRules, { device }: RightsInput): boolean {
  const [only, ...others] = devices;
  if (only === undefined) return true;
  return others.length === 0 && only.letter === device.letter && only.retiredOn === null;
}

function sharedRights(slot: Slot, tally: SlotTally, input: RightsByRules): DeviceSlotRights {
  const { rules, device, cutOff } = input;
  const alone = isAlone(rules, input);
  const members = alone ? [] : membersOn(rules, slot.date);
  const denied = alone && rules.lost !== true ? null : denial(slot, input);
  const figures = figuresOf(slot, tally, rules);
  const reserve = reserveFor(rules.reserve, input.history(slot));
  const hasPart = denied === null;
  const { offline, online } = rightsIn(figures, { policy: rules.policy, members, me: device.letter, hasPart, reserve });
  const now = cutOff ? offline : online;
  return {
    offline,
    now,
    lacking: now > 0 || slot.placesLeft === 0 ? null : cutOff ? (denied ?? 'used-up') : 'kept-for-others',
    mayRisk: cutOff && rules.atRisk,
    ownPlaces: ownPlacesOf(slot, tally, members, input),
  };
}

function denial(slot: Slot, { rules, device, heard, now, dayEndsAt }: RightsByRules): NoRights | null {
  const noShare = shareDenied(rules, device, slot.date);
  if (noShare !== null) return noShare;
  if (!isClockPlausible(now, heard)) return 'clock';
  return isLeaseOver(dayEndsAt(slot.date), now) ? 'day-over' : null;
}

/** Installations are told apart by the codes of the roster (SPEC RES-6). */
function figuresOf(slot: Slot, tally: SlotTally, { devices }: BranchRules): SlotFigures {
  const inUse = devices.filter(({ retiredOn }) => retiredOn === null || slot.date <= retiredOn);
  const letters = new Map(inUse.map(({ installId, letter }) => [installId, letter]));
  const others = new Map<string, number>();
  let unknown = 0;
  for (const [installation, count] of tally.others) {
    const letter = letters.get(installation);
    if (letter === undefined) unknown += count;
    else others.set(letter, count);
  }
  const { capacity, filled } = slot;
  const { own, ownNew, outside } = tally;
  return { capacity, filled, own, ownNew, others, outside, unknown };
}

function ownPlacesOf(slot: Slot, tally: SlotTally, members: readonly Member[], input: RightsByRules): number | null {
  const { rules, device } = input;
  if (!rules.ownPlacesForWalkIns) return null;
  if (!slot.open || rules.lost === true) return 0;
  if (members.length > 0 && shareDenied(rules, device, slot.date) !== null) return 0;
  return ownPlaceRights(slot.maxSlots - slot.capacity, tally.onOwnPlaces, members, device.letter);
}
