import { benchEngine } from '../engine.ts';
import type { BenchPage, Side } from './bench-page.ts';
import { rereadRound, boardRound } from './boards.ts';
import { Bookings } from './bookings.ts';
import { makeClinicYear } from './clinic-year.ts';
import { coldDesk, coldPeer } from './cold-start.ts';
import { fillBoth } from './fill.ts';
import { searchHistory } from './history.ts';
import { wipeAll } from './wipe.ts';
import { countTransactions, watchTransactions } from './transaction-log.ts';

watchTransactions();
const clinicYear = makeClinicYear(Date.now());
/** A desk that asks nothing of its database for this long waits for a person. */
const quietMs = 300;

let bookings: Promise<Bookings> | null = null;

function openDesk(): Promise<Bookings> {
  bookings ??= Bookings.open(clinicYear);
  return bookings;
}

const bench: BenchPage = {
  fill: () => fillBoth(clinicYear),
  bookRound: async (round, pairs) => (await openDesk()).round(round, pairs),
  openOtherWindow: async () => (await openDesk()).openOtherWindow(),
  bookAlone: async (side, count) => (await openDesk()).alone(side, count),
  quiet: async () => {
    await openDesk();
    const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, quietMs));
    while ((await countTransactions(pause)).length > 0);
  },
  boardRound: (round, pairs) => boardRound(clinicYear, round, pairs),
  rereadRound: (round, pairs) => rereadRound(clinicYear, round, pairs),
  otherDayRound: async (round, pairs) => (await openDesk()).otherDayRound(round, pairs),
  coldStart: (side: Side) => (side === 'ours' ? coldDesk() : coldPeer(clinicYear)),
  search: () => searchHistory(clinicYear),
  wipe: () => wipeAll(),
  decideRounds: () => benchEngine(),
};
window.bench = bench;
