import { afterAll, describe, expect, test } from 'vitest';
import { bookingAt, dataOf, idOf, openTarget, refusal, services, type Answer } from './target.ts';

const target = await openTarget(1);
afterAll(() => target.close());

const book = (body: unknown): Promise<Answer> => target.call('POST', '/v1/appointments', { body });

async function expectRefusal(answer: Answer | Promise<Answer>, status: number, code: string): Promise<Answer> {
  const given = await answer;
  expect(given.body).toMatchObject(refusal(code));
  expect(given.status).toBe(status);
  return given;
}

describe('a booking', () => {
  test('is answered 201 with the documented record, its session and batch filled from the window', async () => {
    const week = await target.nextWeek();
    const body = bookingAt(week.at('monday', '09:30'), {
      patient_name: 'ஆதி',
      assigned_doctor: 'Dr Meena',
      external_reference_id: 'created-ref-1',
    });
    const answer = await book(body);
    expect(answer.status).toBe(201);
    const id = idOf(answer);
    const record = {
      appointment_id: id,
      appointment_type: services.checkup,
      branch_id: 'b-main',
      date: week.date('monday'),
      session: 'Morning',
      batch: 'MA',
      token: null,
      patient_name: 'ஆதி',
      parent_phone: body.parent_phone,
      assigned_doctor: 'Dr Meena',
      status: 'confirmed',
      external_reference_id: 'created-ref-1',
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as string,
      updated_at: expect.any(String) as string,
    };
    expect(answer.body).toMatchObject({ success: true, appointment_id: id, token: null, data: record });
    expect((await target.call('GET', `/v1/appointments/${id}`)).body).toMatchObject({ success: true, data: record });
  });

  test('takes the service as UUID or as name, without case, surrounding space and Unicode form', async () => {
    const week = await target.nextWeek();
    const tamil = 'பொது பரிசோதனை';
    const decomposed = tamil.normalize('NFD');
    expect(decomposed).not.toBe(tamil);
    for (const [type, service] of [
      [services.followUp, services.followUp],
      ['follow-up visit', services.followUp],
      ['  FOLLOW-UP VISIT ', services.followUp],
      [tamil, services.tamilCheckup],
      [decomposed, services.tamilCheckup],
      [` ${decomposed}\n`, services.tamilCheckup],
    ] as const) {
      const answer = await book(bookingAt(week.at('wednesday', '14:30'), { appointment_type: type }));
      expect(answer.body).toMatchObject({ success: true, data: { appointment_type: service } });
    }
  });

  test('has the local date, where the UTC date is another', async () => {
    const week = await target.nextWeek();
    await target.control('clock', { now: new Date(Date.parse(week.at('monday', '00:00')) - 3_600_000).toISOString() });
    const answer = await book(bookingAt(week.at('monday', '04:30')));
    expect(week.at('monday', '04:30').slice(0, 10)).not.toBe(week.date('monday'));
    expect(answer.body).toMatchObject({ data: { date: week.date('monday'), batch: 'ME' } });
  });

  test('honours an offset, and takes a datetime without one for UTC', async () => {
    const week = await target.nextWeek();
    const local = await book(bookingAt(`${week.date('monday')}T09:30:00+05:30`));
    expect(local.body).toMatchObject({ data: { batch: 'MA' } });
    const utc = await book(bookingAt(`${week.date('wednesday')}T09:30:00`));
    expect(utc.body).toMatchObject({ data: { batch: 'AA', session: 'Afternoon' } });
  });
});

describe('check 2, the body', () => {
  test.each(['appointment_type', 'appointment_date', 'patient_name', 'parent_phone'])(
    '%s missing, blank or of another type is 400 VALIDATION_ERROR that names it',
    async (field) => {
      const week = await target.nextWeek();
      for (const value of [undefined, null, '', '   ', 5, {}, ['x']]) {
        const answer = await book(bookingAt(week.at('monday', '09:30'), { [field]: value }));
        await expectRefusal(answer, 400, 'VALIDATION_ERROR');
        expect(JSON.stringify(answer.body)).toContain(field);
      }
    },
  );

  test.each([
    ['appointment_date', 'tomorrow'],
    ['appointment_date', '2030-02-30T09:00:00Z'],
    ['session', 'Night'],
    ['session', 3],
    ['branch_id', 'b-nowhere'],
    ['branch_id', undefined],
  ])('%s as %j is 400 VALIDATION_ERROR that names it', async (field, value) => {
    const week = await target.nextWeek();
    const answer = await book(bookingAt(week.at('monday', '09:30'), { [field]: value }));
    await expectRefusal(answer, 400, 'VALIDATION_ERROR');
    expect(JSON.stringify(answer.body)).toContain(field);
  });

  test.each(['', '{', 'null', '[]', '"text"', '{"appointment_type":'])('%j is 400 VALIDATION_ERROR', async (text) => {
    await target.nextWeek();
    await expectRefusal(target.call('POST', '/v1/appointments', { text }), 400, 'VALIDATION_ERROR');
  });
});

describe('check 3, the reference', () => {
  test('an active appointment with the reference is answered again: 200, idempotent, nothing new', async () => {
    const week = await target.nextWeek();
    const body = bookingAt(week.at('monday', '09:30'), { external_reference_id: 'again-1' });
    const first = await book(body);
    const second = await book(body);
    expect(second.status).toBe(200);
    expect(second.body).toMatchObject({
      success: true,
      idempotent: true,
      appointment_id: idOf(first),
      token: null,
      data: dataOf(first),
    });
    // Even in the past, or with a type that does not exist: the reference is looked at first.
    await target.control('clock', { now: week.at('tuesday', '09:30') });
    expect((await book({ ...body, appointment_type: 'Unknown' })).status).toBe(200);
    // But not with a field missing.
    await expectRefusal(book({ ...body, patient_name: '' }), 400, 'VALIDATION_ERROR');
  });

  test('after a cancellation the same reference books anew', async () => {
    const week = await target.nextWeek();
    const body = bookingAt(week.at('monday', '09:30'), { external_reference_id: 'anew-1' });
    const first = await book(body);
    await target.call('PATCH', `/v1/appointments/${idOf(first)}`, { body: { status: 'cancelled' } });
    const second = await book(body);
    expect(second.status).toBe(201);
    expect(idOf(second)).not.toBe(idOf(first));
  });
});

