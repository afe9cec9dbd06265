import type { BranchRules, ReserveRule } from '../../../shared/reservations/branch-rules.ts';
import { useText } from '../../i18n/use-text.ts';

type Text = ReturnType<typeof useText>;

/** Each rule in which two sets of rules differ: its name, and from what to what. */
export function useRuleChanges(
  from: BranchRules,
  to: BranchRules,
): readonly { readonly key: string; readonly value: string }[] {
  const t = useText();
  const before = wordsOf(from, t);
  return wordsOf(to, t).flatMap(({ key, value }, index) => {
    const was = before[index]?.value ?? '';
    return was === value ? [] : [{ key, value: t('rules.paste.change', { was, becomes: value }) }];
  });
}

/** Every rule in words, always in the same order. */
function wordsOf(rules: BranchRules, t: Text): readonly { readonly key: string; readonly value: string }[] {
  const onOff = (on: boolean): string => t(on ? 'rules.on' : 'rules.off');
  return [
    { key: t('rules.desks'), value: desksIn(rules, t) },
    { key: t('rules.policy'), value: t(`rules.policy.${rules.policy}`) },
    { key: t('rules.reserve'), value: reserveWords(rules.reserve, t) },
    { key: t('rules.at-risk'), value: onOff(rules.atRisk) },
    { key: t('rules.own-places'), value: onOff(rules.ownPlacesForWalkIns) },
    { key: t('rules.rebooking'), value: t(`rules.rebooking.${rules.rebooking}`) },
  ];
}

/** `A × 2 (k3f9), B × 1, C × 1 (lost)`. */
function desksIn({ devices }: BranchRules, t: Text): string {
  const sorted = [...devices].sort((a, b) => (a.letter < b.letter ? -1 : 1));
  return sorted
    .map(({ letter, weight, installId, retiredOn }) => {
      const aside = [installId, retiredOn === null ? '' : t('rules.lost')].filter((words) => words !== '').join(', ');
      return `${letter} × ${String(weight)}${aside === '' ? '' : ` (${aside})`}`;
    })
    .join(', ');
}

function reserveWords(reserve: ReserveRule, t: Text): string {
  if (reserve.kind === 'history') return t('rules.reserve.history');
  return reserve.places === 0 ? t('rules.reserve.none') : t('rules.reserve.places', { count: reserve.places });
}
