import { afterAll, describe, expect, test } from 'vitest';
import { bookingAt, dataOf, idOf, openTarget, refusal, type Answer, type Week } from './target.ts';

const target = await openTarget(2);
afterAll(() => target.close());

const book = (body: unknown): Promise<Answer> => target.call('POST', '/v1/appointments', { body });
const patch = (id: string, body: unknown): Promise<Answer> => target.call('PATCH', `/v1/appointments/${id}`, { body });
const bookedAt = async (instant: string, changes = {}): Promise<string> =>
  idOf(await book(bookingAt(instant, changes)));
const fillTuesday = (week: Week): Promise<string> => bookedAt(week.at('tuesday', '09:30'));

describe('an update', () => {
  test('of an id that does not exist is 404 NOT_FOUND, as is reading it', async () => {
    await target.nextWeek();
    const answer = await patch('appt_unknown', { status: 'completed' });
    expect(answer.status).toBe(404);
    expect(answer.body).toMatchObject(refusal('NOT_FOUND'));
    const read = await target.call('GET', '/v1/appointments/appt_unknown');
    expect(read.status).toBe(404);
    expect(read.body).toMatchObject(refusal('NOT_FOUND'));
  });

  test.each([
    {},
    { patient_name: 'Other' },
    { status: 'rescheduled' },
    { status: 'lost' },
    { appointment_date: 'soon' },
  ])('with %j changes nothing: 400 VALIDATION_ERROR', async (body) => {
    const week = await target.nextWeek();
    const id = await bookedAt(week.at('monday', '09:30'));
    const before = await target.call('GET', `/v1/appointments/${id}`);
    const answer = await patch(id, body);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject(refusal('VALIDATION_ERROR'));
    expect(dataOf(await target.call('GET', `/v1/appointments/${id}`))).toEqual(dataOf(before));
  });

  test('to completed, or of the doctor, is answered with the record as it is then', async () => {
    const week = await target.nextWeek();
    const id = await bookedAt(week.at('monday', '09:30'));
    await target.control('clock', { now: week.at('monday', '10:00') });
    const answer = await patch(id, { status: 'completed', assigned_doctor: 'Dr Rao', notes: 'seen' });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      success: true,
      data: { appointment_id: id, status: 'completed', assigned_doctor: 'Dr Rao' },
    });
    const { data } = answer.body as { data: { created_at: string; updated_at: string } };
    expect(data.updated_at > data.created_at).toBe(true);
    expect((await target.call('GET', `/v1/appointments/${id}`)).body).toMatchObject({ data });
  });
});

describe('a cancellation', () => {
  test('frees the place, and cancelling again is safe', async () => {
    const week = await target.nextWeek();
    const id = await fillTuesday(week);
    expect((await book(bookingAt(week.at('tuesday', '09:30')))).status).toBe(409);
    const first = await patch(id, { status: 'cancelled' });
    expect(first.body).toMatchObject({ success: true, data: { status: 'cancelled' } });
    const again = await patch(id, { status: 'cancelled' });
    expect(again.status).toBe(200);
    expect(dataOf(again)).toEqual(dataOf(first));
    expect((await book(bookingAt(week.at('tuesday', '09:30')))).status).toBe(201);
  });

  test('with less notice than the clinic wants is 409 CANCELLATION_NOT_ALLOWED', async () => {
    const week = await target.nextWeek();
    const id = await bookedAt(week.at('monday', '09:30'));
    await target.control('clock', { now: week.at('monday', '07:31') });
    const answer = await patch(id, { status: 'cancelled' });
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject(refusal('CANCELLATION_NOT_ALLOWED'));
    await target.control('clock', { now: week.at('monday', '07:29') });
    expect((await patch(id, { status: 'cancelled' })).status).toBe(200);
  });

  test('taken back is checked like a new booking', async () => {
    const week = await target.nextWeek();
    const id = await fillTuesday(week);
    await patch(id, { status: 'cancelled' });
    const other = await fillTuesday(week);
    expect((await patch(id, { status: 'confirmed' })).body).toMatchObject(refusal('SLOT_FULL'));
    await patch(other, { status: 'cancelled' });
    expect((await patch(id, { status: 'confirmed' })).body).toMatchObject({ data: { status: 'confirmed' } });
  });
});

describe('a new date', () => {
  test('moves the appointment and makes it rescheduled, unless a status is sent', async () => {
    const week = await target.nextWeek();
    const id = await bookedAt(week.at('monday', '09:30'));
    const moved = await patch(id, { appointment_date: week.at('wednesday', '15:00') });
    expect(moved.body).toMatchObject({
      data: { status: 'rescheduled', date: week.date('wednesday'), session: 'Afternoon', batch: 'AA' },
    });
    const confirmed = await patch(id, { appointment_date: week.at('monday', '09:30'), status: 'confirmed' });
    expect(confirmed.body).toMatchObject({ data: { status: 'confirmed', date: week.date('monday'), batch: 'MA' } });
  });

  test('is checked like a new booking, itself left out of the counts', async () => {
    const week = await target.nextWeek();
    const only = await fillTuesday(week);
    expect((await patch(only, { appointment_date: week.at('tuesday', '10:30') })).status).toBe(200);
    const other = await bookedAt(week.at('monday', '09:30'));
    const refusals: [string, string][] = [
      [week.at('tuesday', '09:30'), 'SLOT_FULL'],
      [week.at('monday', '18:00'), 'SLOT_INACTIVE'],
      [week.at('monday', '12:00'), 'OUTSIDE_AVAILABILITY'],
      ['2029-01-01T04:00:00Z', 'PAST_APPOINTMENT'],
    ];
    for (const [date, code] of refusals) {
      expect((await patch(other, { appointment_date: date })).body).toMatchObject(refusal(code));
    }
  });

  test('on which the patient is booked already is DUPLICATE_BOOKING with the other’s id', async () => {
    const week = await target.nextWeek();
    const phone = { parent_phone: '+919842000001' };
    const monday = await bookedAt(week.at('monday', '09:30'), phone);
    const wednesday = await bookedAt(week.at('wednesday', '15:00'), phone);
    const answer = await patch(wednesday, { appointment_date: week.at('monday', '04:30') });
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({ ...refusal('DUPLICATE_BOOKING'), existing_appointment_id: monday });
  });
});
