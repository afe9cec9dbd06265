import { useCallback } from 'react';
import type { OpenCounts } from '../../desk/contract.ts';
import { useText } from '../../i18n/use-text.ts';

/** "3 bookings are waiting to be sent and 1 booking needs you": what stands in the way, for a sentence. */
export function useOpenWords(): (open: OpenCounts) => string {
  const t = useText();
  return useCallback(
    (open) => {
      const unsent = t('settings.open.unsent', { count: open.unsent });
      const needsYou = t('settings.open.needs-you', { count: open.needsYou });
      if (open.needsYou === 0) return unsent;
      return open.unsent === 0 ? needsYou : t('settings.open.both', { unsent, needsYou });
    },
    [t],
  );
}