describe('checks 4 to 8, in their order', () => {
  test('4: a time that is not after now is 400 PAST_APPOINTMENT, before the type is looked at', async () => {
    const week = await target.nextWeek();
    await target.control('clock', { now: week.at('monday', '09:30') });
    const past = bookingAt(week.at('monday', '09:30'), { appointment_type: 'Unknown' });
    await expectRefusal(book(past), 400, 'PAST_APPOINTMENT');
    expect((await book(bookingAt(week.at('monday', '09:31')))).status).toBe(201);
  });

  test('5: an unknown service is 422 INVALID_APPOINTMENT_TYPE, before the window is looked for', async () => {
    const week = await target.nextWeek();
    const body = bookingAt(week.at('sunday', '03:00'), { appointment_type: 'Heart transplant' });
    await expectRefusal(book(body), 422, 'INVALID_APPOINTMENT_TYPE');
  });

  test('6: a time, session, batch, service or branch without a window is 422 OUTSIDE_AVAILABILITY', async () => {
    const week = await target.nextWeek();
    const outside = [
      bookingAt(week.at('monday', '08:59')),
      bookingAt(week.at('monday', '11:00')),
      bookingAt(week.at('sunday', '09:30')),
      bookingAt(week.at('monday', '09:30'), { session: 'Afternoon' }),
      bookingAt(week.at('monday', '09:30'), { batch: 'MB' }),
      bookingAt(week.at('monday', '14:30')),
      bookingAt(week.at('monday', '04:30'), { branch_id: 'b-east' }),
      bookingAt(week.date('monday')),
    ];
    for (const body of outside) await expectRefusal(book(body), 422, 'OUTSIDE_AVAILABILITY');
  });

  test('6: a start is inside its window and an end is not', async () => {
    const week = await target.nextWeek();
    expect((await book(bookingAt(week.at('monday', '09:00')))).status).toBe(201);
    expect((await book(bookingAt(week.at('wednesday', '17:59')))).status).toBe(201);
    await expectRefusal(book(bookingAt(week.at('wednesday', '18:00'))), 422, 'OUTSIDE_AVAILABILITY');
  });

  test('6: a window of one service serves that one', async () => {
    const week = await target.nextWeek();
    const answer = await book(bookingAt(week.at('monday', '14:30'), { appointment_type: 'Vaccination' }));
    expect(answer.body).toMatchObject({ data: { session: 'Afternoon', batch: 'AA' } });
  });

  test('6: a closed window is 409 SLOT_INACTIVE', async () => {
    const week = await target.nextWeek();
    await expectRefusal(book(bookingAt(week.at('monday', '18:00'))), 409, 'SLOT_INACTIVE');
  });

  test('7: a full window is 409 SLOT_FULL; each service is counted apart', async () => {
    const week = await target.nextWeek();
    const at = week.at('monday', '09:30');
    expect((await book(bookingAt(at))).status).toBe(201);
    expect((await book(bookingAt(at))).status).toBe(201);
    await expectRefusal(book(bookingAt(at)), 409, 'SLOT_FULL');
    expect((await book(bookingAt(at, { appointment_type: 'Follow-up Visit' }))).status).toBe(201);
  });

  test('7: of several windows the first with a place left is taken; without ai_slots, max_slots count', async () => {
    const week = await target.nextWeek();
    const at = week.at('monday', '10:30');
    const batches: unknown[] = [];
    for (let count = 0; count < 3; count += 1) {
      const answer = await book(bookingAt(at));
      batches.push((answer.body as { data: { batch: unknown } }).data.batch);
    }
    expect(batches).toEqual(['MA', 'MA', 'M2']);
    await expectRefusal(book(bookingAt(at)), 409, 'SLOT_FULL');
  });

  test('8: the same phone, service and date is 409 DUPLICATE_BOOKING with the id, however the phone is written', async () => {
    const week = await target.nextWeek();
    const first = await book(bookingAt(week.at('monday', '09:30'), { parent_phone: '+919841000001' }));
    const id = idOf(first);
    for (const phone of ['+91 98410 00001', '9841000001', '098410-00001']) {
      const again = bookingAt(week.at('monday', '04:30'), { parent_phone: phone });
      const answer = await expectRefusal(book(again), 409, 'DUPLICATE_BOOKING');
      expect(answer.body).toMatchObject({ existing_appointment_id: id });
    }
    const otherService = bookingAt(week.at('monday', '09:30'), {
      parent_phone: '9841000001',
      appointment_type: 'Follow-up Visit',
    });
    expect((await book(otherService)).status).toBe(201);
    expect((await book(bookingAt(week.at('tuesday', '09:30'), { parent_phone: '9841000001' }))).status).toBe(201);
  });

  test('8 comes after 7: in a full window a duplicate is SLOT_FULL', async () => {
    const week = await target.nextWeek();
    const body = bookingAt(week.at('tuesday', '09:30'));
    expect((await book(body)).status).toBe(201);
    await expectRefusal(book(body), 409, 'SLOT_FULL');
  });
});
