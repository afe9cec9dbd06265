import type { Round } from '../statistics.ts';

/** What the page lets the driver outside do. Calls that need the desk open it first. */
export interface BenchPage {
  /** Fills the desk's database, through its own store, and the peer's with the same records. */
  fill(): Promise<Filled>;
  /** Bookings by turns of the desk and of raw IndexedDB, `pairs` of each, on a date of the round's own. */
  bookRound(round: number, pairs: number): Promise<Round>;
  /** The desk learns that another window is open, so it reads before it decides from now on. */
  openOtherWindow(): Promise<void>;
  /** Bookings of one side alone, on a date that no round uses. Says what was asked of IndexedDB for them. */
  bookAlone(side: Side, count: number): Promise<readonly TransactionCount[]>;
  /** Waits until the desk does nothing of itself any more. */
  quiet(): Promise<void>;
  /** The board of a day, read from the database and built, against `getAll` of the same records. */
  boardRound(round: number, pairs: number): Promise<Round>;
  /** The board of a day that is in memory, built anew, against the same `getAll`. */
  rereadRound(round: number, pairs: number): Promise<Round>;
  /** A day that is not in memory, both branches, until the screen's board shows it, against `getAll` of the same records. */
  otherDayRound(round: number, pairs: number): Promise<Round>;
  /** Milliseconds from nothing open to the first board (desk), or to the records that it needs (peer). */
  coldStart(side: Side): Promise<number>;
  /** Reads everything for the search, once, and searches it. */
  search(): Promise<Searched>;
  /** Removes everything that is stored. The last thing to do. */
  wipe(): Promise<Emptied>;
  /** Decisions of the engine against the same rules with luxon. */
  decideRounds(): readonly Round[];
}

export type Side = 'ours' | 'peer';

export interface Filled {
  readonly appointments: number;
  readonly bookings: number;
}

/** What was removed, and how long it took. */
export interface Emptied extends Filled {
  readonly ms: number;
}

/** What the search costs on a full computer. */
export interface Searched {
  /** Bookings and records that were read. */
  readonly entries: number;
  readonly readMs: number;
  /** The longest task meanwhile; 0 where none took 50 ms. */
  readonly longestTaskMs: number;
  /** The slowest of several runs of each query. */
  readonly queries: readonly { readonly query: string; readonly count: number; readonly ms: number }[];
}

/** Transactions opened with one mode and durability on one IndexedDB database. */
export interface TransactionCount {
  readonly database: string;
  readonly mode: IDBTransactionMode;
  readonly durability: IDBTransactionDurability;
  readonly count: number;
}

declare global {
  interface Window {
    bench: BenchPage;
  }
}
