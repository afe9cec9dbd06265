import { rightsOf, type Ledger } from './ledger.ts';

/**
 * One split of a slot's free places, named `{slot}_{number}` and never changed (SPEC HUB). The branch's hub alone writes it,
 * from one snapshot of the server.
 */
export interface Epoch {
  readonly slot: string;
  readonly number: number;
  /** Places open to bookings, and how many were taken, in the snapshot. */
  readonly capacity: number;
  readonly filled: number;
  /** UTC instant (epoch ms) at which the snapshot was asked for. */
  readonly pulledAt: number;
  /** Places of the grants that are left to the other channels by whoever has no line (HUB-7). */
  readonly reserve: number;
  /** UTC instant (epoch ms) of the end of the slot's local date (LEASE-1). */
  readonly leaseUntil: number;
  /** Base grant of each holder that had joined. A holder that is not named keeps what it brought along. */
  readonly grants: Readonly<Record<string, number>>;
}

/** The document's id. */
export function epochId({ slot, number }: Pick<Epoch, 'slot' | 'number'>): string {
  return `${slot}_${number}`;
}

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
