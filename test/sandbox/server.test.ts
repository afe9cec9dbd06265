import { createServer, connect } from 'node:net';
import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { sandboxConfig, startSandbox } from './server.ts';
import { sampleKey, sampleReadOnlyKey } from './sample-config.ts';
import { StartRefused } from './start-refused.ts';
import { booking, checkupId, get, inWindow, patch, post, runSandbox, smallClinic, testKey } from './testing.ts';

const invalid = { success: false, error: { code: 'VALIDATION_ERROR', message: expect.any(String) as string } };

function send(url: string, path: string, init: RequestInit): Promise<Response> {
  return fetch(`${url}${path}`, {
    ...init,
    headers: { authorization: `Bearer ${testKey}`, ...(init.headers as Record<string, string>) },
  });
}

/** What the server answers to bytes that no HTTP client would send. */
async function answerTo(port: number, bytes: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.end(bytes);
  let text = '';
  for await (const chunk of socket.setEncoding('utf8')) text += String(chunk);
  return text;
}

/** The head of a request as bytes, with these headers alone. */
function request(line: string, headers: readonly string[]): string {
  return [`${line} HTTP/1.1`, ...headers, 'Connection: close', '', ''].join('\r\n');
}

/** Bytes of an answer in JSON that tells the sandbox's time. */
function expectJson(text: string, status: string, code: string): void {
  const [head = '', body = ''] = text.split('\r\n\r\n');
  expect(head.split('\r\n')[0]).toBe(`HTTP/1.1 ${status}`);
  expect(head).toMatch(/^date: Mon, 15 Jun 2026 02:30:\d\d GMT$/im);
  expect(head).toMatch(/^content-type: application\/json; charset=utf-8$/im);
  expect(JSON.parse(body)).toMatchObject({ error: { code, message: expect.any(String) as string } });
}

