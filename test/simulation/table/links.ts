import type { Epoch } from '../../../shared/reservations/epoch.ts';
import type { EpochCall } from '../../../shared/reservations/join-epoch.ts';
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
  type RightsWanted,
} from '../../../shared/reservations/holder.ts';
import {
  beginRound,
  callRound,
  closeRound,
  hearLedger,
  hearTakeover,
  openHub,
  type CalledRound,
  type Hub,
  type Round,
  type SlotSnapshot,
} from '../../../shared/reservations/hub.ts';
import { holderOf, markRecorded, returnRight, useRight, type Ledger } from '../../../shared/reservations/ledger.ts';
import type { LedgerStep } from '../../../shared/reservations/transfer.ts';
import { Chance } from '../../sync/world/chance.ts';

/** One slot of a branch with a hub, over links that lose, repeat, delay and reorder, with devices that crash, vanish and come back new. */

type Message =
  | { readonly kind: 'call'; readonly call: EpochCall }
  | { readonly kind: 'epoch'; readonly epoch: Epoch }
  | { readonly kind: 'ledger'; readonly ledger: Ledger }
  | { readonly kind: 'takeover'; readonly install: string }
  | { readonly kind: 'taken-over'; readonly install: string; readonly ledger: Ledger }
  | { readonly kind: 'want'; readonly wanted: RightsWanted };

interface Letter {
  readonly to: string;
  readonly message: Message;
}

/** A computer: its disk survives a crash, what it was about to do does not. */
interface Computer {
  disk: Holder;
  /** What is left to do, in order; nothing else is begun before. */
  steps: LedgerStep[];
  /** The hub that asked last to take over; what is published next is the answer. */
  takenBy: string | null;
  /** Bookings that the server does not have, in any sense: their outcome may be unknown here. */
  unsent: number;
  /** Of the bookings that the server has recorded: those of which this computer does not know it yet. */
  unheard: number;
  /** False: lost or retired. It may go on selling, but the hub counts on it no more. */
  inRoster: boolean;
}

/** The hub's disk and, lost in a crash, the round that it is in the middle of. */
interface HubComputer {
  disk: Hub;
  round: Round | null;
  snapshot: SlotSnapshot | null;
  called: CalledRound | null;
}

/** Letters that may be on their way. */
const MOST_LETTERS = 80;
const SLOT = 'slot';
const HUB = 'hub';
/** The lease of this world's slot ends here, epoch ms; its clock stands at 0 and never matters but for the lease. */
const DAY_ENDS_AT = 24 * 60 * 60_000;
const standing = { online: true, now: 0, plausible: true } as const;

export interface LinksOptions {
  readonly seed: number;
  readonly steps: number;
  /** Whether other channels book, and the capacity is cut. */
  readonly outsiders: boolean;
}

/** A world of links from a seed. `broken` names the first invariant of SPEC HUB and TRANSFER that did not hold. */
export class LinksWorld {
  readonly chance: Chance;
  readonly computers: Computer[] = [];
  readonly hub: HubComputer;
  readonly letters: Letter[] = [];
  capacity: number;
  filled = 0;
  /** Outside bookings and places cut: what no client can prevent (SPEC HUB-9). */
  excused = 0;
  readonly reserve: number;
  readonly #outsiders: boolean;
  /** How often a letter is lost or comes again, and how much else goes wrong. */
  readonly #trouble: number;
  #installs = 0;

  constructor({ seed, outsiders }: LinksOptions) {
    this.chance = new Chance(seed);
    this.capacity = 4 + this.chance.below(16);
    this.reserve = this.chance.below(3);
    this.#outsiders = outsiders;
    this.#trouble = this.chance.pick([0, 0.03, 0.15])!;
    this.hub = { disk: openHub(SLOT, 'h0'), round: null, snapshot: null, called: null };
    const devices = 2 + this.chance.below(4);
    for (let at = 0; at < devices; at += 1) this.#install(String.fromCharCode(65 + at));
  }

