import type { Epoch, EpochCall } from './epoch.ts';
import { baseOf, holderOf, newerLedger, openLedger, receivedAfter, rightsOf, type Ledger } from './ledger.ts';
import { splitPlaces, type Member } from './split.ts';
import { giveRights } from './transfer.ts';

/**
 * The branch's hub, for one slot: it makes epochs from what the server and the ledgers say (SPEC HUB). Pure: each function returns the
 * next hub, which must be durable before anything that rests on it leaves the device.
 */
export interface Hub {
  readonly slot: string;
  /** Id of the hub's installation: one that lost its disk comes back under another. */
  readonly install: string;
  /** The highest number of a round that was ever begun. No number is used twice (HUB-2). */
  readonly round: number;
  /** Documents of epochs in which somebody may still live, by number. */
  readonly epochs: ReadonlyMap<number, Epoch>;
  /** The newest ledger of each holder, lost ones too: what they hold stays theirs until the day ends (HUB-6). */
  readonly ledgers: ReadonlyMap<string, Ledger>;
  /** The places that no device holds, as a ledger of the hub's own. */
  readonly spare: Ledger;
  /** Holders that must answer the takeover before the first round: a hub without its disk knows not what they were given (HUB-8). */
  readonly unheard: ReadonlySet<string>;
}

/** What the hub read at the server: places open to bookings and places taken; `pulledAt`, UTC epoch ms, is when it asked. */
export interface SlotSnapshot {
  readonly capacity: number;
  readonly filled: number;
  readonly pulledAt: number;
}

/** A round that was begun: what was known to be recorded before the server is asked, by holder. */
export interface Round {
  readonly number: number;
  readonly recordedBefore: ReadonlyMap<string, number>;
}

/** A round whose holders are being asked to join. */
export interface CalledRound extends Round {
  readonly snapshot: SlotSnapshot;
  readonly reserve: number;
  readonly leaseUntil: number;
  /** Holders that are asked, with their weights. */
  readonly members: readonly Member[];
  readonly calls: ReadonlyMap<string, EpochCall>;
}

/** Name of the hub's own ledger; no device has it. */
const SPARE = 'spare';

/**
 * A hub that has given nothing yet.
 * @param install id of the hub's installation
 * @param unheard holders that an earlier hub, whose disk is lost, may have given something, retired ones too; none: this is the first
 */
export function openHub(slot: string, install: string, unheard: Iterable<string> = []): Hub {
  return {
    slot,
    install,
    round: 0,
    epochs: new Map(),
    ledgers: new Map(),
    spare: openLedger(slot, SPARE, install),
    unheard: new Set(unheard),
  };
}

/** A ledger arrives, from its writer or from somebody who has a copy. A hub's own is no holder's. */
export function hearLedger(hub: Hub, ledger: Ledger): Hub {
  const holder = holderOf(ledger);
  const known = hub.ledgers.get(holder);
  const newest = newerLedger(known, ledger);
  if (newest === known || ledger.device === SPARE) return hub;
  const round = Math.max(hub.round, newest.epoch);
  return { ...hub, round, ledgers: new Map(hub.ledgers).set(holder, newest) };
}

/**
 * HUB-8: a holder answered the takeover (`answerTakeover`): from here on all that it holds stands in its ledger.
 * @param install the hub that the answer is meant for; another's is only a ledger
 */
export function hearTakeover(hub: Hub, install: string, ledger: Ledger): Hub {
  const heard = hearLedger(hub, ledger);
  if (install !== hub.install || !heard.unheard.has(holderOf(ledger))) return heard;
  return { ...heard, unheard: new Set([...heard.unheard].filter((holder) => holder !== holderOf(ledger))) };
}

/**
 * HUB-1, HUB-2: a round begins before the server is asked, under a number of its own.
 * @returns null while a device has to be heard first (HUB-8)
 */
export function beginRound(hub: Hub): { readonly hub: Hub; readonly round: Round } | null {
  if (hub.unheard.size > 0) return null;
  const number = hub.round + 1;
  const recordedBefore = new Map([...hub.ledgers].map(([holder, { recorded }]) => [holder, recorded]));
  return { hub: { ...hub, round: number }, round: { number, recordedBefore } };
}

/**
 * HUB-3: asks the holders that can be reached to join, each with as many of its rights as the new split will leave it.
 * @param members holders (`holderOf`) that can be reached, with the roster's weights; retired ones are not among them
 * @param reserve places to leave to the other channels
 * @param leaseUntil end of the slot's local date, UTC epoch ms
 */
