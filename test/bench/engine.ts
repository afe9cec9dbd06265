import { AppointmentIndex, applyPlacement, decideCreate } from '../../shared/booking/index.ts';
import type { ClinicSnapshot } from '../../shared/booking/index.ts';
import type { CalendarWindow, Weekday } from '../../shared/model/clinic.ts';
import { prepareLuxonEngine } from './luxon-engine.ts';
import type { Round } from './statistics.ts';

const knownAppointments = 50_000;
const requests = 2_000;
const passes = 20;
const rounds = 31;
const minuteMs = 60_000;
const dayMs = 86_400_000;
const now = Date.UTC(2026, 5, 10, 3, 30);

/**
 * Measures the engine against the same rules with luxon: rounds of both in turn, in milliseconds for one decision.
 * Both must give the same answers.
 */
export function benchEngine(): readonly Round[] {
  const snapshot = clinic();
  const peer = prepareLuxonEngine(snapshot);
  const bodies = Array.from({ length: requests }, (_, at) => requestBody(at));
  const answers = new Map<string, number>();
  for (const body of bodies) {
    const outcome = decideCreate(body, snapshot, now);
    const word = outcome.kind === 'refused' ? outcome.code : outcome.kind;
    answers.set(word, (answers.get(word) ?? 0) + 1);
    if (word !== peer(body, now)) throw new Error(`the peer says ${peer(body, now)} where the engine says ${word}`);
  }
  if ((answers.get('created') ?? 0) < requests / 10)
    throw new Error('too few of the requests are granted to say anything');

  // Both sides of a round take about as long, so that what slows the machine for a moment slows both.
  const decide = (): void => {
    for (let pass = 0; pass < passes; pass += 1) for (const body of bodies) decideCreate(body, snapshot, now);
  };
  const decidePeer = (): void => {
    for (const body of bodies) peer(body, now);
  };
  return Array.from({ length: rounds }, () => ({
    ours: [timed(decide, requests * passes)],
    peer: [timed(decidePeer, requests)],
  }));
}

/** Milliseconds for one of the operations that `work` carries out. */
function timed(work: () => void, operations: number): number {
  const from = performance.now();
  work();
  return (performance.now() - from) / operations;
}

const days: readonly Weekday[] = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const serviceIds = [
  'f47ac10b-58cc-4372-a567-0e02b2c3d479',
  '0b9f3a52-5c1e-4a57-9a34-6f2f1f1b6a01',
  '7f5f5d7e-2f43-4b0e-8f3c-b6a2f3d1c002',
  '2d0c6f1a-93b4-4f9b-8f07-1c9a7e5d8003',
];
const serviceNames = ['General Checkup', 'Follow-up', 'Vaccination', 'Dental'];
const hours = [
  ['Morning', 'MA', '09:00', '11:00'],
  ['Morning', 'MB', '11:00', '13:00'],
  ['Afternoon', 'AA', '14:00', '16:00'],
  ['Evening', 'EA', '17:00', '20:00'],
] as const;

/** Two branches, a week of windows, four services and a year of appointments. */
function clinic(): ClinicSnapshot {
  const windows: CalendarWindow[] = [];
  for (const branchId of ['b-1', 'b-2']) {
    for (const day of days) {
      for (const [session, batch, startTime, endTime] of hours) {
        const calendarId = `${branchId}-${day}-${batch}`;
        windows.push({
          calendarId,
          branchId,
          day,
          session,
          batch,
          startTime,
          endTime,
          serviceId: null,
          maxSlots: 20,
          aiSlots: 15,
          status: 'OPEN',
        });
      }
    }
  }
  const appointments = new AppointmentIndex();
  const snapshot: ClinicSnapshot = {
    config: {
      timezone: 'Asia/Kolkata',
      preventDuplicateBookings: true,
      allowCancellation: true,
      cancellationNoticeHours: 0,
    },
    branches: [
      { branchId: 'b-1', name: 'One' },
      { branchId: 'b-2', name: 'Two' },
    ],
    services: serviceIds.map((serviceId, at) => ({ serviceId, name: serviceNames[at] ?? '' })),
    windows,
    overrides: [],
    appointments,
  };
  const start = now - 180 * dayMs;
  for (let at = 0; appointments.size < knownAppointments; at += 1) {
    const time = start + Math.floor(at / 240) * dayMs + (at % 240) * 3 * minuteMs;
    const outcome = decideCreate(
      {
        appointment_type: serviceIds[at % 4],
        appointment_date: new Date(time).toISOString(),
        patient_name: 'Meena Raman',
        parent_phone: `+9198${String(40_000_000 + at)}`,
        branch_id: at % 2 === 0 ? 'b-1' : 'b-2',
      },
      snapshot,
      start - 1,
    );
    if (outcome.kind === 'created') appointments.put(applyPlacement(outcome.placement, `a-${String(at)}`, start));
  }
  return snapshot;
}

/** Requests as a day brings them: most granted, some full, past, outside or under another name. */
function requestBody(at: number): Readonly<Record<string, string>> {
  const time = now + ((at * 7_919) % (20 * 1_440)) * minuteMs;
  return {
    appointment_type: at % 3 === 0 ? (serviceNames[at % 4] ?? '') : (serviceIds[at % 4] ?? ''),
    appointment_date: new Date(time).toISOString(),
    patient_name: 'Aadhi',
    parent_phone: `+9199${String(40_000_000 + at)}`,
    branch_id: at % 2 === 0 ? 'b-1' : 'b-2',
    external_reference_id: `d1-01J${String(at)}-g0`,
    ...(at % 4 === 0 ? { session: 'Morning' } : {}),
  };
}
