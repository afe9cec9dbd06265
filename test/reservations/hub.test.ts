import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { epochId, type Epoch } from '../../shared/reservations/epoch.ts';
import { joinEpoch } from '../../shared/reservations/join-epoch.ts';
import {
  answerCall,
  answerTakeover,
  answerWant,
  hearEpoch,
  hearOther,
  openHolder,
  rightsHeld,
  usableRights,
  withLedger,
  type Holder,
} from '../../shared/reservations/holder.ts';
import {
  beginRound,
  callRound,
  closeRound,
  hearLedger,
  hearTakeover,
  openHub,
  type Hub,
} from '../../shared/reservations/hub.ts';
import { holderOf, markRecorded, newerLedger, returnRight, useRight } from '../../shared/reservations/ledger.ts';
import { reserveAhead } from '../../shared/reservations/reserve.ts';
import { giveRights, transferSize, type LedgerStep } from '../../shared/reservations/transfer.ts';
import { LinksWorld, runLinks } from '../simulation/table/links.ts';

const slot = 'w1_2026-06-15_checkup';
const dayEndsAt = Date.parse('2026-06-15T18:30:00.000Z');
const pulledAt = Date.parse('2026-06-15T03:00:00.000Z');

/** Does what is to be done, and tells the others. */
function carryOut(holder: Holder, steps: readonly LedgerStep[]): Holder {
  const commit = steps.find(({ kind }) => kind === 'commit');
  return commit === undefined ? holder : withLedger(holder, commit.ledger);
}

interface Branch {
  readonly hub: Hub;
  readonly holders: readonly Holder[];
}

function branchOf(...devices: readonly string[]): Branch {
  const holders = devices.map((device) => openHolder(slot, device, 'i1'));
  return { hub: holders.reduce((hub, { ledger }) => hearLedger(hub, ledger), openHub(slot, 'h1')), holders };
}

interface RoundOptions {
  readonly filled?: number;
  readonly reserve?: number;
  readonly capacity?: number;
  /** Devices that can be reached; by default all. */
  readonly reached?: readonly string[];
  /** The hub hears of the newest ledgers with their answers only. */
  readonly late?: boolean;
}

/** A whole round in which every reached device answers. */
function round({ hub, holders }: Branch, options: RoundOptions = {}): Branch & { readonly epoch: Epoch } {
  const { filled = 0, reserve = 0, capacity = 10, reached, late = false } = options;
  const isReached = ({ ledger }: Holder): boolean => reached?.includes(ledger.device) ?? true;
  const known = holders
    .filter((holder) => isReached(holder) && !late)
    .reduce((next, { ledger }) => hearLedger(next, ledger), hub);
  const begun = beginRound(known)!;
  const members = holders.filter(isReached).map(({ ledger }) => ({ id: holderOf(ledger), weight: 1 }));
  const snapshot = { capacity, filled, pulledAt };
  const called = callRound(begun.hub, begun.round, {
    snapshot,
    members,
    reserve,
    keeper: 'A_i1',
    leaseUntil: dayEndsAt,
  });
  const joined = holders.map((holder) => {
    const call = called.calls.get(holderOf(holder.ledger));
    return call === undefined ? holder : carryOut(holder, answerCall(holder, call));
  });
  const heard = joined.filter(isReached).reduce((next, { ledger }) => hearLedger(next, ledger), begun.hub);
  const closed = closeRound(heard, called);
  return {
    hub: closed.hub,
    epoch: closed.epoch,
    holders: joined.map((holder) => (isReached(holder) ? hearEpoch(holder, closed.epoch) : holder)),
  };
}

const rights = ({ holders }: Branch): number[] => holders.map(rightsHeld);

function changed(branch: Branch, at: number, change: (holder: Holder) => Holder): Branch {
  return { ...branch, holders: branch.holders.map((holder, index) => (index === at ? change(holder) : holder)) };
}

const books = (holder: Holder): Holder => withLedger(holder, useRight(holder.ledger));

