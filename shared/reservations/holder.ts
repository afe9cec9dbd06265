import { type Epoch } from './epoch.ts';
import { joinEpoch, type EpochCall } from './join-epoch.ts';
import { holderOf, newerLedger, openLedger, rightsOf, type Ledger } from './ledger.ts';
import { isLeaseOver } from './rights.ts';
import { giveRights, publishSafely, transferSize, type LedgerStep } from './transfer.ts';

/** One slot as a device of a branch with a hub knows it: all of it is on its disk. */
export interface Holder {
  readonly ledger: Ledger;
  /** The document of the epoch that the ledger lives in; null: not here yet. */
  readonly epoch: Epoch | null;
  /** The newest ledger of each other holder that has come here. */
  readonly others: ReadonlyMap<string, Ledger>;
}

/** An installation that knows nothing of a slot yet (LEDGER-4). */
export function openHolder(slot: string, device: string, install: string): Holder {
  return { ledger: openLedger(slot, device, install), epoch: null, others: new Map() };
}

/** The rights it holds. Without a plausible clock, or with the lease over, it may use none of them (LEASE, CLOCK). */
export function rightsHeld({ ledger, epoch, others }: Holder): number {
  return rightsOf(ledger, epoch, others.values());
}

/** After a commit: the ledger as it now is on the disk. The document of an epoch that it has left is of no more use. */
export function withLedger(holder: Holder, ledger: Ledger): Holder {
  return { ...holder, ledger, epoch: holder.epoch?.number === ledger.epoch ? holder.epoch : null };
}

/** Another's ledger arrives; an older copy changes nothing (LEDGER-2). */
export function hearOther(holder: Holder, ledger: Ledger): Holder {
  const name = holderOf(ledger);
  const known = holder.others.get(name);
  const newest = newerLedger(known, ledger);
  if (newest === known || name === holderOf(holder.ledger)) return holder;
  return { ...holder, others: new Map(holder.others).set(name, newest) };
}

/** The document of an epoch arrives; of another than its own it has no use (HUB-4). */
export function hearEpoch(holder: Holder, epoch: Epoch): Holder {
  return epoch.number === holder.ledger.epoch ? { ...holder, epoch } : holder;
}

/** The hub calls: join, or say again what was said, for the answer may have been lost (HUB-3). */
export function answerCall(holder: Holder, call: EpochCall): readonly LedgerStep[] {
  return publishSafely(joinEpoch(holder.ledger, call, holder.epoch, holder.others.values()));
}

/**
 * A hub that lost its disk takes over: the holder leaves its epoch by itself, with all it has, so that no document or credit of the earlier hub
 * that is still on its way adds to it (HUB-8).
 */
export function answerTakeover(holder: Holder): readonly LedgerStep[] {
  const { ledger, epoch, others } = holder;
  const { slot, holdBack } = ledger;
  const call = { slot, number: ledger.epoch + 1, keep: rightsHeld(holder), holdBack };
  return publishSafely(joinEpoch(ledger, call, epoch, others.values()));
}

/** A holder that has run out asks another. */
export interface RightsWanted {
  readonly taker: string;
  /** The epoch that the taker lives in. */
  readonly epoch: number;
  /** Whether the taker has a line to the server. */
  readonly online: boolean;
}

/** HUB-7, TRANSFER-1: half of what is here to sell. What is held back goes to one that has a line, place by place. */
export function answerWant(holder: Holder, { taker, epoch, online }: RightsWanted): readonly LedgerStep[] {
  const rights = sellable(holder, online);
  if (epoch !== holder.ledger.epoch || rights < 1) return [];
  const count = Math.max(1, transferSize(sellable(holder, false)));
  return publishSafely(giveRights(holder.ledger, taker, count, rights));
}

/** HUB-7: with a line all rights, without one those that are not held back for the other channels. */
function sellable(holder: Holder, online: boolean): number {
  const rights = rightsHeld(holder);
  return Math.max(0, online ? rights : rights - holder.ledger.holdBack);
}

/** What a device knows of its line and of the time. */
export interface Standing {
  /** Bookings are sent at once. */
  readonly online: boolean;
  /** UTC instant, epoch ms: monotonic time plus the server's offset. */
  readonly now: number;
  /** False where the clock can't be believed (CLOCK-1). */
  readonly plausible: boolean;
}

/**
 * The rights that may be used now (HUB-7, LEASE-2, CLOCK-1): none with an implausible clock or in the last minutes of the lease. Nobody else
 * gets them then: the end of a lease stops its holder, and frees nothing.
 * @param dayEndsAt end of the slot's local date, UTC epoch ms
 */
export function usableRights(holder: Holder, dayEndsAt: number, { online, now, plausible }: Standing): number {
  return plausible && !isLeaseOver(dayEndsAt, now) ? sellable(holder, online) : 0;
}
