import type { HostAnswer, HostRequest, KioskAnswer, KioskRequest } from '../../shared/kiosk/messages.ts';
import { bookingsMade, Tries, wrongTries } from '../../shared/kiosk/tries.ts';

/** A handle ends after this, milliseconds (SPEC KIOSK-5). */
const HANDLE_MS = 10 * 60_000;

export interface GatePorts {
  readonly askDesk: (request: HostRequest) => Promise<HostAnswer>;
  /** A person can see a desk of this computer. */
  readonly isDeskInSight: () => boolean;
  /** Milliseconds by a clock that only goes on. */
  readonly elapsed: () => number;
  /** Nobody can guess it. */
  readonly newHandle: () => string;
}

type Ask<K extends KioskRequest['kind']> = Extract<KioskRequest, { kind: K }>;

interface Handle {
  readonly bookingId: string;
  readonly until: number;
  readonly printed: boolean;
}

/** Between a kiosk and whichever desk answers it: how often is asked, and what was booked, outlast a desk's window (SPEC KIOSK-9). */
export class KioskGate {
  readonly #ports: GatePorts;
  readonly #wrong = new Tries(wrongTries);
  readonly #refused = new Tries(wrongTries);
  readonly #booked = new Tries(bookingsMade);
  readonly #handles = new Map<string, Handle>();

  constructor(ports: GatePorts) {
    this.#ports = ports;
  }

  async ask(request: KioskRequest): Promise<KioskAnswer> {
    switch (request.kind) {
      case 'places':
      case 'place-now':
        return this.#told(await this.#ports.askDesk(request));
      case 'book':
        return this.#book(request);
      case 'follow':
        return this.#follow(request);
      case 'print':
        return this.#print(request);
      case 'check-in':
        return this.#checkIn(request);
    }
  }

  /** SPEC KIOSK-8: whoever tries often is told what others are told for other causes. */
  async #book(request: Ask<'book'>): Promise<KioskAnswer> {
    const now = this.#ports.elapsed();
    if (this.#refused.isClosed(request.phone, now) || this.#booked.isClosed(null, now)) {
      return { kind: 'not-booked', why: 'elsewhere' };
    }
    const refused = this.#refused.note(request.phone, now);
    const booked = this.#booked.note(null, now);
    const answer = await this.#ports.askDesk(request);
    // Where nobody answered it may be booked all the same.
    if (answer.kind === 'not-booked') this.#booked.takeBack(booked);
    else this.#refused.takeBack(refused);
    return this.#told(answer);
  }

  async #follow({ handle }: Ask<'follow'>): Promise<KioskAnswer> {
    const known = this.#handle(handle);
    if (known === undefined) return { kind: 'failed' };
    return this.#told(await this.#ports.askDesk({ kind: 'follow', bookingId: known.bookingId }));
  }

  async #print({ handle }: Ask<'print'>): Promise<KioskAnswer> {
    const known = this.#handle(handle);
    if (known === undefined) return { kind: 'failed' };
    const { bookingId, printed } = known;
    const answer = await this.#ports.askDesk({ kind: 'print', bookingId, reprint: printed });
    if (answer.kind === 'printed') this.#handles.set(handle, { ...known, printed: true });
    return this.#told(answer);
  }

  /** SPEC CHECK-IN-3. Each code is another one, so that only the kiosk's own limit counts them. */
  async #checkIn(request: Ask<'check-in'>): Promise<KioskAnswer> {
    const about = 'phone' in request.by ? request.by.phone : null;
    const now = this.#ports.elapsed();
    if (this.#wrong.isClosed(about, now)) return { kind: 'ask-staff' };
    const tried = this.#wrong.note(about, now);
    const answer = await this.#ports.askDesk(request);
    if (answer.kind !== 'not-found') this.#wrong.takeBack(tried);
    else if (this.#wrong.isClosed(about, this.#ports.elapsed())) return { kind: 'ask-staff' };
    return this.#told(answer);
  }

  #told(answer: HostAnswer): KioskAnswer {
    const callsHere = this.#ports.isDeskInSight();
    if (answer.kind === 'checked-in') return { ...answer, callsHere };
    if (answer.kind !== 'booked') return answer;
    const { bookingId, ...booked } = answer;
    return { ...booked, handle: this.#newHandle(bookingId), callsHere };
  }

  #newHandle(bookingId: string): string {
    const handle = this.#ports.newHandle();
    this.#forgetOld();
    this.#handles.set(handle, { bookingId, until: this.#ports.elapsed() + HANDLE_MS, printed: false });
    return handle;
  }

  #handle(handle: string): Handle | undefined {
    this.#forgetOld();
    return this.#handles.get(handle);
  }

  #forgetOld(): void {
    for (const [handle, { until }] of this.#handles) if (until <= this.#ports.elapsed()) this.#handles.delete(handle);
  }
}
