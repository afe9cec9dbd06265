import { afterAll, describe, expect, test } from 'vitest';
import { bookingAt, openTarget, refusal, type KeyName } from './target.ts';

const target = await openTarget(0);
afterAll(() => target.close());

const rateLimited = { error: { code: 'RATE_LIMIT_EXCEEDED', message: expect.any(String) as string } };

describe('keys and scopes', () => {
  test('a request without a key, with an unknown one or with another scheme is 401 UNAUTHORIZED', async () => {
    await target.nextWeek();
    const none = await target.call('GET', '/v1/services', { key: null });
    const unknown = await target.call('GET', '/v1/services', {
      key: null,
      headers: { authorization: 'Bearer sk_live_nobody' },
    });
    const basic = await target.call('GET', '/v1/services', {
      key: null,
      headers: { authorization: 'Basic c2tfbGl2ZV9jb250cmFjdF9hbGw=' },
    });
    for (const answer of [none, unknown, basic]) {
      expect(answer.status).toBe(401);
      expect(answer.body).toMatchObject(refusal('UNAUTHORIZED'));
    }
  });

  test.each<[string, string, KeyName, KeyName]>([
    ['GET', '/v1/appointment-config', 'reader', 'writer'],
    ['GET', '/v1/services', 'reader', 'slots'],
    ['GET', '/v1/appointments', 'reader', 'writer'],
    ['GET', '/v1/appointments/appt_unknown', 'reader', 'writer'],
    ['POST', '/v1/appointments', 'writer', 'reader'],
    ['PATCH', '/v1/appointments/appt_unknown', 'writer', 'reader'],
    ['GET', '/v1/appointment-slots/availability?date=2030-01-07', 'slots', 'reader'],
    ['GET', '/v1/appointment-slots/schedule-tracking?date=2030-01-07', 'slots', 'writer'],
  ])('%s %s is open to its scope and 403 INSUFFICIENT_SCOPE to the others', async (method, path, allowed, refused) => {
    await target.nextWeek();
    const body = method === 'GET' ? {} : { body: { notes: 'n' } };
    expect((await target.call(method, path, { key: allowed, ...body })).status).not.toBe(403);
    const answer = await target.call(method, path, { key: refused, ...body });
    expect(answer.status).toBe(403);
    expect(answer.body).toMatchObject(refusal('INSUFFICIENT_SCOPE'));
  });

  test('the scope is checked before the body', async () => {
    await target.nextWeek();
    const answer = await target.call('POST', '/v1/appointments', { key: 'reader', text: '{not json' });
    expect(answer.status).toBe(403);
  });
});

describe('the rate limit', () => {
  test('the 61st request in a minute is 429 with Retry-After, over all endpoints, for that key alone', async () => {
    const began = performance.now();
    const week = await target.nextWeek();
    const paths = ['/v1/services', '/v1/appointment-config', '/v1/appointments', '/v1/unknown'];
    for (let count = 0; count < 60; count += 1) {
      const answer = await target.call('GET', paths[count % paths.length] ?? '', { key: 'reader' });
      expect(answer.status).not.toBe(429);
    }
    const limited = await target.call('GET', '/v1/services', { key: 'reader' });
    expect(limited.status).toBe(429);
    expect(limited.body).toMatchObject(rateLimited);
    const retryAfter = Number(limited.headers.get('retry-after'));
    expect(Number.isInteger(retryAfter)).toBe(true);
    expect(retryAfter).toBeGreaterThanOrEqual(1);
    expect(retryAfter).toBeLessThanOrEqual(60);

    expect((await target.call('GET', '/v1/services', { key: 'all' })).status).toBe(200);

    // The clock has run on from where it was set, and by no more than has gone by here.
    const limitedAt = Date.parse(week.at('monday', '00:00')) + Math.ceil(performance.now() - began);
    await target.control('clock', { now: new Date(limitedAt + retryAfter * 1000).toISOString() });
    expect((await target.call('GET', '/v1/services', { key: 'reader' })).status).toBe(200);
  });

  test('the limit is checked before the scope, and the key before the limit', async () => {
    await target.nextWeek();
    for (let count = 0; count < 60; count += 1) await target.call('GET', '/v1/services', { key: 'slots' });
    expect((await target.call('GET', '/v1/services', { key: 'slots' })).status).toBe(429);
    expect((await target.call('GET', '/v1/services', { key: null })).status).toBe(401);
  });
});

describe('answers', () => {
  test('configuration and services have the documented shapes', async () => {
    await target.nextWeek();
    expect((await target.call('GET', '/v1/appointment-config')).body).toMatchObject({
      success: true,
      data: {
        timezone: 'Asia/Kolkata',
        prevent_duplicate_bookings: true,
        allow_cancellation: true,
        cancellation_notice_hours: 2,
      },
    });
    expect((await target.call('GET', '/v1/services')).body).toMatchObject({
      success: true,
      data: [
        { service_id: 'f47ac10b-58cc-4372-a567-0e02b2c3d479', name: 'General Checkup' },
        { service_id: '0d0c5a5e-6f0b-4e57-9b6c-2f9d5a3c7e11', name: 'Follow-up Visit' },
        { service_id: '5be2f7a4-92d1-4c38-8e6f-b17a0c4d9e22', name: 'Vaccination' },
        { service_id: 'c3b8f0de-1a47-4f62-9d05-7e8a2b6c4f33', name: 'பொது பரிசோதனை' },
      ],
    });
  });

  test('a path that does not exist is 404 NOT_FOUND as JSON', async () => {
    await target.nextWeek();
    const answer = await target.call('GET', '/v1/patients');
    expect(answer.status).toBe(404);
    expect(answer.body).toMatchObject(refusal('NOT_FOUND'));
  });

  test('what a caller adds to the documented fields is no error', async () => {
    const week = await target.nextWeek();
    const body = bookingAt(week.at('monday', '09:30'), { colour: 'green' });
    expect((await target.call('POST', '/v1/appointments?x=1', { body })).status).toBe(201);
    expect((await target.call('GET', '/v1/appointments?x=1')).status).toBe(200);
  });
});
