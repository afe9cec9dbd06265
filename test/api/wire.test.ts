import { describe, expect, it } from 'vitest';
import { readResult, type WireReading } from '../../shared/api/wire.ts';

const RECEIVED = '2026-06-15T03:30:00.000Z';

function fitting<T>(reading: WireReading<T>): T {
  if (reading.kind === 'misfit') throw new Error(`${reading.path}: ${reading.message}`);
  return reading.value;
}

/** The record of the source document. */
const documented = {
  appointment_id: 'appt_a1b2c3d4e5',
  appointment_type: 'f47ac10b-58cc-4372-a567-0e02b2c3d479',
  branch_id: 'branch_uuid_here',
  date: '2026-06-15',
  session: 'Morning',
  batch: 'MA',
  token: null,
  patient_name: 'Aadhi',
  parent_phone: '+919840012345',
  assigned_doctor: null,
  status: 'confirmed',
  external_reference_id: null,
  created_at: '2026-05-26T10:00:00.000Z',
  updated_at: '2026-05-26T10:00:00.000Z',
};

const appointment = {
  appointmentId: 'appt_a1b2c3d4e5',
  serviceId: 'f47ac10b-58cc-4372-a567-0e02b2c3d479',
  branchId: 'branch_uuid_here',
  date: '2026-06-15',
  session: 'Morning',
  batch: 'MA',
  token: null,
  patientName: 'Aadhi',
  parentPhone: '+919840012345',
  assignedDoctor: null,
  notes: null,
  status: 'confirmed',
  externalReferenceId: null,
  createdAt: '2026-05-26T10:00:00.000Z',
  updatedAt: '2026-05-26T10:00:00.000Z',
  calendarId: null,
  startsAt: null,
};

const createOperation = {
  op: 'create',
  body: {
    appointment_type: 'x',
    appointment_date: '2026-06-15T03:30:00.000Z',
    patient_name: 'Aadhi',
    parent_phone: '+919840012345',
    branch_id: 'b',
    external_reference_id: 'r',
  },
} as const;

const get = { op: 'get', appointmentId: 'appt_a1b2c3d4e5' } as const;
const list = { op: 'list', date: '2026-06-15', page: 1 } as const;
const availability = { op: 'availability', date: '2026-06-15' } as const;
const tracking = { op: 'tracking', date: '2026-06-15' } as const;

function readOne(changes: Readonly<Record<string, unknown>>) {
  return readResult(get, { success: true, data: { ...documented, ...changes } }, RECEIVED);
}

describe('an appointment', () => {
  it('is read from the answers of the source document, 201 and idempotent 200', () => {
    const answer = { success: true, appointment_id: 'appt_a1b2c3d4e5', token: null, data: documented };
    expect(fitting(readResult(createOperation, answer, RECEIVED))).toEqual({ appointment, idempotent: false });
    expect(fitting(readResult(createOperation, { ...answer, idempotent: true }, RECEIVED))).toEqual({
      appointment,
      idempotent: true,
    });
  });

  it('is found in data, under its own name or bare, and fields of others are left behind', () => {
    for (const body of [documented, { appointment: documented }, { data: { appointment: documented } }]) {
      expect(fitting(readResult(get, body, RECEIVED))).toEqual(appointment);
    }
    expect(fitting(readOne({ colour: 'red', nested: { deep: 1 } }))).toEqual(appointment);
  });

  it.each([
    [
      'optional fields left out',
      { token: undefined, assigned_doctor: undefined, external_reference_id: undefined },
      {},
    ],
    ['a number for a token', { token: 7 }, { token: '7' }],
    ['empty text where nothing is meant', { assigned_doctor: '' }, { assignedDoctor: null }],
    ['other case of session and status', { session: 'MORNING', status: 'Cancelled' }, { status: 'cancelled' }],
    ['the American spelling', { status: 'canceled' }, { status: 'cancelled' }],
    ['no batch', { batch: null }, { batch: '' }],
    ['no name and no phone', { patient_name: null, parent_phone: null }, { patientName: '', parentPhone: '' }],
    ['midnight UTC for a date', { date: '2026-06-15T00:00:00.000Z' }, {}],
    ['a start time', { start_time: '2026-06-15T04:00:00Z' }, { startsAt: '2026-06-15T04:00:00.000Z' }],
    [
      'a start time with an offset',
      { start_time: '2026-06-15T09:30:00+05:30' },
      { startsAt: '2026-06-15T04:00:00.000Z' },
    ],
    ['a start time of no use', { start_time: '09:30' }, {}],
    ['timestamps in the SQL manner', { created_at: '2026-05-26 10:00:00' }, {}],
    ['no update', { updated_at: undefined }, {}],
  ])('is read with %s', (_, changes, expected) => {
    expect(fitting(readOne(changes))).toEqual({ ...appointment, ...expected });
  });

  it('without timestamps is as old as the answer', () => {
    expect(fitting(readOne({ created_at: null, updated_at: null }))).toMatchObject({
      createdAt: RECEIVED,
      updatedAt: RECEIVED,
    });
  });

  it('of an unknown status holds its place', () => {
    expect(fitting(readOne({ status: 'pending_review' })).status).toBe('confirmed');
  });

  it.each(['appointment_id', 'appointment_type', 'branch_id', 'date', 'session', 'patient_name', 'parent_phone'])(
    'without %s is a misfit that names the field',
    (field) => {
      expect(readOne({ [field]: undefined })).toMatchObject({ kind: 'misfit', path: `data.${field}` });
    },
  );

  it('with a datetime that could be two dates is a misfit', () => {
    expect(readOne({ date: '2026-06-14T18:30:00Z' })).toMatchObject({ kind: 'misfit', path: 'data.date' });
  });

  it('is no text, no list and no null', () => {
    for (const body of ['hello', null, 7, [], { data: null }, { data: [] }, {}]) {
      expect(readResult(get, body, RECEIVED).kind).toBe('misfit');
    }
  });
});

