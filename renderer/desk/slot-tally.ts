import { windowOfAppointment, type ClinicSnapshot } from '../../shared/booking/index.ts';
import { isActive, type Appointment, type LocalDate } from '../../shared/model/appointment.ts';
import { holdsPlace, type Booking, type Place } from '../../shared/model/booking.ts';
import { installationOf } from '../../shared/reservations/reference.ts';

/** Who holds the places of one slot, as far as this desk knows. */
export interface SlotTally {
  /** This installation's, on published places. */
  own: number;
  /** Of those, the ones that other desks may not know of yet (SPEC RES-3). */
  ownNew: number;
  /** By other installations of this product. */
  readonly others: Map<string, number>;
  /** By everybody else. */
  outside: number;
  /** This installation's walk-ins on the clinic's own places. */
  onOwnPlaces: number;
}

export interface TallyInput {
  readonly bookings: readonly Booking[];
  readonly records: readonly Appointment[];
  readonly snapshot: ClinicSnapshot;
  /** First part of this installation's references. */
  readonly installId: string;
  /** Whether the server's own record of a booking is among the records. */
  readonly hasRecord: (booking: Booking) => boolean;
  /** Places that this installation's bookings are still to be moved to. */
  readonly moves: readonly Place[];
  /** A booking that was recorded after this instant (epoch ms) may be missing in what other desks have read. */
  readonly knownToOthersUntil: number;
}

/** The slots of a branch and a date with somebody in them, by `tallyKey`. Pure. */
export function tallySlots(input: TallyInput): ReadonlyMap<string, SlotTally> {
  const tallies = new Map<string, SlotTally>();
  const tallyOf = (calendarId: string, serviceId: string): SlotTally => {
    const key = tallyKey(calendarId, serviceId);
    const known = tallies.get(key) ?? { own: 0, ownNew: 0, others: new Map(), outside: 0, onOwnPlaces: 0 };
    tallies.set(key, known);
    return known;
  };
  for (const record of input.records) {
    if (!isActive(record)) continue;
    const window = windowOfAppointment(record, input.snapshot);
    if (window !== undefined) countRecord(tallyOf(window.calendarId, record.serviceId), record, input.installId);
  }
  for (const booking of input.bookings) {
    if (!holdsPlace(booking.life)) continue;
    countBooking(tallyOf(booking.place.calendarId, booking.place.serviceId), booking, input);
  }
  for (const { calendarId, serviceId } of input.moves) {
    const tally = tallyOf(calendarId, serviceId);
    tally.own += 1;
    tally.ownNew += 1;
  }
  return tallies;
}

export function tallyKey(calendarId: string, serviceId: string): string {
  return `${calendarId} ${serviceId}`;
}

function countRecord(tally: SlotTally, record: Appointment, installId: string): void {
  const installation = installationOf(record.externalReferenceId);
  if (installation === null) tally.outside += 1;
  else if (installation === installId) tally.own += 1;
  else tally.others.set(installation, (tally.others.get(installation) ?? 0) + 1);
}

/** A booking whose record is known has been counted with the records. */
function countBooking(tally: SlotTally, booking: Booking, input: TallyInput): void {
  if (booking.basis === 'own-place') {
    tally.onOwnPlaces += 1;
    return;
  }
  if (booking.origin === 'elsewhere') {
    // Taken up here, and made by another desk or channel: it is no place of this device's.
    if (!input.hasRecord(booking)) tally.outside += 1;
    return;
  }
  if (!input.hasRecord(booking)) {
    tally.own += 1;
    tally.ownNew += 1;
  } else if (booking.life.state === 'SYNCED' && Date.parse(booking.life.syncedAt) > input.knownToOthersUntil) {
    tally.ownNew += 1;
  }
}

/** An empty slot. */
export const nobody: SlotTally = { own: 0, ownNew: 0, others: new Map(), outside: 0, onOwnPlaces: 0 };

/** The tally of a branch on a date. */
export type TallyOfDay = (branchId: string, date: LocalDate) => ReadonlyMap<string, SlotTally>;
