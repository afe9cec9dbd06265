import { HEAVIEST, MOST_DEVICES, type BranchRules, type RosterDevice } from './branch-rules.ts';

/** A device as its own computer knows it. */
export interface ThisDevice {
  readonly letter: string;
  /** Id of the installation. */
  readonly installId: string;
}

/** The rules with one more device of weight 1; unchanged where the letter is listed or the list is full. */
export function withDeviceAdded(rules: BranchRules, { letter, installId }: ThisDevice): BranchRules {
  const { devices } = rules;
  if (devices.length >= MOST_DEVICES || devices.some((device) => device.letter === letter)) return rules;
  const added: RosterDevice = { letter, weight: 1, installId, takenOverOn: null, retiredOn: null };
  return { ...rules, devices: [...devices, added].sort((a, b) => (a.letter < b.letter ? -1 : 1)) };
}

/** The rules with another weight (1 … `HEAVIEST`) or install code for one device. */
export function withDeviceChanged(
  rules: BranchRules,
  letter: string,
  change: Partial<Pick<RosterDevice, 'weight' | 'installId'>>,
): BranchRules {
  return {
    ...rules,
    devices: rules.devices.map((device) => (device.letter === letter ? { ...device, ...change } : device)),
  };
}

/** Every weight that a device may have. */
export const weights: readonly number[] = Array.from({ length: HEAVIEST }, (_, index) => index + 1);

/** The rules without a device that never was. One that sold anything is retired instead (SPEC ROSTER-4). */
export function withDeviceRemoved(rules: BranchRules, letter: string): BranchRules {
  return { ...rules, devices: rules.devices.filter((device) => device.letter !== letter) };
}

export type LetterChange =
  /** The rules to save together with the letter. */
  | { readonly kind: 'changed'; readonly rules: BranchRules }
  /** The letter is another device's: this one keeps its own. */
  | { readonly kind: 'taken' };

/**
 * What becomes of the list when this device takes another letter: its own entry follows it. A device whose letter is another
 * installation's, or is not listed, has no entry to bring: it takes its place under the letter that the list has for it.
 * @param to the new letter
 */
export function letterChange(rules: BranchRules, from: ThisDevice, to: string): LetterChange {
  const own = rules.devices.find(({ letter }) => letter === from.letter);
  const ownsEntry = own !== undefined && (own.installId === '' || own.installId === from.installId);
  if (from.letter === to || !ownsEntry) return { kind: 'changed', rules };
  if (rules.devices.some(({ letter }) => letter === to)) return { kind: 'taken' };
  const devices = rules.devices.map((device) => (device.letter === from.letter ? { ...device, letter: to } : device));
  return { kind: 'changed', rules: { ...rules, devices: devices.sort((a, b) => (a.letter < b.letter ? -1 : 1)) } };
}

/**
 * The rules where a person says how many desks a branch has and by which letters. Desks that were listed keep their entries, the
 * retired ones too; others are new. A desk alone needs no list (SPEC ROSTER-1).
 * @param others letters of the branch's other desks
 */
export function withDesks(rules: BranchRules, own: ThisDevice, others: readonly string[]): BranchRules {
  const { lost: _lost, ...found } = rules;
  if (others.length === 0) return { ...found, devices: [] };
  const wanted = new Set([own.letter, ...others]);
  const kept = found.devices.filter(({ letter, retiredOn }) => wanted.has(letter) || retiredOn !== null);
  const added = [own, ...others.map((letter) => ({ letter, installId: '' }))];
  return added.reduce<BranchRules>(withDeviceAdded, { ...found, devices: kept });
}
