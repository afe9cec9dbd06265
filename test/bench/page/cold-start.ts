import { addDays } from '../../../shared/booking/index.ts';
import { bootDesk } from './boot-desk.ts';
import { rowsPerBranchAndDay, type ClinicYear } from './clinic-year.ts';
import { RawDatabase } from './raw-database.ts';

/** The days that the desk keeps in memory (renderer/desk/clinic-model.ts). */
const daysBehind = 1;
const daysAhead = 16;

/** From nothing open to the board of today. */
export async function coldDesk(): Promise<number> {
  const from = performance.now();
  const desk = await bootDesk();
  const { appointments, loading } = desk.views.board.get();
  const took = performance.now() - from;
  if (loading || appointments.length !== rowsPerBranchAndDay) throw new Error('the first board is not that of today');
  return took;
}

/** From nothing open to all records of the days that the desk keeps in memory. */
export async function coldPeer({ today }: ClinicYear): Promise<number> {
  const from = performance.now();
  const raw = await RawDatabase.open();
  const { records } = await raw.range(addDays(today, -daysBehind), addDays(today, daysAhead));
  const took = performance.now() - from;
  // Bookings of the other measurements lie on these days too.
  if (records < 2 * rowsPerBranchAndDay * (daysBehind + 1 + daysAhead)) throw new Error('the peer read other days');
  return took;
}
