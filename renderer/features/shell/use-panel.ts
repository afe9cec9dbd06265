import { useCallback, useMemo } from 'react';
import { useLocation, useSearch } from 'wouter';
import { changeOfRoute, changeRoute, type ChangeKind } from './change-route.ts';
import type { PanelName } from './surfaces.ts';

const panelNames: ReadonlySet<string> = new Set<PanelName>(['booking', 'walk-in', 'sync', 'visit', 'change']);

function isPanelName(name: string | null): name is PanelName {
  return name !== null && panelNames.has(name);
}

/** Where a booking begins, on the day board. */
export const newBookingRoute = `/?panel=${'booking' satisfies PanelName}`;

export interface PanelRoute {
  readonly panel: PanelName | null;
  /** Of the visit panel and of the change panel: which appointment. */
  readonly visit: string | null;
  /** Of the change panel: what is to become of it. */
  readonly change: ChangeKind;
  readonly open: (panel: PanelName, visit?: string) => void;
  /** Opens the panel that moves or cancels an appointment of the day board. */
  readonly openChange: (visit: string, change: ChangeKind) => void;
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
  const openChange = useCallback(
    (visit: string, change: ChangeKind) => {
      navigate(changeRoute(visit, change), { replace: true });
    },
    [navigate],
  );
  const close = useCallback(() => {
    navigate(path, { replace: true });
  }, [navigate, path]);
  return {
    panel: isPanelName(name) ? name : null,
    visit: asked.get('visit'),
    change: changeOfRoute(asked),
    open,
    openChange,
    close,
  };
}
