import type { ConflictView } from '../../desk/contract.ts';
import type { Settling } from './use-settle.ts';

/** What the detail of a conflict gets, whatever its cause. */
export interface DetailProps {
  readonly conflict: ConflictView;
  readonly settling: Settling;
  /** Leaves it for later; null where it is the only one. */
  readonly onLater: (() => void) | null;
}
