import { useCallback, useRef, useState, type RefObject } from 'react';
import { useLocation } from 'wouter';
import { useDesk } from '../../ui/desk-context.tsx';
import { useView } from '../../ui/use-view.ts';
import { bookingOfRoute, conflictRoute } from './conflict-route.ts';
import { screens, type ScreenPath } from './screens.ts';
import type { BoardProps, ConflictsProps } from './surfaces.ts';
import { usePanel, type PanelRoute } from './use-panel.ts';
import { useShortcuts } from './use-shortcuts.ts';

export interface FrameState {
  readonly screen: ScreenPath;
  readonly route: PanelRoute;
  readonly board: BoardProps;
  readonly conflicts: ConflictsProps;
  /** What stands in the search field; typing it leads to the board, which it filters. */
  readonly query: string;
  readonly look: (wanted: string) => void;
  readonly search: RefObject<HTMLInputElement | null>;
  /** Single letters are shortcuts. */
  readonly letters: boolean;
  readonly help: boolean;
  readonly closeHelp: () => void;
  readonly newBooking: () => void;
  readonly walkIn: () => void;
  readonly toggleSync: () => void;
}

/** Where the window stands: screen, panel, search, help; and the keys that move it. */
export function useFrame(): FrameState {
  const { views, intents } = useDesk();
  const { letterShortcuts } = useView(views.settings).settings;
  const canBook = useView(views.clinic).branch !== null;
  const [path, navigate] = useLocation();
  const route = usePanel();
  const { panel, visit, open, close } = route;
  const [query, setQuery] = useState('');
  const [help, setHelp] = useState(false);
  const search = useRef<HTMLInputElement>(null);
  const conflictId = bookingOfRoute(path);
  const screen =
    conflictId === undefined ? (screens.find((candidate) => candidate.path === path)?.path ?? '/') : '/conflicts';
  const newBooking = (): void => {
    if (canBook) open('booking');
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
    search.current?.focus();
  };
  useShortcuts(
    { newBooking, walkIn, search: focusSearch, help: showHelp, newWindow: openWindow },
    { letters: letterShortcuts, covered: panel !== null || help },
  );
  // Kept the same, so that the board's rows need not be drawn again at each key.
  const onOpen = useCallback(
    (appointmentId: string) => {
      open('visit', appointmentId);
    },
    [open],
  );
  return {
    screen,
    route,
    board: {
      query,
      onShowAll: () => {
        setQuery('');
      },
      openId: visit,
      onOpen,
      onHelp: showHelp,
    },
    conflicts: {
      openId: conflictId ?? null,
      onOpen: (bookingId) => {
        navigate(conflictRoute(bookingId), { replace: true });
      },
    },
    query,
    look: (wanted) => {
      setQuery(wanted);
      if (wanted !== '' && screen !== '/') navigate('/');
    },
    search,
    letters: letterShortcuts,
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
