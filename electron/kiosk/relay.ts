import type { BridgeEvent } from '../../shared/ipc/contract.ts';
import type { HostAnswer, HostRequest, PublicPicture } from '../../shared/kiosk/messages.ts';

/** A desk that does not answer within this is not waited for, milliseconds. */
const ANSWER_WITHIN_MS = 15_000;
/** A desk publishes every ten seconds (SPEC DISPLAY-4): after two words that did not come it is silent, milliseconds. */
const SILENT_AFTER_MS = 25_000;

export interface RelayPorts {
  /** Tells one desk; false where there is none. */
  readonly tellDesk: (event: BridgeEvent) => boolean;
  readonly tellPublic: (event: BridgeEvent) => void;
  /** Runs later, milliseconds; what it returns calls that off. */
  readonly after: (ms: number, callback: () => void) => () => void;
}

interface Asked {
  readonly answer: (answer: HostAnswer) => void;
  readonly callOff: () => void;
}

/** Carries questions of kiosks to the desk and its answers back, and what the desk publishes to every screen that patients see. */
export class KioskRelay {
  readonly #ports: RelayPorts;
  readonly #asked = new Map<number, Asked>();
  #lastId = 0;
  #picture: PublicPicture | null = null;
  #callOffSilence: () => void = () => undefined;

  constructor(ports: RelayPorts) {
    this.#ports = ports;
  }

  /** What the desk published last; null: nothing yet, or it has fallen silent since. */
  get picture(): PublicPicture | null {
    return this.#picture;
  }

  publish(picture: PublicPicture): void {
    this.#picture = picture;
    this.#ports.tellPublic({ kind: 'picture', picture });
    this.#callOffSilence();
    this.#callOffSilence = this.#ports.after(SILENT_AFTER_MS, () => {
      this.#picture = null;
      this.#ports.tellPublic({ kind: 'desk-silent' });
    });
  }

  /** Resolves to `failed` where no desk is there, or none answers: what was asked may have been done all the same. */
  ask(request: HostRequest): Promise<HostAnswer> {
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve) => {
      const callOff = this.#ports.after(ANSWER_WITHIN_MS, () => {
        this.answered(id, { kind: 'failed' });
      });
      this.#asked.set(id, { answer: resolve, callOff });
      if (!this.#ports.tellDesk({ kind: 'kiosk-asks', id, request })) this.answered(id, { kind: 'failed' });
    });
  }

  /** An answer that nobody waits for any more is dropped. */
  answered(id: number, answer: HostAnswer): void {
    const asked = this.#asked.get(id);
    if (asked === undefined) return;
    this.#asked.delete(id);
    asked.callOff();
    asked.answer(answer);
  }
}
