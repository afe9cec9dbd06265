import type { DeskEnvironment, DeskSettings } from '../../../shared/ipc/contract.ts';
import { useText } from '../../i18n/use-text.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { useView } from '../../ui/use-view.ts';

/** Variables that fix a setting at start. */
const variables: Readonly<Partial<Record<keyof DeskSettings | 'apiKey', string>>> = {
  apiUrl: 'HUSKY_API_URL',
  apiKey: 'HUSKY_API_KEY',
  branchId: 'HUSKY_BRANCH_ID',
  deviceName: 'HUSKY_DEVICE',
  deviceLetter: 'HUSKY_DEVICE',
};

/** The variable that fixes a setting; null where it can be changed in the app. */
export function variableBehind(
  name: keyof DeskSettings | 'apiKey',
  fromEnvironment: DeskEnvironment['fromEnvironment'],
): string | null {
  return fromEnvironment.includes(name) ? (variables[name] ?? null) : null;
}

/** Why a setting can't be changed here: it was given from outside at start. Null where it can. */
export function useFixed(): (name: keyof DeskSettings | 'apiKey') => string | null {
  const t = useText();
  const { fromEnvironment } = useView(useDesk().views.settings).environment;
  return (name) => {
    const variable = variableBehind(name, fromEnvironment);
    return variable === null ? null : t('settings.fixed', { variable });
  };
}