describe('a page of appointments', () => {
  const page = (count: number, rest: object = {}, asked = 1) =>
    fitting(
      readResult({ ...list, page: asked }, { success: true, data: Array(count).fill(documented), ...rest }, RECEIVED),
    );

  it('tells its place among the pages', () => {
    const pagination = { page: 1, limit: 200, total: 201, total_pages: 2 };
    expect(page(1, { pagination })).toEqual({ appointments: [appointment], page: 1, totalPages: 2, total: 201 });
  });

  it.each([
    ['counts as text', { pagination: { total: '120', limit: '50' } }, 3],
    ['camel case', { pagination: { totalPages: 4 } }, 4],
    ['another name', { meta: { total_pages: 5 } }, 5],
    ['at the top', { total_pages: 6 }, 6],
    ['only whether there is more', { pagination: { has_more: true } }, 2],
    ['nothing at all', {}, 1],
    ['an empty result', { pagination: { total: 0, total_pages: 0 } }, 1],
  ])('is read with %s', (_, rest, totalPages) => {
    expect(page(1, rest).totalPages).toBe(totalPages);
  });

  it('without pagination is followed by another as long as it is full, and not when it is empty', () => {
    expect(page(50).totalPages).toBe(2);
    expect(page(49).totalPages).toBe(1);
    expect(page(0, {}, 3).totalPages).toBe(3);
  });

  it('may come as a bare list or under its own name', () => {
    for (const body of [[documented], { appointments: [documented] }, { data: { appointments: [documented] } }]) {
      expect(fitting(readResult(list, body, RECEIVED)).appointments).toEqual([appointment]);
    }
  });

  it('with one record that does not fit names the record', () => {
    const body = { data: [documented, { ...documented, branch_id: undefined }] };
    expect(readResult(list, body, RECEIVED)).toMatchObject({ kind: 'misfit', path: 'data.1.branch_id' });
  });
});

const slot = {
  slot_id: 'w1||2026-06-15',
  calendar_id: 'w1',
  branch_id: 'b-main',
  day: 'monday',
  session: 'Morning',
  batch: 'MA',
  start_time: '09:00',
  end_time: '11:00',
  appointment_type: null,
  max_slots: 20,
  ai_slots: 10,
  status: 'OPEN',
  filled_slots: 3,
  available_slots: 7,
};
const window = {
  calendarId: 'w1',
  branchId: 'b-main',
  day: 'monday',
  session: 'Morning',
  batch: 'MA',
  startTime: '09:00',
  endTime: '11:00',
  serviceId: null,
  maxSlots: 20,
  aiSlots: 10,
  status: 'OPEN',
};

describe('availability', () => {
  const read = (changes: object) =>
    fitting(
      readResult(availability, { success: true, date: '2026-06-15', slots: [{ ...slot, ...changes }] }, RECEIVED),
    );

  it('gives the windows of the date and how many places of each are filled', () => {
    expect(read({})).toEqual({ date: '2026-06-15', windows: [window], filled: { w1: 3 } });
  });

  it.each([
    ['seconds in the times', { start_time: '09:00:00', end_time: '11:00:00' }, {}],
    ['hours of one digit', { start_time: '9:00' }, {}],
    ['midnight as an end', { end_time: '00:00' }, { endTime: '24:00' }],
    ['no status, no type, no day', { status: undefined, appointment_type: undefined, day: undefined }, {}],
    ['a capital day', { day: 'Monday' }, {}],
    ['counts as text', { max_slots: '20', ai_slots: '10', filled_slots: '3' }, {}],
    ['the calendar only in the slot id', { calendar_id: undefined }, {}],
    ['null places for the API', { ai_slots: null }, { aiSlots: null }],
    ['no places for the API, but how many are available', { ai_slots: undefined }, {}],
    ['no maximum', { max_slots: undefined }, { maxSlots: 10 }],
    ['no capacity at all', { max_slots: undefined, ai_slots: undefined }, { maxSlots: 10, aiSlots: null }],
  ])('is read with %s', (_, changes, expected) => {
    expect(read(changes).windows).toEqual([{ ...window, ...expected }]);
  });

  it('computes what is filled where only what is available is said', () => {
    expect(read({ filled_slots: undefined }).filled).toEqual({ w1: 3 });
  });

  it('without a session is a misfit', () => {
    const body = { slots: [{ ...slot, session: undefined }] };
    expect(readResult(availability, body, RECEIVED)).toMatchObject({ kind: 'misfit', path: 'slots.0.session' });
  });
});

