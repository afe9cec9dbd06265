import { describe, expect, test } from 'vitest';
import { applyPlacement, decideCreate, slotsOfDay } from '../../shared/booking/index.ts';
import { Clinic, checkup, followUp, goodBody, india, monday, now, recordOf, windowOf, wordOf } from './clinic.ts';

function fieldOf(body: unknown, clinic = new Clinic()): string {
  const outcome = clinic.create(body);
  return outcome.kind === 'refused' && outcome.code === 'VALIDATION_ERROR' ? outcome.field : wordOf(outcome);
}

describe('the body', () => {
  test.each([[null], [undefined], ['text'], [7], [true], [[]], [[goodBody]]])('VAL-1: %j is no body', (body) => {
    expect(fieldOf(body)).toBe('body');
  });

  const required = ['appointment_type', 'appointment_date', 'patient_name', 'parent_phone'] as const;
  // Space of every kind, each at the beginning too, and characters that show nothing.
  const blanks = ['', '   ', '\t\n\u00a0\u3000', '\u00a0', '\u3000', '\u200b', '\ufeff', '\u2060', '\u00ad'];
  const invisible = ['\u200c', '\u200d', ' \u200b\u200d\u00a0\u2060 '];
  const faults = [undefined, null, ...blanks, ...invisible, 0, 12, true, {}, [], ['x']];
  test.each(required)('VAL-3: %s must be a text that is not blank', (field) => {
    for (const fault of faults) expect(fieldOf({ ...goodBody, [field]: fault })).toBe(field);
    const { [field]: _left, ...rest } = goodBody;
    expect(fieldOf(rest)).toBe(field);
  });

  test('VAL-2: of several faults the first in the documented order is named', () => {
    const order = [
      ...required,
      'branch_id',
      'session',
      'batch',
      'assigned_doctor',
      'external_reference_id',
      'notes',
    ] as const;
    const wrong: Record<string, unknown> = Object.fromEntries(order.map((field) => [field, 7]));
    for (const field of order) {
      expect(fieldOf(wrong)).toBe(field);
      if (field in goodBody) wrong[field] = goodBody[field as keyof typeof goodBody];
      else Reflect.deleteProperty(wrong, field);
    }
    expect(fieldOf(wrong)).toBe('created');
  });

  test('VAL-4: a date that cannot be read is a fault of appointment_date', () => {
    for (const text of ['tomorrow', '2026-02-30T09:00:00Z', '15/06/2026', '2026-13-01', '2026-06-15T25:00Z']) {
      expect(fieldOf({ ...goodBody, appointment_date: text })).toBe('appointment_date');
    }
  });

  test('VAL-5: a session is one of three words, exactly', () => {
    for (const session of ['', 'morning', 'MORNING', ' Morning', 'Night', 3, {}]) {
      expect(fieldOf({ ...goodBody, session })).toBe('session');
    }
    expect(fieldOf({ ...goodBody, session: 'Morning' })).toBe('created');
  });

  test('VAL-6: null and blank optional fields are absent, other types are faults', () => {
    const optional = ['batch', 'assigned_doctor', 'external_reference_id', 'notes'];
    for (const field of optional) {
      for (const absent of [null, undefined, ...blanks, ...invisible])
        expect(fieldOf({ ...goodBody, [field]: absent })).toBe('created');
      for (const fault of [7, false, {}, []]) expect(fieldOf({ ...goodBody, [field]: fault })).toBe(field);
    }
    expect(fieldOf({ ...goodBody, session: null, branch_id: null })).toBe('created');
  });

  test('VAL-6: two requests with an empty reference are two bookings', () => {
    const clinic = new Clinic();
    expect(wordOf(clinic.create({ ...goodBody, external_reference_id: '' }))).toBe('created');
    expect(wordOf(clinic.create({ ...goodBody, external_reference_id: '', parent_phone: '9840054321' }))).toBe(
      'created',
    );
  });

  test('VAL-7: the branch may be left out only where there is exactly one', () => {
    const branches = ['main', 'east'].map((branchId) => ({ branchId, name: branchId }));
    const two = new Clinic({ branches });
    expect(fieldOf(goodBody, two)).toBe('branch_id');
    expect(fieldOf({ ...goodBody, branch_id: 'east' }, two)).toBe('OUTSIDE_AVAILABILITY');
    expect(fieldOf({ ...goodBody, branch_id: 'main' }, two)).toBe('created');
    expect(fieldOf(goodBody, new Clinic({ branches: [] }))).toBe('branch_id');
    for (const unknown of ['west', '', 'MAIN', ' main', 5])
      expect(fieldOf({ ...goodBody, branch_id: unknown })).toBe('branch_id');
  });

  test('VAL-8: unknown fields are ignored', () => {
    const strange = '"age":7,"__proto__":{"session":"Night"},"constructor":null,"toString":1';
    expect(fieldOf(JSON.parse(`{${strange},${JSON.stringify(goodBody).slice(1)}`))).toBe('created');
  });

  test('VAL-9: name and phone lose the space around them, everything else is kept as sent', () => {
    const outcome = decideCreate(
      { ...goodBody, patient_name: '  Aadhi R ', parent_phone: ' 98400 12345 ', assigned_doctor: ' Dr. Rao ' },
      new Clinic().snapshot,
      now,
    );
    expect(outcome).toMatchObject({
      placement: {
        patientName: 'Aadhi R',
        parentPhone: '98400 12345',
        phoneKey: '+919840012345',
        assignedDoctor: ' Dr. Rao ',
      },
    });
  });

  test('VAL-3, VAL-9: joiners within a name are neither blank nor taken out', () => {
    for (const name of ['क्\u200dष', 'শ\u09cd\u200cয', '\u200dക', 'ക\u0d4d\u200d', '\u200bAadhi']) {
      const outcome = decideCreate({ ...goodBody, patient_name: name }, new Clinic().snapshot, now);
      expect(outcome).toMatchObject({ placement: { patientName: name } });
    }
  });

  test('a name of any script and length is taken', () => {
    for (const name of ['மீனா'.repeat(75), '👩‍⚕️', 'ß', '\ud800', 'x'.repeat(10_000)]) {
      expect(fieldOf({ ...goodBody, patient_name: name })).toBe('created');
    }
  });
});

