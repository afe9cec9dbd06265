import type { ReactNode } from 'react';
import type { Begin } from './use-search.ts';
import type { ChangeKind } from './change-route.ts';

/** What a panel over the screen gets: how to close itself. It renders a `Panel`. */
export interface PanelProps {
  readonly onClose: () => void;
}

/** `begin`: what was searched for in vain, to begin the booking with. */
export interface BookingProps extends PanelProps {
  readonly begin: Begin | null;
}

export interface VisitPanelProps extends PanelProps {
  readonly appointmentId: string;
  /** Opens the panel that moves or cancels it. */
  readonly onChange: (change: ChangeKind) => void;
}

export interface ChangePanelProps extends VisitPanelProps {
  readonly change: ChangeKind;
  /** Opens the panel of the appointment instead. */
  readonly onVisit: () => void;
}

/** The panels that `?panel=` of the route names. */
export type PanelName = 'booking' | 'walk-in' | 'sync' | 'visit' | 'change';

export interface BoardProps {
  /** The appointment whose panel is open. */
  readonly openId: string | null;
  /** Opens the appointment panel. */
  readonly onOpen: (appointmentId: string) => void;
  readonly onHelp: () => void;
}

export interface ConflictsProps {
  /** The booking that the route names; null: the person came for whichever is first. */
  readonly openId: string | null;
  readonly onOpen: (bookingId: string) => void;
}

/**
 * The screens and panels of the desk, given to the shell, so that no feature imports another.
 * Screens fill the room under the status line and scroll inside it.
 */
export interface Surfaces {
  /** Above every screen: what has to be said about this start; mostly nothing. */
  readonly notice: () => ReactNode;
  /** Over everything, whatever is open: what was put to the desk from outside; mostly nothing. */
  readonly question: () => ReactNode;
  readonly board: (props: BoardProps) => ReactNode;
  readonly conflicts: (props: ConflictsProps) => ReactNode;
  readonly report: () => ReactNode;
  readonly settings: () => ReactNode;
  /** Fills the window in place of everything else: the way from the sample clinic to a real one. */
  readonly connect: (props: { readonly onLeave: () => void }) => ReactNode;
  readonly panels: Readonly<
    Record<Exclude<PanelName, 'visit' | 'change' | 'booking'>, (props: PanelProps) => ReactNode>
  > & {
    readonly booking: (props: BookingProps) => ReactNode;
    readonly visit: (props: VisitPanelProps) => ReactNode;
    readonly change: (props: ChangePanelProps) => ReactNode;
  };
}