describe('schedule tracking', () => {
  const record = (service: string, changes: object = {}) => ({
    ...slot,
    slot_id: `w1||2026-06-15||${service}`,
    available_slots: undefined,
    ...changes,
  });
  const read = (records: readonly object[], branchId?: string) =>
    fitting(
      readResult(
        branchId === undefined ? tracking : { ...tracking, branchId },
        { success: true, data: records },
        RECEIVED,
      ),
    );

  it('gives one override a service, and one window for them all', () => {
    expect(read([record('s1'), record('s2', { ai_slots: 4, status: 'CLOSED' })])).toEqual({
      date: '2026-06-15',
      windows: [window],
      overrides: [
        { calendarId: 'w1', date: '2026-06-15', serviceId: 's1', status: 'OPEN', aiSlots: 10, maxSlots: 20 },
        { calendarId: 'w1', date: '2026-06-15', serviceId: 's2', status: 'CLOSED', aiSlots: 4, maxSlots: 20 },
      ],
    });
  });

  it('closes the date and not the week', () => {
    const day = read([record('s1', { status: 'closed' })]);
    expect(day.windows[0]?.status).toBe('OPEN');
    expect(day.overrides[0]?.status).toBe('CLOSED');
  });

  it('says nothing where the record says nothing', () => {
    const silent = record('s1', { status: undefined, ai_slots: undefined, max_slots: undefined });
    expect(read([silent]).overrides).toEqual([{ calendarId: 'w1', date: '2026-06-15', serviceId: 's1' }]);
  });

  it('takes the service from its own field, the branch from the question, where they are left out', () => {
    const bare = { ...record('s1'), slot_id: undefined, service_id: 's9', branch_id: undefined };
    const day = read([bare], 'b-asked');
    expect(day.overrides[0]?.serviceId).toBe('s9');
    expect(day.windows[0]?.branchId).toBe('b-asked');
  });

  it('lets a window serve every service that its records name', () => {
    const day = read([record('s1', { appointment_type: 's1' }), record('s2', { appointment_type: 's2' })]);
    expect(day.windows).toEqual([window]);
    expect(read([record('s1', { appointment_type: 's1' })]).windows[0]?.serviceId).toBe('s1');
  });
});

describe('services and configuration', () => {
  it('are read in their documented shape', () => {
    const services = { success: true, data: [{ service_id: 's1', name: 'General Checkup', price: 100 }] };
    expect(fitting(readResult({ op: 'services' }, services, RECEIVED))).toEqual([
      { serviceId: 's1', name: 'General Checkup' },
    ]);
    const config = {
      success: true,
      data: {
        timezone: 'Asia/Kolkata',
        prevent_duplicate_bookings: false,
        allow_cancellation: false,
        cancellation_notice_hours: 24,
      },
    };
    expect(fitting(readResult({ op: 'config' }, config, RECEIVED))).toEqual({
      timezone: 'Asia/Kolkata',
      preventDuplicateBookings: false,
      allowCancellation: false,
      cancellationNoticeHours: 24,
    });
  });

  it('tolerate another name of the id, and numbers', () => {
    const body = { services: [{ id: 7, service_name: 'X' }] };
    expect(fitting(readResult({ op: 'services' }, body, RECEIVED))).toEqual([{ serviceId: '7', name: 'X' }]);
  });

  it('need no more than the zone', () => {
    expect(fitting(readResult({ op: 'config' }, { timezone: 'Asia/Kolkata' }, RECEIVED))).toEqual({
      timezone: 'Asia/Kolkata',
      preventDuplicateBookings: true,
      allowCancellation: true,
      cancellationNoticeHours: 0,
    });
  });

  it('refuse a zone that does not exist, since every wall clock hangs on it', () => {
    expect(readResult({ op: 'config' }, { data: { timezone: 'Asia/Atlantis' } }, RECEIVED)).toMatchObject({
      kind: 'misfit',
      path: 'data.timezone',
    });
  });
});
