import type { Epoch } from './epoch.ts';
import type { EpochCall } from './join-epoch.ts';
import { holderOf, newerLedger, receivedAfter, rightsOf, type Ledger } from './ledger.ts';
import { splitPlaces, type Member } from './split.ts';

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
  /** Holders that are asked, with their weights. */
  readonly members: readonly Member[];
  /** Places to leave to the other channels, and the holder that keeps them: the hub's own device (HUB-7). */
  readonly reserve: number;
  readonly keeper: string;
  readonly leaseUntil: number;
  readonly calls: ReadonlyMap<string, EpochCall>;
}

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
    unheard: new Set(unheard),
  };
}

/** A ledger arrives, from its writer or from somebody who has a copy. */
export function hearLedger(hub: Hub, ledger: Ledger): Hub {
  const holder = holderOf(ledger);
  const known = hub.ledgers.get(holder);
  const newest = newerLedger(known, ledger);
  if (newest === known) return hub;
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

/** What a round is called with. */
export type Calling = Pick<CalledRound, 'snapshot' | 'members' | 'reserve' | 'keeper' | 'leaseUntil'>;

/**
 * HUB-3: asks the holders to join, each with as many of its rights as the new split will leave it.
 * @param calling `members`: holders (`holderOf`) that can be reached, with the roster's weights, none of them retired; `leaseUntil`: end of the
 * slot's local date, UTC epoch ms
 */
export function callRound(hub: Hub, round: Round, calling: Calling): CalledRound {
  const { snapshot, members, reserve, keeper } = calling;
  const names = new Set(members.map(({ id }) => id));
  const pool = Math.max(0, snapshot.capacity - snapshot.filled - owedOf(hub, round, names));
  const shares = splitPlaces(pool - reserve, members);
  const calls = new Map(
    members.map(({ id }): [string, EpochCall] => {
      const kept = id === keeper ? Math.min(reserve, pool) : 0;
      return [id, { slot: hub.slot, number: round.number, keep: (shares.get(id) ?? 0) + kept, holdBack: kept }];
    }),
  );
  return { ...round, ...calling, calls };
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
  const pool = capacity - filled - owed;
  const held = new Map(joined.map(({ id }) => [id, heldBy(hub, id)]));
  const grants: Record<string, number> = {};
  for (const [id, share] of sharesOf(round, joined, pool, held)) {
    grants[id] = share - (held.get(id) ?? 0) + ledgerOf(hub, id).kept;
  }
  const epoch = { slot: hub.slot, number, capacity, filled, pulledAt, reserve, leaseUntil, grants };
  return { hub: withEpoch(hub, epoch), epoch };
}

/** The rights of each holder that joined: at least what it brought along, and the reserve for its keeper. */
function sharesOf(
  { reserve, keeper }: CalledRound,
  joined: readonly Member[],
  pool: number,
  held: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  const brought = held.get(keeper);
  if (brought === undefined) return splitPlaces(pool - reserve, joined, held);
  const free = new Map(held).set(keeper, Math.max(0, brought - reserve));
  const shares = new Map(splitPlaces(pool - reserve, joined, free));
  const shared = [...shares.values()].reduce((sum, share) => sum + share, 0);
  const share = shares.get(keeper) ?? 0;
  return shares.set(keeper, Math.max(brought, share + Math.min(reserve, pool - shared), share));
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
  return [...hub.ledgers.values()];
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
