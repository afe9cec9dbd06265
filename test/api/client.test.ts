import { describe, expect, it } from 'vitest';
import { BudgetFile } from '../../electron/api/budget-file.ts';
import { ApiClient, type ApiPorts } from '../../electron/api/client.ts';
import { clinicOfAddress } from '../../shared/api/address.ts';
import type { ApiOperation } from '../../shared/api/operation.ts';
import { emptyFolder, MORNING, recordingLog, type RecordingLog } from '../electron/fakes.ts';
import { answering, deafPort, httpServer, socketServer } from './servers.ts';

const KEY = 'sk_live_secret_1234';
const JSON_TYPE = { 'content-type': 'application/json' };
const services: ApiOperation = { op: 'services' };
const create: ApiOperation = {
  op: 'create',
  body: {
    appointment_type: 'General Checkup',
    appointment_date: '2026-06-15T03:30:00.000Z',
    patient_name: 'Aadhi',
    parent_phone: '+919840012345',
    branch_id: 'b-main',
    external_reference_id: 'd1-01J-g1',
  },
};
const SERVICES_BODY = JSON.stringify({ success: true, data: [{ service_id: 's1', name: 'General Checkup' }] });

/** No other device sends with the key. */
const alone = () => ({ devicesOnKey: 1, dailyQuota: null });

interface Desk {
  /** For the clinic of the address, unless told. */
  readonly client: { readonly call: (operation: ApiOperation, clinicId?: string) => ReturnType<ApiClient['call']> };
  readonly log: RecordingLog;
  readonly budget: BudgetFile;
}

async function deskAt(host: string, changes: Partial<ApiPorts> = {}): Promise<Desk> {
  const log = recordingLog();
  const budget = new BudgetFile(await emptyFolder(), alone, log);
  const ports: ApiPorts = {
    fetch: (url, init) => fetch(url, init),
    address: () => `http://${host}`,
    key: () => KEY,
    now: () => MORNING,
    clockOffsetMs: 0,
    jitter: () => 0.5,
    isOnline: () => true,
    budget,
    log,
    userAgent: 'HuskyDesk/test',
    ...changes,
  };
  const client = new ApiClient(ports);
  const call: Desk['client']['call'] = (operation, clinicId = clinicOfAddress(ports.address())) =>
    client.call(operation, clinicId);
  return { client: { call }, log, budget };
}

async function replyTo(
  operation: ApiOperation,
  status: number,
  body: string,
  headers: Record<string, string> = JSON_TYPE,
) {
  const { host } = await answering(status, headers, body);
  const { client } = await deskAt(host);
  return client.call(operation);
}

const error = (code: string, rest: object = {}): string =>
  JSON.stringify({ success: false, error: { code, message: 'the server says so' }, ...rest });

describe('a request', () => {
  it.each<readonly [ApiOperation, string, string]>([
    [{ op: 'config' }, 'GET', '/v1/appointment-config'],
    [{ op: 'services' }, 'GET', '/v1/services'],
    [{ op: 'availability', date: '2026-06-15' }, 'GET', '/v1/appointment-slots/availability?date=2026-06-15'],
    [
      { op: 'tracking', date: '2026-06-15', branchId: 'b main' },
      'GET',
      '/v1/appointment-slots/schedule-tracking?date=2026-06-15&branch_id=b+main',
    ],
    [{ op: 'list', date: '2026-06-15', page: 2 }, 'GET', '/v1/appointments?date=2026-06-15&page=2&limit=200'],
    [{ op: 'get', appointmentId: 'a/1' }, 'GET', '/v1/appointments/a%2F1'],
    [{ op: 'patch', appointmentId: 'a1', body: { status: 'cancelled' } }, 'PATCH', '/v1/appointments/a1'],
    [create, 'POST', '/v1/appointments'],
  ])('for %j is %s %s with the key', async (operation, method, url) => {
    const { host, seen } = await answering(200, JSON_TYPE, '{}');
    const { client } = await deskAt(host);
    await client.call(operation);
    expect(seen).toHaveLength(1);
    expect(seen[0]).toMatchObject({ method, url, headers: { authorization: `Bearer ${KEY}` } });
    expect(seen[0]?.body).toBe('body' in operation ? JSON.stringify(operation.body) : '');
  });

  it('goes to /v1 whether or not the address says so', async () => {
    const { host, seen } = await answering(200, JSON_TYPE, SERVICES_BODY);
    const { client } = await deskAt(host, { address: () => `http://${host}/v1` });
    await client.call(services);
    expect(seen[0]?.url).toBe('/v1/services');
  });

  it('with an id that would leave the collection is never sent', async () => {
    const { host, seen } = await answering(200, JSON_TYPE, '{}');
    const { client } = await deskAt(host);
    await expect(client.call({ op: 'get', appointmentId: '..' })).rejects.toThrow('appointmentId');
    expect(seen).toHaveLength(0);
  });

  it('OWED-2: meant for another clinic than the address is now, it is never sent', async () => {
    const { host, seen } = await answering(200, JSON_TYPE, SERVICES_BODY);
    const { client } = await deskAt(host);
    for (const clinicId of ['https://clinic-a.example/v1', 'practice', '']) {
      expect(await client.call(create, clinicId)).toEqual({ kind: 'not-configured', missing: 'address' });
    }
    expect(seen).toHaveLength(0);
    await client.call(create, `http://${host}/v1`);
    expect(seen).toHaveLength(1);
  });

  it('is not sent before an address and a key are entered', async () => {
    const { client } = await deskAt('', { address: () => '' });
    expect(await client.call(services)).toEqual({ kind: 'not-configured', missing: 'address' });
    const { host, seen } = await answering(200, JSON_TYPE, SERVICES_BODY);
    const without = await deskAt(host, { key: () => null });
    expect(await without.client.call(services)).toEqual({ kind: 'not-configured', missing: 'key' });
    expect(seen).toHaveLength(0);
  });
});

