import type { DeskSettings, Language } from './contract.ts';

/** The languages of a slip, the first of them at the top; a second one that is the same is said once. */
export function slipLanguages(
  settings: Pick<DeskSettings, 'language' | 'slipLanguage' | 'slipSecondLanguage'>,
): readonly Language[] {
  const first = settings.slipLanguage ?? settings.language;
  const second = settings.slipSecondLanguage;
  return second === null || second === first ? [first] : [first, second];
}
