import type { SyncView } from '../../desk/contract.ts';

/** What the server has still to be told, by what it is. */
export interface UnsentCounts {
  /** That wait to be sent for the first time. */
  readonly bookings: number;
  /** Moves, cancellations and ends of visits, of appointments that the server has. */
  readonly changes: number;
  /** Bookings whose answer was lost: they wait to be looked up, not to be sent. */
  readonly checking: number;
}

export function unsentCounts({ unsent, queue }: Pick<SyncView, 'unsent' | 'queue'>): UnsentCounts {
  const checking = queue.filter(({ state }) => state === 'checking').length;
  const changes = queue.filter(({ state, kind }) => kind === 'change' && state !== 'checking').length;
  return { bookings: unsent - checking - changes, changes, checking };
}
