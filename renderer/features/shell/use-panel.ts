import { useCallback, useMemo } from 'react';
import { useLocation, useSearch } from 'wouter';
import type { PanelName } from './surfaces.ts';

const panelNames: ReadonlySet<string> = new Set<PanelName>(['booking', 'walk-in', 'sync', 'visit']);

function isPanelName(name: string | null): name is PanelName {
  return name !== null && panelNames.has(name);
}

export interface PanelRoute {
  readonly panel: PanelName | null;
  /** Of the visit panel: which appointment. */
  readonly visit: string | null;
  readonly open: (panel: PanelName, visit?: string) => void;
  readonly close: () => void;
}

/** The route of one appointment of the day that the board shows. */
export function visitRoute(appointmentId: string): string {
  return `/?${new URLSearchParams({ panel: 'visit', visit: appointmentId }).toString()}`;
}

/** The panel over the screen, as the route says it. Panels come and go without filling the history. */
export function usePanel(): PanelRoute {
  const [path, navigate] = useLocation();
  const search = useSearch();
  const asked = useMemo(() => new URLSearchParams(search), [search]);
  const name = asked.get('panel');
  const open = useCallback(
    (panel: PanelName, visit?: string) => {
      const wanted = new URLSearchParams(visit === undefined ? { panel } : { panel, visit });
      navigate(`${path}?${wanted.toString()}`, { replace: true });
    },
    [navigate, path],
  );
  const close = useCallback(() => {
    navigate(path, { replace: true });
  }, [navigate, path]);
  return { panel: isPanelName(name) ? name : null, visit: asked.get('visit'), open, close };
}
