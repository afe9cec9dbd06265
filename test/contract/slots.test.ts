import { afterAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { bookingAt, idOf, openTarget, refusal, services, type Answer } from './target.ts';

const target = await openTarget(4);
afterAll(() => target.close());

const availability = (query: string): Promise<Answer> =>
  target.call('GET', `/v1/appointment-slots/availability?${query}`);
const tracking = (query: string): Promise<Answer> =>
  target.call('GET', `/v1/appointment-slots/schedule-tracking?${query}`);
const book = (body: unknown): Promise<Answer> => target.call('POST', '/v1/appointments', { body });

const slotsSchema = z.object({ slots: z.array(z.looseObject({ slot_id: z.string() })) });
const recordsSchema = z.object({ data: z.array(z.looseObject({ slot_id: z.string() })) });
const slotIds = (answer: Answer) => slotsSchema.parse(answer.body).slots.map((slot) => slot.slot_id);
const slotOf = (answer: Answer, calendarId: string) =>
  slotsSchema.parse(answer.body).slots.find((slot) => slot.slot_id.startsWith(`${calendarId}||`));
const recordOf = (answer: Answer, slotId: string) =>
  recordsSchema.parse(answer.body).data.find((record) => record.slot_id === slotId);

describe('availability', () => {
  test('lists the open windows of a local date with their fields, filled and available places', async () => {
    const week = await target.nextWeek();
    const date = week.date('monday');
    await book(bookingAt(week.at('monday', '09:30')));
    const followUp = await book(bookingAt(week.at('monday', '09:30'), { appointment_type: 'Follow-up Visit' }));
    const answer = await availability(`date=${date}`);
    expect(answer.body).toMatchObject({ success: true, date });
    expect(new Set(slotIds(answer))).toEqual(
      new Set(['w-mon-early', 'w-mon-ma', 'w-mon-m2', 'w-mon-aa', 'e-mon-ma'].map((id) => `${id}||${date}`)),
    );
    expect(slotOf(answer, 'w-mon-ma')).toMatchObject({
      slot_id: `w-mon-ma||${date}`,
      calendar_id: 'w-mon-ma',
      branch_id: 'b-main',
      day: 'monday',
      session: 'Morning',
      batch: 'MA',
      start_time: '09:00',
      end_time: '11:00',
      appointment_type: null,
      max_slots: 3,
      ai_slots: 2,
      status: 'OPEN',
      filled_slots: 2,
      available_slots: 0,
    });
    expect(slotOf(answer, 'w-mon-m2')).toMatchObject({ ai_slots: null, filled_slots: 0, available_slots: 1 });
    await target.call('PATCH', `/v1/appointments/${idOf(followUp)}`, { body: { status: 'cancelled' } });
    expect(slotOf(await availability(`date=${date}`), 'w-mon-ma')).toMatchObject({
      filled_slots: 1,
      available_slots: 1,
    });
  });

  test('is narrowed by branch and session', async () => {
    const week = await target.nextWeek();
    const date = week.date('monday');
    expect(slotIds(await availability(`date=${date}&branch_id=b-east`))).toEqual([`e-mon-ma||${date}`]);
    expect(slotIds(await availability(`date=${date}&session=Afternoon`))).toEqual([`w-mon-aa||${date}`]);
    expect(slotIds(await availability(`date=${week.date('sunday')}`))).toEqual([]);
  });

  test.each(['', 'date=', 'date=2030-02-30', 'date=2030-01-07T00:00:00Z'])(
    'without a date (%j) is 400 VALIDATION_ERROR that names it, as is schedule tracking',
    async (query) => {
      await target.nextWeek();
      for (const answer of [await availability(query), await tracking(query)]) {
        expect(answer.status).toBe(400);
        expect(answer.body).toMatchObject(refusal('VALIDATION_ERROR'));
        expect(JSON.stringify(answer.body)).toContain('date');
      }
    },
  );
});

describe('schedule tracking', () => {
  test('has one record for each window and service, closed windows too', async () => {
    const week = await target.nextWeek();
    const date = week.date('monday');
    await book(bookingAt(week.at('monday', '09:30')));
    const answer = await tracking(`date=${date}&branch_id=b-main`);
    expect(answer.body).toMatchObject({ success: true });
    const ofEach = (id: string) => Object.values(services).map((service) => `${id}||${date}||${service}`);
    expect(new Set(recordsSchema.parse(answer.body).data.map((record) => record.slot_id))).toEqual(
      new Set([
        ...['w-mon-early', 'w-mon-ma', 'w-mon-m2', 'w-mon-ea'].flatMap(ofEach),
        `w-mon-aa||${date}||${services.vaccination}`,
      ]),
    );
    expect(recordOf(answer, `w-mon-ma||${date}||${services.checkup}`)).toMatchObject({
      calendar_id: 'w-mon-ma',
      branch_id: 'b-main',
      session: 'Morning',
      batch: 'MA',
      max_slots: 3,
      ai_slots: 2,
      filled_slots: 1,
      status: 'OPEN',
    });
    expect(recordOf(answer, `w-mon-ma||${date}||${services.followUp}`)).toMatchObject({ filled_slots: 0 });
    expect(recordOf(answer, `w-mon-ea||${date}||${services.checkup}`)).toMatchObject({ status: 'CLOSED' });
  });

  test('one date that is closed or cut overrides the week, there alone, and bookings obey it', async () => {
    const week = await target.nextWeek();
    const [monday, wednesday] = [week.date('monday'), week.date('wednesday')];
    await target.control('windows/w-mon-ma', { date: monday, status: 'CLOSED' });
    await target.control('windows/w-wed-aa', { date: wednesday, ai_slots: 1 });

    expect(slotOf(await availability(`date=${monday}`), 'w-mon-ma')).toBeUndefined();
    expect(recordOf(await tracking(`date=${monday}`), `w-mon-ma||${monday}||${services.checkup}`)).toMatchObject({
      status: 'CLOSED',
      ai_slots: 2,
    });
    expect((await book(bookingAt(week.at('monday', '09:30')))).body).toMatchObject(refusal('SLOT_INACTIVE'));

    expect(slotOf(await availability(`date=${wednesday}`), 'w-wed-aa')).toMatchObject({
      ai_slots: 1,
      available_slots: 1,
    });
    expect((await book(bookingAt(week.at('wednesday', '15:00')))).status).toBe(201);
    expect((await book(bookingAt(week.at('wednesday', '15:00')))).body).toMatchObject(refusal('SLOT_FULL'));

    const next = await target.nextWeek();
    expect((await book(bookingAt(next.at('monday', '09:30')))).status).toBe(201);
    expect(slotOf(await availability(`date=${next.date('wednesday')}`), 'w-wed-aa')).toMatchObject({ ai_slots: 50 });
  });
});
