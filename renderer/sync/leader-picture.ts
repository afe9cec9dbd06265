import type { ServerClock } from '../../shared/sync/clock.ts';
import type { Condition } from '../../shared/sync/condition.ts';
import type { SyncStatus } from './status.ts';

/** What the window that syncs tells the others: what its status line says, and what another window needs to go on from there. */
export interface LeaderPicture {
  readonly status: SyncStatus;
  /** Everything that is known to be wrong, not the worst of it alone. */
  readonly condition: Condition;
  readonly clock: ServerClock;
}