describe('a whole answer', () => {
  it('is read, with the date of the server', async () => {
    const date = 'Mon, 15 Jun 2026 03:30:05 GMT';
    expect(await replyTo(services, 200, SERVICES_BODY, { ...JSON_TYPE, date })).toEqual({
      kind: 'ok',
      value: [{ serviceId: 's1', name: 'General Checkup' }],
      serverDate: '2026-06-15T03:30:05.000Z',
    });
  });

  it.each([
    ['in error.code', error('SLOT_FULL')],
    ['at the top', JSON.stringify({ code: 'SLOT_FULL', message: 'the server says so' })],
    ['as the error itself', JSON.stringify({ error: 'SLOT_FULL', message: 'the server says so' })],
  ])('that refuses is told by its code, %s', async (_, body) => {
    expect(await replyTo(create, 409, body)).toMatchObject({
      kind: 'refused',
      status: 409,
      code: 'SLOT_FULL',
      message: 'the server says so',
      existingId: null,
    });
  });

  it.each([
    ['at the top', error('DUPLICATE_BOOKING', { existing_appointment_id: 'a9' })],
    ['in error', JSON.stringify({ error: { code: 'DUPLICATE_BOOKING', existing_appointment_id: 'a9' } })],
    [
      'in error.details',
      JSON.stringify({ error: { code: 'DUPLICATE_BOOKING', details: { existing_appointment_id: 'a9' } } }),
    ],
  ])('that refuses a duplicate names the existing appointment, %s', async (_, body) => {
    expect(await replyTo(create, 409, body)).toMatchObject({ code: 'DUPLICATE_BOOKING', existingId: 'a9' });
  });

  it('that refuses with a code nobody knows hands on the code and the words', async () => {
    expect(await replyTo(create, 422, error('TOO_FAR_AHEAD'))).toMatchObject({
      kind: 'refused',
      code: 'TOO_FAR_AHEAD',
      message: 'the server says so',
    });
    expect(await replyTo(create, 422, JSON.stringify({ message: 'no' }))).toMatchObject({
      kind: 'refused',
      code: 'HTTP_422',
      message: 'no',
    });
  });

  it('that refuses under status 200 is a refusal', async () => {
    expect(await replyTo(create, 200, error('SLOT_FULL'))).toMatchObject({ kind: 'refused', code: 'SLOT_FULL' });
  });

  it.each([
    [401, 'UNAUTHORIZED'],
    [402, 'QUOTA_EXCEEDED'],
    [403, 'INSUFFICIENT_SCOPE'],
  ])('of status %i means %s, with a body or without', async (status, code) => {
    // Nobody is quoted with words that were not said.
    expect(await replyTo(create, status, '', {})).toMatchObject({ kind: 'refused', status, code, message: '' });
    expect(await replyTo(create, status, '{}')).toMatchObject({ kind: 'refused', status, code });
    expect(await replyTo(create, status, error(code))).toMatchObject({ kind: 'refused', status, code });
  });

  it('that a firewall gives in HTML is not the API refusing the scope', async () => {
    const html = { 'content-type': 'text/html' };
    expect(await replyTo(create, 403, '<html>blocked</html>', html)).toMatchObject({ cause: 'not-json', sent: true });
  });

  it('of an unknown path means a wrong address, and never that a booking is wrong', async () => {
    const notFound = JSON.stringify({ statusCode: 404, error: 'Not Found', message: 'Route not found' });
    expect(await replyTo(create, 404, notFound)).toMatchObject({ kind: 'no-answer', cause: 'not-api', sent: true });
    const page = { 'content-type': 'text/html' };
    expect(await replyTo(create, 404, '<h1>Not found</h1>', page)).toMatchObject({ cause: 'not-api', sent: true });
    expect(await replyTo({ op: 'get', appointmentId: 'a1' }, 404, error('NOT_FOUND'))).toMatchObject({
      kind: 'refused',
      code: 'NOT_FOUND',
    });
  });

  it.each([500, 502, 503, 504])(
    'of status %i is no answer, and the request may have been carried out',
    async (status) => {
      expect(await replyTo(create, status, '<html>oops</html>', { 'content-type': 'text/html' })).toMatchObject({
        kind: 'no-answer',
        cause: 'server-error',
        sent: true,
      });
    },
  );

  it.each([200, 511])('in HTML under status %i is somebody else speaking', async (status) => {
    expect(
      await replyTo(create, status, '<html>Log in to the Wi-Fi</html>', { 'content-type': 'text/html' }),
    ).toMatchObject({ kind: 'no-answer', cause: 'not-json', sent: true });
  });

  it('that leads elsewhere is not followed: the key stays here', async () => {
    const { host: other, seen } = await answering(200, JSON_TYPE, SERVICES_BODY);
    expect(await replyTo(services, 302, '', { location: `http://${other}/` })).toMatchObject({
      kind: 'no-answer',
      cause: 'not-json',
    });
    expect(seen).toHaveLength(0);
  });

  it('without a field it must have is no answer; the log shows the shape and no patient', async () => {
    const record = { appointment_id: 'a1', patient_name: 'Aadhi', parent_phone: '+919840012345', session: 'Morning' };
    const { host } = await answering(201, JSON_TYPE, JSON.stringify({ success: true, data: record }));
    const { client, log } = await deskAt(host);
    expect(await client.call(create)).toMatchObject({
      kind: 'no-answer',
      cause: 'bad-shape',
      sent: true,
      detail: expect.stringContaining('data.appointment_type') as string,
    });
    const text = log.lines.join('\n');
    expect(text).toContain('"appointment_id":"a1"');
    expect(text).toContain('patient_name');
    expect(text).not.toContain('Aadhi');
    expect(text).not.toContain('9840012345');
  });

  it('longer than any real one is not read to its end', async () => {
    const { host } = await answering(200, JSON_TYPE, SERVICES_BODY.padEnd(5_000));
    const { client } = await deskAt(host, { responseLimitBytes: 1_000 });
    expect(await client.call(services)).toMatchObject({ kind: 'no-answer', cause: 'bad-shape', sent: true });
  });
});

