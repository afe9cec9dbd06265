import { afterAll, describe, expect, test } from 'vitest';
import { bookingAt, idOf, idsOf, openTarget, refusal, services, type Answer } from './target.ts';

const target = await openTarget(3);
afterAll(() => target.close());

const list = (query: string): Promise<Answer> => target.call('GET', `/v1/appointments?${query}`);
const bookedAt = async (instant: string, changes = {}): Promise<string> =>
  idOf(await target.call('POST', '/v1/appointments', { key: 'writer', body: bookingAt(instant, changes) }));

describe('the list of appointments', () => {
  test('a date matches the full UTC day of the appointment, not its local date', async () => {
    const week = await target.nextWeek();
    await target.control('clock', { now: new Date(Date.parse(week.at('monday', '00:00')) - 3_600_000).toISOString() });
    const early = await bookedAt(week.at('monday', '04:30'));
    const later = await bookedAt(week.at('monday', '09:30'));
    const sunday = new Date(Date.parse(`${week.date('monday')}T00:00:00Z`) - 1).toISOString().slice(0, 10);
    expect(idsOf(await list(`date=${sunday}`))).toEqual([early]);
    expect(idsOf(await list(`date=${week.date('monday')}`))).toEqual([later]);
  });

  test('is sorted by appointment date, in pages that together hold each record once', async () => {
    const week = await target.nextWeek();
    const booked = new Map<string, string>();
    for (const minute of [40, 10, 50, 20, 30]) {
      const instant = week.at('wednesday', `14:${String(minute)}`);
      booked.set(instant, await bookedAt(instant));
    }
    const inOrder = [...booked.keys()].sort().map((instant) => booked.get(instant));
    const date = `date=${week.date('wednesday')}`;
    const pages = [
      await list(`${date}&limit=2`),
      await list(`${date}&limit=2&page=2`),
      await list(`${date}&limit=2&page=3`),
    ];
    expect(pages.flatMap(idsOf)).toEqual(inOrder);
    expect(pages[2]?.body).toMatchObject({ pagination: { page: 3, limit: 2, total: 5, total_pages: 3 } });
    const beyond = await list(`${date}&limit=2&page=4`);
    expect(beyond.body).toMatchObject({
      success: true,
      data: [],
      pagination: { page: 4, limit: 2, total: 5, total_pages: 3 },
    });
    expect((await list(date)).body).toMatchObject({ pagination: { page: 1, limit: 50, total: 5, total_pages: 1 } });
  });

  test('holds cancelled records too, and filters by each field', async () => {
    const week = await target.nextWeek();
    const checkup = await bookedAt(week.at('monday', '09:30'));
    const followUp = await bookedAt(week.at('monday', '09:40'), { appointment_type: 'Follow-up Visit' });
    const east = await bookedAt(week.at('monday', '09:50'), { branch_id: 'b-east' });
    const shot = await bookedAt(week.at('monday', '14:30'), { appointment_type: 'Vaccination' });
    const second = await bookedAt(week.at('monday', '10:30'), { batch: 'M2' });
    await target.call('PATCH', `/v1/appointments/${shot}`, { body: { status: 'cancelled' } });
    const filtered = async (query: string) => idsOf(await list(`date=${week.date('monday')}&${query}`));
    expect(await filtered('')).toEqual([checkup, followUp, east, second, shot]);
    expect(await filtered('status=cancelled')).toEqual([shot]);
    expect(await filtered('status=confirmed')).toEqual([checkup, followUp, east, second]);
    expect(await filtered(`appointment_type=${services.followUp}`)).toEqual([followUp]);
    expect(await filtered('branch_id=b-east')).toEqual([east]);
    expect(await filtered('branch_id=b-main&session=Morning&batch=MA')).toEqual([checkup, followUp]);
    expect(await filtered('batch=M2')).toEqual([second]);
    expect(await filtered('session=Evening')).toEqual([]);
  });

  test.each([
    'date=2030-13-01',
    'date=2030-02-30',
    'date=monday',
    'date=',
    'page=0',
    'page=-1',
    'page=two',
    'limit=0',
    'limit=1.5',
  ])('%s is 400 VALIDATION_ERROR that names the parameter', async (query) => {
    await target.nextWeek();
    const answer = await list(query);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject(refusal('VALIDATION_ERROR'));
    expect(JSON.stringify(answer.body)).toContain(query.split('=')[0]);
  });
});