describe('epochs', () => {
  it('HUB-4: the first epoch shares what is free and not reserved, by weight, and leaves the reserve with its keeper', () => {
    const first = round(branchOf('A', 'B', 'C'), { filled: 1, reserve: 2 });
    expect(epochId(first.epoch)).toBe(`${slot}_1`);
    expect(first.epoch).toMatchObject({ capacity: 10, filled: 1, reserve: 2, leaseUntil: dayEndsAt });
    expect(rights(first)).toEqual([5, 2, 2]);
  });

  it('HUB-4: each round shares anew what remains', () => {
    const first = round(branchOf('A', 'B'));
    const sold = changed(first, 0, (holder) => [1, 2, 3, 4].reduce(books, holder));
    expect(rights(sold)).toEqual([1, 5]);
    expect(rights(round(sold))).toEqual([3, 3]);
  });

  it('HUB-4: a holder out of reach keeps what it has, and the others share the rest', () => {
    const first = round(branchOf('A', 'B'));
    const sold = changed(first, 0, (holder) => [1, 2, 3, 4, 5].reduce(books, holder));
    expect(rights(round(sold, { reached: ['A'] }))).toEqual([0, 5]);
  });

  it('HUB-1: a booking is owed until it was known to be recorded before the server was asked', () => {
    const first = round(branchOf('A', 'B'));
    const sold = changed(first, 0, books);
    // The server recorded it meanwhile, and the snapshot counts it: for one round it is taken off twice.
    const told = changed(sold, 0, (holder) => withLedger(holder, markRecorded(holder.ledger)));
    const second = round(told, { filled: 1, late: true });
    expect(rights(second)).toEqual([4, 4]);
    expect(rights(round(second, { filled: 1 }))).toEqual([5, 4]);
  });

  it('HUB-3: a holder that hears no more after it joined goes on with what it may keep', () => {
    const first = round(branchOf('A', 'B'));
    const [holder] = first.holders;
    const joined = carryOut(holder!, answerCall(holder!, { slot, number: 2, keep: 3, holdBack: 0 }));
    expect(rightsHeld(joined)).toBe(3);
    expect(rightsHeld(books(joined))).toBe(2);
  });

  it('HUB-3: a call that was answered before changes nothing, and is answered again', () => {
    const first = round(branchOf('A', 'B'));
    const [holder] = first.holders;
    const call = { slot, number: 1, keep: 9, holdBack: 0 };
    expect(joinEpoch(holder!.ledger, call, holder!.epoch, [])).toBe(holder!.ledger);
    expect(answerCall(holder!, call)).toEqual([
      { kind: 'commit', ledger: holder!.ledger },
      { kind: 'publish', ledger: holder!.ledger },
    ]);
  });

  it('HUB-2: a round that came to nothing leaves its number behind', () => {
    const begun = beginRound(branchOf('A').hub)!;
    expect(beginRound(begun.hub)!.round.number).toBe(begun.round.number + 1);
  });

  it('HUB-6, LEDGER-4: what a lost installation held stays owed; the new one begins with nothing and joins the next epoch', () => {
    const first = round(branchOf('A', 'B'));
    const anew = openHolder(slot, 'B', 'i2');
    expect(rightsHeld(anew)).toBe(0);
    const hub = hearLedger(first.hub, anew.ledger);
    const second = round({ hub, holders: [first.holders[0]!, anew] });
    // A sold nothing, the lost B holds five: no more than A's five are there to share.
    expect(rights(second)).toEqual([3, 2]);
  });

  it('HUB-5: a credit in an epoch that its taker joined unseen is owed, and so is one of a taker that nobody has heard of', () => {
    const first = round(branchOf('A', 'B'));
    // B joins the second epoch, but its answer is lost; then A gives it two of its rights there.
    const second = round(first, { reached: ['A'] });
    const giver = withLedger(second.holders[0]!, giveRights(second.holders[0]!.ledger, 'B_i1', 2, 5));
    expect(rightsHeld(giver)).toBe(3);
    const third = round({ hub: second.hub, holders: [giver] });
    expect(rights(third)).toEqual([3]);
    const stranger = withLedger(third.holders[0]!, giveRights(third.holders[0]!.ledger, 'C_i1', 1, 3));
    expect(rights(round({ hub: third.hub, holders: [stranger] }))).toEqual([2]);
  });

  it('HUB-4: a capacity that was cut shrinks every part, and what was sold stays', () => {
    const first = round(branchOf('A', 'B'));
    const sold = changed(first, 0, books);
    expect(rights(round(sold, { capacity: 5 }))).toEqual([2, 2]);
    expect(rights(round(sold, { capacity: 0 }))).toEqual([0, 0]);
  });

  it('LEASE-2, CLOCK-1: the last five minutes and an implausible clock give no rights, and the hub still owes them', () => {
    const first = round(branchOf('A', 'B'));
    const [holder] = first.holders;
    const at = (minutesBeforeEnd: number, plausible = true): number =>
      usableRights(holder!, dayEndsAt, { online: true, now: dayEndsAt - minutesBeforeEnd * 60_000, plausible });
    expect([at(60), at(6), at(5), at(0), at(60, false)]).toEqual([5, 5, 0, 0, 0]);
    expect(rights(round(first, { reached: ['A'] }))[0]).toBe(5);
  });
});

