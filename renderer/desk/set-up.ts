import { readAddress } from '../../shared/api/address.ts';
import { readKey } from '../../shared/api/key.ts';
import type { FoundClinic } from '../../shared/api/trial.ts';
import type {
  DeskEnvironment,
  DeskSettings,
  Language,
  SaveKeyResult,
  SaveSettingsResult,
  SettingsPatch,
} from '../../shared/ipc/contract.ts';
import { plainRules, rulesOf } from '../../shared/reservations/branch-rules.ts';
import { withDesks } from '../../shared/reservations/roster-changes.ts';

/** What a person has entered so far to connect this desk. Nothing of it is kept before the end. */
export interface SetUpDraft {
  readonly address: string;
  readonly key: string;
  readonly clinicName: string;
  readonly branchNames: Readonly<Record<string, string>>;
  /** Empty until chosen. */
  readonly branchId: string;
  readonly deviceName: string;
  readonly deviceLetter: string;
  /** Letters of the branch's other desks, in the order they were entered. */
  readonly otherLetters: readonly string[];
}

/** Where HuskyVoice is for every clinic that was not given an address of its own. */
const USUAL_ADDRESS = 'https://api.huskyvoice.ai/v1';

/** A to Z. */
export const deviceLetters: readonly string[] = Array.from({ length: 26 }, (_, index) =>
  String.fromCharCode('A'.charCodeAt(0) + index),
);

/** What the forms begin with: what is saved already. */
export function draftOf(settings: DeskSettings): SetUpDraft {
  const { apiUrl, clinicName, branchNames, branchId, deviceName, deviceLetter } = settings;
  return {
    address: apiUrl === '' ? USUAL_ADDRESS : apiUrl,
    key: '',
    clinicName,
    branchNames,
    branchId,
    deviceName,
    deviceLetter,
    otherLetters: listedBeside(settings, branchId),
  };
}

function listedBeside({ branchRules, deviceLetter }: DeskSettings, branchId: string): readonly string[] {
  return rulesOf(branchRules, branchId).devices.flatMap(({ letter, retiredOn }) =>
    letter === deviceLetter || retiredOn !== null ? [] : [letter],
  );
}

export type AccessReading =
  /** Tidied: as they are asked with and kept. */
  | { readonly kind: 'access'; readonly address: string; readonly key: string }
  | { readonly kind: 'faults'; readonly address: 'unusable' | null; readonly key: 'empty' | 'unusable' | null };

/** Whether an address and a key can be tried as they were typed. */
export function readAccess(draft: Pick<SetUpDraft, 'address' | 'key'>): AccessReading {
  const address = readAddress(draft.address);
  const key = readKey(draft.key);
  if (address.kind === 'address' && address.address !== '' && key.kind === 'key') {
    return { kind: 'access', address: address.address, key: key.key };
  }
  return {
    kind: 'faults',
    address: address.kind === 'address' && address.address !== '' ? null : 'unusable',
    key: key.kind === 'key' ? null : draft.key.trim() === '' ? 'empty' : 'unusable',
  };
}

/** The branches that have a window within the week, by id, with how many; they are known from nothing else. */
export function branchesFound({ windows }: FoundClinic): readonly {
  readonly branchId: string;
  readonly windows: number;
}[] {
  const counts = new Map<string, number>();
  for (const { branchId } of windows) counts.set(branchId, (counts.get(branchId) ?? 0) + 1);
  return [...counts].map(([branchId, count]) => ({ branchId, windows: count })).sort(byBranchId);
}

function byBranchId(a: { readonly branchId: string }, b: { readonly branchId: string }): number {
  return a.branchId < b.branchId ? -1 : 1;
}

/** The draft as it can go on with what was found: the only branch is this desk's; one of another clinic is not. */
export function withFound(draft: SetUpDraft, clinic: FoundClinic): SetUpDraft {
  const branches = branchesFound(clinic);
  if (branches.some(({ branchId }) => branchId === draft.branchId)) return draft;
  return { ...draft, branchId: branches.length === 1 ? (branches[0]?.branchId ?? '') : '' };
}

