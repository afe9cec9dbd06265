import { useCallback } from 'react';
import { useText } from '../../i18n/use-text.ts';

/** A length of time (ms) in whole minutes: `21 min`. */
export function useMinutes(): (milliseconds: number) => string {
  const t = useText();
  return useCallback((milliseconds) => t('report.minutes', { minutes: Math.floor(milliseconds / 60_000) }), [t]);
}