export function callRound(
  hub: Hub,
  round: Round,
  asked: {
    readonly snapshot: SlotSnapshot;
    readonly members: readonly Member[];
    readonly reserve: number;
    readonly leaseUntil: number;
  },
): CalledRound {
  const { snapshot, members, reserve } = asked;
  const names = new Set(members.map(({ id }) => id));
  const pool = snapshot.capacity - snapshot.filled - reserve - owedOf(hub, round, names);
  const shares = splitPlaces(pool, members);
  const calls = new Map(
    members.map(({ id }) => [id, { slot: hub.slot, number: round.number, keep: shares.get(id) ?? 0 }] as const),
  );
  return { ...round, ...asked, calls };
}

/**
 * HUB-4, HUB-5: the epoch of a round, from the ledgers that have joined it by now. Who has not joined keeps what it may hold, out of
 * everybody's reach. The document must be durable before anybody sees it.
 */
export function closeRound(hub: Hub, round: CalledRound): { readonly hub: Hub; readonly epoch: Epoch } {
  const { number, snapshot, reserve, leaseUntil } = round;
  const { capacity, filled, pulledAt } = snapshot;
  const joined = round.members.filter(({ id }) => hub.ledgers.get(id)?.epoch === number);
  const owed = owedOf(hub, round, new Set(joined.map(({ id }) => id)));
  const held = new Map(joined.map(({ id }) => [id, heldBy(hub, id)]));
  const shares = splitPlaces(capacity - filled - reserve - owed, joined, held);
  const grants: Record<string, number> = {};
  let shared = 0;
  for (const [id, share] of shares) {
    shared += share;
    grants[id] = share - (held.get(id) ?? 0) + baseOf(ledgerOf(hub, id), null);
  }
  const spare = Math.max(0, capacity - filled - owed - shared);
  const epoch = { slot: hub.slot, number, capacity, filled, pulledAt, reserve: spare, leaseUntil, grants };
  const account = { ...hub.spare, revision: hub.spare.revision + 1, epoch: number, kept: spare };
  return { hub: withEpoch({ ...hub, spare: account }, epoch), epoch };
}

/**
 * HUB-7: one of the places that no device holds, for a holder that asks while its line to the server is up and no device in reach has a
 * right left. The hub's ledger changes as a giver's does.
 * @returns null where none is left, or the holder lives in another epoch
 */
export function lendSpare(hub: Hub, taker: string): Hub | null {
  const rights = rightsOf(hub.spare, null, []);
  if (rights < 1 || hub.ledgers.get(taker)?.epoch !== hub.spare.epoch) return null;
  return { ...hub, spare: giveRights(hub.spare, taker, 1, rights) };
}

/**
 * What the hub must leave alone: bookings that the snapshot may lack, and all that holders outside `joining` may still hold. A holder that was
 * given something by another may be one of which no ledger has come here yet.
 */
function owedOf(hub: Hub, round: Round, joining: ReadonlySet<string>): number {
  let owed = 0;
  for (const [holder, ledger] of hub.ledgers) {
    owed += ledger.used - (round.recordedBefore.get(holder) ?? 0);
    if (!joining.has(holder)) owed += mayHold(hub, holder, ledger);
  }
  for (const taker of takersIn(hub)) if (!hub.ledgers.has(taker)) owed += receivedAfter(0, taker, ledgersOf(hub));
  return owed;
}

/**
 * The most that a holder out of reach can hold: the rights of the ledger that is known here, and whatever was given to it in later epochs,
 * which it may have joined. Time takes nothing away (LEASE-1), nor does a person who retires it (HUB-6).
 */
function mayHold(hub: Hub, holder: string, { epoch }: Ledger): number {
  return heldBy(hub, holder) + receivedAfter(epoch, holder, ledgersOf(hub));
}

function takersIn(hub: Hub): ReadonlySet<string> {
  const takers = ledgersOf(hub).flatMap(({ given }) => Object.values(given).flatMap((byTaker) => Object.keys(byTaker)));
  return new Set(takers);
}

function heldBy(hub: Hub, holder: string): number {
  const ledger = ledgerOf(hub, holder);
  return Math.max(0, rightsOf(ledger, hub.epochs.get(ledger.epoch) ?? null, ledgersOf(hub)));
}

function ledgersOf(hub: Hub): readonly Ledger[] {
  return [...hub.ledgers.values(), hub.spare];
}

function ledgerOf(hub: Hub, holder: string): Ledger {
  const ledger = hub.ledgers.get(holder);
  if (ledger === undefined) throw new Error(`no ledger of ${holder}`);
  return ledger;
}

/** Keeps the documents of epochs in which a known ledger lives; the others are of no use any more. */
function withEpoch(hub: Hub, epoch: Epoch): Hub {
  const lived = new Set([...hub.ledgers.values()].map((ledger) => ledger.epoch));
  const epochs = new Map([...hub.epochs].filter(([number]) => lived.has(number)));
  return { ...hub, epochs: epochs.set(epoch.number, epoch) };
}
