import { z } from 'zod/mini';
import type { LocalDate } from '../model/appointment.ts';
import { branchRulesSchema, type BranchRules, type RosterDevice } from './branch-rules.ts';
import type { Member } from './split.ts';

/** Who shares the slots of a date: retired devices up to the day they were retired (SPEC ROSTER-4). Empty: one device alone. */
export function membersOn({ devices }: BranchRules, date: LocalDate): readonly Member[] {
  return devices
    .filter(({ retiredOn }) => retiredOn === null || date <= retiredOn)
    .map(({ letter, weight }) => ({ id: letter, weight }));
}

/** Why a device has no rights on a date, however many places are free. */
export type NoShare = 'rules-lost' | 'not-in-roster' | 'installed-anew' | 'retired';

/**
 * What the roster says of one device's share on a date (SPEC ROSTER-3 … 5, ROSTER-7).
 * @param device its letter and the id of its installation
 * @param date of the slot, organisation-local
 * @returns why it has none, or null where it has its part
 */
export function shareDenied(
  { devices, lost }: BranchRules,
  device: { readonly letter: string; readonly installId: string },
  date: LocalDate,
): NoShare | null {
  if (lost === true) return 'rules-lost';
  const entry = devices.find(({ letter }) => letter === device.letter);
  if (entry === undefined) return 'not-in-roster';
  if (entry.retiredOn !== null) return 'retired';
  if (entry.installId !== '' && entry.installId !== device.installId) return 'installed-anew';
  return entry.takenOverOn !== null && date <= entry.takenOverOn ? 'installed-anew' : null;
}

/** The rules after a person retired a device as lost. @param today organisation-local */
export function withRetired(rules: BranchRules, letter: string, today: LocalDate): BranchRules {
  return withDevice(rules, letter, (device) => ({ ...device, retiredOn: today }));
}

/** The rules after a new installation took a letter over from a lost one. @param today organisation-local */
export function withTakenOver(rules: BranchRules, letter: string, installId: string, today: LocalDate): BranchRules {
  return withDevice(rules, letter, (device) => ({ ...device, installId, takenOverOn: today, retiredOn: null }));
}

function withDevice(rules: BranchRules, letter: string, change: (device: RosterDevice) => RosterDevice): BranchRules {
  return { ...rules, devices: rules.devices.map((device) => (device.letter === letter ? change(device) : device)) };
}

/** Letters and digits that nobody takes for each other when they are read out. */
const codeAlphabet = 'ACDEFGHJKMNPQRTUVWXY34679';
const CODE_LENGTH = 4;

/** A short code of the rules, the same on every desk that has the same ones (SPEC ROSTER-2). It proves nothing against malice. */
export function rosterCode(rules: BranchRules): string {
  let rest = fingerprint(JSON.stringify(inOrder(rules)));
  let code = '';
  for (let digit = 0; digit < CODE_LENGTH; digit += 1) {
    code += codeAlphabet.charAt(rest % codeAlphabet.length);
    rest = Math.floor(rest / codeAlphabet.length);
  }
  return code;
}

/** The rules in one spelling, whatever order they were entered in. */
function inOrder({ devices, policy, reserve, atRisk, ownPlacesForWalkIns, rebooking }: BranchRules): unknown {
  const sorted = [...devices].sort((a, b) => (a.letter < b.letter ? -1 : 1));
  return [
    sorted.map(({ letter, weight, installId, takenOverOn, retiredOn }) => [
      letter,
      weight,
      installId,
      takenOverOn,
      retiredOn,
    ]),
    policy,
    reserve.kind === 'fixed' ? reserve.places : 'history',
    atRisk,
    ownPlacesForWalkIns,
    rebooking,
  ];
}

/** FNV-1a, 32 bits. */
function fingerprint(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** Version of the line of text that carries the rules. */
const TEXT_VERSION = 1;

const rulesTextSchema = z.object({ huskyRules: z.int(), branch: z.string(), rules: z.unknown() });

/** The rules as one line of text for another desk of the branch (SPEC ROSTER-6). */
export function rulesText(rules: BranchRules, branchId: string): string {
  return JSON.stringify({ huskyRules: TEXT_VERSION, branch: branchId, rules });
}

export type RulesReading =
  | { readonly kind: 'rules'; readonly rules: BranchRules }
  /** It is no such text, or only a part of one. */
  | { readonly kind: 'not-rules' }
  /** Made by a newer desk. */
  | { readonly kind: 'newer' }
  /** Made for another branch. */
  | { readonly kind: 'other-branch'; readonly branchId: string }
  /** A field of it can't be used; `field` is its path, such as `devices.1.weight`. */
  | { readonly kind: 'field'; readonly field: string; readonly message: string };

/** Reads the text of `rulesText` that was made on another desk. */
export function readRulesText(text: string, branchId: string): RulesReading {
  const envelope = rulesTextSchema.safeParse(jsonOf(text.trim()));
  if (!envelope.success) return { kind: 'not-rules' };
  const { huskyRules, branch, rules } = envelope.data;
  if (huskyRules > TEXT_VERSION) return { kind: 'newer' };
  if (branch !== branchId) return { kind: 'other-branch', branchId: branch };
  const parsed = branchRulesSchema.safeParse(rules);
  if (parsed.success) return { kind: 'rules', rules: parsed.data };
  const [issue] = parsed.error.issues;
  return { kind: 'field', field: issue?.path.map(String).join('.') ?? 'rules', message: issue?.message ?? '' };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
