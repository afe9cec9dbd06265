import type { ReactNode } from 'react';

/** What a panel over the screen gets: how to close itself. It renders a `Panel`. */
export interface PanelProps {
  readonly onClose: () => void;
}

/** The panels that `?panel=` of the route names. */
export type PanelName = 'booking' | 'walk-in' | 'sync';

/**
 * The screens and panels of the desk, given to the shell by `main.tsx`, so that no feature imports another.
 * `conflicts` and `settings` fill the room under the status line and scroll inside it.
 */
export interface Surfaces {
  readonly board: () => ReactNode;
  readonly conflicts: () => ReactNode;
  readonly settings: () => ReactNode;
  readonly panels: Readonly<Record<PanelName, (props: PanelProps) => ReactNode>>;
}
