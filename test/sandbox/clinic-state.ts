import { AppointmentIndex, type ClinicSnapshot } from '../../shared/booking/index.ts';
import type { Appointment } from '../../shared/model/appointment.ts';
import type { CalendarWindow, DateOverride } from '../../shared/model/clinic.ts';
import type { SandboxConfig } from './config.ts';
import type { JournalEntry, WindowChange } from './journal-entry.ts';

/** Everything the sandbox knows: the configuration, what became of its windows, and every appointment. */
export class ClinicState {
  private readonly config: SandboxConfig;
  private readonly index = new AppointmentIndex();
  private readonly appointments = new Map<string, Appointment>();
  /** By calendar id and date; each holds all changes of one window or date so far. */
  private readonly changes = new Map<string, WindowChange>();
  private current: ClinicSnapshot;

  constructor(config: SandboxConfig) {
    this.config = config;
    this.current = this.takeSnapshot();
  }

  /** What the engine decides on; always current. */
  get snapshot(): ClinicSnapshot {
    return this.current;
  }

  apply(entry: JournalEntry): void {
    if (entry.kind === 'appointment') {
      this.appointments.set(entry.appointment.appointmentId, entry.appointment);
      this.index.put(entry.appointment);
      return;
    }
    const key = `${entry.change.calendarId}|${entry.change.date ?? ''}`;
    this.changes.set(key, { ...this.changes.get(key), ...entry.change });
    this.current = this.takeSnapshot();
  }

  /** Entries that rebuild this state, and nothing older. */
  *entries(): Generator<JournalEntry> {
    for (const change of this.changes.values()) yield { kind: 'window', change };
    for (const appointment of this.appointments.values()) yield { kind: 'appointment', appointment };
  }

  appointment(appointmentId: string): Appointment | undefined {
    return this.appointments.get(appointmentId);
  }

  /** Every record, in the order they were made. */
  allAppointments(): readonly Appointment[] {
    return [...this.appointments.values()];
  }

  /** The window as it is every week, with what it was changed to. */
  window(calendarId: string): CalendarWindow | undefined {
    return this.current.windows.find((window) => window.calendarId === calendarId);
  }

  /** The window as it is on one local date. */
  windowOn(window: CalendarWindow, date: string): CalendarWindow {
    return withChange(window, this.changes.get(`${window.calendarId}|${date}`));
  }

  private takeSnapshot(): ClinicSnapshot {
    return {
      config: this.config.org,
      branches: this.config.branches,
      services: this.config.services,
      windows: this.config.windows.map((window) => withChange(window, this.changes.get(`${window.calendarId}|`))),
      overrides: [...this.changes.values()].flatMap(overrideOf),
      appointments: this.index,
    };
  }
}

function withChange(window: CalendarWindow, change: WindowChange | undefined): CalendarWindow {
  return {
    ...window,
    status: change?.status ?? window.status,
    aiSlots: change?.aiSlots === undefined ? window.aiSlots : change.aiSlots,
  };
}

function overrideOf({ calendarId, date, status, aiSlots }: WindowChange): DateOverride[] {
  if (date === null) return [];
  return [
    {
      calendarId,
      date,
      serviceId: null,
      ...(status === undefined ? {} : { status }),
      ...(aiSlots === undefined ? {} : { aiSlots }),
    },
  ];
}
