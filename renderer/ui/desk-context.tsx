import { createContext, use, type ReactNode } from 'react';
import type { Desk } from '../desk/contract.ts';

const DeskContext = createContext<Desk | null>(null);

export function DeskProvider({ desk, children }: { readonly desk: Desk; readonly children: ReactNode }) {
  return <DeskContext value={desk}>{children}</DeskContext>;
}

/** The desk that the screens show and talk to. Throws outside a `DeskProvider`: that is a fault of the wiring. */
export function useDesk(): Desk {
  const desk = use(DeskContext);
  if (desk === null) throw new Error('useDesk needs a DeskProvider above it');
  return desk;
}
