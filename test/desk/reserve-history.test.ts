import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { silenceRxDbNotice } from '../db/engines.ts';
import { ReserveHistory } from '../../renderer/desk/reserve-history.ts';
import { addDays, slotsOfDay } from '../../shared/booking/index.ts';
import type { Appointment } from '../../shared/model/appointment.ts';
import { reserveFor } from '../../shared/reservations/reserve.ts';
import { checkup, friday, openDesk, type DeskFixture } from './desk-fixture.ts';

let desk: DeskFixture;

beforeEach(async () => {
  silenceRxDbNotice();
  vi.stubGlobal('self', globalThis);
  desk = await openDesk();
});
afterEach(async () => {
  await desk.store.close();
  vi.unstubAllGlobals();
});

const morning = () => slotsOfDay('b-tnagar', friday, checkup, desk.model.snapshot)[0]!;

let made = 0;

/** An appointment of an earlier Friday morning. */
function record(date: string, change: Partial<Appointment> = {}): Appointment {
  const { window } = morning();
  const at = `${date}T04:00:00.000Z`;
  made += 1;
  return {
    appointmentId: `appt_${String(made)}`,
    serviceId: checkup,
    branchId: window.branchId,
    date,
    session: window.session,
    batch: window.batch,
    token: null,
    patientName: 'Arun',
    parentPhone: `+9198400${String(10_000 + made)}`,
    assignedDoctor: null,
    notes: null,
    status: 'confirmed',
    externalReferenceId: null,
    createdAt: at,
    updatedAt: at,
    calendarId: null,
    startsAt: null,
    ...change,
  };
}

/** The complete list of an earlier date. */
async function list(date: string, records: readonly Appointment[]): Promise<void> {
  const at = `${date}T12:00:00.000Z`;
  await desk.store.replaceDay({ branchId: null, date, records, startedAt: at, endedAt: '2026-03-20T23:00:00.000Z' });
  await desk.store.updateDay(date, (day) => ({ ...day, listedAt: at }));
}

describe('the history of a branch', () => {
  it('RES-4: holds what other channels booked in such a slot, one number for each earlier date that was listed', async () => {
    const [last, before, earlier] = [-7, -14, -21].map((days) => addDays(friday, days)) as [string, string, string];
    await list(last, [
      record(last),
      record(last),
      record(last, { status: 'cancelled' }),
      record(last, { externalReferenceId: 'desk0000000001-01J8ZQ4Y7N0000000000000001-g1' }),
    ]);
    await list(before, []);
    await desk.store.putAppointment(record(earlier), `${earlier}T12:00:00.000Z`);
    const history = new ReserveHistory(desk.store);
    expect(history.of(morning())).toEqual([]);
    await history.load(friday, desk.model.snapshot);
    expect([...history.of(morning())].sort()).toEqual([0, 2]);
    expect(reserveFor({ kind: 'history' }, history.of(morning()))).toBe(2);
  });
});
