import type { ApiOperation } from '../../../shared/api/operation.ts';
import { isActive, type Appointment } from '../../../shared/model/appointment.ts';
import { bookingSchema, referenceOf, type Booking, type Place } from '../../../shared/model/booking.ts';
import type { Device, DeviceWatch } from './device.ts';
import { PlacesWatch, type PlacesParts } from './places.ts';

/** As the design says them, not as the product does: a product that got them wrong must not pass. */
const QUIET_MS = 75_000;
const MINUTE_MS = 60_000;
/** No list takes longer to read, milliseconds. */
const LONG_AGO_MS = 5 * MINUTE_MS;

/** The numbered rules of SPEC.md. */
export type Rule = 'INV-1' | 'INV-2' | 'INV-3' | 'INV-4' | 'INV-5' | 'INV-6' | 'INV-7' | 'INV-8' | 'INV-9';

/** The first rule that was broken, and how. */
export interface Breach {
  readonly rule: Rule;
  readonly detail: string;
}

export interface WitnessParts {
  readonly now: () => number;
  readonly note: (who: string, text: string) => void;
  /** Every record there is. */
  readonly records: () => readonly Appointment[];
  /** Requests that one device may send in a minute. */
  readonly perMinute: () => number;
  readonly sharing: Omit<PlacesParts, 'fail' | 'recordOf'>;
}

/** Departures of one device that may share a minute, and until when none may leave. */
interface Departures {
  readonly at: number[];
  heldUntil: number;
  /** The device's clock was set: what it counted before proves nothing (INV-4). */
  freshFrom: number;
}

/** Watches the rules that can be seen broken at a step (SPEC INV); the end is judged by reckoning.ts. */
export class Witness implements DeviceWatch {
  breach: Breach | null = null;
  /** That left a device, whatever became of them. */
  requests = 0;
  /** Booking ids that were answered "booked", with the device that answered. */
  readonly acknowledged = new Map<string, Device>();
  readonly #parts: WitnessParts;
  readonly #places: PlacesWatch;
  readonly #made = new Map<string, number>();
  readonly #inTransit = new Map<string, number>();
  /** Refs whose last POST has no certain outcome yet, with the instant at which the device gave it up. */
  readonly #uncertainSince = new Map<string, number>();
  /** Refs whose POST left and whose outcome is not written yet, with the device that sent it. */
  readonly #unanswered = new Map<string, Device>();
  readonly #departures = new Map<Device, Departures>();
  readonly #tokens = new Map<string, string>();

