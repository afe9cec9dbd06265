import { expect, test } from 'vitest';
import {
  booking,
  checkupId,
  get,
  inWindow,
  post,
  runSandbox,
  temporaryDirectory,
  testKey,
  type Reply,
} from './testing.ts';

const control = (url: string, path: string, body: unknown): Promise<Reply> => post(url, `/sandbox/${path}`, body, null);

test('the clock is set, is answered, runs on, and every answer’s Date follows it', async () => {
  const { url } = await runSandbox();
  const answer = await control(url, 'clock', { now: '2027-01-04T09:00:00+05:30' });
  expect(answer.body).toEqual({ success: true, data: { now: '2027-01-04T03:30:00.000Z' } });
  for (const path of ['/v1/services', '/sandbox/requests', '/nowhere', '/v1/%zz']) {
    expect((await get(url, path)).headers.get('date')).toMatch(/^Mon, 04 Jan 2027 03:30:0\d GMT$/);
  }
});

test('a window’s week is changed, and one date of it apart', async () => {
  const { url } = await runSandbox();
  expect((await control(url, 'windows/w1', { ai_slots: 7 })).body).toMatchObject({
    success: true,
    data: { calendar_id: 'w1', ai_slots: 7, status: 'OPEN' },
  });
  const dated = await control(url, 'windows/w1', { date: '2026-06-15', status: 'CLOSED' });
  expect(dated.body).toMatchObject({ data: { date: '2026-06-15', ai_slots: 7, status: 'CLOSED' } });
  expect((await post(url, '/v1/appointments', booking())).body).toMatchObject({ error: { code: 'SLOT_INACTIVE' } });
  await control(url, 'windows/w1', { date: '2026-06-15', ai_slots: null });
  await control(url, 'windows/w1', { date: '2026-06-15', status: 'OPEN' });
  const slots = await get(url, '/v1/appointment-slots/availability?date=2026-06-15');
  expect(slots.body).toMatchObject({ slots: [{ ai_slots: null, available_slots: 100 }] });
  const next = await get(url, '/v1/appointment-slots/availability?date=2026-06-22');
  expect(next.body).toMatchObject({ slots: [{ ai_slots: 7, available_slots: 7 }] });
});

test.each([
  ['clock', { now: 'soon' }, 'now'],
  ['clock', {}, 'now'],
  ['windows/w1', {}, 'body'],
  ['windows/w1', { status: 'SHUT' }, 'status'],
  ['windows/w1', { ai_slots: 101 }, 'ai_slots'],
  ['windows/w1', { ai_slots: -1 }, 'ai_slots'],
  ['windows/w1', { status: 'OPEN', date: '2026-06-16' }, 'date'],
  ['windows/w1', { status: 'OPEN', date: '2026-06-31' }, 'date'],
  ['windows/w1', { status: 'OPEN', day: 'monday' }, 'day'],
])('%s with %j is 400 VALIDATION_ERROR that names %s', async (path, body, field) => {
  const { url } = await runSandbox();
  const answer = await control(url, path, body);
  expect(answer.status).toBe(400);
  expect(answer.body).toMatchObject({
    success: false,
    error: { code: 'VALIDATION_ERROR', message: expect.stringContaining(`${field}: `) as string },
  });
});

test('a window that does not exist is 404', async () => {
  const { url } = await runSandbox();
  expect((await control(url, 'windows/w9', { status: 'OPEN' })).status).toBe(404);
});

test('another channel books by the same rules, without a key and outside the limit', async () => {
  const { url } = await runSandbox({ rate_limit_per_minute: 1 });
  const body = booking({ external_reference_id: 'agent-1' });
  expect((await control(url, 'book', body)).status).toBe(201);
  expect((await control(url, 'book', body)).body).toMatchObject({ success: true, idempotent: true });
  expect((await control(url, 'book', { ...body, external_reference_id: 'agent-2' })).body).toMatchObject({
    error: { code: 'DUPLICATE_BOOKING' },
    existing_appointment_id: expect.stringMatching(/^appt_/) as string,
  });
  expect((await get(url, '/v1/appointments')).body).toMatchObject({ pagination: { total: 1 } });
});

test('every record is shown whole', async () => {
  const { url } = await runSandbox();
  await post(url, '/v1/appointments', booking({ notes: 'fever' }));
  expect((await get(url, '/sandbox/appointments', null)).body).toMatchObject({
    success: true,
    data: [{ appointment_type: checkupId, calendar_id: 'w1', start_time: inWindow, notes: 'fever' }],
  });
});

test('every /v1 request is shown with the end of its key, and nothing else is', async () => {
  const { url } = await runSandbox();
  await get(url, '/v1/services');
  await get(url, '/v1/appointments?date=2026-06-15&page=1');
  await get(url, '/v1/services', null);
  await post(url, '/v1/appointments', {}, 'sk_live_unknown_1234');
  await get(url, '/nowhere');
  const time = expect.stringMatching(/^2026-06-15T02:30:0\d\.\d{3}Z$/) as string;
  const key = testKey.slice(-4);
  expect((await get(url, '/sandbox/requests', null)).body).toEqual({
    success: true,
    data: [
      { time, method: 'GET', path: '/v1/services', status: 200, key, fault: null },
      { time, method: 'GET', path: '/v1/appointments?date=2026-06-15&page=1', status: 200, key, fault: null },
      { time, method: 'GET', path: '/v1/services', status: 401, key: null, fault: null },
      { time, method: 'POST', path: '/v1/appointments', status: 401, key: '1234', fault: null },
    ],
  });
});

test('with a data directory, appointments and windows outlive the server', async () => {
  const dataDir = temporaryDirectory();
  const first = await runSandbox({}, { dataDir });
  await post(first.url, '/v1/appointments', booking({ external_reference_id: 'kept-1' }));
  await control(first.url, 'windows/w1', { date: '2026-06-22', status: 'CLOSED' });
  const before = await get(first.url, '/sandbox/appointments', null);
  await first.close();

  const second = await runSandbox({}, { dataDir });
  expect((await get(second.url, '/sandbox/appointments', null)).body).toEqual(before.body);
  const again = await post(second.url, '/v1/appointments', booking({ external_reference_id: 'kept-1' }));
  expect(again.body).toMatchObject({ idempotent: true });
  const closed = await get(second.url, '/v1/appointment-slots/availability?date=2026-06-22');
  expect(closed.body).toMatchObject({ slots: [] });
});
