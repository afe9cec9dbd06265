import { aloneRights } from '../../../renderer/desk/device-rights.ts';
import { addDays } from '../../../shared/booking/index.ts';
import type { DeskStore } from '../../../renderer/db/store.ts';
import { buildBoard } from '../../../renderer/desk/board-view.ts';
import { ClinicModel } from '../../../renderer/desk/clinic-model.ts';
import type { BoardView } from '../../../renderer/desk/contract.ts';
import type { Round } from '../statistics.ts';
import { homeBranch, rowsPerBranchAndDay, type ClinicYear } from './clinic-year.ts';
import { openStore } from './open-store.ts';
import { RawDatabase } from './raw-database.ts';
import { takeTurns, type Work } from './take-turns.ts';

interface Opened {
  readonly store: DeskStore;
  readonly model: ClinicModel;
  readonly raw: RawDatabase;
}

let opened: Promise<Opened> | null = null;

/** The store and the model without the desk around them: nothing else reads or writes meanwhile. */
function open(): Promise<Opened> {
  opened ??= (async () => {
    const store = await openStore();
    const model = new ClinicModel(store);
    await model.load(Date.now());
    return { store, model, raw: await RawDatabase.open() };
  })();
  return opened;
}

/** Read from the database and built. The store keeps no cache: every read goes to the storage. */
export async function boardRound(clinicYear: ClinicYear, round: number, pairs: number): Promise<Round> {
  const { store, model, raw } = await open();
  const date = dateOf(clinicYear, round);
  const ours: Work<BoardView> = {
    run: async () => {
      const { bookings, appointments } = await store.loadDay(homeBranch, date);
      return build(model, date, bookings, appointments);
    },
    settle: insistOnRows,
  };
  return takeTurns(ours, readDay(raw, date), pairs);
}

/** Built anew from what the model has in memory. */
export async function rereadRound(clinicYear: ClinicYear, round: number, pairs: number): Promise<Round> {
  const { model, raw } = await open();
  const date = dateOf(clinicYear, round);
  const ours: Work<BoardView> = {
    run: () => {
      const { bookings, records } = model.contents(homeBranch, date);
      return build(model, date, bookings, records);
    },
    settle: insistOnRows,
  };
  return takeTurns(ours, readDay(raw, date), pairs);
}

function dateOf({ today }: ClinicYear, round: number): string {
  return addDays(today, 1 + (round % 14));
}

function build(
  model: ClinicModel,
  date: string,
  bookings: Parameters<typeof buildBoard>[0]['bookings'],
  appointments: Parameters<typeof buildBoard>[0]['appointments'],
): BoardView {
  return buildBoard({
    snapshot: model.snapshot,
    zone: model.zone,
    branchId: homeBranch,
    date,
    now: Date.now(),
    bookings,
    appointments,
    linked: model.linked(),
    loading: false,
    pulledAt: null,
    knowsPlaces: model.knowsPlaces(date),
    rights: aloneRights,
    unlistedIn: (window, serviceId) => model.unlistedIn(window, date, serviceId),
  });
}

function insistOnRows(board: BoardView): void {
  const rows = board.appointments.length;
  if (rows !== rowsPerBranchAndDay) throw new Error(`the board has ${String(rows)} rows`);
}

function readDay(raw: RawDatabase, date: string): Work<{ readonly records: number }> {
  return {
    run: () => raw.day(homeBranch, date),
    settle: ({ records }) => {
      if (records !== rowsPerBranchAndDay) throw new Error(`the peer read ${String(records)} records`);
    },
  };
}