  constructor(parts: WitnessParts) {
    this.#parts = parts;
    this.#places = new PlacesWatch({
      ...parts.sharing,
      recordOf: (id) => parts.records().find(({ appointmentId }) => appointmentId === id),
      fail: (detail) => {
        this.fail('INV-6', detail);
      },
    });
  }

  fail(rule: Rule, detail: string): void {
    this.breach ??= { rule, detail };
    this.#parts.note('!!', `${rule} is broken: ${detail}`);
  }

  readonly note = (device: Device, text: string): void => {
    this.#parts.note(device.letter, text);
  };

  readonly onRecord = (record: Appointment, isNew: boolean): void => {
    const reference = record.externalReferenceId;
    this.#parts.note('--', `record ${record.appointmentId} ${record.status} ${record.batch} ${reference ?? 'outside'}`);
    if (!isNew || reference === null) return;
    const made = (this.#made.get(reference) ?? 0) + 1;
    this.#made.set(reference, made);
    if (made > 1) this.fail('INV-1', `${reference} has made ${String(made)} records`);
    const ofBooking = reference.replace(/g\d+$/, 'g');
    const rivals = this.#parts
      .records()
      .filter((other) => other.appointmentId !== record.appointmentId && isActive(other))
      .filter((other) => other.externalReferenceId?.startsWith(ofBooking) === true);
    if (rivals.length > 0) this.fail('INV-1', `${reference} is active beside ${rivals[0]?.appointmentId ?? ''}`);
  };

  readonly onTransit = (reference: string, change: 1 | -1): void => {
    this.#inTransit.set(reference, (this.#inTransit.get(reference) ?? 0) + change);
  };

  readonly onDeparture = (device: Device, operation: ApiOperation): void => {
    this.requests += 1;
    this.note(device, `-> ${describe(operation)}`);
    this.#countDeparture(device);
    if (operation.op === 'patch' && (this.#inTransit.get(operation.appointmentId) ?? 0) > 0)
      this.fail('INV-5', `${operation.appointmentId} is changed while an earlier change may still live`);
    if (operation.op !== 'create') return;
    const reference = operation.body.external_reference_id;
    if ((this.#inTransit.get(reference) ?? 0) > 0) this.fail('INV-5', `${reference} is posted while it may still live`);
    if (this.#isGone(reference)) this.fail('INV-5', `${reference} is posted although its record was cancelled`);
    const since = this.#uncertainSince.get(reference);
    if (since !== undefined && this.#parts.now() < since + QUIET_MS)
      this.fail('INV-5', `${reference} is posted again within the quiet period`);
    this.#uncertainSince.delete(reference);
    this.#unanswered.set(reference, device);
  };

  readonly onNeverLeft = (device: Device): void => {
    this.#departuresOf(device).at.pop();
  };

  /** Of what was being sent, the device will never hear. */
  readonly onPowerCut = (device: Device): void => {
    this.note(device, 'loses power');
    for (const [reference, sender] of this.#unanswered) {
      if (sender === device) this.#uncertainSince.set(reference, this.#parts.now());
    }
  };

  readonly onHold = (device: Device, waitMs: number): void => {
    this.note(device, `<- 429, wait ${String(waitMs)} ms`);
    const of = this.#departuresOf(device);
    of.heldUntil = Math.max(of.heldUntil, this.#parts.now() + waitMs);
  };

  readonly onWritten =
    (device: Device) =>
    (booking: Booking): void => {
      const { bookingId, life } = booking;
      this.note(device, `${bookingId} g${String(booking.generation)} ${life.state} ${booking.token}`);
      if (life.state !== 'IN_FLIGHT') this.#unanswered.delete(referenceOf(booking));
      if (life.state === 'UNKNOWN' && life.lastRefusal?.code !== 'DUPLICATE_BOOKING') this.#doubt(booking);
      else if (life.state !== 'QUEUED' && life.state !== 'IN_FLIGHT') this.#uncertainSince.delete(referenceOf(booking));
      const parsed = bookingSchema.safeParse(booking);
      if (!parsed.success) this.fail('INV-2', `${bookingId} is no booking: ${parsed.error.issues[0]?.message ?? ''}`);
      this.#countToken(bookingId, booking.place.date, booking.token);
      for (const former of booking.formerTokens) this.#countToken(bookingId, former.date, former.token);
      if (life.state === 'PATCH_PENDING' && life.intent.kind === 'reschedule')
        this.#countToken(bookingId, life.intent.place.date, life.intent.token);
    };

  readonly onSoldCutOff = (device: Device, place: Place): void => {
    this.#places.soldCutOff(device, place);
  };

  /** A device is lost. @param today organisation-local */
  deviceLost(today: string): void {
    this.#places.lost(today);
  }

  /** A list takes nothing away that the server has had there for a while. */
  readonly onRemoved =
    (device: Device) =>
    (date: string, appointmentIds: readonly string[]): void => {
      const settled = this.#parts.now() - LONG_AGO_MS;
      const there = this.#parts
        .records()
        .filter((record) => record.date === date && Date.parse(record.updatedAt) < settled)
        .find(({ appointmentId }) => appointmentIds.includes(appointmentId));
      if (there !== undefined) this.fail('INV-3', `${device.letter} lost ${there.appointmentId}, which is there`);
    };

  readonly onFault = (device: Device, detail: string): void => {
    this.note(device, `fault ${detail}`);
    this.fail('INV-9', `the engine of ${device.letter} met a fault: ${detail}`);
  };

  /** Whether the device that gave a reference does not know what became of its last POST. */
  isInDoubt(reference: string): boolean {
    return (this.#inTransit.get(reference) ?? 0) > 0 || this.#uncertainSince.has(reference);
  }

  /** It made a record that is cancelled: posted once more it would make a second one. An active one is answered with itself. */
  #isGone(reference: string): boolean {
    if ((this.#made.get(reference) ?? 0) === 0) return false;
    return !this.#parts.records().some((record) => record.externalReferenceId === reference && isActive(record));
  }

  /** The device's clock was set. */
  clockSet(device: Device): void {
    const of = this.#departuresOf(device);
    of.freshFrom = this.#parts.now();
    of.heldUntil = 0;
  }

  #doubt(booking: Booking): void {
    const reference = referenceOf(booking);
    if (!this.#uncertainSince.has(reference)) this.#uncertainSince.set(reference, this.#parts.now());
  }

  #countToken(bookingId: string, date: string, token: string): void {
    // Who only waits for a place has none, nor who did not come to what was booked elsewhere.
    if (token === '') return;
    const key = `${date} ${token}`;
    const owner = this.#tokens.get(key);
    if (owner !== undefined && owner !== bookingId) this.fail('INV-7', `${key} of ${owner} is given to ${bookingId}`);
    this.#tokens.set(key, bookingId);
  }

  #countDeparture(device: Device): void {
    const now = this.#parts.now();
    const of = this.#departuresOf(device);
    if (now < of.heldUntil) this.fail('INV-4', `${device.letter} sends while a Retry-After runs`);
    while (of.at[0] !== undefined && (of.at[0] <= now - MINUTE_MS || of.at[0] < of.freshFrom)) of.at.shift();
    of.at.push(now);
    const most = this.#parts.perMinute();
    if (of.at.length > most) this.fail('INV-4', `${device.letter} sends more than its minute holds`);
  }

  #departuresOf(device: Device): Departures {
    const known = this.#departures.get(device);
    if (known !== undefined) return known;
    const fresh: Departures = { at: [], heldUntil: 0, freshFrom: 0 };
    this.#departures.set(device, fresh);
    return fresh;
  }
}

function describe(operation: ApiOperation): string {
  switch (operation.op) {
    case 'create':
      return `create ${operation.body.external_reference_id} ${operation.body.appointment_date}`;
    case 'patch':
      return `patch ${operation.appointmentId} ${JSON.stringify(operation.body)}`;
    case 'get':
      return `get ${operation.appointmentId}`;
    case 'list':
      return `list ${operation.date} page ${String(operation.page)}`;
    case 'availability':
    case 'tracking':
      return `${operation.op} ${operation.date}`;
    case 'config':
    case 'services':
      return operation.op;
  }
}