describe('the reserve', () => {
  const sellable = (holder: Holder, online: boolean): number =>
    usableRights(holder, dayEndsAt, { online, now: pulledAt, plausible: true });

  it("HUB-7: the hub's own device keeps it, and sells it only with a line", () => {
    const { holders } = round(branchOf('A', 'B'), { reserve: 4 });
    expect(holders.map(rightsHeld)).toEqual([7, 3]);
    expect(holders.map((holder) => sellable(holder, false))).toEqual([3, 3]);
    expect(holders.map((holder) => sellable(holder, true))).toEqual([7, 3]);
  });

  it('HUB-7: what is held back goes place by place to one that has a line, and to nobody else', () => {
    const { holders } = round(branchOf('A', 'B'), { reserve: 2, filled: 8 });
    const wanted = { taker: 'B_i1', epoch: 1 };
    expect(answerWant(holders[0]!, { ...wanted, online: false })).toEqual([]);
    const giver = carryOut(holders[0]!, answerWant(holders[0]!, { ...wanted, online: true }));
    expect([rightsHeld(giver), rightsHeld(hearOther(holders[1]!, giver.ledger))]).toEqual([1, 1]);
  });

  it('HUB-7: a reserve that is larger than what is free leaves nothing to sell without a line', () => {
    const { holders } = round(branchOf('A', 'B'), { reserve: 5, filled: 7 });
    expect(holders.map((holder) => sellable(holder, false))).toEqual([0, 0]);
    expect(holders.map(rightsHeld)).toEqual([3, 0]);
  });

  it('HUB-11: is what the others booked from this time of day on, on 80 of 100 earlier dates', () => {
    const leads = [[9], [8, 2], [1, 2, 3], [5, 4, 3, 2], [30, 20, 2, 1]];
    expect(reserveAhead(leads, 100)).toBe(4);
    expect(reserveAhead(leads, 5)).toBe(3);
    expect(reserveAhead(leads, 5, 0.5)).toBe(2);
    expect(reserveAhead([], 5)).toBe(0);
  });
});

describe('a hub without its disk', () => {
  it('HUB-8: gives nothing before every holder has answered it, and then counts what each has', () => {
    const { holders } = round(branchOf('A', 'B'), { filled: 2 });
    let hub = openHub(
      slot,
      'h2',
      holders.map(({ ledger }) => holderOf(ledger)),
    );
    hub = holders.reduce((next, { ledger }) => hearLedger(next, ledger), hub);
    expect(beginRound(hub)).toBeNull();
    const taken = holders.map((holder) => carryOut(holder, answerTakeover(holder)));
    expect(beginRound(hearTakeover(hub, 'h1', taken[0]!.ledger))).toBeNull();
    for (const { ledger } of taken) hub = hearTakeover(hub, 'h2', ledger);
    expect(rights(round({ hub, holders: taken }, { filled: 2, reached: ['A'] }))).toEqual([4, 4]);
  });

  it('HUB-8: what the former hub still sends adds nothing', () => {
    const branch = branchOf('A', 'B');
    const { epoch } = round(branch);
    const joined = carryOut(
      branch.holders[0]!,
      answerCall(branch.holders[0]!, { slot, number: 1, keep: 5, holdBack: 0 }),
    );
    const taken = carryOut(joined, answerTakeover(joined));
    expect(rightsHeld(hearEpoch(taken, epoch))).toBe(0);
  });
});