describe('the reference', () => {
  const body = { ...goodBody, external_reference_id: 'ref-1' };

  test('IDEM-1: an active appointment with the reference is returned, before every later check', () => {
    const clinic = new Clinic();
    expect(wordOf(clinic.create(body))).toBe('created');
    const late = india(monday, '12:00');
    for (const again of [
      body,
      { ...body, appointment_type: 'no such service' },
      { ...body, appointment_date: '2026-06-16T04:00:00Z', parent_phone: '1' },
    ]) {
      expect(clinic.create(again, late)).toEqual({ kind: 'idempotent', existing: clinic.appointments.byId('made-1') });
    }
    expect(clinic.appointments.size).toBe(1);
  });

  test('IDEM-1: the body is checked before the reference', () => {
    const clinic = new Clinic();
    clinic.create(body);
    expect(wordOf(clinic.create({ ...body, patient_name: ' ' }))).toBe('VALIDATION_ERROR');
  });

  test('IDEM-2: after a cancellation the same reference books anew', () => {
    const clinic = new Clinic();
    clinic.create(body);
    clinic.update('made-1', { status: 'cancelled' });
    expect(wordOf(clinic.create(body))).toBe('created');
    expect(clinic.appointments.activeByReference('ref-1')?.appointmentId).toBe('made-2');
  });

  test('IDEM-3: of imported records that share a reference the one made first answers', () => {
    const older = recordOf({ appointmentId: 'z', externalReferenceId: 'ref-1', createdAt: '2026-01-01T00:00:00.000Z' });
    const newer = recordOf({ appointmentId: 'b', externalReferenceId: 'ref-1', createdAt: '2026-01-02T00:00:00.000Z' });
    const twin = recordOf({ appointmentId: 'c', externalReferenceId: 'ref-1', createdAt: '2026-01-01T00:00:00.000Z' });
    expect(new Clinic({}, [newer, older, twin]).create(body)).toEqual({ kind: 'idempotent', existing: twin });
  });
});

