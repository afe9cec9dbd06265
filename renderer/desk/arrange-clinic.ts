import { clinicOfAddress } from '../../shared/api/address.ts';
import { isPractice, type Booking } from '../../shared/model/booking.ts';
import { practiceClinic, unknownClinic, type ClinicId } from '../../shared/model/clinic-id.ts';
import { sampleWindows } from '../../shared/model/sample-clinic.ts';
import { journalLine, readJournal, readJournalLine } from '../db/journal-line.ts';
import type { DeskStore, KeptRecord, SaveResult } from '../db/store.ts';

/** Windows of the sample clinic, by which practice bookings of earlier desks are told. */
const sampleWindowIds: ReadonlySet<string> = new Set(sampleWindows.map(({ calendarId }) => calendarId));

/**
 * Makes the database that of the clinic at `address` (SPEC OWED): the sample leaves with its practice bookings; what was fetched of
 * another clinic leaves, and the bookings made for that one stay as they are. Without an address nothing changes. Every step may be
 * repeated, and which clinic it is is written last: cut short, it is done again at the next start.
 * @param address as the settings keep it
 * @returns false where the disk refused; nothing may be sent then
 */
export async function arrangeClinic(store: DeskStore, address: string): Promise<boolean> {
  const clinicId = clinicOfAddress(address);
  if (clinicId === '') return true;
  if ((await store.sampleLoaded()) && !(await endPractice(store))) return false;
  const kept = await store.kept();
  if (kept.clinicId === clinicId) return true;
  if (kept.clinicId === unknownClinic) {
    if (!saved(await store.claimBookings(() => clinicId))) return false;
  } else if (!(await leaveCalendar(store, kept))) {
    return false;
  }
  return saved(await store.putKept({ ...(await store.kept()), clinicId }));
}

/** The sample clinic leaves with all that was booked in it. */
export async function endPractice(store: DeskStore): Promise<boolean> {
  if (!(await claimPractice(store)) || !saved(await store.removeSample())) return false;
  return saved(await store.putKept({ ...(await store.kept()), clinicId: unknownClinic }));
}

/** Says of a database with the sample that it is the practice; bookings that an earlier desk made in it become practice bookings. */
export async function claimPractice(store: DeskStore): Promise<boolean> {
  const kept = await store.kept();
  if (kept.clinicId === practiceClinic) return true;
  if (!saved(await store.claimBookings(practiceOfEarlierDesk))) return false;
  return saved(await store.putKept({ ...kept, clinicId: practiceClinic }));
}

/**
 * The second copy as the arranged database may take it back: practice bookings only while the sample is there, and bookings of
 * earlier desks with the clinic that they belong to. `changed`: it has to be written so.
 */
export function arrangeLines(
  lines: readonly string[],
  clinicId: ClinicId,
): { readonly lines: readonly string[]; readonly changed: boolean } {
  const arranged = lines.flatMap((line) => {
    const booking = readJournalLine(line);
    if (booking === null) return [line];
    const claimed = booking.clinicId === unknownClinic ? claimedBy(booking, clinicId) : booking;
    if (isPractice(claimed) && clinicId !== practiceClinic) return [];
    return [claimed === booking ? line : journalLine(claimed)];
  });
  const changed = arranged.length < lines.length || arranged.some((line, index) => line !== lines[index]);
  return { lines: arranged, changed };
}

/** Whether the second copy holds nothing but practice: a clinic's own bookings must never stand among made-up ones. */
export function holdsOnlyPractice(lines: readonly string[]): boolean {
  return readJournal(lines).bookings.every(
    (booking) => isPractice(booking) || practiceOfEarlierDesk(booking) === practiceClinic,
  );
}

/** The clinic that the newest booking of the second copy was made for; unknown where there is none. */
export function clinicOfLines(lines: readonly string[]): ClinicId {
  const own = readJournal(lines).bookings.filter((booking) => !isPractice(booking));
  return own.sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1))[0]?.clinicId ?? unknownClinic;
}

function claimedBy(booking: Booking, clinicId: ClinicId): Booking {
  const owner = clinicId === practiceClinic ? practiceOfEarlierDesk(booking) : clinicId;
  return owner === null || owner === unknownClinic ? booking : { ...booking, clinicId: owner };
}

function practiceOfEarlierDesk({ clinicId, place }: Booking): ClinicId | null {
  return clinicId === unknownClinic && sampleWindowIds.has(place.calendarId) ? practiceClinic : null;
}

/** What was fetched leaves; the screens go by its zone until the new clinic's is known. */
async function leaveCalendar(store: DeskStore, kept: KeptRecord): Promise<boolean> {
  const timezone = (await store.clinic())?.config.timezone ?? kept.timezone;
  return saved(await store.putKept({ ...kept, timezone })) && saved(await store.removeCalendar());
}

function saved(result: SaveResult): boolean {
  return result.kind === 'saved';
}
