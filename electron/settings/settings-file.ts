import { join } from 'node:path';
import type { DeskSettings, SaveSettingsResult, SettingsPatch } from '../../shared/ipc/contract.ts';
import { deskSettingsSchema, settingsPatchSchema } from '../../shared/ipc/contract.ts';
import { defaultSettings } from '../../shared/ipc/default-settings.ts';
import { everyBranch, lostRules } from '../../shared/reservations/branch-rules.ts';
import type { FixedSettings } from '../main/start-options.ts';
import { readTextIfPresent, setFileAside, writeAtomically } from '../storage/atomic-file.ts';
import { readAddress } from '../../shared/api/address.ts';
import { branchRulesFault } from './branch-rules-fault.ts';
import { shortcutKeysFault } from './shortcut-keys-fault.ts';

const FILE_NAME = 'settings.json';

type Rejected = Extract<SaveSettingsResult, { kind: 'rejected' }>;
type Fault = Rejected['faults'][number];
type Preview = { readonly kind: 'settings'; readonly settings: DeskSettings } | Rejected;

/** What to do about a field that can't be taken as it is. */
const remedies: Readonly<Record<keyof DeskSettings, string>> = {
  apiUrl: 'give the address as text',
  branchId: 'choose a branch',
  branchNames: 'give each branch a name of at most 80 characters',
  clinicName: 'give a name of at most 80 characters',
  deviceName: 'give a name of 1 to 40 characters',
  deviceLetter: 'give one letter from A to Z',
  language: 'choose en, hi or ta',
  textSize: 'choose normal, large or larger',
  letterShortcuts: 'choose on or off',
  shortcutKeys: 'give keys by action',
  hidePhones: 'choose on or off',
  branchRules: 'give the rules as the settings offer them',
  devicesOnKey: 'give the number of devices that use this key, 1 to 12',
  dailyQuota: "give the organisation's requests a day, 100 to 1,000,000, or nothing",
  printer: 'choose one of the printers, or nothing for the usual one',
  paperWidth: 'choose 58 or 80',
  slipLanguage: "choose en, hi or ta, or nothing for the desk's",
  slipSecondLanguage: 'choose en, hi or ta, or nothing for none',
  printAfterBooking: 'choose on or off',
  printAfterWalkIn: 'choose on or off',
  startsAs: 'choose desk, kiosk or display',
  updateFeed: 'give an address that starts with https://, or nothing for no updates',
};

/** Environment variable behind a setting that it fixes. */
const variables: Readonly<Record<keyof FixedSettings, string>> = {
  apiUrl: 'HUSKY_API_URL',
  branchId: 'HUSKY_BRANCH_ID',
  deviceName: 'HUSKY_DEVICE',
  deviceLetter: 'HUSKY_DEVICE',
};

/** The settings of this installation: `settings.json`, with what the environment fixes laid over it. */
export class SettingsFile {
  readonly #path: string;
  readonly #fixed: FixedSettings;
  #saved: DeskSettings;
  #saving: Promise<unknown> = Promise.resolve();

  private constructor(path: string, fixed: FixedSettings, saved: DeskSettings) {
    this.#path = path;
    this.#fixed = fixed;
    this.#saved = saved;
  }

  /**
   * Opens the settings of a folder. A file that can't be read in whole is set aside; the fields that can be read are kept,
   * the others get their defaults.
   * @returns the settings, and where the damaged file lies now, if there was one
   */
  static async open(
    folder: string,
    fixed: FixedSettings,
    now: number,
  ): Promise<{ readonly settings: SettingsFile; readonly setAside: string | null }> {
    const path = join(folder, FILE_NAME);
    const text = await readTextIfPresent(path);
    const { saved, damaged } = text === null ? { saved: defaultSettings, damaged: false } : readSettings(text);
    const setAside = damaged ? await setFileAside(path, now) : null;
    // What could be read, and that the rest is lost, must outlive the next start.
    if (damaged) await writeAtomically(path, asText(saved));
    return { settings: new SettingsFile(path, fixed, saved), setAside };
  }