describe('time and type', () => {
  test('PAST-1: now itself is past, one millisecond later is not', () => {
    const at = Date.parse(goodBody.appointment_date);
    expect(wordOf(new Clinic().create(goodBody, at))).toBe('PAST_APPOINTMENT');
    expect(wordOf(new Clinic().create(goodBody, at + 1))).toBe('PAST_APPOINTMENT');
    expect(wordOf(new Clinic().create(goodBody, at - 1))).toBe('created');
  });

  test('PAST-1 comes before TYPE-3, and TYPE-3 before WIN-4', () => {
    const clinic = new Clinic();
    const strange = { ...goodBody, appointment_type: 'Surgery' };
    expect(wordOf(clinic.create({ ...strange, appointment_date: '2020-01-01' }))).toBe('PAST_APPOINTMENT');
    expect(wordOf(clinic.create({ ...strange, appointment_date: '2026-06-15T20:00Z' }))).toBe(
      'INVALID_APPOINTMENT_TYPE',
    );
  });

  test('TYPE-1: the exact id goes before a name', () => {
    const services = [
      { serviceId: 'one', name: 'two' },
      { serviceId: 'two', name: 'one' },
    ];
    const outcome = new Clinic({ services }).create({ ...goodBody, appointment_type: 'two' });
    expect(outcome).toMatchObject({ placement: { serviceId: 'two' } });
    const spaced = new Clinic({ services }).create({ ...goodBody, appointment_type: ' two' });
    expect(spaced).toMatchObject({ placement: { serviceId: 'one' } });
  });

  test.each([
    ['  general CHECKUP\n', 'General Checkup'],
    ['GENERAL CHECKUP', 'general checkup'],
    ['Cafe\u0301 visit', 'CAFÉ VISIT'],
    ['Weisse strasse', 'weiße Straße'],
    ['ΟΔΟΣ', 'οδος'],
    ['பொது பரிசோதனை ', 'பொது பரிசோதனை'],
  ])('TYPE-2: %j names %j', (words, name) => {
    const clinic = new Clinic({ services: [{ serviceId: 's', name }] });
    expect(clinic.create({ ...goodBody, appointment_type: words })).toMatchObject({ placement: { serviceId: 's' } });
  });

  test('TYPE-2: of two services with one name the first listed is meant, however it is written', () => {
    const clinic = new Clinic({
      services: [
        { serviceId: 's1', name: 'Dental' },
        { serviceId: 's2', name: 'DENTAL' },
      ],
    });
    for (const words of ['Dental', 'DENTAL', 'dental']) {
      expect(decideCreate({ ...goodBody, appointment_type: words }, clinic.snapshot, now)).toMatchObject({
        placement: { serviceId: 's1' },
      });
    }
  });

  test('TYPE-3: a name that only begins alike, or has space inside, is another', () => {
    for (const words of ['General', 'General  Checkup', 'General Checkups', checkup.toUpperCase()]) {
      expect(wordOf(new Clinic().create({ ...goodBody, appointment_type: words }))).toBe('INVALID_APPOINTMENT_TYPE');
    }
  });
});

