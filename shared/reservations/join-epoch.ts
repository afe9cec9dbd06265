import type { Epoch } from './epoch.ts';
import { rightsOf, type Ledger } from './ledger.ts';

/** The hub asks a holder to leave its epoch for the next one. */
export interface EpochCall {
  readonly slot: string;
  readonly number: number;
  /** Rights that are promised to it there, if it has as many, whatever becomes of the hub. */
  readonly keep: number;
  /** Its part of what is left to the other channels (HUB-7). */
  readonly holdBack: number;
}

/**
 * HUB-3: a holder joins the next epoch with the rights that it may keep and lets go of the others. The new ledger must be durable before
 * anybody sees it. A call of an epoch that it lives in, or has left, changes nothing.
 * @param epoch the document of the epoch it leaves, where it is known here
 */
export function joinEpoch(ledger: Ledger, call: EpochCall, epoch: Epoch | null, ledgers: Iterable<Ledger>): Ledger {
  if (call.number <= ledger.epoch) return ledger;
  const kept = Math.max(0, Math.min(call.keep, rightsOf(ledger, epoch, ledgers)));
  return {
    ...ledger,
    revision: ledger.revision + 1,
    epoch: call.number,
    kept,
    holdBack: call.holdBack,
    usedBefore: ledger.used,
  };
}
