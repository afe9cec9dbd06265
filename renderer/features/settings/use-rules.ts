import { rulesOf, type BranchRules } from '../../../shared/reservations/branch-rules.ts';
import type { ThisDevice } from '../../../shared/reservations/roster-changes.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { useView } from '../../ui/use-view.ts';
import type { Saving, SettingsChange } from './use-save.ts';

/** The rules of this desk's branch, and the way to change them. */
export interface RulesInHand {
  readonly branchId: string;
  readonly branchName: string;
  readonly rules: BranchRules;
  readonly thisDevice: ThisDevice;
  /** Organisation-local date. */
  readonly today: string;
  readonly saving: Saving;
  /** What to save where `update` is made to the rules as they are then. */
  readonly changed: (update: (rules: BranchRules) => BranchRules) => SettingsChange;
  /** Saves such a change; resolves to whether it was taken. */
  readonly change: (update: (rules: BranchRules) => BranchRules) => Promise<boolean>;
}

/** Null while the desk has no branch. */
export function useRules(saving: Saving): RulesInHand | null {
  const { views } = useDesk();
  const { environment } = useView(views.settings);
  const { settings } = saving;
  const { branch } = useView(views.clinic);
  const { today } = useView(views.clock);
  if (branch === null) return null;
  const { branchId, name } = branch;
  const changed: RulesInHand['changed'] = (update) => (now) => ({
    branchRules: { ...now.branchRules, [branchId]: update(found(rulesOf(now.branchRules, branchId))) },
  });
  return {
    branchId,
    branchName: settings.branchNames[branchId] ?? name,
    rules: rulesOf(settings.branchRules, branchId),
    thisDevice: { letter: settings.deviceLetter, installId: environment.deviceId },
    today,
    saving,
    changed,
    change: (update) => saving.save(changed(update)),
  };
}

/** Rules that a person sets are known again. */
function found({ lost: _lost, ...rules }: BranchRules): BranchRules {
  return rules;
}