describe('windows', () => {
  function at(time: string, clinic = new Clinic(), more: object = {}): string {
    return wordOf(clinic.create({ ...goodBody, ...more, appointment_date: `2026-06-15T${time}+05:30` }));
  }

  test('WIN-2: the start is inside to the millisecond, the end outside', () => {
    expect(at('08:59:59.999')).toBe('OUTSIDE_AVAILABILITY');
    expect(at('09:00')).toBe('created');
    expect(at('10:59:59.999')).toBe('created');
    expect(at('11:00')).toBe('OUTSIDE_AVAILABILITY');
  });

  test('WIN-2: a window to 24:00 holds the last minute of its day and no minute of the next', () => {
    const late = new Clinic({ windows: [windowOf({ startTime: '22:00', endTime: '24:00' })] });
    expect(at('23:59:59', late)).toBe('created');
    expect(wordOf(late.create({ ...goodBody, appointment_date: '2026-06-16T00:00+05:30' }))).toBe(
      'OUTSIDE_AVAILABILITY',
    );
  });

  test('WIN-1: the day is the local one, before 05:30 in India another than the UTC day', () => {
    const early = new Clinic({ windows: [windowOf({ startTime: '00:00', endTime: '05:30' })] });
    const outcome = early.create({ ...goodBody, appointment_date: '2026-06-14T20:00:00Z' });
    expect(outcome).toMatchObject({ kind: 'created', placement: { date: monday } });
  });

  test('WIN-1: after 17:00 in Los Angeles the UTC day is the next one', () => {
    const clinic = new Clinic({ windows: [windowOf({ session: 'Evening', startTime: '17:00', endTime: '20:00' })] });
    clinic.config({ timezone: 'America/Los_Angeles' });
    const outcome = clinic.create({ ...goodBody, appointment_date: '2026-06-16T01:30:00Z' });
    expect(outcome).toMatchObject({ kind: 'created', placement: { date: monday, session: 'Evening' } });
  });

  test('WIN-1: the documented 09:30Z is 15:00 in India and no Morning', () => {
    const clinic = new Clinic({
      windows: [
        windowOf({}),
        windowOf({ calendarId: 'w-aa', session: 'Afternoon', batch: 'AA', startTime: '14:00', endTime: '16:00' }),
      ],
    });
    expect(at('15:00', clinic, { session: 'Morning' })).toBe('OUTSIDE_AVAILABILITY');
    expect(at('15:00', clinic, { session: 'Afternoon' })).toBe('created');
  });

  test('WIN-1: session and batch bind where they are sent', () => {
    expect(at('09:30', new Clinic(), { session: 'Evening' })).toBe('OUTSIDE_AVAILABILITY');
    expect(at('09:30', new Clinic(), { batch: 'MB' })).toBe('OUTSIDE_AVAILABILITY');
    expect(at('09:30', new Clinic(), { batch: 'ma' })).toBe('OUTSIDE_AVAILABILITY');
    expect(at('09:30', new Clinic(), { session: 'Morning', batch: 'MA' })).toBe('created');
  });

  test('WIN-3: a window kept for one service serves no other', () => {
    const clinic = new Clinic({ windows: [windowOf({ serviceId: followUp })] });
    expect(at('09:30', clinic)).toBe('OUTSIDE_AVAILABILITY');
    expect(at('09:30', clinic, { appointment_type: 'follow-up' })).toBe('created');
  });

  test('WIN-4: only where every match is closed the slot is inactive', () => {
    const shut = windowOf({ status: 'CLOSED' });
    expect(at('09:30', new Clinic({ windows: [shut] }))).toBe('SLOT_INACTIVE');
    expect(at('11:30', new Clinic({ windows: [shut] }))).toBe('OUTSIDE_AVAILABILITY');
    expect(at('09:30', new Clinic({ windows: [shut, windowOf({ calendarId: 'w-2', batch: 'MB' })] }))).toBe('created');
    expect(at('09:30', new Clinic({ windows: [shut, windowOf({ calendarId: 'w-2', aiSlots: 0 })] }))).toBe('SLOT_FULL');
  });

  test('REC-1: session and batch are filled from the window that was found', () => {
    const outcome = new Clinic().create(goodBody);
    expect(outcome).toMatchObject({ placement: { session: 'Morning', batch: 'MA', window: { calendarId: 'w-ma' } } });
  });
});

