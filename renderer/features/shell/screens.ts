import { useCallback } from 'react';
import type { MessageId } from '../../i18n/catalogue.ts';
import { useText } from '../../i18n/use-text.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { useView } from '../../ui/use-view.ts';

/** The screens under the status line, in the order of the navigation. */
export const screens = [
  { path: '/', label: 'shell.nav.board' },
  { path: '/conflicts', label: 'shell.nav.conflicts' },
  { path: '/report', label: 'shell.nav.report' },
  { path: '/settings', label: 'shell.nav.settings' },
] as const satisfies readonly { readonly path: string; readonly label: MessageId }[];
export type ScreenPath = (typeof screens)[number]['path'];

/** The set-up, which has no place in the navigation. */
export const connectPath = '/connect';

/** A screen's name; of the conflicts, how many need a person, else what else is to do there. */
export function useScreenLabel(): (path: ScreenPath) => string {
  const t = useText();
  const { needsYou, toTell, waiting, waitingFree } = useView(useDesk().views.sync);
  return useCallback(
    (path) => {
      if (path === '/conflicts') {
        if (needsYou > 0) return t('shell.nav.needs-you', { count: needsYou });
        if (toTell > 0) return t('shell.nav.to-tell', { count: toTell });
        if (waitingFree > 0) return t('shell.nav.waiting-free', { count: waitingFree });
        if (waiting > 0) return t('shell.nav.waiting', { count: waiting });
      }
      return t(screens.find((screen) => screen.path === path)?.label ?? 'shell.nav.board');
    },
    [t, needsYou, toTell, waiting, waitingFree],
  );
}
