import {
  answerCall,
  answerWant,
  hearEpoch,
  hearOther,
  openHolder,
  usableRights,
  withLedger,
  type Holder,
} from '../../../shared/reservations/holder.ts';
import { beginRound, callRound, closeRound, hearLedger, openHub, type Hub } from '../../../shared/reservations/hub.ts';
import { holderOf, markRecorded, useRight } from '../../../shared/reservations/ledger.ts';
import type { LedgerStep } from '../../../shared/reservations/transfer.ts';

/** Where one desk stands at a moment. */
export interface Reach {
  /** Its line to the server. */
  readonly online: boolean;
  /** Desks with the same number reach each other; the hub is desk 0. */
  readonly group: number;
}

const SLOT = 'slot';

/** The desks of a branch with a hub, on the code of `shared/reservations`; what can be reached answers at once. */
export class Together {
  readonly holders: Holder[];
  #hub: Hub = openHub(SLOT, 'h');

  constructor(desks: number) {
    this.holders = Array.from({ length: desks }, (_, at) => openHolder(SLOT, String.fromCharCode(65 + at), 'i'));
  }

  /** What a desk may sell now, by its line. The lease and the clock are no matter of this table. */
  rights(desk: number, online: boolean): number {
    return usableRights(this.holders[desk]!, Infinity, { online, now: 0, plausible: true });
  }

  /** A booking was made by right. */
  use(desk: number): void {
    const holder = this.holders[desk]!;
    this.holders[desk] = withLedger(holder, useRight(holder.ledger));
  }

  /** The server has one more booking of the desk. */
  recorded(desk: number): void {
    const holder = this.holders[desk]!;
    this.holders[desk] = withLedger(holder, markRecorded(holder.ledger));
  }

  /** A round with all that the hub reaches. @param filled as the server says, asked between `beginRound` and the calls */
  round(reach: readonly Reach[], capacity: number, filled: number, reserve: number): void {
    const inReach = this.#inReachOf(0, reach);
    this.#hear(inReach);
    const begun = beginRound(this.#hub);
    if (begun === null) return;
    const members = inReach.map((desk) => ({ id: holderOf(this.holders[desk]!.ledger), weight: 1 }));
    const snapshot = { capacity, filled, pulledAt: 0 };
    const keeper = holderOf(this.holders[0]!.ledger);
    const called = callRound(begun.hub, begun.round, { snapshot, members, reserve, keeper, leaseUntil: Infinity });
    this.#hub = begun.hub;
    for (const desk of inReach) {
      const call = called.calls.get(holderOf(this.holders[desk]!.ledger));
      if (call !== undefined) this.#carryOut(desk, answerCall(this.holders[desk]!, call));
    }
    this.#hear(inReach);
    const { hub, epoch } = closeRound(this.#hub, called);
    this.#hub = hub;
    for (const desk of inReach) this.holders[desk] = hearEpoch(this.holders[desk]!, epoch);
  }

  /** A desk that has run out asks the desk in reach that has most. */
  ask(desk: number, reach: readonly Reach[]): void {
    const others = this.#inReachOf(desk, reach).filter((other) => other !== desk);
    const { online } = reach[desk]!;
    const richest = others.sort((a, b) => this.rights(b, online) - this.rights(a, online))[0];
    if (richest === undefined) return;
    const { ledger } = this.holders[desk]!;
    const wanted = { taker: holderOf(ledger), epoch: ledger.epoch, online };
    this.#carryOut(richest, answerWant(this.holders[richest]!, wanted));
    this.holders[desk] = hearOther(this.holders[desk]!, this.holders[richest]!.ledger);
  }

  #inReachOf(desk: number, reach: readonly Reach[]): number[] {
    const group = reach[desk]?.group;
    return reach.flatMap((one, at) => (one.group === group ? [at] : []));
  }

  #hear(desks: readonly number[]): void {
    for (const desk of desks) this.#hub = hearLedger(this.#hub, this.holders[desk]!.ledger);
  }

  #carryOut(desk: number, steps: readonly LedgerStep[]): void {
    for (const step of steps)
      if (step.kind === 'commit') this.holders[desk] = withLedger(this.holders[desk]!, step.ledger);
  }
}