  /** The invariant that is broken now, in a sentence; null: none. */
  broken(): string | null {
    const tooMany = -this.unused() - this.excused;
    return tooMany <= 0 ? null : `HUB-9: rights and unsent bookings are ${tooMany} more than is free`;
  }

  /** Places that are free at the server, and neither held nor owed to a booking: got lost. */
  unused(): number {
    let held = 0;
    for (const { disk, unsent } of this.computers) held += Math.max(0, rightsHeld(disk)) + unsent;
    return this.capacity - this.filled - held;
  }

  /** Something happens. */
  step(): void {
    const { chance } = this;
    const deeds: readonly (() => void)[] = [
      () => this.#book(),
      () => this.#book(),
      () => this.#cancelUnsent(),
      () => this.#send(),
      () => this.#send(),
      () => this.#learn(),
      () => this.#want(),
      () => this.#want(),
      () => this.#goOn(),
      () => this.#goOn(),
      () => this.#goOn(),
      () => this.#post(),
      () => this.#post(),
      () => this.#post(),
      () => this.#post(),
      () => this.#post(),
      () => this.#post(),
      () => this.#round(),
      () => this.#round(),
      () => this.#round(),
      () => this.#elsewhere(),
      () => this.#goWrong(),
    ];
    chance.pick(deeds)?.();
  }

  /** Every link works, nobody crashes, the lost are found: what is on its way arrives, bookings are sent, and the hub makes epochs with all. */
  heal(): void {
    this.deliverAll();
    for (const computer of this.computers) {
      computer.inRoster = true;
      while (computer.unsent > 0) this.#record(computer);
      while (computer.unheard > 0) this.#hearOfRecord(computer);
      this.#publish(computer.disk.ledger);
    }
    this.deliverAll();
    this.hub.round = this.hub.snapshot = this.hub.called = null;
    // A takeover may have to be answered first, and each round has four parts.
    for (let part = 0; part < 40; part += 1) {
      this.#round();
      this.deliverAll();
    }
  }

  /** What arrives is answered at once, until nothing is on its way. */
  deliverAll(): void {
    for (let letter = this.letters.shift(); letter !== undefined; letter = this.letters.shift()) {
      this.#receive(letter);
      for (const computer of this.computers) while (computer.steps.length > 0) this.#nextStep(computer);
    }
  }

