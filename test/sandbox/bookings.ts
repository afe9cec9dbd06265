import { randomInt } from 'node:crypto';
import { applyPlacement, decideCreate, decideUpdate, type Refusal } from '../../shared/booking/index.ts';
import type { Appointment } from '../../shared/model/appointment.ts';
import type { SandboxClock } from './clock.ts';
import type { ClinicState } from './clinic-state.ts';
import type { Journal } from './journal.ts';
import type { WindowChange } from './journal-entry.ts';

const idAlphabet = '0123456789abcdefghijklmnopqrstuvwxyz';
const idLength = 12;

export type CreateResult = { readonly kind: 'created' | 'idempotent'; readonly appointment: Appointment } | Refusal;

export type UpdateResult = { readonly kind: 'updated' | 'unchanged'; readonly appointment: Appointment } | Refusal;

/**
 * The organisation's appointment book. Every method decides, makes the change durable and makes it visible without
 * yielding in between, so two simultaneous requests never share the last place and nothing is answered that a kill
 * could take back.
 */
export class Bookings {
  private readonly state: ClinicState;
  private readonly journal: Journal;
  private readonly clock: Pick<SandboxClock, 'now'>;
  private readonly drawId: () => string;

  /** @param drawId an id that may be taken already; drawn again then */
  constructor(state: ClinicState, journal: Journal, clock: Pick<SandboxClock, 'now'>, drawId = randomId) {
    this.state = state;
    this.journal = journal;
    this.clock = clock;
    this.drawId = drawId;
  }

  /** @param body as sent, in the words of the API. Throws where the journal can't be written; then nothing has changed. */
  create(body: unknown): CreateResult {
    const now = this.clock.now();
    const outcome = decideCreate(body, this.state.snapshot, now);
    if (outcome.kind === 'idempotent') return { kind: 'idempotent', appointment: outcome.existing };
    if (outcome.kind === 'refused') return outcome;
    return { kind: 'created', appointment: this.keep(applyPlacement(outcome.placement, this.freshId(), now)) };
  }

  /** @param body as sent, in the words of the API. Throws where the journal can't be written; then nothing has changed. */
  update(appointmentId: string, body: unknown): UpdateResult {
    const outcome = decideUpdate(appointmentId, body, this.state.snapshot, this.clock.now());
    if (outcome.kind !== 'updated') return outcome;
    return { kind: 'updated', appointment: this.keep(outcome.appointment) };
  }

  changeWindow(change: WindowChange): void {
    this.journal.append({ kind: 'window', change });
    this.state.apply({ kind: 'window', change });
  }

  private keep(appointment: Appointment): Appointment {
    this.journal.append({ kind: 'appointment', appointment });
    this.state.apply({ kind: 'appointment', appointment });
    return appointment;
  }

  private freshId(): string {
    for (;;) {
      const id = this.drawId();
      if (this.state.appointment(id) === undefined) return id;
    }
  }
}

function randomId(): string {
  let id = 'appt_';
  for (let count = 0; count < idLength; count += 1) id += idAlphabet.charAt(randomInt(idAlphabet.length));
  return id;
}