describe('too many requests', () => {
  const limited = error('RATE_LIMIT_EXCEEDED');

  it.each([
    ['seconds', { 'retry-after': '7' }, 7_000],
    [
      'an HTTP date, by the clock of the server',
      { 'retry-after': 'Mon, 15 Jun 2026 04:00:30 GMT', date: 'Mon, 15 Jun 2026 04:00:00 GMT' },
      30_000,
    ],
    ['nothing, a minute and a part of ten seconds by chance', {}, 65_000],
    ['nonsense', { 'retry-after': 'soon' }, 65_000],
    ['a date gone by', { 'retry-after': 'Mon, 15 Jun 2026 03:00:00 GMT', date: 'Mon, 15 Jun 2026 04:00:00 GMT' }, 0],
  ])('wait as long as is said: %s', async (_, headers, waitMs) => {
    expect(await replyTo(create, 429, limited, { ...JSON_TYPE, ...headers })).toEqual({
      kind: 'rate-limited',
      retryAt: new Date(MORNING + waitMs).toISOString(),
    });
  });

  it('hold every other request of the key, also after a restart', async () => {
    const { host, seen } = await answering(429, { ...JSON_TYPE, 'retry-after': '30' }, limited);
    const log = recordingLog();
    const folder = await emptyFolder();
    const first = await deskAt(host, { budget: new BudgetFile(folder, alone, log) });
    await first.client.call(create);
    const retryAt = new Date(MORNING + 30_000).toISOString();
    expect(await first.client.call(services)).toEqual({ kind: 'budget', retryAt, heldByServer: true });
    const restarted = await deskAt(host, { budget: new BudgetFile(folder, alone, log) });
    expect(await restarted.client.call(services)).toEqual({ kind: 'budget', retryAt, heldByServer: true });
    expect(seen).toHaveLength(1);
  });

  it('are not sent: the 61st waits here, another key does not', async () => {
    const { host, seen } = await answering(200, JSON_TYPE, SERVICES_BODY);
    let key = KEY;
    const { client } = await deskAt(host, { key: () => key });
    for (let count = 0; count < 60; count += 1) await client.call(services);
    expect(await client.call(services)).toEqual({
      kind: 'budget',
      retryAt: new Date(MORNING + 61_000).toISOString(),
      heldByServer: false,
    });
    key = 'sk_live_other_key';
    expect(await client.call(services)).toMatchObject({ kind: 'ok' });
    expect(seen).toHaveLength(61);
  });

  it('are told in the clock of the desk', async () => {
    const { host } = await answering(429, { 'retry-after': '30' }, limited);
    const { client } = await deskAt(host, { clockOffsetMs: 3_600_000 });
    expect(await client.call(create)).toMatchObject({ retryAt: new Date(MORNING + 3_630_000).toISOString() });
  });
});