describe('what is no booking', () => {
  test('a known path with another method is 405 with Allow', async () => {
    const { url } = await runSandbox();
    for (const [path, method, allow] of [
      ['/v1/appointments', 'DELETE', 'GET, POST'],
      ['/v1/appointments/appt_1', 'PUT', 'GET, PATCH'],
      ['/v1/services', 'POST', 'GET'],
      ['/sandbox/clock', 'GET', 'POST'],
    ] as const) {
      const response = await send(url, path, { method });
      expect(response.status).toBe(405);
      expect(response.headers.get('allow')).toBe(allow);
      expect(await response.json()).toMatchObject({ success: false, error: { code: 'METHOD_NOT_ALLOWED' } });
    }
  });

  test('an unknown path is 404 as JSON, whatever is sent to it', async () => {
    const { url } = await runSandbox();
    for (const path of ['/', '/v1', '/v1/', '/v2/services', '/v1/appointments/', '/sandbox/x', '/v1/services/1']) {
      const response = await send(url, path, { method: 'POST', body: 'x' });
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({ success: false, error: { code: 'NOT_FOUND' } });
    }
  });

  test('no writing of a /v1 path gets past the key', async () => {
    const { url } = await runSandbox();
    for (const path of [
      ...['/v1/services', '/%761/services', '/v1/%73ervices', '/v1/nowhere', '/v1/services?key=1'],
      ...['/v1/%zz', '/%761/%ff', '/v%31/appointments/%'],
    ]) {
      const response = await fetch(`${url}${path}`);
      expect(response.status).toBe(401);
    }
  });

  test('a /v1 path that can’t be decoded is logged, limited, delayed and lost like another, and is 400', async () => {
    const { url, port } = await runSandbox({ rate_limit_per_minute: 2 });
    await post(url, '/sandbox/faults', { mode: 'lose-response', count: 1 }, null);
    await expect(get(url, '/v1/%zz')).rejects.toThrow('fetch failed');
    const answer = await get(url, '/v1/appointments/%ff?page=1');
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(invalid);
    expect((await get(url, '/v1/%zz')).status).toBe(429);
    expect(await answerTo(port, request('GET http://desk/v1/%zz', ['Host: desk']))).toContain(' 401 Unauthorized');
    expect((await get(url, '/nowhere/%zz')).status).toBe(400);
    expect((await get(url, '/sandbox/requests', null)).body).toMatchObject({
      data: [
        { path: '/v1/%zz', status: 400, key: '_all', fault: 'lose-response' },
        { path: '/v1/appointments/%ff?page=1', status: 400, key: '_all' },
        { path: '/v1/%zz', status: 429 },
        { path: 'http://desk/v1/%zz', status: 401, key: null },
      ],
    });
  });

  test('an id that does not exist is 404, as long as a path can be', async () => {
    const { url } = await runSandbox();
    expect((await get(url, `/v1/appointments/${'x'.repeat(15_000)}`)).status).toBe(404);
  });

  test('no UTF-8, no JSON and no body are 400 VALIDATION_ERROR', async () => {
    const { url } = await runSandbox();
    const json = { 'content-type': 'application/json' };
    const bodies: RequestInit[] = [
      { body: new Uint8Array([0x22, 0xff, 0xfe, 0x22]), headers: json },
      { body: '{"a":1', headers: json },
      { headers: json },
      {},
    ];
    for (const init of bodies) {
      const response = await send(url, '/v1/appointments', { method: 'POST', ...init });
      expect(response.status).toBe(400);
      expect(await response.json()).toEqual(invalid);
    }
  });

  test.each([
    ...['application/json; charset=utf-8', 'text/plain', 'application/x-www-form-urlencoded'],
    ...['garbage', '', ';', 'a/b/c', '"'],
  ])('JSON is read, and what is none refused, whatever the content type says: %j', async (type) => {
    const { url } = await runSandbox();
    const headers = { 'content-type': type };
    const init = { method: 'POST', body: JSON.stringify(booking()), headers };
    expect((await send(url, '/v1/appointments', init)).status).toBe(201);
    const response = await send(url, '/v1/appointments', { method: 'POST', body: '{', headers });
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual(invalid);
  });

  test('an update of an unknown id is 404 before the body is looked at (UPD-1), of a known one 400', async () => {
    const { url } = await runSandbox();
    const { appointment_id: id } = (await post(url, '/v1/appointments', booking())).body as { appointment_id: string };
    for (const body of ['not JSON', '', '[]', '{}']) {
      const update = { method: 'PATCH', body };
      const unknown = await send(url, '/v1/appointments/appt_unknown', update);
      expect(unknown.status).toBe(404);
      expect(await unknown.json()).toMatchObject({ success: false, error: { code: 'NOT_FOUND' } });
      expect((await send(url, `/v1/appointments/${id}`, update)).status).toBe(400);
    }
  });

  test('a body that is too large is 413, and no part of it is carried out', async () => {
    const { url } = await runSandbox();
    const answer = await post(url, '/v1/appointments', booking({ patient_name: 'x'.repeat(200_000) }));
    expect(answer.status).toBe(413);
    expect(answer.body).toMatchObject({ success: false, error: { code: 'BODY_TOO_LARGE' } });
    expect((await get(url, '/v1/appointments')).body).toMatchObject({ data: [] });
  });

  test('a body of the prototype’s names is a body like another', async () => {
    const { url } = await runSandbox();
    const text = JSON.stringify(booking()).replace('{', '{"__proto__":{"branch_id":"x"},"constructor":1,');
    const headers = { 'content-type': 'application/json' };
    const response = await send(url, '/v1/appointments', { method: 'POST', body: text, headers });
    expect(response.status).toBe(201);
  });

  test('what is not HTTP is answered 400 as JSON, and the server goes on', async () => {
    const { url, port } = await runSandbox();
    for (const bytes of ['HELLO\r\n\r\n', request(`GET /${'x'.repeat(20_000)}`, ['Host: desk'])]) {
      expectJson(await answerTo(port, bytes), '400 Bad Request', 'VALIDATION_ERROR');
    }
    expect((await get(url, '/v1/services')).status).toBe(200);
  });

  test('HTTP/1.1 without a host is 400, an expectation that is not met 417: as JSON, after the gate, in the log', async () => {
    const { url, port } = await runSandbox({ rate_limit_per_minute: 2 });
    const key = `Authorization: Bearer ${testKey}`;
    const hostless = request('GET /v1/services', [key]);
    const expectant = request('GET /v1/services', ['Host: desk', 'Expect: foo', key]);
    expectJson(await answerTo(port, request('GET /v1/services', [])), '401 Unauthorized', 'UNAUTHORIZED');
    expectJson(await answerTo(port, hostless), '400 Bad Request', 'VALIDATION_ERROR');
    expectJson(await answerTo(port, expectant), '417 Expectation Failed', 'EXPECTATION_FAILED');
    expectJson(await answerTo(port, expectant), '429 Too Many Requests', 'RATE_LIMIT_EXCEEDED');
    expectJson(await answerTo(port, request('GET /nowhere', [])), '400 Bad Request', 'VALIDATION_ERROR');
    expect((await get(url, '/sandbox/requests', null)).body).toMatchObject({
      data: [{ status: 401 }, { status: 400 }, { status: 417 }, { status: 429 }],
    });
  });

  test('HTTP/1.0 needs no host, and a client that waits for 100 Continue is told to go on', async () => {
    const { port } = await runSandbox();
    const key = `Authorization: Bearer ${testKey}`;
    const old = await answerTo(port, `GET /v1/services HTTP/1.0\r\n${key}\r\n\r\n`);
    expect(old).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    const body = JSON.stringify(booking());
    const headers = ['Host: desk', 'Expect: 100-continue', `Content-Length: ${String(body.length)}`, key];
    const text = await answerTo(port, request('POST /v1/appointments', headers) + body);
    expect(text).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 201 Created\r\n/);
  });
});

