import { useCallback, useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import type { FoundView } from '../../desk/contract.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { useView } from '../../ui/use-view.ts';
import { bookingOfRoute, conflictRoute } from './conflict-route.ts';
import { screens, type ScreenPath } from './screens.ts';
import type { SearchFieldProps } from './search-field.tsx';
import type { BoardProps, ConflictsProps } from './surfaces.ts';
import { useDayKeys } from './use-day.ts';
import { usePanel, visitRoute, type PanelRoute } from './use-panel.ts';
import type { Begin } from './use-search.ts';
import { useShortcuts } from './use-shortcuts.ts';

export interface FrameState {
  readonly screen: ScreenPath;
  readonly route: PanelRoute;
  readonly board: BoardProps;
  readonly conflicts: ConflictsProps;
  readonly search: Omit<SearchFieldProps, 'resultsIn'>;
  /** What the booking form begins with. */
  readonly begin: Begin | null;
  readonly help: boolean;
  readonly closeHelp: () => void;
  readonly newBooking: () => void;
  readonly walkIn: () => void;
  readonly toggleSync: () => void;
}

/** Where the window stands: screen, panel, search, help; and the keys that move it. */
export function useFrame(): FrameState {
  const { views, intents } = useDesk();
  const canBook = useView(views.clinic).branch !== null;
  const [path, navigate] = useLocation();
  const route = usePanel();
  const { panel, visit, open, close } = route;
  const [begin, setBegin] = useState<Begin | null>(null);
  const [help, setHelp] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const openFound = useOpenFound(visit, navigate);
  const conflictId = bookingOfRoute(path);
  const screen =
    conflictId === undefined ? (screens.find((candidate) => candidate.path === path)?.path ?? '/') : '/conflicts';
  const bookWith = (first: Begin | null): void => {
    setBegin(first);
    open('booking');
  };
  const newBooking = (): void => {
    if (canBook) bookWith(null);
  };
  const walkIn = (): void => {
    if (canBook) open('walk-in');
  };
  const showHelp = (): void => {
    setHelp(true);
  };
  const openWindow = (): void => {
    intents.openWindow();
  };
  const focusSearch = (): void => {
    field.current?.focus();
  };
  useShortcuts(
    {
      'new-booking': newBooking,
      'walk-in': walkIn,
      search: focusSearch,
      help: showHelp,
      reschedule: rescheduleFocused(route),
      ...useDayKeys(),
    },
    { newWindow: openWindow, covered: panel !== null || help },
  );
  // Kept the same, so that the board's rows need not be drawn again whenever something else changes.
  const onOpen = useCallback(
    (appointmentId: string) => {
      open('visit', appointmentId);
    },
    [open],
  );
  return {
    screen,
    route,
    board: { openId: visit, onOpen, onHelp: showHelp },
    conflicts: {
      openId: conflictId ?? null,
      onOpen: (bookingId) => {
        navigate(conflictRoute(bookingId), { replace: true });
      },
    },
    search: {
      field,
      onOpen: (found) => {
        field.current?.blur();
        openFound(found);
      },
      onNewBooking: canBook ? bookWith : null,
    },
    begin,
    help,
    closeHelp: () => {
      setHelp(false);
    },
    newBooking,
    walkIn,
    toggleSync: () => {
      if (panel === 'sync') close();
      else open('sync');
    },
  };
}

/** Moves the appointment whose row the keyboard is on; without one nothing happens. */
function rescheduleFocused({ openChange }: PanelRoute): () => void {
  return () => {
    const id = document.activeElement?.closest<HTMLElement>('[data-row]')?.dataset['row'];
    if (id !== undefined) openChange(id, 'move');
  };
}

/**
 * Opens an appointment of whatever date and branch: on the board of its day, which stays when its panel is closed; the keyboard is on its
 * row then.
 */
function useOpenFound(
  visit: string | null,
  navigate: (to: string, options?: { readonly replace?: boolean }) => void,
): (found: FoundView) => void {
  const { views, intents } = useDesk();
  const opened = useRef<string | null>(null);
  useEffect(() => {
    if (visit !== null || opened.current === null) return;
    document.querySelector<HTMLElement>(`[data-row="${CSS.escape(opened.current)}"]`)?.focus();
    opened.current = null;
  }, [visit]);
  return (found) => {
    opened.current = found.id;
    intents.showDate(found.date === views.clock.get().today ? null : found.date);
    const show = (): void => {
      navigate(visitRoute(found.id), { replace: true });
    };
    if (found.otherBranch === null) show();
    else void intents.showBranch(found.branchId).then(show);
  };
}
