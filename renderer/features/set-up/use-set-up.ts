import { useState } from 'react';
import type { FoundClinic } from '../../../shared/api/trial.ts';
import type { SettingsPatch } from '../../../shared/ipc/contract.ts';
import { defaultSettings } from '../../../shared/ipc/default-settings.ts';
import {
  draftOf,
  keepClinic,
  readAccess,
  settingsOfDraft,
  withFound,
  type KeepResult,
  type SetUpDraft,
} from '../../desk/set-up.ts';
import { useText } from '../../i18n/use-text.ts';
import type { SetUpPorts } from './ports.ts';
import { useTrial, type TrialState, type Trying } from './use-trial.ts';

/** The numbered steps, in order. */
export const steps = ['connect', 'branches', 'desk', 'check'] as const;
export type Step = (typeof steps)[number];
/** The first page of the first start comes before the steps. */
export type Page = 'welcome' | Step;

export interface SetUp {
  readonly ports: SetUpPorts;
  readonly page: Page;
  readonly go: (page: Page) => void;
  readonly draft: SetUpDraft;
  /** Changes what a form shows; what was tried stays true. */
  readonly change: (draft: SetUpDraft) => void;
  /** Changes the address or the key: what was tried is forgotten. */
  readonly changeAccess: (access: Partial<Pick<SetUpDraft, 'address' | 'key'>>, tryAtOnce: boolean) => void;
  readonly trial: TrialState;
  /** Tries what stands in the fields where it can be tried and was not yet. */
  readonly tryIt: () => void;
  readonly stop: Trying['forget'];
  /** Keeps everything, at the end. */
  readonly keep: (allowFile: boolean) => Promise<KeepResult>;
}

/** What was entered and where the person is; all of it in memory until `keep`. @param more settings that are kept with it */
export function useSetUp(ports: SetUpPorts, first: Page, more: SettingsPatch): SetUp {
  const [page, setPage] = useState<Page>(first);
  const { draft, enter, take } = useDraft(ports);
  const { state: trial, begin, forget } = useTrial(ports);
  const tryDraft = (typed: SetUpDraft): void => {
    const access = readAccess(typed);
    if (access.kind === 'access') begin({ address: access.address, key: access.key }, take);
  };
  return {
    ports,
    page,
    go: (to) => {
      if (trial.kind === 'trying') forget();
      setPage(to);
    },
    draft,
    change: enter,
    changeAccess: (access, tryAtOnce) => {
      const typed = { ...draft, ...access };
      enter(typed);
      forget();
      if (tryAtOnce) tryDraft(typed);
    },
    trial,
    tryIt: () => {
      if (trial.kind === 'untried' || trial.kind === 'trouble') tryDraft(draft);
    },
    stop: forget,
    keep: async (allowFile) => {
      if (trial.kind !== 'works') return 'not-kept';
      const { address, key } = trial.access;
      const patch = settingsOfDraft(draft, address, ports.settings, ports.environment);
      return keepClinic(ports.keeping, { key, allowFile }, { ...patch, ...more }).catch(() => 'not-kept');
    },
  };
}

/**
 * What was entered, the way to change it, and the way to add what was found. The name that a desk has before a person gives it one is in the
 * language of the set-up, which its first page may still change.
 */
function useDraft({ settings, environment }: SetUpPorts) {
  const usualName = useText()('set-up.desk.usual-name');
  const [entered, setEntered] = useState(() => draftOf(settings));
  const [named, setNamed] = useState(
    settings.deviceName !== defaultSettings.deviceName || environment.fromEnvironment.includes('deviceName'),
  );
  const draft: SetUpDraft = named ? entered : { ...entered, deviceName: usualName };
  return {
    draft,
    enter: (next: SetUpDraft) => {
      if (next.deviceName !== draft.deviceName) setNamed(true);
      setEntered(next);
    },
    take: (clinic: FoundClinic) => {
      setEntered((now) => withFound(now, clinic));
    },
  };
}
