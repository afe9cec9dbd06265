import {
  AppointmentIndex,
  applyPlacement,
  decideCreate,
  decideUpdate,
  refusalStatus,
  windowsOfDay,
  type ClinicSnapshot,
  type Refusal,
} from '../../../shared/booking/index.ts';
import { PAGE_LIMIT } from '../../../shared/api/limits.ts';
import type { ApiOperation } from '../../../shared/api/operation.ts';
import type { ApiReply, ApiResults } from '../../../shared/api/reply.ts';
import type { Appointment } from '../../../shared/model/appointment.ts';
import type { DateOverride } from '../../../shared/model/clinic.ts';
import { sampleBranches, sampleConfig, sampleServices, sampleWindows } from '../../../shared/model/sample-clinic.ts';

export type AnyReply = ApiReply<ApiResults[ApiOperation['op']]>;

/** The API on the real engine, one process, no network: what a request would do and answer at an instant. */
export class Server {
  readonly records = new Map<string, Appointment>();
  /** Records made per reference, whatever became of them. */
  readonly madeByReference = new Map<string, number>();
  readonly requests: ApiOperation[] = [];
  overrides: readonly DateOverride[] = [];
  preventDuplicates = true;
  /** Places of every window; null: the sample's own. */
  capacity: number | null = null;
  readonly #index = new AppointmentIndex();
  readonly #now: () => number;
  #next = 1;

  constructor(now: () => number) {
    this.#now = now;
  }

  get snapshot(): ClinicSnapshot {
    return {
      config: { ...sampleConfig, preventDuplicateBookings: this.preventDuplicates },
      branches: sampleBranches,
      services: sampleServices,
      windows: this.#windows(),
      overrides: this.overrides,
      appointments: this.#index,
    };
  }

  #windows(): typeof sampleWindows {
    const { capacity } = this;
    if (capacity === null) return sampleWindows;
    return sampleWindows.map((window) => ({ ...window, maxSlots: capacity, aiSlots: capacity }));
  }

  handle(operation: ApiOperation): AnyReply {
    this.requests.push(operation);
    switch (operation.op) {
      case 'config':
        return this.#ok(this.snapshot.config);
      case 'services':
        return this.#ok(sampleServices);
      case 'availability':
        return this.#ok(this.#availability(operation.date));
      case 'tracking':
        return this.#ok({ date: operation.date, windows: [], overrides: [] });
      case 'list':
        return this.#ok(this.#list(operation.date, operation.page));
      case 'get': {
        const record = this.records.get(operation.appointmentId);
        return record === undefined ? this.refusal('NOT_FOUND', 404) : this.#ok(asAnswered(record));
      }
      case 'create':
        return this.create(operation.body);
      case 'patch':
        return this.patch(operation.appointmentId, operation.body);
    }
  }

  /** As the POST, and as any other channel would book. */
  create(body: unknown): AnyReply {
    const outcome = decideCreate(body, this.snapshot, this.#now());
    if (outcome.kind === 'refused') return this.#refused(outcome);
    if (outcome.kind === 'idempotent') return this.#ok({ appointment: asAnswered(outcome.existing), idempotent: true });
    const record = applyPlacement(outcome.placement, `appt-${String(this.#next)}`, this.#now());
    this.#next += 1;
    this.#put(record);
    const reference = record.externalReferenceId;
    if (reference !== null) this.madeByReference.set(reference, (this.madeByReference.get(reference) ?? 0) + 1);
    return this.#ok({ appointment: asAnswered(record), idempotent: false });
  }

  patch(appointmentId: string, body: unknown): AnyReply {
    const outcome = decideUpdate(appointmentId, body, this.snapshot, this.#now());
    if (outcome.kind === 'refused') return this.#refused(outcome);
    if (outcome.kind === 'updated') this.#put(outcome.appointment);
    return this.#ok(asAnswered(outcome.appointment));
  }

  refusal(code: string, status: number, existingId: string | null = null): AnyReply {
    const serverDate = new Date(this.#now()).toISOString();
    return { kind: 'refused', status, code, message: `${code} said the server`, existingId, serverDate };
  }

  ofReference(reference: string): Appointment[] {
    return [...this.records.values()].filter((record) => record.externalReferenceId === reference);
  }

  #put(record: Appointment): void {
    this.records.set(record.appointmentId, record);
    this.#index.put(record);
  }

  #refused(refusal: Refusal): AnyReply {
    const existingId = refusal.code === 'DUPLICATE_BOOKING' ? refusal.existing.appointmentId : null;
    return this.refusal(refusal.code, refusalStatus[refusal.code], existingId);
  }

  #ok(value: ApiResults[ApiOperation['op']]): AnyReply {
    return { kind: 'ok', value, serverDate: new Date(this.#now()).toISOString() };
  }

  #availability(date: string): ApiResults['availability'] {
    const days = sampleBranches.flatMap(({ branchId }) => windowsOfDay(branchId, date, this.snapshot));
    const open = days.filter((day) => day.open);
    return {
      date,
      windows: open.map(({ window }) => window),
      filled: Object.fromEntries(open.map(({ window, filled }) => [window.calendarId, filled])),
    };
  }

  #list(utcDate: string, page: number): ApiResults['list'] {
    const all = [...this.records.values()]
      .filter((record) => record.startsAt?.startsWith(utcDate) === true)
      .sort((a, b) => ((a.startsAt ?? '') < (b.startsAt ?? '') ? -1 : 1));
    const from = (page - 1) * PAGE_LIMIT;
    return {
      appointments: all.slice(from, from + PAGE_LIMIT).map(asAnswered),
      page,
      totalPages: Math.max(1, Math.ceil(all.length / PAGE_LIMIT)),
      total: all.length,
    };
  }
}

/** A documented answer names neither the window nor the time of day. */
function asAnswered(record: Appointment): Appointment {
  return { ...record, calendarId: null, startsAt: null };
}
