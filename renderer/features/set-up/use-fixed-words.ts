import type { DeskEnvironment, DeskSettings } from '../../../shared/ipc/contract.ts';
import { useText } from '../../i18n/use-text.ts';
import { variableBehind } from '../settings/fixed-settings.ts';

/** Why a setting can't be changed here, where it was given from outside at the start; null where it can. */
export function useFixedWords({
  fromEnvironment,
}: Pick<DeskEnvironment, 'fromEnvironment'>): (name: keyof DeskSettings) => string | null {
  const t = useText();
  return (name) => {
    const variable = variableBehind(name, fromEnvironment);
    return variable === null ? null : t('settings.fixed', { variable });
  };
}