describe('no whole answer', () => {
  it('where nothing listens: not sent, and the request is given back', async () => {
    const { client, budget } = await deskAt(await deafPort());
    expect(await client.call(create)).toMatchObject({ kind: 'no-answer', cause: 'refused', sent: false });
    expect(budget.status(KEY, MORNING)).toMatchObject({ leftThisMinute: 60, sentToday: 0 });
  });

  it('where a server never answers: given up, possibly sent', async () => {
    const host = await httpServer(() => undefined);
    const { client, budget } = await deskAt(host, { timeoutMs: 30 });
    expect(await client.call(create)).toMatchObject({ kind: 'no-answer', cause: 'timeout', sent: true });
    expect(budget.status(KEY, MORNING).leftThisMinute).toBe(59);
  });

  it('where the answer begins and never ends', async () => {
    const host = await httpServer((_, response) => {
      response.writeHead(200, JSON_TYPE).write('{"success":true,');
    });
    const { client } = await deskAt(host, { timeoutMs: 100 });
    expect(await client.call(create)).toMatchObject({ cause: 'timeout', sent: true });
  });

  it('where the connection is dropped before, or in the middle of, an answer', async () => {
    const dropped = await deskAt(await socketServer((socket) => socket.once('data', () => socket.destroy())));
    expect(await dropped.client.call(create)).toMatchObject({ cause: 'reset', sent: true });
    const half = await deskAt(
      await socketServer((socket) => {
        socket.once('data', () => {
          socket.end('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 900\r\n\r\n{"success":tr');
        });
      }),
    );
    expect(await half.client.call(create)).toMatchObject({ cause: 'reset', sent: true });
  });

  it('where half of the JSON comes and the length was not said', async () => {
    const host = await socketServer((socket) => {
      socket.once('data', () => {
        socket.end('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n\r\n{"success":tr');
      });
    });
    const { client } = await deskAt(host);
    expect(await client.call(create)).toMatchObject({ cause: 'reset', sent: true });
  });

  it('where something speaks that is not HTTP', async () => {
    const host = await socketServer((socket) => socket.once('data', () => socket.end('220 mail.example ready\r\n')));
    const { client } = await deskAt(host);
    expect(await client.call(create)).toMatchObject({ cause: 'not-json', sent: true });
  });

  it('where TLS meets something else: not sent', async () => {
    const host = await socketServer((socket) => socket.once('data', () => socket.end('220 mail.example ready\r\n')));
    const { client } = await deskAt(host, { address: () => `https://${host}` });
    expect(await client.call(create)).toMatchObject({ cause: 'tls', sent: false });
  });
});

describe('the key', () => {
  it('appears in no reply and no line of the log, whatever goes wrong', async () => {
    const echo = await httpServer((request, response) => {
      const message = `unknown key ${request.headers.authorization ?? ''}`;
      response.writeHead(401, JSON_TYPE).end(JSON.stringify({ error: { code: 'UNAUTHORIZED', message } }));
    });
    const shapeless = await httpServer((request, response) => {
      response.writeHead(200, JSON_TYPE).end(JSON.stringify({ data: { seen: request.headers.authorization } }));
    });
    const rejecting: ApiPorts['fetch'] = () => Promise.reject(new Error(`bad header Bearer ${KEY}`));
    const desks = [
      await deskAt(echo),
      await deskAt(shapeless),
      await deskAt(await deafPort()),
      await deskAt(await socketServer((socket) => socket.destroy())),
      await deskAt(echo, { fetch: rejecting }),
    ];
    for (const { client, log } of desks) {
      const reply = await client.call(create);
      expect(JSON.stringify(reply) + log.lines.join('\n')).not.toContain(KEY);
    }
  });
});
