import { expect, test } from 'vitest';
import { keptRequests, RequestLog, type LoggedRequest } from './request-log.ts';

function numbered(number: number): LoggedRequest {
  return {
    time: '2026-06-15T02:30:00.000Z',
    method: 'GET',
    path: `/v1/${String(number)}`,
    status: 200,
    key: null,
    fault: null,
  };
}

test('the log shows the newest 100,000 requests, all of them and no more, oldest first', () => {
  expect(keptRequests).toBe(100_000);
  const log = new RequestLog();
  let added = 0;
  const addUpTo = (count: number): void => {
    for (; added < count; added += 1) log.add(numbered(added));
  };
  const shown = (): readonly (string | number | undefined)[] => {
    const all = log.all();
    return [all.length, all[0]?.path, all.at(-1)?.path];
  };
  addUpTo(99_999);
  expect(shown()).toEqual([99_999, '/v1/0', '/v1/99998']);
  for (const count of [100_000, 100_001, 150_000, 199_999, 200_000, 200_001, 300_000, 300_001, 450_000]) {
    addUpTo(count);
    expect(shown()).toEqual([100_000, `/v1/${String(count - 100_000)}`, `/v1/${String(count - 1)}`]);
  }
});

test('a request that is answered later is shown with its status', () => {
  const log = new RequestLog();
  const waiting = log.add({ ...numbered(1), status: null });
  waiting.status = 201;
  expect(log.all()).toEqual([{ ...numbered(1), status: 201 }]);
});
