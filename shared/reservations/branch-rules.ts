import { z } from 'zod/mini';
import { localDateSchema } from '../model/appointment.ts';

/**
 * What an administrator sets for one branch, alike on each of its devices (SPEC ROSTER). Without a hub nobody can compare
 * them for the desks, so each desk shows the code of its roster (`rosterCode`), and equal codes mean equal rules.
 */

/** Devices of one branch, at most: each has a letter of its own, and a slot of ten places is worth nothing to more. */
export const MOST_DEVICES = 12;

/** Largest weight of a device: how much of a slot it gets beside the others. */
export const HEAVIEST = 9;

const letterSchema = z.string().check(z.regex(/^[A-Z]$/, 'one letter from A to Z'));

export const rosterDeviceSchema = z.object({
  /** The device's letter, part of each of its tokens. */
  letter: letterSchema,
  /** Its part beside the others: a device of weight 2 holds twice as much as one of weight 1. */
  weight: z.int().check(z.minimum(1), z.maximum(HEAVIEST)),
  /** Id of the installation that uses the letter, first part of its references; empty: not entered. */
  installId: z.string().check(z.regex(/^[a-z0-9]*$/, 'the install code of the desk, or nothing'), z.maxLength(20)),
  /** Organisation-local date on which this installation took the letter over from a lost one; null: it always had it. */
  takenOverOn: z.nullable(localDateSchema),
  /** Organisation-local date on which a person retired the device as lost; null: in use. */
  retiredOn: z.nullable(localDateSchema),
});
export type RosterDevice = z.infer<typeof rosterDeviceSchema>;

/** Places left to the voice agent and the dashboard (SPEC RES-4). */
export const reserveRuleSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('fixed'), places: z.int().check(z.minimum(0), z.maximum(500)) }),
  /** What the others booked on 95 of 100 earlier days. */
  z.object({ kind: z.literal('history') }),
]);
export type ReserveRule = z.infer<typeof reserveRuleSchema>;

export const branchRulesSchema = z.object({
  /** Every device of the branch, this one too; empty: this one alone. */
  devices: z.array(rosterDeviceSchema).check(
    z.maxLength(MOST_DEVICES),
    z.refine((devices) => new Set(devices.map(({ letter }) => letter)).size === devices.length, 'each letter once'),
  ),
  policy: z.enum(['balanced', 'strict']),
  reserve: reserveRuleSchema,
  /** The desk may book beyond its rights while cut off; the patient is told (never at a kiosk). */
  atRisk: z.boolean(),
  /** Walk-ins beyond the published places may take the clinic's own (`max_slots` − `ai_slots`). */
  ownPlacesForWalkIns: z.boolean(),
  /** Who places a booking anew that HuskyVoice had no place for: a person, or the same session's next window by itself. */
  rebooking: z.enum(['person', 'same-session']),
  /** What was set before could not be read: nothing is given while cut off until a person has set it again (SPEC ROSTER-7). */
  lost: z.optional(z.literal(true)),
});
export type BranchRules = z.infer<typeof branchRulesSchema>;

/** A branch of which nothing was set: one device alone, which holds everything. */
export const plainRules: BranchRules = {
  devices: [],
  policy: 'balanced',
  reserve: { kind: 'fixed', places: 0 },
  atRisk: false,
  ownPlacesForWalkIns: false,
  rebooking: 'person',
};

/** Stands for each branch of which nothing else is known. */
export const everyBranch = '*';

/** Rules in place of those that could not be read. */
export const lostRules: BranchRules = { ...plainRules, lost: true };

/** The rules that are set for a branch, or those of a device alone. */
export function rulesOf(branchRules: Readonly<Record<string, BranchRules>>, branchId: string): BranchRules {
  return branchRules[branchId] ?? branchRules[everyBranch] ?? plainRules;
}
