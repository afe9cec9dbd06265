import type { Booking, Intent, Life, LifeState, Place } from '../../../shared/model/booking.ts';
import { splitPlaces } from '../../../shared/reservations/split.ts';
import type { Appointment } from '../../../shared/model/appointment.ts';
import type { Device } from './device.ts';

export interface PlacesParts {
  readonly policy: 'balanced' | 'strict';
  /** Published places of each slot at the start; they are only ever cut below it. */
  readonly places: number;
  readonly reserve: number;
  /** Devices at the start. */
  readonly devices: number;
  /** A record by its id. */
  readonly recordOf: (appointmentId: string) => Appointment | undefined;
  readonly fail: (detail: string) => void;
}

/**
 * INV-6, from what is on the disks and nothing else: what devices that are cut off sell of one slot fits into the slot together
 * (strict), or into the part of each (balanced). It knows neither snapshots nor rights.
 */
export class PlacesWatch {
  readonly #parts: PlacesParts;
  /** Of each slot, by device: what it held there just after it last sold there while cut off. */
  readonly #peaks = new Map<string, Map<Device, number>>();
  /** Local date on which a device was first lost: of later dates the roster is another (ROSTER-4). */
  #firstLoss: string | null = null;

  constructor(parts: PlacesParts) {
    this.#parts = parts;
  }

  lost(today: string): void {
    this.#firstLoss ??= today;
  }

  /** A device promised a place while it was cut off. */
  soldCutOff(device: Device, place: Place): void {
    const { devices, policy, fail } = this.#parts;
    if (device.installedOn !== null && place.date <= device.installedOn)
      fail(`${device.letter}, installed on ${device.installedOn}, sells ${slotOf(place)} while cut off`);
    if (devices === 1 || (this.#firstLoss !== null && place.date > this.#firstLoss)) return;
    const slot = slotOf(place);
    const ofSlot = this.#peaks.get(slot) ?? new Map<Device, number>();
    this.#peaks.set(slot, ofSlot);
    if (policy === 'strict') this.#strict(device, slot, ofSlot);
    else this.#balanced(device, slot);
  }

  #strict(device: Device, slot: string, ofSlot: Map<Device, number>): void {
    const { places, reserve, fail } = this.#parts;
    const held = heldBy(device, slot, (booking) => this.#isOwn(booking));
    ofSlot.set(device, Math.max(ofSlot.get(device) ?? 0, held));
    const together = [...ofSlot.values()].reduce((sum, each) => sum + each, 0);
    if (together > places - reserve)
      fail(
        `cut off, the devices hold ${String(together)} of ${String(places)} places of ${slot}, reserve ${String(reserve)}`,
      );
  }

  /** What another channel booked anew for a booking of ours is that channel's. */
  #isOwn({ bookingId, life }: Booking): boolean {
    const serverId = 'serverId' in life ? life.serverId : null;
    const reference = serverId === null ? null : this.#parts.recordOf(serverId)?.externalReferenceId;
    return serverId === null || reference?.startsWith(bookingId) === true;
  }

  #balanced(device: Device, slot: string): void {
    const { places, devices, fail } = this.#parts;
    const members = Array.from({ length: devices }, (_, index) => ({ id: String(index), weight: 1 }));
    // Ties go by letter; the largest part is what any of them may hold.
    const part = Math.max(...splitPlaces(places, members).values());
    const unsent = heldBy(device, slot, ({ life }) => life.state === 'QUEUED');
    if (unsent > part)
      fail(
        `${device.letter} alone sold ${String(unsent)} places of ${slot} while cut off; its part is ${String(part)}`,
      );
  }
}

/** States in which a booking holds no place any more, as the design has them. */
const released: ReadonlySet<LifeState> = new Set([
  'CANCELLED_LOCAL',
  'CANCELLED_SYNCED',
  'REMOTE_CANCELLED',
  'LINKED',
  'WAITING_LIST',
  'NEEDS_REBOOK',
]);

/** Whether a booking holds a place of its own counting; it does not ask the product. */
export function holdsPlace({ state }: Life): boolean {
  return !released.has(state);
}

/** The places that a booking holds or is promised. */
function slotsHeld({ life, place, basis }: Booking): readonly string[] {
  if (basis !== 'place') return [];
  const intent: Intent | null = 'intent' in life ? (life.intent ?? null) : null;
  const wanted = life.state === 'PATCH_PENDING' && life.next !== undefined ? life.next : intent;
  const slots = new Set(holdsPlace(life) ? [slotOf(place)] : []);
  if (wanted?.kind === 'reschedule') slots.add(slotOf(wanted.place));
  return [...slots];
}

function heldBy(device: Device, slot: string, which: (booking: Booking) => boolean): number {
  return device.disk.of((booking) => which(booking) && slotsHeld(booking).includes(slot)).length;
}

function slotOf({ calendarId, date, serviceId }: Place): string {
  return `${calendarId} ${date} ${serviceId.slice(0, 4)}`;
}
