import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { BudgetFile } from '../../electron/api/budget-file.ts';
import { WINDOW_MS } from '../../shared/sync/request-budget.ts';

const key = 'sk_live_test';
const start = Date.parse('2026-06-15T04:00:00.000Z');
const hour = 3_600_000;
const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

let folder = '';
let budget: BudgetFile;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'husky-budget-'));
  budget = new BudgetFile(folder, () => ({ devicesOnKey: 1, dailyQuota: null }), silent);
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

it('PAUSE-3: a Retry-After lasts its own length where the clock is set back meanwhile, however often it is asked about', () => {
  expect(budget.take(key, start)).toBeNull();
  budget.hold(key, start + 20_000, start);
  const back = start - hour;
  for (const ms of [0, 5_000, 19_000]) {
    expect(budget.status(key, back + ms).freeAt).not.toBeNull();
    expect(budget.take(key, back + ms)).toMatchObject({ kind: 'wait', until: back + 20_000 });
  }
  expect(budget.take(key, back + 20_000)).toBeNull();
});

it('PAUSE-3: a minute that is used up ends a minute after the clock was set back', () => {
  for (let sent = 0; sent < 60; sent += 1) expect(budget.take(key, start)).toBeNull();
  const back = start - hour;
  expect(budget.take(key, back)).toMatchObject({ kind: 'wait' });
  expect(budget.take(key, back + WINDOW_MS / 2)).toMatchObject({ kind: 'wait' });
  expect(budget.take(key, back + WINDOW_MS + 2_000)).toBeNull();
});
