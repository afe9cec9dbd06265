import { letterChange } from '../../../shared/reservations/roster-changes.ts';
import { useText } from '../../i18n/use-text.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { useView } from '../../ui/use-view.ts';
import { TextSetting } from './text-setting.tsx';
import { rulesOf } from '../../../shared/reservations/branch-rules.ts';
import type { Saving } from './use-save.ts';

/** The desk's letter. The desk's entry in the list of the branch follows it; another desk's letter is refused. */
export function LetterSetting({ saving }: { readonly saving: Saving }) {
  const t = useText();
  const { views } = useDesk();
  const { settings, environment } = useView(views.settings);
  const { unsent } = useView(views.sync);
  const { branch } = useView(views.clinic);
  const branchId = branch?.branchId ?? settings.branchId;
  const several = rulesOf(settings.branchRules, branchId).devices.length > 0;
  const follow = (now: typeof settings, letter: string): ReturnType<typeof letterChange> =>
    letterChange(
      rulesOf(now.branchRules, branchId),
      { letter: now.deviceLetter, installId: environment.deviceId },
      letter,
    );
  return (
    <TextSetting
      name="deviceLetter"
      label={t('settings.desk.letter')}
      saved={settings.deviceLetter}
      patch={(typed) => (now) => {
        const deviceLetter = typed.toUpperCase();
        const change = several ? follow(now, deviceLetter) : null;
        if (change?.kind !== 'changed') return { deviceLetter };
        return { deviceLetter, branchRules: { ...now.branchRules, [branchId]: change.rules } };
      }}
      check={(typed) => {
        const letter = typed.toUpperCase();
        return follow(settings, letter).kind === 'taken' ? t('rules.letter.taken', { letter }) : null;
      }}
      saving={saving}
      maxLength={1}
      locked={unsent > 0 ? t('settings.desk.letter.unsent', { count: unsent }) : null}
      help={several ? t('rules.letter.follows') : undefined}
    />
  );
}
