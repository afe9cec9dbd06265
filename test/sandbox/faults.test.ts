import { expect, test } from 'vitest';
import { setTimeout as delay } from 'node:timers/promises';
import { booking, get, post, runSandbox, testKey, type Reply } from './testing.ts';

async function records(url: string): Promise<readonly unknown[]> {
  return ((await get(url, '/sandbox/appointments', null)).body as { data: unknown[] }).data;
}

async function requests(url: string): Promise<readonly Record<string, unknown>[]> {
  return ((await get(url, '/sandbox/requests', null)).body as { data: Record<string, unknown>[] }).data;
}

const setFault = (url: string, body: unknown): Promise<Reply> => post(url, '/sandbox/faults', body, null);
const book = (url: string): Promise<Reply> => post(url, '/v1/appointments', booking());

test('refuse drops the connection before anything happens, until it is changed', async () => {
  const { url } = await runSandbox({ rate_limit_per_minute: 1 });
  await setFault(url, { mode: 'refuse' });
  for (let count = 0; count < 3; count += 1) await expect(book(url)).rejects.toThrow('fetch failed');
  expect(await records(url)).toEqual([]);
  await setFault(url, { mode: 'none' });
  // None of them was counted against the limit of one.
  expect((await book(url)).status).toBe(201);
});

test('lose-response carries the request out, and then drops the connection', async () => {
  const { url } = await runSandbox({ rate_limit_per_minute: 2 });
  await setFault(url, { mode: 'lose-response', count: 1 });
  const body = booking({ external_reference_id: 'lost-1' });
  await expect(post(url, '/v1/appointments', body)).rejects.toThrow('fetch failed');
  expect(await records(url)).toHaveLength(1);
  expect(await requests(url)).toMatchObject([{ status: 201, fault: 'lose-response' }]);
  const again = await post(url, '/v1/appointments', body);
  expect(again.status).toBe(200);
  expect(again.body).toMatchObject({ idempotent: true });
  expect((await book(url)).status).toBe(429);
});

test('error answers with the status, 500 where none is given, and carries nothing out', async () => {
  const { url } = await runSandbox();
  await setFault(url, { mode: 'error' });
  expect((await book(url)).status).toBe(500);
  for (const status of [400, 401, 402, 403, 404, 503]) {
    await setFault(url, { mode: 'error', status });
    const answer = await book(url);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ success: false, error: { code: expect.any(String) as string } });
  }
  await setFault(url, { mode: 'error', status: 429 });
  const limited = await book(url);
  expect(limited.headers.get('retry-after')).toBe('1');
  expect(limited.body).toMatchObject({ error: { code: 'RATE_LIMIT_EXCEEDED' } });
  expect(await records(url)).toEqual([]);
});

test('timeout never answers and carries nothing out', async () => {
  const { url } = await runSandbox();
  await setFault(url, { mode: 'timeout', count: 1 });
  const abandoned = new AbortController();
  const waiting = fetch(`${url}/v1/services`, {
    headers: { authorization: `Bearer ${testKey}` },
    signal: abandoned.signal,
  });
  const later = await get(url, '/v1/services');
  expect(later.status).toBe(200);
  expect(await requests(url)).toMatchObject([
    { status: null, fault: 'timeout' },
    { status: 200, fault: null },
  ]);
  abandoned.abort();
  await expect(waiting).rejects.toThrow();
});

test('slow carries the request out after its delay, also for a client that has hung up', async () => {
  const { url } = await runSandbox();
  await setFault(url, { mode: 'slow', ms: 60, count: 2 });
  const before = performance.now();
  expect((await book(url)).status).toBe(201);
  expect(performance.now() - before).toBeGreaterThanOrEqual(59);

  const abandoned = new AbortController();
  const request = fetch(`${url}/v1/appointments`, {
    method: 'POST',
    headers: { authorization: `Bearer ${testKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(booking()),
    signal: abandoned.signal,
  });
  while ((await requests(url)).length < 2) await delay(1);
  abandoned.abort();
  await expect(request).rejects.toThrow();
  while ((await records(url)).length < 2) await delay(1);
});

test('the Date of a slow answer is the time at which it leaves, not at which the request came', async () => {
  const { url } = await runSandbox();
  const ms = 1_100;
  await setFault(url, { mode: 'slow', ms });
  const answers = await Promise.all([
    get(url, '/v1/services'),
    get(url, '/v1/appointments', null),
    get(url, '/v1/nowhere'),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([200, 401, 404]);
  const logged = await requests(url);
  for (const [index, path] of ['/v1/services', '/v1/appointments', '/v1/nowhere'].entries()) {
    const came = Date.parse(String(logged.find((request) => request['path'] === path)?.['time']));
    const told = Date.parse(answers[index]?.headers.get('date') ?? '');
    // The header leaves out up to a second; a timer may be a few milliseconds early.
    expect(told + 1_000).toBeGreaterThan(came + ms - 5);
  }
});

test('a count ends the fault after so many requests, and a path spares the others', async () => {
  const { url } = await runSandbox();
  await setFault(url, { mode: 'error', count: 2, path: '/v1/appointments' });
  expect((await get(url, '/v1/services')).status).toBe(200);
  expect((await get(url, '/v1/appointments?page=1')).status).toBe(500);
  expect((await book(url)).status).toBe(500);
  expect((await book(url)).status).toBe(201);
});

test('faults spare the controls', async () => {
  const { url } = await runSandbox();
  await setFault(url, { mode: 'refuse' });
  expect((await post(url, '/sandbox/book', booking(), null)).status).toBe(201);
});

test('the plan is answered whole', async () => {
  const { url } = await runSandbox();
  expect((await setFault(url, { mode: 'slow', ms: 5, count: 3, path: '/v1/app' })).body).toEqual({
    success: true,
    data: { mode: 'slow', count: 3, path: '/v1/app', status: 500, ms: 5 },
  });
});

test.each([
  [{ path: '' }, ''],
  [{ path: '', count: null }, ''],
  [{}, '/v1'],
  [{ count: null }, '/v1'],
])('%j is everything under /v1 until it is changed, and can be set again as it was answered', async (plan, path) => {
  const { url } = await runSandbox();
  const answer = await setFault(url, { mode: 'error', status: 503, ...plan });
  const { data } = answer.body as { data: unknown };
  expect(data).toEqual({ mode: 'error', count: null, path, status: 503, ms: 1000 });
  for (let again = 0; again < 2; again += 1) {
    for (const asked of ['/v1/services', '/%761/services', '/v1', '/v1/%zz']) {
      expect((await get(url, asked)).status).toBe(503);
    }
    expect((await setFault(url, data)).body).toEqual(answer.body);
  }
});

test.each([
  [{}, 'mode'],
  [{ mode: 'explode' }, 'mode'],
  [{ mode: 'error', status: 200 }, 'status'],
  [{ mode: 'error', count: 0 }, 'count'],
  [{ mode: 'slow', ms: -1 }, 'ms'],
  [{ mode: 'error', path: '/appointments' }, 'path'],
  [{ mode: 'none', colour: 'red' }, 'colour'],
])('%j is 400 VALIDATION_ERROR that names %s', async (body, field) => {
  const { url } = await runSandbox();
  const answer = await setFault(url, body);
  expect(answer.status).toBe(400);
  expect(answer.body).toMatchObject({
    error: { code: 'VALIDATION_ERROR', message: expect.stringContaining(`${field}: `) as string },
  });
});
