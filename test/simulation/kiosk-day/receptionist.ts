import type { AppointmentView, ConflictView, Desk, Resolution } from '../../../renderer/desk/contract.ts';
import { isStrandedRow } from '../../../renderer/desk/stranded.ts';
import type { VisitStep } from '../../../shared/model/booking.ts';
import type { Chance } from '../../sync/world/chance.ts';
import type { Person } from './person.ts';

const MINUTE_MS = 60_000;
/** Rooms that see patients side by side. */
const ROOMS = 2;
const CONSULTATION_MS = 5 * MINUTE_MS;
/** Who was called has so long to come. */
const CALL_MS = 2 * MINUTE_MS;
/** Who did not come is called once more after this. */
const AGAIN_MS = 8 * MINUTE_MS;

export interface ReceptionistParts {
  readonly desk: Desk;
  readonly chance: Chance;
  readonly now: () => number;
  readonly note: (text: string) => void;
  readonly fail: (rule: string, detail: string) => void;
}

/** Calls patients, notes their steps and settles what needs a person, one press at a time. */
export class Receptionist {
  /** Tokens in the order in which they were called. */
  readonly called: string[] = [];
  /** Bookings that stood in a list of the desk as somebody's to decide or to be told of. */
  readonly listed = new Set<string>();
  readonly #parts: ReceptionistParts;
  readonly #calls = new Map<string, number>();

  constructor(parts: ReceptionistParts) {
    this.#parts = parts;
  }

  /** Looks over the lists that tell what is somebody's to do. */
  read(): void {
    const { conflicts, sync } = this.#parts.desk.views;
    const { open, toTell, waiting } = conflicts.get();
    for (const { booking } of open) this.listed.add(booking.bookingId);
    for (const { bookingId } of [...toTell, ...sync.get().news]) this.listed.add(bookingId);
    for (const { booking } of waiting) this.listed.add(booking.bookingId);
  }

  /** Settles the first thing that waits for a decision by the first way that is offered. Whether there was any. */
  async settleFirst(): Promise<boolean> {
    const { desk, note } = this.#parts;
    const [conflict] = desk.views.conflicts.get().open;
    if (conflict === undefined) return false;
    for (const resolution of waysOf(conflict)) {
      const result = await desk.intents.settle(conflict.booking.bookingId, resolution);
      note(`settles ${conflict.booking.bookingId}, ${conflict.cause.kind}, by ${resolution.kind}: ${result.kind}`);
      if (result.kind === 'settled') return true;
    }
    return true;
  }

  /** One press on the board; false where there was nothing to do. @param closing nobody comes any more */
  async work(closing: boolean): Promise<boolean> {
    const rows = this.#rows();
    const step =
      this.#due(rows, 'with-doctor', CONSULTATION_MS, 'done') ??
      this.#afterCall(rows) ??
      this.#calling(rows) ??
      (closing ? this.#ending(rows) : null);
    if (step === null) return false;
    await this.#note(...step);
    return true;
  }

  /** Somebody comes to the desk because the kiosk could not help. */
  async receive({ phone }: Person): Promise<void> {
    const row = this.#rows().find((each) => each.phone.endsWith(phone) && each.visit === 'booked');
    if (row !== undefined) await this.#note(row, 'arrived');
  }

  #rows(): readonly AppointmentView[] {
    return this.#parts.desk.views.today.get().appointments;
  }

  #due(rows: readonly AppointmentView[], visit: VisitStep, afterMs: number, step: VisitStep): Deed | null {
    const row = rows.find((each) => each.visit === visit && this.#since(each) >= afterMs);
    return row === undefined ? null : [row, step];
  }

  /** They come, or they don't: then they are passed over, and called once more later. */
  #afterCall(rows: readonly AppointmentView[]): Deed | null {
    const row = rows.find((each) => each.visit === 'called' && this.#since(each) >= CALL_MS);
    if (row === undefined) return null;
    return [row, this.#parts.chance.happens(0.9) ? 'with-doctor' : 'skipped'];
  }

  #calling(rows: readonly AppointmentView[]): Deed | null {
    const busy = rows.filter(({ visit }) => visit === 'called' || visit === 'with-doctor');
    if (busy.length >= ROOMS) return null;
    const skipped = rows.find((row) => row.visit === 'skipped' && this.#since(row) >= AGAIN_MS && !isStrandedRow(row));
    if (skipped !== undefined) return [skipped, (this.#calls.get(skipped.id) ?? 0) < 2 ? 'called' : 'no-show'];
    // The board lies in the order of the windows; within one, who came first.
    const [next] = rows
      .filter((row) => row.visit === 'arrived' && !isStrandedRow(row))
      .sort((one, other) => (one.arrivedAt ?? 0) - (other.arrivedAt ?? 0));
    return next === undefined ? null : [next, 'called'];
  }

  /** Whoever did not come by the end of the day is noted so. */
  #ending(rows: readonly AppointmentView[]): Deed | null {
    const row = rows.find(({ nextSteps, visit }) => visit === 'booked' && nextSteps.includes('no-show'));
    return row === undefined ? null : [row, 'no-show'];
  }

  async #note(row: AppointmentView, step: VisitStep): Promise<void> {
    const { desk, note, fail } = this.#parts;
    const result = await desk.intents.noteVisit(row.id, step, row.visit);
    note(`${row.token ?? row.id} ${step}: ${result.kind}`);
    if (result.kind !== 'settled') fail('DAY-4', `${row.id} could not be noted as ${step}`);
    if (step !== 'called') return;
    this.#calls.set(row.id, (this.#calls.get(row.id) ?? 0) + 1);
    if (row.token !== null) this.called.push(row.token);
  }

  #since({ visitSince }: AppointmentView): number {
    return visitSince === null ? 0 : this.#parts.now() - visitSince;
  }
}

type Deed = [row: AppointmentView, step: VisitStep];

/** The ways on that the desk offers, in its order. */
function waysOf({ cause, suggested, alternatives }: ConflictView): readonly Resolution[] {
  const moves = [...(suggested === null ? [] : [suggested]), ...alternatives].map(
    (to) => ({ kind: 'move', to }) as const,
  );
  switch (cause.kind) {
    case 'duplicate':
      return [{ kind: 'link' }, ...moves, { kind: 'cancel' }];
    case 'change':
      return [{ kind: 'keep' }];
    case 'cancelled-there':
      return [...moves, { kind: 'left' }];
    case 'fix':
      return [{ kind: 'cancel' }];
    default:
      return [...moves, { kind: 'waiting-list' }, { kind: 'cancel' }];
  }
}