describe('capacity', () => {
  function book(clinic: Clinic, count: number, more: object = {}): string[] {
    return Array.from({ length: count }, (_, i) =>
      wordOf(
        clinic.create({ ...goodBody, parent_phone: `98400${String(10_000 + clinic.appointments.size + i)}`, ...more }),
      ),
    );
  }

  test('CAP-1: ai_slots is the capacity, max_slots where it is null', () => {
    const two = new Clinic({ windows: [windowOf({ aiSlots: 2 })] });
    expect(book(two, 3)).toEqual(['created', 'created', 'SLOT_FULL']);
    const all = new Clinic({ windows: [windowOf({ aiSlots: null, maxSlots: 3 })] });
    expect(book(all, 4)).toEqual(['created', 'created', 'created', 'SLOT_FULL']);
    const none = new Clinic({ windows: [windowOf({ aiSlots: 0, maxSlots: 3 })] });
    expect(book(none, 1)).toEqual(['SLOT_FULL']);
  });

  test("CAP-2: services do not take each other's places", () => {
    const clinic = new Clinic({ windows: [windowOf({ aiSlots: 1 })] });
    expect(book(clinic, 2)).toEqual(['created', 'SLOT_FULL']);
    expect(book(clinic, 2, { appointment_type: followUp })).toEqual(['created', 'SLOT_FULL']);
  });

  test('CAP-2: another date and another window have places of their own', () => {
    const clinic = new Clinic({ windows: [windowOf({ aiSlots: 1 })] });
    expect(book(clinic, 1)).toEqual(['created']);
    expect(book(clinic, 2, { appointment_date: '2026-06-22T04:00Z' })).toEqual(['created', 'SLOT_FULL']);
  });

  test('CAP-2: a cancelled appointment gives its place back, a completed one keeps it', () => {
    const clinic = new Clinic({ windows: [windowOf({ aiSlots: 1 })] });
    book(clinic, 1);
    clinic.update('made-1', { status: 'completed' });
    expect(book(clinic, 1)).toEqual(['SLOT_FULL']);
    clinic.update('made-1', { status: 'cancelled' });
    expect(book(clinic, 1)).toEqual(['created']);
  });

  test('CAP-3: places are given by start time, then calendar_id', () => {
    const windows = [
      windowOf({ calendarId: 'b', aiSlots: 1, batch: 'MB' }),
      windowOf({ calendarId: 'a', aiSlots: 1, startTime: '09:15', batch: 'MC' }),
      windowOf({ calendarId: 'aa', aiSlots: 1 }),
    ];
    const clinic = new Clinic({ windows });
    expect(book(clinic, 4)).toEqual(['created', 'created', 'created', 'SLOT_FULL']);
    expect([1, 2, 3].map((n) => clinic.appointments.byId(`made-${String(n)}`)?.calendarId)).toEqual(['aa', 'b', 'a']);
  });

  test("CAP-4: a date's change goes before the window, and a service's before one for all", () => {
    const clinic = new Clinic({ windows: [windowOf({ aiSlots: 5 })] });
    const close = { calendarId: 'w-ma', date: monday, serviceId: null, status: 'CLOSED' } as const;
    clinic.change({ overrides: [close] });
    expect(book(clinic, 1)).toEqual(['SLOT_INACTIVE']);
    expect(book(clinic, 1, { appointment_date: '2026-06-22T04:00Z' })).toEqual(['created']);
    clinic.change({
      overrides: [{ calendarId: 'w-ma', date: monday, serviceId: checkup, status: 'OPEN', aiSlots: 1 }, close],
    });
    expect(book(clinic, 2)).toEqual(['created', 'SLOT_FULL']);
    expect(book(clinic, 1, { appointment_type: followUp })).toEqual(['SLOT_INACTIVE']);
  });

  test('CAP-4: a field that a change leaves out keeps its value; null opens all places', () => {
    const clinic = new Clinic({ windows: [windowOf({ aiSlots: 0, maxSlots: 1 })] });
    const dated = { calendarId: 'w-ma', date: monday, serviceId: null };
    clinic.change({ overrides: [{ ...dated, status: 'OPEN' }] });
    expect(book(clinic, 1)).toEqual(['SLOT_FULL']);
    clinic.change({ overrides: [{ ...dated, aiSlots: null }] });
    expect(book(clinic, 2)).toEqual(['created', 'SLOT_FULL']);
    clinic.change({
      overrides: [
        { ...dated, aiSlots: null },
        { ...dated, maxSlots: 2 },
      ],
    });
    expect(book(clinic, 2)).toEqual(['created', 'SLOT_FULL']);
    clinic.change({
      overrides: [
        { ...dated, aiSlots: 9 },
        { ...dated, aiSlots: 3 },
      ],
    });
    expect(book(clinic, 2)).toEqual(['created', 'SLOT_FULL']);
  });

  test('CAP-4: field by field a change for the service goes before one for all', () => {
    const clinic = new Clinic({ windows: [windowOf({ aiSlots: null, maxSlots: 9 })] });
    const dated = { calendarId: 'w-ma', date: monday };
    const all = { ...dated, serviceId: null, maxSlots: 1, status: 'CLOSED' as const };
    const own = { ...dated, serviceId: checkup, maxSlots: 2, status: 'OPEN' as const };
    for (const overrides of [
      [own, all],
      [all, own],
    ]) {
      clinic.appointments.clear();
      clinic.change({ overrides });
      expect(book(clinic, 3)).toEqual(['created', 'created', 'SLOT_FULL']);
      expect(book(clinic, 1, { appointment_type: followUp })).toEqual(['SLOT_INACTIVE']);
    }
    clinic.change({ overrides: [{ ...all, maxSlots: 5, aiSlots: 1 }, own] });
    clinic.appointments.clear();
    expect(book(clinic, 2)).toEqual(['created', 'SLOT_FULL']);
  });

  test('CAP-5: a capacity cut below what is booked refuses and forgets nothing', () => {
    const clinic = new Clinic();
    book(clinic, 5);
    clinic.change({ overrides: [{ calendarId: 'w-ma', date: monday, serviceId: null, aiSlots: 2 }] });
    expect(book(clinic, 1)).toEqual(['SLOT_FULL']);
    expect(clinic.appointments.size).toBe(5);
  });

  test('CAP-6: a record that names no window counts wherever it may be', () => {
    const stranger = recordOf({ calendarId: null, startsAt: null, parentPhone: '1' });
    const windows = [windowOf({ aiSlots: 1 }), windowOf({ calendarId: 'w-2', startTime: '10:00', aiSlots: 1 })];
    expect(book(new Clinic({ windows }, [stranger]), 1)).toEqual(['SLOT_FULL']);
    expect(book(new Clinic({ windows }, [{ ...stranger, batch: 'MB' }]), 1)).toEqual(['created']);
    expect(book(new Clinic({ windows }, [{ ...stranger, status: 'cancelled' }]), 1)).toEqual(['created']);
  });

  test('CAP-6: a record whose window was made anew under another id, or moved to another weekday, keeps its place', () => {
    const windows = [
      windowOf({ calendarId: 'w-new', aiSlots: 1 }),
      windowOf({ calendarId: 'w-moved', day: 'tuesday' }),
    ];
    for (const calendarId of ['w-gone', 'w-moved']) {
      expect(book(new Clinic({ windows }, [recordOf({ calendarId, parentPhone: '1' })]), 1)).toEqual(['SLOT_FULL']);
    }
  });

  test('CAP-7: of 200 requests for the last place one is granted', () => {
    const clinic = new Clinic({ windows: [windowOf({ aiSlots: 1 })] });
    const words = book(clinic, 200);
    expect(words.filter((word) => word === 'created')).toHaveLength(1);
    expect(words.filter((word) => word === 'SLOT_FULL')).toHaveLength(199);
    expect(slotsOfDay('main', monday, checkup, clinic.snapshot)[0]?.filled).toBe(1);
  });
});

