import { afterAll, expect, test } from 'vitest';
import { bookingAt, openTarget, refusal, type KeyName } from './target.ts';

const target = await openTarget(5);
afterAll(() => target.close());

/** The documented limit is 60 requests a minute for one key, so the racers share the requests. */
const racers: readonly KeyName[] = ['racer1', 'racer2', 'racer3', 'racer4'];
const requestsEach = 50;

test('200 simultaneous requests for the last place make one booking and 199 SLOT_FULL', async () => {
  const week = await target.nextWeek();
  const answers = await Promise.all(
    racers.flatMap((key) =>
      Array.from({ length: requestsEach }, () =>
        target.call('POST', '/v1/appointments', { key, body: bookingAt(week.at('tuesday', '09:30')) }),
      ),
    ),
  );
  const booked = answers.filter((answer) => answer.status === 201);
  const refused = answers.filter((answer) => answer.status !== 201);
  expect(booked).toHaveLength(1);
  expect(refused).toHaveLength(199);
  for (const answer of refused) expect(answer.body).toMatchObject(refusal('SLOT_FULL'));
  const listed = await target.call('GET', `/v1/appointments?date=${week.date('tuesday')}`);
  expect(listed.body).toMatchObject({ pagination: { total: 1 } });
});

test('40 simultaneous requests with one reference make one booking; the others are shown it', async () => {
  const week = await target.nextWeek();
  const body = bookingAt(week.at('wednesday', '15:00'), { external_reference_id: 'racing-1' });
  const answers = await Promise.all(
    Array.from({ length: 40 }, () => target.call('POST', '/v1/appointments', { body })),
  );
  expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
  expect(answers.filter((answer) => answer.status === 200)).toHaveLength(39);
  const ids = new Set(answers.map((answer) => (answer.body as { appointment_id: string }).appointment_id));
  expect(ids.size).toBe(1);
});
