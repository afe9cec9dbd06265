import { addDays, createZone, slotsOfDay, type ClinicSnapshot } from '../../../shared/booking/index.ts';
import { isActive, type Appointment } from '../../../shared/model/appointment.ts';
import type { Booking } from '../../../shared/model/booking.ts';
import type { Device } from './device.ts';
import { holdsPlace } from './places.ts';
import { branchId, type Site } from './site.ts';
import type { Witness } from './witness.ts';

export interface ReckoningParts {
  readonly witness: Witness;
  readonly site: Site;
  readonly zone: string;
  readonly horizonDays: number;
  /** Epoch ms. */
  readonly now: number;
  /** Devices that are still there. */
  readonly devices: readonly Device[];
}

/** Judges the end of a world: after the healing every desk and the server say the same (SPEC INV-2, INV-3). */
export function reckon(parts: ReckoningParts): void {
  const { witness, devices } = parts;
  for (const [bookingId, device] of witness.acknowledged) {
    if (!devices.includes(device)) continue;
    if (!device.disk.bookings.has(bookingId)) witness.fail('INV-2', `${bookingId} was booked and is not on the disk`);
  }
  for (const device of devices) {
    for (const booking of device.disk.bookings.values()) {
      const fault = disagreement(booking, parts.site);
      if (fault !== null) witness.fail('INV-3', `${booking.bookingId} ${booking.life.state}: ${fault}`);
    }
    compareView(device, parts);
  }
}

/** How a booking and the server disagree about it; null where they don't. */
function disagreement(booking: Booking, site: Site): string | null {
  const { life } = booking;
  const own = site
    .records()
    .filter((record) => record.externalReferenceId?.startsWith(`${booking.bookingId}-g`) === true)
    .filter(isActive);
  switch (life.state) {
    case 'SYNCED': {
      const record = site.state.appointment(life.serverId);
      if (record === undefined || !isActive(record)) return 'no active record';
      if (record.batch !== booking.place.batch || record.date !== booking.place.date)
        return `its record is at ${record.date} ${record.batch}, it is at ${booking.place.date} ${booking.place.batch}`;
      return own.length > 0 && own[0]?.appointmentId !== life.serverId ? 'another active record' : null;
    }
    case 'CANCELLED_LOCAL':
    case 'CANCELLED_SYNCED':
    case 'REMOTE_CANCELLED':
    case 'LINKED':
    case 'WAITING_LIST':
    case 'NEEDS_REBOOK':
    case 'NEEDS_FIX':
    case 'VISIT_UNREPORTED':
      return own.length > 0 ? 'an active record' : null;
    case 'NEEDS_DECISION':
      return life.serverId === null && own.length > 0 ? 'an active record' : null;
    case 'QUEUED':
    case 'IN_FLIGHT':
    case 'UNKNOWN':
    case 'PATCH_PENDING':
      return 'unsent';
  }
}

/** What the screens show of each date that is kept pulled, beside what the server has. */
function compareView(device: Device, { witness, site, zone, horizonDays, now }: ReckoningParts): void {
  const today = createZone(zone).toLocal(now).date;
  for (let day = 0; day < horizonDays; day += 1) {
    const date = addDays(today, day);
    const there = site.records().filter((record) => record.date === date);
    const here = [...device.disk.appointments.values()].filter((record) => record.date === date);
    const fault = difference(here, there);
    if (fault !== null) witness.fail('INV-3', `${device.letter} on ${date}: ${fault}`);
    const shown = device.desk === null ? here : device.desk.model.contents(branchId, date).records;
    const lag = difference(shown, here);
    if (lag !== null) witness.fail('INV-3', `the screens of ${device.letter} on ${date}: ${lag}`);
    const places = device.desk === null ? null : placesDifference(device, device.desk.model.snapshot, site, date);
    if (places !== null) witness.fail('INV-3', `the places of ${device.letter} on ${date}: ${places}`);
  }
}

function difference(here: readonly Appointment[], there: readonly Appointment[]): string | null {
  const known = new Map(here.map((record) => [record.appointmentId, record]));
  for (const record of there) {
    const mine = known.get(record.appointmentId);
    if (mine === undefined) return `${record.appointmentId} is missing`;
    if (summary(mine) !== summary(record)) return `${summary(mine)}, where the server has ${summary(record)}`;
    known.delete(record.appointmentId);
  }
  const [ghost] = known.keys();
  return ghost === undefined ? null : `${ghost} is not there any more`;
}

function summary({ appointmentId, status, session, batch, externalReferenceId }: Appointment): string {
  return [appointmentId, status, session, batch, externalReferenceId ?? ''].join(' ');
}

/** Free places as the desk counts them, beside the server's less what the desk holds without a record. */
function placesDifference(device: Device, here: ClinicSnapshot, site: Site, date: string): string | null {
  for (const { serviceId } of site.state.snapshot.services) {
    const shown = new Map(slotsOfDay(branchId, date, serviceId, here).map((slot) => [slot.window.calendarId, slot]));
    for (const slot of slotsOfDay(branchId, date, serviceId, site.state.snapshot)) {
      const mine = shown.get(slot.window.calendarId);
      const kept = device.disk.of(
        ({ life, place }) =>
          holdsPlace(life) &&
          !('serverId' in life && life.serverId !== null) &&
          place.calendarId === slot.window.calendarId &&
          place.date === date &&
          place.serviceId === serviceId,
      ).length;
      const free = Math.max(0, slot.capacity - slot.filled - kept);
      if (!slot.open) continue;
      if (mine?.placesLeft !== free)
        return `${slot.window.calendarId} shows ${String(mine?.placesLeft)} free places of ${String(free)}`;
    }
  }
  return null;
}
