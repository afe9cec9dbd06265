import { useState } from 'react';
import type { DeskSettings, SettingsPatch } from '../../../shared/ipc/contract.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { useView } from '../../ui/use-view.ts';

export type SettingName = keyof DeskSettings;

export interface Saving {
  /** Saves at once; resolves to whether it was taken. */
  readonly save: (patch: SettingsPatch) => Promise<boolean>;
  readonly state: 'idle' | 'saving' | 'saved' | 'not-saved';
  /** Epoch ms of the last save. */
  readonly savedAt: number;
  /** Settings that were not taken, until they are tried again. */
  readonly faults: ReadonlySet<SettingName>;
}

/** Each setting is saved as it is left; the section's head says so. */
export function useSaving(): Saving {
  const desk = useDesk();
  const { now } = useView(desk.views.clock);
  const [state, setState] = useState<Saving['state']>('idle');
  const [savedAt, setSavedAt] = useState(0);
  const [faults, setFaults] = useState<ReadonlySet<SettingName>>(new Set());
  const save = async (patch: SettingsPatch): Promise<boolean> => {
    const names = Object.keys(patch) as SettingName[];
    setState('saving');
    const saved = await desk.intents.saveSettings(patch).then(
      (result) => result.kind === 'saved',
      () => false,
    );
    setSavedAt(now);
    setState(saved ? 'saved' : 'not-saved');
    setFaults((before) => {
      const after = new Set(before);
      for (const name of names) {
        if (saved) after.delete(name);
        else after.add(name);
      }
      return after;
    });
    return saved;
  };
  return { save, state, savedAt, faults };
}
