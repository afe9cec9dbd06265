import { holderOf, type Ledger } from './ledger.ts';

/** What a device does about its ledger, in this order: the next step begins when the one before it is done. */
export type LedgerStep =
  { readonly kind: 'commit'; readonly ledger: Ledger } | { readonly kind: 'publish'; readonly ledger: Ledger };

/** How many of its rights a holder gives to one that ran out: half, so that neither has to ask again soon; its last one too. */
export function transferSize(rights: number): number {
  return Math.ceil(Math.max(0, rights) / 2);
}

/**
 * TRANSFER-1, TRANSFER-3: the giver's new ledger, with `count` more of its rights given to `taker` in the epoch it lives in. Givers give
 * only what they hold.
 * @param rights what the giver holds (`rightsOf`)
 */
export function giveRights(ledger: Ledger, taker: string, count: number, rights: number): Ledger {
  if (count < 1 || count > rights || taker === holderOf(ledger)) return ledger;
  const inEpoch = ledger.given[ledger.epoch] ?? {};
  const total = (inEpoch[taker] ?? 0) + count;
  return {
    ...ledger,
    revision: ledger.revision + 1,
    given: { ...ledger.given, [ledger.epoch]: { ...inEpoch, [taker]: total } },
  };
}

/** TRANSFER-2: a changed ledger is durable before anybody can see it, so a debit is there before its credit. */
export function publishSafely(ledger: Ledger): readonly LedgerStep[] {
  return [
    { kind: 'commit', ledger },
    { kind: 'publish', ledger },
  ];
}