describe('ledgers and transfers', () => {
  it('LEDGER-1: each write raises the revision, and no function writes the ledger of another', () => {
    const { holders } = round(branchOf('A', 'B'));
    const [a, b] = holders;
    const before = structuredClone(b!.ledger);
    const written = useRight(a!.ledger);
    expect(written.revision).toBeGreaterThan(a!.ledger.revision);
    answerWant(a!, { taker: 'B_i1', epoch: 1, online: false });
    expect(b!.ledger).toEqual(before);
  });

  it('LEDGER-3: rights are the grant, less what was used and given, plus what came', () => {
    const { holders } = round(branchOf('A', 'B'));
    const [a, b] = holders;
    const granted = rightsHeld(a!);
    const used = withLedger(a!, useRight(useRight(a!.ledger)));
    expect(rightsHeld(used)).toBe(granted - 2);
    expect(granted + rightsHeld(b!)).toBeGreaterThan(granted);
  });

  it('LEDGER-2: an older copy changes nothing', () => {
    const { ledger } = openHolder(slot, 'A', 'i1');
    const newer = useRight(ledger);
    expect(newerLedger(newer, ledger)).toBe(newer);
    expect(newerLedger(ledger, newer)).toBe(newer);
  });

  it('LEDGER-5: a booking that ended before the server had it gives its right back', () => {
    const first = round(branchOf('A'));
    const [holder] = first.holders;
    const after = withLedger(holder!, returnRight(useRight(holder!.ledger)));
    expect(rightsHeld(after)).toBe(rightsHeld(holder!));
  });

  it('TRANSFER-2, TRANSFER-4: half goes over; the debit is durable before it can be seen', () => {
    const { holders } = round(branchOf('A', 'B'));
    const steps = answerWant(holders[0]!, { taker: 'B_i1', epoch: 1, online: false });
    expect(steps.map(({ kind }) => kind)).toEqual(['commit', 'publish']);
    const giver = carryOut(holders[0]!, steps);
    expect([rightsHeld(giver), rightsHeld(hearOther(holders[1]!, giver.ledger))]).toEqual([2, 8]);
  });

  it('TRANSFER-3: a repeated or overtaken copy changes nothing', () => {
    const { holders } = round(branchOf('A', 'B'));
    const once = carryOut(holders[0]!, answerWant(holders[0]!, { taker: 'B_i1', epoch: 1, online: false }));
    const twice = carryOut(once, answerWant(once, { taker: 'B_i1', epoch: 1, online: false }));
    const taker = [twice, once, twice].reduce((known, { ledger }) => hearOther(known, ledger), holders[1]!);
    expect([rightsHeld(twice), rightsHeld(taker)]).toEqual([1, 9]);
  });

  it('TRANSFER-1: nobody gives what it does not hold, to itself, or into another epoch', () => {
    const { holders } = round(branchOf('A', 'B'));
    const { ledger } = holders[0]!;
    expect(giveRights(ledger, 'B_i1', 6, 5)).toBe(ledger);
    expect(giveRights(ledger, 'A_i1', 1, 5)).toBe(ledger);
    expect(answerWant(holders[0]!, { taker: 'B_i1', epoch: 2, online: true })).toEqual([]);
    expect([transferSize(5), transferSize(1), transferSize(0)]).toEqual([3, 1, 0]);
  });
});

describe('any order, loss, repetition and delay; crashes and lost devices', () => {
  it('HUB-9: rights and unsent bookings never exceed what is free', () => {
    fc.assert(
      fc.property(fc.nat(), fc.boolean(), (seed, outsiders) => {
        expect(runLinks({ seed, steps: 300, outsiders })).toBeNull();
      }),
      { numRuns: 600, seed: 20_260_615 },
    );
  });

  it('HUB-10: after healing, rights are all that is free', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const world = new LinksWorld({ seed, steps: 200, outsiders: false });
        for (let step = 0; step < 200; step += 1) world.step();
        world.heal();
        expect(world.broken()).toBeNull();
        expect(world.unused()).toBe(0);
      }),
      { numRuns: 500, seed: 20_260_615 },
    );
  });
});