  #install(device: string): void {
    this.#installs += 1;
    const disk = openHolder(SLOT, device, `i${this.#installs}`);
    this.computers.push({ disk, steps: [], takenBy: null, unsent: 0, unheard: 0, inRoster: true });
    // A new computer shows itself, so that the hub may count on it.
    this.#send_(HUB, { kind: 'ledger', ledger: disk.ledger });
  }

  #anybody(): Computer {
    return this.chance.pick(this.computers)!;
  }

  #idle(): Computer | null {
    const computer = this.#anybody();
    return computer.steps.length === 0 ? computer : null;
  }

  #book(): void {
    const computer = this.#idle();
    if (computer === null || usableRights(computer.disk, DAY_ENDS_AT, standing) < 1) return;
    // One commit holds the booking and, with it, the right that it uses.
    computer.disk = withLedger(computer.disk, useRight(computer.disk.ledger));
    computer.unsent += 1;
    if (this.chance.happens(0.5)) this.#publish(computer.disk.ledger);
  }

  #cancelUnsent(): void {
    const computer = this.#idle();
    if (computer === null || computer.unsent < 1) return;
    computer.disk = withLedger(computer.disk, returnRight(computer.disk.ledger));
    computer.unsent -= 1;
  }

  /** The server records a booking; whether its answer arrives is another matter. */
  #send(): void {
    const computer = this.#idle();
    if (computer === null || computer.unsent < 1 || this.filled >= this.capacity) return;
    this.#record(computer);
    if (this.chance.happens(0.6)) this.#hearOfRecord(computer);
  }

  #record(computer: Computer): void {
    computer.unsent -= 1;
    computer.unheard += 1;
    this.filled += 1;
  }

  #learn(): void {
    const computer = this.#idle();
    if (computer !== null && computer.unheard > 0) this.#hearOfRecord(computer);
  }

  #hearOfRecord(computer: Computer): void {
    computer.unheard -= 1;
    computer.disk = withLedger(computer.disk, markRecorded(computer.disk.ledger));
    this.#publish(computer.disk.ledger);
  }

  /** Whoever has least left asks somebody who lives in the same epoch. */
  #want(): void {
    const { ledger } = [this.#anybody(), this.#anybody()].sort((a, b) => rightsHeld(a.disk) - rightsHeld(b.disk))[0]!
      .disk;
    const peers = this.computers.filter(({ disk }) => disk.ledger.epoch === ledger.epoch && disk.ledger !== ledger);
    const peer = this.chance.pick(peers);
    if (peer === undefined) return;
    const wanted = { taker: holderOf(ledger), epoch: ledger.epoch, online: this.chance.happens(0.5) };
    this.#send_(holderOf(peer.disk.ledger), { kind: 'want', wanted });
  }

  #goOn(): void {
    const computer = this.#anybody();
    if (computer.steps.length > 0) this.#nextStep(computer);
  }

  #nextStep(computer: Computer): void {
    const step = computer.steps.shift();
    if (step?.kind === 'commit') computer.disk = withLedger(computer.disk, step.ledger);
    if (step?.kind !== 'publish') return;
    this.#publish(step.ledger);
    if (computer.takenBy !== null)
      this.#send_(HUB, { kind: 'taken-over', install: computer.takenBy, ledger: step.ledger });
    computer.takenBy = null;
  }

  #publish(ledger: Ledger): void {
    this.#send_(HUB, { kind: 'ledger', ledger });
    for (const { disk } of this.computers) this.#send_(holderOf(disk.ledger), { kind: 'ledger', ledger });
  }

  #send_(to: string, message: Message): void {
    this.letters.push({ to, message });
  }

  #post(): void {
    for (let left = this.chance.below(12); left > 0; left -= 1) this.#deliver();
    // What is very old is lost at last.
    if (this.letters.length > MOST_LETTERS) this.letters.splice(0, this.letters.length - MOST_LETTERS);
  }

  /** Any letter, whenever: lost, now, or now and once more. */
  #deliver(): void {
    const { chance, letters } = this;
    // Old letters are many; half of the time the post is as quick as on a good day.
    const at = chance.happens(0.5)
      ? letters.length - 1 - chance.below(Math.min(12, letters.length))
      : chance.below(letters.length);
    const letter = letters[at];
    if (letter === undefined) return;
    const target = this.#named(letter.to);
    if (target !== undefined && target.steps.length > 0) return;
    if (!chance.happens(this.#trouble)) letters.splice(at, 1);
    if (!chance.happens(this.#trouble)) this.#receive(letter);
  }

  #named(name: string): Computer | undefined {
    return this.computers.find(({ disk }) => holderOf(disk.ledger) === name);
  }

  #receive({ to, message }: Letter): void {
    if (to === HUB) {
      const { disk } = this.hub;
      if (message.kind === 'ledger') this.hub.disk = hearLedger(disk, message.ledger);
      if (message.kind === 'taken-over') this.hub.disk = hearTakeover(disk, message.install, message.ledger);
      return;
    }
    const computer = this.#named(to);
    if (computer === undefined) return;
    switch (message.kind) {
      case 'ledger':
        computer.disk = hearOther(computer.disk, message.ledger);
        break;
      case 'epoch':
        computer.disk = hearEpoch(computer.disk, message.epoch);
        break;
      case 'call':
        computer.steps.push(...answerCall(computer.disk, message.call));
        break;
      case 'takeover':
        computer.takenBy = message.install;
        computer.steps.push(...answerTakeover(computer.disk));
        break;
      case 'taken-over':
        break;
      case 'want':
        computer.steps.push(...answerWant(computer.disk, message.wanted));
        break;
    }
  }

  /** The next part of the hub's round: begin, ask the server, call, close. */
  #round(): void {
    const { hub } = this;
    if (hub.round === null) {
      const begun = beginRound(hub.disk);
      if (begun === null) {
        for (const to of hub.disk.unheard) this.#send_(to, { kind: 'takeover', install: hub.disk.install });
        return;
      }
      hub.disk = begun.hub;
      hub.round = begun.round;
    } else if (hub.snapshot === null) {
      hub.snapshot = { capacity: this.capacity, filled: this.filled, pulledAt: standing.now };
    } else if (hub.called === null) {
      this.#call(hub.round, hub.snapshot);
    } else if (this.chance.happens(0.3)) {
      const { hub: next, epoch } = closeRound(hub.disk, hub.called);
      hub.disk = next;
      hub.round = hub.snapshot = hub.called = null;
      for (const id of Object.keys(epoch.grants)) this.#send_(id, { kind: 'epoch', epoch });
    }
  }

  #call(round: Round, snapshot: SlotSnapshot): void {
    const { hub } = this;
    const members = this.computers
      .filter(({ inRoster }) => inRoster)
      .map(({ disk }, at) => ({ id: holderOf(disk.ledger), weight: 1 + (at % 3) }));
    hub.called = callRound(hub.disk, round, {
      snapshot,
      members,
      reserve: this.reserve,
      keeper: members[0]?.id ?? '',
      leaseUntil: DAY_ENDS_AT,
    });
    for (const [to, call] of hub.called.calls) this.#send_(to, { kind: 'call', call });
  }

  #elsewhere(): void {
    const { chance } = this;
    switch (chance.below(this.#outsiders ? 4 : 1)) {
      case 0:
        // Cancelled at the server: a place is free again.
        if (this.filled > 0) this.filled -= 1;
        return;
      case 1:
      case 2:
        if (this.filled >= this.capacity) return;
        this.filled += 1;
        this.excused += 1;
        return;
      case 3:
        if (this.capacity < 2 || !chance.happens(0.3)) return;
        this.capacity -= 1;
        this.excused += 1;
    }
  }

  #goWrong(): void {
    const { chance, hub } = this;
    if (!chance.happens(4 * this.#trouble)) return;
    const computer = this.#anybody();
    switch (chance.below(8)) {
      case 0:
        hub.round = hub.snapshot = hub.called = null;
        return;
      case 1:
        // Lost: a new installation takes its place, and the old one may go on somewhere.
        if (!computer.inRoster || this.computers.length > 7) return;
        computer.inRoster = false;
        this.#install(computer.disk.ledger.device);
        return;
      case 2:
        // Retired by a person, rightly or not.
        if (this.computers.filter(({ inRoster }) => inRoster).length > 2) computer.inRoster = false;
        return;
      case 3:
        this.#loseHub();
        return;
      default:
        computer.steps = [];
        computer.takenBy = null;
    }
  }

  /** The hub's disk is gone: whoever may hold something has to be heard first, the retired too. */
  #loseHub(): void {
    if (!this.chance.happens(0.1)) return;
    const holders = this.computers.map(({ disk }) => holderOf(disk.ledger));
    this.#installs += 1;
    this.hub.disk = openHub(SLOT, `h${this.#installs}`, holders);
    this.hub.round = this.hub.snapshot = this.hub.called = null;
  }
}

/** Runs one world. @returns the broken invariant with the number of the step, or null */
export function runLinks(options: LinksOptions): string | null {
  const world = new LinksWorld(options);
  for (let step = 0; step < options.steps; step += 1) {
    world.step();
    const broken = world.broken();
    if (broken !== null) return `${broken} (seed ${options.seed}, step ${step})`;
  }
  return null;
}
