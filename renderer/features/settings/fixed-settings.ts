import type { DeskSettings } from '../../../shared/ipc/contract.ts';
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

/** Why a setting can't be changed here: it was given from outside at start. Null where it can. */
export function useFixed(): (name: keyof DeskSettings | 'apiKey') => string | null {
  const t = useText();
  const { fromEnvironment } = useView(useDesk().views.settings).environment;
  return (name) => {
    const variable = variables[name];
    if (variable === undefined || !fromEnvironment.includes(name)) return null;
    return t('settings.fixed', { variable });
  };
}
