import { z } from 'zod/mini';
import { HEAVIEST, MOST_DEVICES } from '../../shared/reservations/branch-rules.ts';

/** What to do about a rule that can't be taken as it is. */
const remedies: Readonly<Record<string, string>> = {
  devices: `list at most ${String(MOST_DEVICES)} desks`,
  letter: 'give one letter from A to Z',
  weight: `give a whole number from 1 to ${String(HEAVIEST)}`,
  installId: 'give the install code that the desk shows, small letters and digits, or nothing',
  takenOverOn: 'give a date as 2026-06-15, or nothing',
  retiredOn: 'give a date as 2026-06-15, or nothing',
  policy: 'choose balanced or strict',
  reserve: 'choose a fixed number of places, or history',
  places: 'give a number of places from 0 to 500',
  atRisk: 'choose on or off',
  ownPlacesForWalkIns: 'choose on or off',
  rebooking: 'choose person or same-session',
};

/** As much of a value that was refused as its faults can be told by. */
const devicesSchema = z.array(z.looseObject({ letter: z.string() }));

/**
 * What is wrong with the rules of a branch, and what to do: `b-tnagar: desk B: weight: give a whole number from 1 to 9`.
 * @param branchRules the refused value of the setting
 * @param path of the fault in it: branch id, field, and further in
 */
export function branchRulesFault(branchRules: unknown, path: readonly PropertyKey[]): string {
  const [branchId, ...inside] = path.map(String);
  if (branchId === undefined) return 'give the rules of each branch by its id';
  const devices = devicesOf(branchRules, branchId);
  const twice = inside.join() === 'devices' ? letterGivenTwice(devices) : null;
  if (twice !== null) return `${branchId}: two desks have the letter ${twice}; give each its own`;
  const field = inside.at(-1) ?? '';
  const remedy = remedies[field] ?? 'give the rules as the settings offer them';
  const [, index] = inside;
  const desk = inside[0] === 'devices' && index !== undefined ? deskAt(devices, Number(index)) : [];
  return [branchId, ...desk, ...(field === '' ? [] : [field]), remedy].join(': ');
}

function devicesOf(branchRules: unknown, branchId: string): readonly { readonly letter: string }[] {
  const rules = z.record(z.string(), z.looseObject({ devices: devicesSchema })).safeParse(branchRules);
  return rules.success ? (rules.data[branchId]?.devices ?? []) : [];
}

function letterGivenTwice(devices: readonly { readonly letter: string }[]): string | null {
  const letters = devices.map(({ letter }) => letter);
  return letters.find((letter, at) => letters.indexOf(letter) < at) ?? null;
}

/** By its letter where it has one, else by its line in the list. */
function deskAt(devices: readonly { readonly letter: string }[], index: number): readonly string[] {
  const letter = devices[index]?.letter ?? '';
  return [/^[A-Z]$/.test(letter) ? `desk ${letter}` : `desk ${String(index + 1)} of the list`];
}