describe('the limits of a key', () => {
  test('the daily quota is 402 QUOTA_EXCEEDED until 00:00 UTC, for all keys together', async () => {
    const other = 'sk_live_test_other';
    const keys = [testKey, other].map((key) => ({ key, scopes: ['appointments:read' as const] }));
    const { url } = await runSandbox({ daily_quota: 2, api_keys: keys });
    expect((await get(url, '/v1/services')).status).toBe(200);
    expect((await get(url, '/v1/services', other)).status).toBe(200);
    const refused = await get(url, '/v1/services');
    expect(refused.status).toBe(402);
    expect(refused.body).toEqual({
      success: false,
      error: { code: 'QUOTA_EXCEEDED', message: expect.any(String) as string },
    });
    await post(url, '/sandbox/clock', { now: '2026-06-15T23:59:58Z' }, null);
    expect((await get(url, '/v1/services')).status).toBe(402);
    await post(url, '/sandbox/clock', { now: '2026-06-16T00:00:00Z' }, null);
    expect((await get(url, '/v1/services')).status).toBe(200);
  });

  test('the order is key, rate limit, quota, scope', async () => {
    const { url } = await runSandbox({
      rate_limit_per_minute: 2,
      daily_quota: 1,
      api_keys: [{ key: testKey, scopes: [] }],
    });
    expect((await get(url, '/v1/services')).status).toBe(403);
    expect((await get(url, '/v1/services')).status).toBe(402);
    expect((await get(url, '/v1/services')).status).toBe(429);
    expect((await get(url, '/v1/services', null)).status).toBe(401);
  });

  test('the window slides: each request frees its place 60 seconds later', async () => {
    const { url } = await runSandbox({ rate_limit_per_minute: 2 });
    const at = async (now: string) => {
      await post(url, '/sandbox/clock', { now }, null);
      return get(url, '/v1/services');
    };
    expect((await at('2026-06-15T03:00:00Z')).status).toBe(200);
    expect((await at('2026-06-15T03:00:30Z')).status).toBe(200);
    const limited = await at('2026-06-15T03:00:40Z');
    expect(limited.status).toBe(429);
    expect(['20', '21']).toContain(limited.headers.get('retry-after'));
    expect((await at('2026-06-15T03:01:02Z')).status).toBe(200);
    expect((await at('2026-06-15T03:01:03Z')).status).toBe(429);
  });

  test('a list asks for at most 200 records a page', async () => {
    const { url } = await runSandbox();
    expect((await get(url, '/v1/appointments?limit=200')).status).toBe(200);
    const answer = await get(url, '/v1/appointments?limit=201');
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({
      error: { message: 'limit: expected a whole number from 1 to 200' },
    });
  });
});

describe('an organisation’s own settings', () => {
  test('its only branch is meant where none is named', async () => {
    const { url } = await runSandbox();
    expect((await post(url, '/v1/appointments', booking())).body).toMatchObject({ data: { branch_id: 'b-main' } });
  });

  test('without duplicate prevention a patient may book the same twice', async () => {
    const { url } = await runSandbox({ org: { ...smallClinic().org, prevent_duplicate_bookings: false } });
    const body = booking();
    expect((await post(url, '/v1/appointments', body)).status).toBe(201);
    expect((await post(url, '/v1/appointments', body)).status).toBe(201);
  });

  test('where cancellations are not allowed, one is 409 CANCELLATION_NOT_ALLOWED', async () => {
    const { url } = await runSandbox({ org: { ...smallClinic().org, allow_cancellation: false } });
    const booked = (await post(url, '/v1/appointments', booking())).body as { appointment_id: string };
    const answer = await patch(url, `/v1/appointments/${booked.appointment_id}`, { status: 'cancelled' });
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({ error: { code: 'CANCELLATION_NOT_ALLOWED' } });
  });

  test('the documented request is answered like the documented response', async () => {
    const windows = [
      {
        calendar_id: 'w1',
        branch_id: 'branch_uuid_here',
        day: 'monday' as const,
        session: 'Morning' as const,
        batch: 'MA',
        start_time: '09:00',
        end_time: '11:00',
        max_slots: 5,
      },
    ];
    // The document books 09:30Z as "Morning": that fits a clinic whose zone is UTC.
    const org = { ...smallClinic().org, timezone: 'UTC' };
    const branches = [{ branch_id: 'branch_uuid_here', name: 'Main' }];
    const now = Date.parse('2026-05-26T10:00:00.000Z');
    const { url } = await runSandbox({ org, branches, windows }, { now });
    const answer = await post(url, '/v1/appointments', {
      appointment_type: 'General Checkup',
      appointment_date: '2026-06-15T09:30:00.000Z',
      patient_name: 'Aadhi',
      parent_phone: '+919840XXXXXX',
      session: 'Morning',
      branch_id: 'branch_uuid_here',
    });
    const made = expect.stringMatching(/^2026-05-26T10:00:0\d\.\d{3}Z$/) as string;
    const id = expect.stringMatching(/^appt_[a-z0-9]{10,}$/) as string;
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      success: true,
      appointment_id: id,
      token: null,
      data: {
        appointment_id: id,
        appointment_type: checkupId,
        branch_id: 'branch_uuid_here',
        date: '2026-06-15',
        session: 'Morning',
        batch: 'MA',
        token: null,
        patient_name: 'Aadhi',
        parent_phone: '+919840XXXXXX',
        assigned_doctor: null,
        status: 'confirmed',
        external_reference_id: null,
        created_at: made,
        updated_at: made,
      },
    });
  });
});

