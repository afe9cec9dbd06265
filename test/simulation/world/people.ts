import { findAlternatives, type Alternative } from '../../../shared/booking/index.ts';
import { examineDraft } from '../../../renderer/desk/draft-check.ts';
import { offerFor } from '../../../renderer/desk/offer.ts';
import { placeOf } from '../../../renderer/desk/book.ts';
import type { BookingDraft, Resolution, SettleResult } from '../../../renderer/desk/contract.ts';
import { needsPerson, type Booking, type LifeState, type Place } from '../../../shared/model/booking.ts';
import type { Chance } from '../../sync/world/chance.ts';
import type { Device } from './device.ts';
import { branchId, services } from './site.ts';

/** What people at a desk do; each deed is one press, and what it leads to is the product's. */

/** A visit to book: mostly of somebody new, sometimes of a phone that is known, now or ahead. */
export function draftFor(chance: Chance): BookingDraft {
  const person = chance.happens(0.15) ? chance.below(6) : 1_000 + chance.below(900_000);
  return {
    phone: `98400 ${String(100_000 + person)
      .slice(-5)
      .padStart(5, '0')}`,
    name: `Patient ${letters(person)}`,
    serviceId: (chance.pick(services) ?? services[0])?.serviceId ?? '',
    bookAt: null,
    calendarId: null,
    doctor: null,
    note: null,
    walkIn: chance.happens(0.4),
    basis: 'place',
  };
}

/** Names have letters, not numbers. */
function letters(number: number): string {
  return String(number).replace(/\d/g, (digit) => 'abcdefghij'.charAt(Number(digit)));
}

/** The draft as it is when one of the offered windows has been chosen. */
export function withWindow(device: Device, draft: BookingDraft, chance: Chance): BookingDraft {
  const { desk } = device;
  if (desk === null || draft.walkIn || chance.happens(0.3)) return draft;
  const { choices } = examineDraft(draft, device.context(desk)).check;
  const choice = chance.pick(choices);
  return choice === undefined ? draft : { ...draft, calendarId: choice.calendarId, bookAt: choice.bookAt };
}

/** Windows with a place for a booking's service, as the desk knows them. */
export function placesFor(device: Device, booking: Booking): readonly Alternative[] {
  const { desk } = device;
  if (desk === null) return [];
  const now = desk.driver.now();
  const { rights } = device.context(desk);
  return findAlternatives(
    {
      branchId,
      serviceId: booking.place.serviceId,
      near: now,
      mayOffer: (date) => desk.model.knowsPlaces(date),
      admits: (slot) => rights.of(slot).now > 0,
    },
    desk.model.snapshot,
    now,
  );
}

/** Cancels, moves, or ends a visit. */
export async function changeSomething(device: Device, chance: Chance): Promise<string> {
  const booking = chance.pick(bookingsAt(device));
  if (booking === undefined) return 'nothing to change';
  const kind = chance.pick(['cancel', 'cancel', 'done', 'reschedule', 'reschedule'] as const) ?? 'cancel';
  if (kind !== 'reschedule') {
    const event = kind === 'done' ? ({ kind: 'visit', step: 'done' } as const) : ({ kind } as const);
    const result = await device.change(booking.bookingId, event);
    return `${kind} ${booking.bookingId}: ${result?.kind ?? 'nobody can'}`;
  }
  const slot = chance.pick(placesFor(device, booking));
  if (slot === undefined) return 'nowhere to move to';
  const place = placeOf(slot);
  const result = await moveTo(device, booking, place);
  if (result?.kind !== 'settled' || chance.happens(0.6))
    return `move ${booking.bookingId}: ${result?.kind ?? 'nobody can'}`;
  // The patient thinks again.
  const other = chance.pick(placesFor(device, booking));
  const again = other === undefined ? null : await moveTo(device, booking, placeOf(other));
  return `move ${booking.bookingId} twice: ${again?.kind ?? 'nobody can'}`;
}

function moveTo(device: Device, booking: Booking, place: Place): Promise<SettleResult | null> {
  return device.reschedule(booking.bookingId, place, () =>
    placesFor(device, booking).some(
      ({ window, date }) => window.calendarId === place.calendarId && date === place.date,
    ),
  );
}

/** States of nobody's concern in which a patient may still be given a place. */
const mayBePlaced: ReadonlySet<LifeState> = new Set(['WAITING_LIST', 'REMOTE_CANCELLED']);

/** Settles one booking that needs a person, or gives a waiting one a place. `plainly`: cancels, or takes what there is. */
export async function settleSomething(device: Device, chance: Chance, plainly = false): Promise<string> {
  const waiting = bookingsAt(device).filter(
    ({ life }) => needsPerson(life) || (!plainly && mayBePlaced.has(life.state)),
  );
  const booking = chance.pick(waiting);
  if (booking === undefined) return 'nothing to settle';
  const resolution = plainly ? plainResolution(booking) : resolutionFor(device, booking, chance);
  const result = await device.settle(booking.bookingId, resolution);
  return `settle ${booking.bookingId} by ${resolution.kind}: ${result?.kind ?? 'nobody can'}`;
}

function plainResolution({ life }: Booking): Resolution {
  return isOfRecord(life) ? { kind: 'keep' } : { kind: 'cancel' };
}

/** A change of a record was refused or crossed: there is nothing to link, and the record can stay. */
function isOfRecord(life: Booking['life']): boolean {
  return life.state === 'NEEDS_DECISION' && life.serverId !== null;
}

function resolutionFor(device: Device, booking: Booking, chance: Chance): Resolution {
  const { desk } = device;
  const { serviceId } = booking.place;
  const other = services.find((service) => service.serviceId !== serviceId)?.serviceId ?? serviceId;
  const input = desk && {
    snapshot: desk.model.snapshot,
    now: desk.driver.now(),
    knowsPlaces: (date: string) => desk.model.knowsPlaces(date),
    rights: device.context(desk).rights,
  };
  const to = input && offerFor(booking, serviceId, input).places[0];
  const elsewhere = input && offerFor(booking, other, input).places[0];
  const person = 2_000 + chance.below(7_000);
  const resolutions: readonly (Resolution | null | undefined)[] = [
    to && { kind: 'move', to },
    to && { kind: 'move', to },
    elsewhere && { kind: 'other-service', serviceId: other, to: elsewhere },
    { kind: 'correct', patientName: booking.patient.name, phone: `98401 ${String(10_000 + person)}`, serviceId },
    { kind: 'waiting-list' },
    { kind: 'cancel' },
    { kind: isOfRecord(booking.life) ? 'keep' : 'link' },
    { kind: 'move-existing' },
  ];
  return chance.pick(resolutions) ?? { kind: 'cancel' };
}

/** Takes a choice back. */
export async function undoSomething(device: Device, chance: Chance): Promise<string> {
  const booking = chance.pick(bookingsAt(device).filter(({ undo }) => undo !== null));
  if (booking === undefined) return 'nothing to undo';
  const result = await device.change(booking.bookingId, { kind: 'undo' });
  return `undo ${booking.bookingId}: ${result?.kind ?? 'nobody can'}`;
}

function bookingsAt(device: Device): readonly Booking[] {
  return device.desk === null ? [] : [...device.desk.model.bookings()];
}
