import { useEffect } from 'react';
import { useDesk } from '../../ui/desk-context.tsx';
import type { PanelName } from './surfaces.ts';

/** Panels in which a person enters something that an interruption would lose. */
const forms: ReadonlySet<PanelName> = new Set<PanelName>(['booking', 'walk-in', 'change']);

/** Whether a panel is a form that somebody is filling in. */
export function isForm(panel: PanelName | null): boolean {
  return panel !== null && forms.has(panel);
}

/** Tells main while somebody is entering something in this window (shared/update/SPEC.md, UPDATE-8). */
export function useBusy(busy: boolean): void {
  const { intents } = useDesk();
  useEffect(() => {
    intents.reportBusy(busy);
    return () => {
      intents.reportBusy(false);
    };
  }, [intents, busy]);
}