describe('an answer', () => {
  test('holds the documented fields and no others', async () => {
    const { url } = await runSandbox({ rate_limit_per_minute: 7 });
    const booked = (await post(url, '/v1/appointments', booking())).body as { appointment_id: string; data: object };
    const { appointment_id: id, data: record } = booked;
    const fields = { success: true, data: record };
    expect((await get(url, `/v1/appointments/${id}`)).body).toEqual(fields);
    expect((await get(url, '/v1/appointments')).body).toEqual({
      success: true,
      data: [record],
      pagination: { page: 1, limit: 50, total: 1, total_pages: 1 },
    });
    expect((await patch(url, `/v1/appointments/${id}`, { notes: 'fever' })).body).toEqual({
      success: true,
      data: { ...record, updated_at: expect.any(String) as string },
    });
    expect((await get(url, '/v1/services')).body).toEqual({
      success: true,
      data: [{ service_id: checkupId, name: 'General Checkup' }],
    });
    expect((await get(url, '/v1/appointment-config')).body).toEqual({ success: true, data: smallClinic().org });
    const [window] = smallClinic().windows;
    const slot = { ...window, appointment_type: null, ai_slots: null, status: 'OPEN', filled_slots: 1 };
    expect((await get(url, '/v1/appointment-slots/availability?date=2026-06-15')).body).toEqual({
      success: true,
      date: '2026-06-15',
      slots: [{ ...slot, slot_id: 'w1||2026-06-15', available_slots: 99 }],
    });
    expect((await get(url, '/v1/services')).body).toEqual({
      error: { code: 'RATE_LIMIT_EXCEEDED', message: expect.any(String) as string },
    });
  });
});

describe('the server', () => {
  test('serves the sample clinic where no config is given: two branches, four services, a week of windows', async () => {
    const sandbox = await startSandbox({ now: Date.parse('2026-06-14T18:00:00Z') });
    try {
      const services = await get(sandbox.url, '/v1/services', sampleReadOnlyKey);
      expect((services.body as { data: unknown[] }).data).toHaveLength(4);
      const branches = new Set<string>();
      for (const day of ['15', '16', '17', '18', '19', '20', '21']) {
        const answer = await get(sandbox.url, `/v1/appointment-slots/availability?date=2026-06-${day}`, sampleKey);
        const { slots } = answer.body as { slots: { branch_id: string }[] };
        expect(slots.length).toBeGreaterThan(0);
        for (const slot of slots) branches.add(slot.branch_id);
      }
      expect(branches.size).toBe(2);
      const body = { ...booking(), branch_id: 'b-tnagar', appointment_date: inWindow };
      expect((await post(sandbox.url, '/v1/appointments', body, sampleKey)).status).toBe(201);
      expect((await post(sandbox.url, '/v1/appointments', body, sampleReadOnlyKey)).status).toBe(403);
    } finally {
      await sandbox.close();
    }
  });

  test('closes at once, also while requests wait for their answer', async () => {
    const sandbox = await runSandbox();
    await post(sandbox.url, '/sandbox/faults', { mode: 'timeout', count: 1 }, null);
    const unanswered = expect(get(sandbox.url, '/v1/services')).rejects.toThrow();
    await post(sandbox.url, '/sandbox/faults', { mode: 'slow', ms: 600_000 }, null);
    const delayed = expect(post(sandbox.url, '/v1/appointments', booking())).rejects.toThrow();
    const seen = async () => (await get(sandbox.url, '/sandbox/requests', null)).body as { data: unknown[] };
    while ((await seen()).data.length < 2) await new Promise(setImmediate);
    await sandbox.close();
    await Promise.all([unanswered, delayed]);
  });

  test('on a port that is taken is refused with one line', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const start = startSandbox({ config: sandboxConfig(smallClinic()), port });
    await expect(start).rejects.toThrow(new StartRefused([`--port: ${String(port)} is in use`]));
    other.close();
  });
});
