import { AppointmentIndex, applyPlacement, decideCreate, decideUpdate } from '../../shared/booking/index.ts';
import type { ClinicSnapshot, CreateOutcome, UpdateOutcome } from '../../shared/booking/index.ts';
import type { Appointment } from '../../shared/model/appointment.ts';
import type { CalendarWindow } from '../../shared/model/clinic.ts';

/** A small clinic for tests: one Monday, 15 June 2026, in India; it is Wednesday the 10th, 09:00 there. */
export const now = Date.UTC(2026, 5, 10, 3, 30);
export const monday = '2026-06-15';
export const checkup = 'f47ac10b-58cc-4372-a567-0e02b2c3d479';
export const followUp = '0b9f3a52-5c1e-4a57-9a34-6f2f1f1b6a01';
export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;

/** Epoch ms of a time in India. */
export function india(date: string, time: string): number {
  return Date.parse(`${date}T${time}:00+05:30`);
}

export function windowOf(changes: Partial<CalendarWindow>): CalendarWindow {
  return {
    calendarId: 'w-ma',
    branchId: 'main',
    day: 'monday',
    session: 'Morning',
    batch: 'MA',
    startTime: '09:00',
    endTime: '11:00',
    serviceId: null,
    maxSlots: 20,
    aiSlots: 10,
    status: 'OPEN',
    ...changes,
  };
}

/** A body that is granted: Monday 09:30 in India. */
export const goodBody = {
  appointment_type: 'General Checkup',
  appointment_date: '2026-06-15T04:00:00.000Z',
  patient_name: 'Aadhi',
  parent_phone: '+919840012345',
};

export function recordOf(changes: Partial<Appointment>): Appointment {
  return {
    appointmentId: 'a-1',
    serviceId: checkup,
    branchId: 'main',
    date: monday,
    session: 'Morning',
    batch: 'MA',
    token: null,
    patientName: 'Aadhi',
    parentPhone: '+919840012345',
    assignedDoctor: null,
    notes: null,
    status: 'confirmed',
    externalReferenceId: null,
    createdAt: '2026-06-01T00:00:00.000Z',
    updatedAt: '2026-06-01T00:00:00.000Z',
    calendarId: 'w-ma',
    startsAt: '2026-06-15T04:00:00.000Z',
    ...changes,
  };
}

/** The clinic as it stands, with the two verbs that a test needs: they decide and record in one step. */
export class Clinic {
  readonly appointments = new AppointmentIndex();
  snapshot: ClinicSnapshot;
  #made = 0;

  constructor(changes: Partial<Omit<ClinicSnapshot, 'appointments'>> = {}, records: readonly Appointment[] = []) {
    this.snapshot = {
      config: {
        timezone: 'Asia/Kolkata',
        preventDuplicateBookings: true,
        allowCancellation: true,
        cancellationNoticeHours: 0,
      },
      branches: [{ branchId: 'main', name: 'Main' }],
      services: [
        { serviceId: checkup, name: 'General Checkup' },
        { serviceId: followUp, name: 'Follow-up' },
      ],
      windows: [windowOf({})],
      overrides: [],
      ...changes,
      appointments: this.appointments,
    };
    for (const record of records) this.appointments.put(record);
  }

  /** Changes the clinic as a pull or an administrator would: new arrays in a new snapshot. */
  change(changes: Partial<Omit<ClinicSnapshot, 'appointments'>>): void {
    this.snapshot = { ...this.snapshot, ...changes };
  }

  config(changes: Partial<ClinicSnapshot['config']>): void {
    this.change({ config: { ...this.snapshot.config, ...changes } });
  }

  create(body: unknown, at = now): CreateOutcome {
    const outcome = decideCreate(body, this.snapshot, at);
    if (outcome.kind === 'created') {
      this.#made += 1;
      this.appointments.put(applyPlacement(outcome.placement, `made-${String(this.#made)}`, at));
    }
    return outcome;
  }

  update(appointmentId: string, body: unknown, at = now): UpdateOutcome {
    const outcome = decideUpdate(appointmentId, body, this.snapshot, at);
    if (outcome.kind === 'updated') this.appointments.put(outcome.appointment);
    return outcome;
  }
}

/** The outcome in one word: the code of a refusal, else the kind. */
export function wordOf(outcome: CreateOutcome | UpdateOutcome): string {
  return outcome.kind === 'refused' ? outcome.code : outcome.kind;
}
