import { useRef, useState } from 'react';
import type { DeskSettings, SettingsPatch } from '../../../shared/ipc/contract.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { useView } from '../../ui/use-view.ts';

export type SettingName = keyof DeskSettings;

/** What is saved: fields with their values, or how they follow from what is saved when their turn comes. */
export type SettingsChange = SettingsPatch | ((now: DeskSettings) => SettingsPatch);

export interface Saving {
  /** As they will be: what is kept with what is being saved. A choice shows at once, and falls back if it is not taken. */
  readonly settings: DeskSettings;
  /** Saves as soon as the one before is done; resolves to whether it was taken. */
  readonly save: (change: SettingsChange) => Promise<boolean>;
  readonly state: 'idle' | 'saving' | 'saved' | 'not-saved';
  /** Epoch ms of the last save. */
  readonly savedAt: number;
  /** Settings that were not taken, until they are tried again. */
  readonly faults: ReadonlySet<SettingName>;
}

/** The fields of a change. @param now the settings before it */
export function patchOf(change: SettingsChange, now: DeskSettings): SettingsPatch {
  return typeof change === 'function' ? change(now) : change;
}

/** Each setting is saved as it is left; the section's head says so. */
export function useSaving(): Saving {
  const desk = useDesk();
  const { now } = useView(desk.views.clock);
  const kept = useView(desk.views.settings).settings;
  const [waiting, setWaiting] = useState<readonly SettingsPatch[]>([]);
  const settings = waiting.reduce<DeskSettings>((earlier, patch) => Object.assign({}, earlier, patch), kept);
  const [state, setState] = useState<Saving['state']>('idle');
  const [savedAt, setSavedAt] = useState(0);
  const [faults, setFaults] = useState<ReadonlySet<SettingName>>(new Set());
  const before = useRef<Promise<unknown>>(Promise.resolve());
  const saveNow = async (change: SettingsChange): Promise<boolean> => {
    const patch = patchOf(change, desk.views.settings.get().settings);
    const names = Object.keys(patch) as SettingName[];
    setState('saving');
    const saved = await desk.intents.saveSettings(patch).then(
      (result) => result.kind === 'saved',
      () => false,
    );
    setSavedAt(now);
    setState(saved ? 'saved' : 'not-saved');
    setFaults((earlier) => {
      const after = new Set(earlier);
      for (const name of names) {
        if (saved) after.delete(name);
        else after.add(name);
      }
      return after;
    });
    return saved;
  };
  // One after the other: leaving a field and pressing a button at once are two changes, and the second builds on the first.
  const save = (change: SettingsChange): Promise<boolean> => {
    const shown = patchOf(change, settings);
    setWaiting((earlier) => [...earlier, shown]);
    const saving = before.current
      .then(() => saveNow(change))
      .finally(() => {
        setWaiting((earlier) => earlier.filter((patch) => patch !== shown));
      });
    before.current = saving;
    return saving;
  };
  return { settings, save, state, savedAt, faults };
}
