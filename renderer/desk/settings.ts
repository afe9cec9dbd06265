import type {
  DeskEnvironment,
  DeskSettings,
  HuskyBridge,
  KeyStatus,
  SaveKeyResult,
  SaveSettingsResult,
  SettingsPatch,
} from '../../shared/ipc/contract.ts';
import type { SettingsView, View } from './contract.ts';
import { createView } from './view.ts';

export interface SettingsStart {
  readonly settings: DeskSettings;
  readonly key: KeyStatus;
  readonly environment: DeskEnvironment;
}

/** What a change says about the connection (SPEC COND-4). A language or a size says nothing: what is known of it stays known. */
export function connectionChange(previous: SettingsView, next: SettingsView): 'address' | 'key' | null {
  if (previous.settings.apiUrl !== next.settings.apiUrl) return 'address';
  // Main never tells the key itself: each answer about it may be about another one.
  return previous.key === next.key ? null : 'key';
}

/** Whether this device's part of the key's requests is another one (SPEC REQ-2). */
export function sharesChange(previous: DeskSettings, next: DeskSettings): boolean {
  return previous.devicesOnKey !== next.devicesOnKey || previous.dailyQuota !== next.dailyQuota;
}

/** The settings that the main process keeps, as the screens see them; the API key is only ever sent, never read. */
export class Settings {
  readonly #bridge: HuskyBridge;
  readonly #view;
  readonly #onChange: (previous: SettingsView, next: SettingsView) => void;

  /** `onChange` is told after settings or the key changed, here or in another window. */
  constructor(
    bridge: HuskyBridge,
    start: SettingsStart,
    onChange: (previous: SettingsView, next: SettingsView) => void,
  ) {
    this.#bridge = bridge;
    this.#view = createView<SettingsView>({
      ...start,
      stored: { appointments: 0, bookings: 0, unsent: 0, needsYou: 0 },
    });
    this.#onChange = onChange;
  }

  get view(): View<SettingsView> {
    return this.#view;
  }

  get current(): DeskSettings {
    return this.#view.get().settings;
  }

  get environment(): DeskEnvironment {
    return this.#view.get().environment;
  }

  async save(patch: SettingsPatch): Promise<SaveSettingsResult> {
    const result = await this.#bridge.invoke('settings.save', patch);
    if (result.kind === 'saved') this.#take({ settings: result.settings });
    return result;
  }

  async saveKey(key: string, allowFile: boolean): Promise<SaveKeyResult> {
    const result = await this.#bridge.invoke('key.save', { key, allowFile });
    if (result.kind === 'saved') this.#take({ key: result.status });
    return result;
  }

  async removeKey(): Promise<void> {
    this.#take({ key: await this.#bridge.invoke('key.remove') });
  }

  /** Another window saved something. The key is read only where it is about the key: each answer may be about another one. */
  async reload(what: 'settings' | 'key'): Promise<void> {
    if (what === 'settings') this.#take({ settings: await this.#bridge.invoke('settings.read') });
    else this.#take({ key: await this.#bridge.invoke('key.status') });
  }

  showStored(stored: SettingsView['stored']): void {
    this.#view.set({ ...this.#view.get(), stored });
  }

  #take(change: Partial<Pick<SettingsView, 'settings' | 'key'>>): void {
    const previous = this.#view.get();
    this.#view.set({ ...previous, ...change });
    this.#onChange(previous, this.#view.get());
  }
}