/** The draft for so many desks in all: the first letters that are free come, the last ones go. */
export function withDeskCount(draft: SetUpDraft, count: number): SetUpDraft {
  const { deviceLetter, otherLetters } = draft;
  const free = deviceLetters.filter((letter) => letter !== deviceLetter && !otherLetters.includes(letter));
  const others = [...otherLetters, ...free].slice(0, count - 1);
  return { ...draft, otherLetters: others };
}

/** The draft with this desk's letter; a desk that had it takes the one that becomes free. */
export function withOwnLetter(draft: SetUpDraft, letter: string): SetUpDraft {
  const { deviceLetter, otherLetters } = draft;
  return {
    ...draft,
    deviceLetter: letter,
    otherLetters: otherLetters.map((other) => (other === letter ? deviceLetter : other)),
  };
}

/** The draft with the letter of another desk; two desks that would have one letter change theirs. */
export function withOtherLetter(draft: SetUpDraft, index: number, letter: string): SetUpDraft {
  const before = draft.otherLetters[index];
  const others = draft.otherLetters.map((other, at) =>
    at === index ? letter : other === letter ? (before ?? other) : other,
  );
  return { ...draft, otherLetters: others };
}

/** What is saved of a draft. What the environment fixes stays out of it. */
export function settingsOfDraft(
  draft: SetUpDraft,
  address: string,
  now: DeskSettings,
  { deviceId, fromEnvironment }: Pick<DeskEnvironment, 'deviceId' | 'fromEnvironment'>,
): SettingsPatch {
  const { branchId, deviceLetter, otherLetters } = draft;
  const names = Object.entries(draft.branchNames).flatMap(([id, name]) =>
    name.trim() === '' ? [] : [[id, name.trim()] as const],
  );
  const patch: SettingsPatch = {
    apiUrl: address,
    clinicName: draft.clinicName.trim(),
    branchId,
    branchNames: Object.fromEntries(names),
    deviceName: draft.deviceName.trim(),
    deviceLetter,
    devicesOnKey: 1 + otherLetters.length,
    ...(branchId === '' ? {} : rulesOfDraft(draft, now, deviceId)),
  };
  return Object.fromEntries(Object.entries(patch).filter(([name]) => !fromEnvironment.some((fixed) => fixed === name)));
}

/** Nothing where one desk alone has the rules that every desk has. */
function rulesOfDraft(draft: SetUpDraft, now: DeskSettings, deviceId: string): Pick<SettingsPatch, 'branchRules'> {
  const { branchId, deviceLetter, otherLetters } = draft;
  const before = rulesOf(now.branchRules, branchId);
  if (otherLetters.length === 0 && before === plainRules) return {};
  const rules = withDesks(before, { letter: deviceLetter, installId: deviceId }, otherLetters);
  return { branchRules: { ...now.branchRules, [branchId]: rules } };
}

export type KeepResult = 'kept' | 'needs-consent' | 'not-kept';

/** Where a set-up keeps what was entered. */
export interface Keeping {
  saveKey(key: string, allowFile: boolean): Promise<SaveKeyResult>;
  saveSettings(patch: SettingsPatch): Promise<SaveSettingsResult>;
}

/**
 * Keeps the key, and then, with the address, all the rest in one write. Cut short between them the desk still has no address: it
 * begins anew, and nothing is ever sent with half of it.
 */
export async function keepClinic(
  keeping: Keeping,
  access: { readonly key: string; readonly allowFile: boolean },
  patch: SettingsPatch,
): Promise<KeepResult> {
  const key = await keeping.saveKey(access.key, access.allowFile);
  if (key.kind !== 'saved') return key.kind === 'needs-consent' ? 'needs-consent' : 'not-kept';
  const saved = await keeping.saveSettings(patch);
  return saved.kind === 'saved' ? 'kept' : 'not-kept';
}

/** The first of the account's languages (BCP 47 tags) that the desk speaks; English where it speaks none. */
export function languageFor(systemLanguages: readonly string[]): Language {
  for (const tag of systemLanguages) {
    const language = tag.split('-')[0]?.toLowerCase();
    if (language === 'en' || language === 'hi' || language === 'ta') return language;
  }
  return 'en';
}