  get current(): DeskSettings {
    return { ...this.#saved, ...this.#fixed };
  }

  get fixedFields(): readonly (keyof FixedSettings)[] {
    return (Object.keys(variables) as (keyof FixedSettings)[]).filter((field) => this.#fixed[field] !== undefined);
  }

  /** What the settings would be with `patch`; nothing is kept. */
  preview(patch: SettingsPatch): Preview {
    const judged = this.#judge(patch);
    return judged.kind === 'settings' ? { ...judged, settings: { ...judged.settings, ...this.#fixed } } : judged;
  }

  /** Saves the fields of `patch`, all or none; resolves when they are on disk. */
  async save(patch: SettingsPatch): Promise<SaveSettingsResult> {
    const saving = this.#saving.then(() => this.#saveNow(patch));
    this.#saving = saving.catch(() => undefined);
    return saving;
  }

  async #saveNow(patch: SettingsPatch): Promise<SaveSettingsResult> {
    const judged = this.#judge(patch);
    if (judged.kind === 'rejected') return judged;
    await writeAtomically(this.#path, asText(judged.settings));
    this.#saved = judged.settings;
    return { kind: 'saved', settings: this.current };
  }

  /** The settings to write down, without what the environment fixes. */
  #judge(patch: SettingsPatch): Preview {
    const checked = checkPatch(patch);
    const faults = [...checked.faults, ...this.#faultsOfFixed(checked.patch)];
    if (faults.length > 0) return { kind: 'rejected', faults };
    const settings = deskSettingsSchema.parse({ ...this.#saved, ...withoutFixed(checked.patch, this.#fixed) });
    return { kind: 'settings', settings };
  }

  #faultsOfFixed(patch: SettingsPatch): readonly Fault[] {
    return this.fixedFields
      .filter((field) => patch[field] !== undefined && patch[field] !== this.#fixed[field])
      .map((field) => ({ field, message: `set by ${variables[field]}; change it there` }));
  }
}

function asText(settings: DeskSettings): string {
  return `${JSON.stringify(settings, null, 2)}\n`;
}

/** What the environment fixes is not written down: without the variable the saved value returns. */
function withoutFixed(patch: SettingsPatch, fixed: FixedSettings): SettingsPatch {
  return Object.fromEntries(Object.entries(patch).filter(([field, value]) => value !== undefined && !(field in fixed)));
}

function checkPatch(patch: SettingsPatch): { readonly patch: SettingsPatch; readonly faults: readonly Fault[] } {
  const trimmed: SettingsPatch = { ...patch };
  for (const field of ['branchId', 'clinicName', 'deviceName'] as const) {
    const value = trimmed[field];
    // A setup file may hold anything.
    if (typeof value === 'string') trimmed[field] = value.trim();
  }
  const faults: Fault[] = [];
  if (typeof trimmed.apiUrl === 'string') {
    const reading = readAddress(trimmed.apiUrl);
    if (reading.kind === 'address') trimmed.apiUrl = reading.address;
    else faults.push({ field: 'apiUrl', message: reading.message });
  }
  if (typeof trimmed.updateFeed === 'string') {
    const reading = readAddress(trimmed.updateFeed);
    if (reading.kind === 'address') trimmed.updateFeed = reading.address;
    else faults.push({ field: 'updateFeed', message: remedies.updateFeed });
  }
  const parsed = settingsPatchSchema.safeParse(trimmed);
  if (!parsed.success) {
    for (const field of Object.keys(remedies) as (keyof DeskSettings)[]) {
      const issue = parsed.error.issues.find(({ path }) => path[0] === field);
      if (issue === undefined) continue;
      faults.push({ field, message: remedyOf(field, trimmed, issue) });
    }
  }
  return { patch: trimmed, faults };
}

/** @param issue what is wrong with the field; its path begins with it */
function remedyOf(
  field: keyof DeskSettings,
  patch: SettingsPatch,
  { code, path }: { readonly code: string; readonly path: readonly PropertyKey[] },
): string {
  const inside = path.slice(1);
  if (field === 'branchRules') return branchRulesFault(patch.branchRules, inside);
  return field === 'shortcutKeys' ? shortcutKeysFault({ code, path: inside }) : remedies[field];
}

/**
 * Fields are judged one by one, so that one bad value costs no other. A missing field is not damage but an older file. Rules of branches that
 * can't be read are lost rules, never those of a desk alone (shared/reservations/SPEC.md, ROSTER-7).
 */
function readSettings(text: string): { readonly saved: DeskSettings; readonly damaged: boolean } {
  const fields = parseObject(text);
  const withoutRules = { ...defaultSettings, branchRules: { [everyBranch]: lostRules } };
  if (fields === null) return { saved: withoutRules, damaged: true };
  const readable = Object.entries(fields).filter(([field, value]) => checkField(field, value));
  const known = Object.keys(fields).filter((field) => field in remedies);
  const rulesLost = 'branchRules' in fields && !readable.some(([field]) => field === 'branchRules');
  const defaults = rulesLost ? withoutRules : defaultSettings;
  const parsed = deskSettingsSchema.safeParse({ ...defaults, ...Object.fromEntries(readable) });
  return {
    saved: parsed.success ? parsed.data : withoutRules,
    damaged: !parsed.success || readable.length < known.length,
  };
}

function checkField(field: string, value: unknown): boolean {
  const parsed = settingsPatchSchema.safeParse({ [field]: value });
  if (!parsed.success || !(field in remedies)) return false;
  return (field !== 'apiUrl' && field !== 'updateFeed') || readAddress(String(value)).kind === 'address';
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}