describe('duplicates', () => {
  test('DUP-1: the same phone, service and local date is refused with the appointment that exists', () => {
    const clinic = new Clinic();
    clinic.create(goodBody);
    expect(clinic.create({ ...goodBody, parent_phone: '098400 12345', patient_name: 'Sister' })).toEqual({
      kind: 'refused',
      code: 'DUPLICATE_BOOKING',
      existing: clinic.appointments.byId('made-1'),
      message: expect.any(String),
    });
  });

  test('DUP-1: another service, date or phone is no duplicate', () => {
    for (const other of [
      { appointment_type: followUp },
      { appointment_date: '2026-06-22T04:00Z' },
      { parent_phone: '+919840012346' },
    ]) {
      const clinic = new Clinic();
      clinic.create(goodBody);
      expect(wordOf(clinic.create({ ...goodBody, ...other }))).toBe('created');
    }
  });

  test('DUP-1: a cancelled appointment is no duplicate, and duplicates may be allowed', () => {
    const clinic = new Clinic({}, [recordOf({ status: 'cancelled' })]);
    expect(wordOf(clinic.create(goodBody))).toBe('created');
    clinic.config({ preventDuplicateBookings: false });
    expect(wordOf(clinic.create(goodBody))).toBe('created');
  });

  test('DUP-1: of several the one made first is named, ties by id', () => {
    const records = ['c', 'b', 'd'].map((id) => recordOf({ appointmentId: id }));
    const late = recordOf({ appointmentId: 'a', createdAt: '2026-06-02T00:00:00.000Z' });
    expect(new Clinic({}, [late, ...records]).create(goodBody)).toMatchObject({ existing: { appointmentId: 'b' } });
  });

  test('DUP-1: another branch is no other place for the same patient', () => {
    const branches = ['main', 'east'].map((branchId) => ({ branchId, name: branchId }));
    const clinic = new Clinic({ branches }, [recordOf({ branchId: 'east' })]);
    expect(wordOf(clinic.create({ ...goodBody, branch_id: 'main' }))).toBe('DUPLICATE_BOOKING');
  });

  test('CAP-3 comes before DUP-1', () => {
    const clinic = new Clinic({ windows: [windowOf({ aiSlots: 1 })] });
    clinic.create(goodBody);
    expect(wordOf(clinic.create(goodBody))).toBe('SLOT_FULL');
  });
});

test('REC-1: the record that a placement makes', () => {
  const body = { ...goodBody, assigned_doctor: 'Dr. Rao', external_reference_id: 'd-1-g0', notes: 'wheelchair' };
  const outcome = decideCreate(body, new Clinic().snapshot, now);
  if (outcome.kind !== 'created') throw new Error(outcome.kind);
  expect(applyPlacement(outcome.placement, 'appt_1', now)).toEqual(
    recordOf({
      appointmentId: 'appt_1',
      assignedDoctor: 'Dr. Rao',
      notes: 'wheelchair',
      externalReferenceId: 'd-1-g0',
      createdAt: '2026-06-10T03:30:00.000Z',
      updatedAt: '2026-06-10T03:30:00.000Z',
    }),
  );
});
