import type { Epoch } from './epoch.ts';

/**
 * What one device says about its part of one slot (SPEC LEDGER). It alone writes it; everybody else reads copies, which may
 * come late, twice or in any order. Nothing that others believe is kept anywhere else: a credit is read from the giver's ledger.
 */
export interface Ledger {
  readonly slot: string;
  /** The roster's name of the device, and the installation that writes: a new one begins a ledger of its own. */
  readonly device: string;
  readonly install: string;
  /** Grows with each write: of two copies the higher one counts. */
  readonly revision: number;
  /** The epoch it lives in; 0: none yet. */
  readonly epoch: number;
  /** Rights it brought into that epoch. They hold until the epoch's document says what it was granted. */
  readonly kept: number;
  /** How many of its rights it leaves to the other channels while it has no line (HUB-7). */
  readonly holdBack: number;
  /** Bookings made here for the slot, all day. One that ended before the server had it is taken off; no other ever is. */
  readonly used: number;
  /** What `used` was on joining the epoch. */
  readonly usedBefore: number;
  /** How many of those used the server is known to have recorded, all day. A later cancellation takes nothing off. */
  readonly recorded: number;
  /** Rights given away: per epoch, per taker, cumulative. Kept all day, for a taker may live in an older epoch. */
  readonly given: Readonly<Record<number, Readonly<Record<string, number>>>>;
}

/** Who holds rights: a device's installation, `{device}_{install}`. */
export function holderOf({ device, install }: Pick<Ledger, 'device' | 'install'>): string {
  return `${device}_${install}`;
}

/** LEDGER-4: an installation begins with nothing. */
export function openLedger(slot: string, device: string, install: string): Ledger {
  return {
    slot,
    device,
    install,
    revision: 0,
    epoch: 0,
    kept: 0,
    holdBack: 0,
    used: 0,
    usedBefore: 0,
    recorded: 0,
    given: {},
  };
}

/** LEDGER-2: of two copies of one ledger the one that was written later. */
export function newerLedger(known: Ledger | undefined, seen: Ledger): Ledger {
  return known === undefined || seen.revision > known.revision ? seen : known;
}

/** A booking was made here: it uses a right from the same commit on. */
export function useRight(ledger: Ledger): Ledger {
  return { ...ledger, revision: ledger.revision + 1, used: ledger.used + 1 };
}

/** A booking ended before the server had it (cancelled here, refused there): its right is back (LEDGER-5). */
export function returnRight(ledger: Ledger): Ledger {
  return { ...ledger, revision: ledger.revision + 1, used: ledger.used - 1 };
}

/** The server has recorded one of the bookings made here: from now on its own count holds the place. */
export function markRecorded(ledger: Ledger): Ledger {
  return { ...ledger, revision: ledger.revision + 1, recorded: ledger.recorded + 1 };
}

/** Rights that others gave a holder in an epoch, as their ledgers say (TRANSFER-2). */
export function receivedIn(epoch: number, holder: string, ledgers: Iterable<Ledger>): number {
  let received = 0;
  for (const ledger of ledgers) received += ledger.given[epoch]?.[holder] ?? 0;
  return received;
}

/** Rights that others gave a holder in any epoch after one, which it may have joined unseen (HUB-5). */
export function receivedAfter(epoch: number, holder: string, ledgers: Iterable<Ledger>): number {
  let received = 0;
  for (const { given } of ledgers) {
    for (const [number, takers] of Object.entries(given)) if (Number(number) > epoch) received += takers[holder] ?? 0;
  }
  return received;
}

/** Rights that the ledger's device gave away in its present epoch. */
export function givenAway(ledger: Ledger): number {
  let given = 0;
  for (const count of Object.values(ledger.given[ledger.epoch] ?? {})) given += count;
  return given;
}

/** What the holder began its epoch with: the grant where the document is known and names it, else what it brought along. */
function baseOf(ledger: Ledger, epoch: Epoch | null): number {
  const grant = epoch?.number === ledger.epoch ? epoch.grants[holderOf(ledger)] : undefined;
  return grant ?? ledger.kept;
}

/**
 * LEDGER-3: rights = base grant + received − given − used, in the epoch that the ledger lives in.
 * @param epoch the document of that epoch; null or another one: not here yet
 * @param ledgers every ledger of the slot that is known here
 */
export function rightsOf(ledger: Ledger, epoch: Epoch | null, ledgers: Iterable<Ledger>): number {
  const received = receivedIn(ledger.epoch, holderOf(ledger), ledgers);
  return baseOf(ledger, epoch) + received - givenAway(ledger) - (ledger.used - ledger.usedBefore);
}
