import type { KioskGate } from '../../../electron/kiosk/gate.ts';
import type { KioskHost } from '../../../renderer/desk/kiosk-host.ts';
import {
  kioskAnswerSchema,
  kioskRequestSchema,
  publicPictureSchema,
  type KioskAnswer,
  type KioskRequest,
  type PublicPicture,
} from '../../../shared/kiosk/messages.ts';
import { promisedToken, referenceOf, type Booking } from '../../../shared/model/booking.ts';
import { tokensOf } from '../../../shared/model/tokens-of.ts';
import { stageOf } from '../../../shared/visit/visit.ts';
import type { Disk } from '../../sync/world/memory-store.ts';
import type { Site } from '../world/site.ts';
import type { People, Person } from './person.ts';

/** A place that somebody was promised at the kiosk. */
export interface Promised {
  readonly person: Person;
  readonly bookingId: string;
  readonly handle: string;
  readonly token: string;
  readonly date: string;
}

export interface ToldParts {
  readonly kiosk: KioskGate;
  readonly host: KioskHost;
  readonly disk: Disk;
  readonly site: Site;
  readonly people: People;
  /** A place was promised a moment ago. */
  readonly onPromised: (booking: Booking) => void;
  readonly fail: (rule: string, detail: string) => void;
}

/** Stands between a person and the kiosk's gate, and holds each answer and picture against the rules (SPEC DAY). */
export class Told {
  readonly promised: Promised[] = [];
  /** How often each kind of answer was given; of what was not booked, each cause. */
  readonly counts = new Map<string, number>();
  readonly #parts: ToldParts;
  #lastPicture = '';

  constructor(parts: ToldParts) {
    this.#parts = parts;
  }

  /** Asks as the kiosk of a person does. */
  async ask(person: Person, request: KioskRequest): Promise<KioskAnswer> {
    const { kiosk, fail } = this.#parts;
    const answer = await kiosk.ask(kioskRequestSchema.parse(request));
    const parsed = kioskAnswerSchema.safeParse(answer);
    if (!parsed.success) fail('DAY-5', `no answer: ${JSON.stringify(answer)}`);
    this.#count(answer);
    this.#scan(answer);
    if (answer.kind === 'booked') this.#promise(person, answer);
    if (answer.kind === 'checked-in') this.#arrived(person, answer.token);
    if (answer.kind === 'state' && request.kind === 'follow') this.#confirmed(request.handle, answer.state);
    return answer;
  }

  /** What the waiting room's screen shows now. */
  picture(): PublicPicture {
    const picture = this.#parts.host.picture();
    const text = JSON.stringify({ ...picture, at: 0 });
    if (text === this.#lastPicture) return picture;
    this.#lastPicture = text;
    if (!publicPictureSchema.safeParse(picture).success) this.#parts.fail('DAY-5', `no picture: ${text}`);
    this.#scan(picture);
    return picture;
  }

  /** DAY-1: exactly one booking stands for it, from the moment it is told. */
  #promise(person: Person, answer: Extract<KioskAnswer, { kind: 'booked' }>): void {
    const { disk, fail } = this.#parts;
    const { handle, token, date, state } = answer;
    const found = disk.of(
      (booking) => booking.patient.phone === person.phone && booking.token === token && booking.place.date === date,
    );
    const [booking] = found;
    if (booking === undefined || found.length > 1) {
      fail('DAY-1', `${token} on ${date} was told and is ${String(found.length)} bookings`);
      return;
    }
    this.promised.push({ person, bookingId: booking.bookingId, handle, token, date });
    this.#parts.onPromised(booking);
    const others = disk.of(
      (other) => other !== booking && tokensOf(other).some((of) => of.token === token && of.date === date),
    );
    if (others.length > 0) fail('DAY-3', `${token} on ${date} was given before`);
    this.#confirmed(handle, state);
  }

  /** DAY-4: who is told to wait has arrived at the desk, under the token that they are told. */
  #arrived({ phone }: Person, token: string | null): void {
    const theirs = this.#parts.disk.of((booking) => booking.patient.phone.endsWith(phone));
    const here = theirs.find((booking) => promisedToken(booking) === token && stageOf(booking.visit) === 'arrived');
    if (token === null || here === undefined)
      this.#parts.fail('DAY-4', `${String(token)} is told to wait, and is not here`);
  }

  /** DAY-2: nothing is confirmed that the server does not have. */
  #confirmed(handle: string, state: string): void {
    const { disk, site, fail } = this.#parts;
    const promise = this.promised.find((each) => each.handle === handle);
    const booking = promise === undefined ? undefined : disk.bookings.get(promise.bookingId);
    if (promise === undefined || booking === undefined) fail('DAY-1', `nothing is known of ${handle}`);
    else if (state === 'confirmed' && !hasRecord(booking, site))
      fail('DAY-2', `${promise.token} is told to be confirmed, and the server knows nothing of it`);
  }

  /** DAY-5: neither names nor numbers. */
  #scan(told: KioskAnswer | PublicPicture): void {
    const found = this.#parts.people.foundIn(JSON.stringify(told));
    if (found !== null) this.#parts.fail('DAY-5', `${found} is told: ${JSON.stringify(told)}`);
  }

  #count(answer: KioskAnswer): void {
    const kind = answer.kind === 'not-booked' ? answer.why : answer.kind === 'state' ? answer.state : answer.kind;
    this.counts.set(kind, (this.counts.get(kind) ?? 0) + 1);
  }
}

function hasRecord(booking: Booking, site: Site): boolean {
  return site.records().some(({ externalReferenceId }) => externalReferenceId === referenceOf(booking));
}
