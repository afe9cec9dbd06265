import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allowanceOf, REQUESTS_PER_MINUTE } from '../../shared/sync/allowance.ts';
import {
  budgetStatus,
  freshBudget,
  giveBackRequest,
  holdRequests,
  requestBudgetSchema,
  takeRequest,
  TRAVEL_MARGIN_MS,
  WINDOW_MS,
  type RequestBudget,
} from '../../shared/sync/request-budget.ts';

const START = Date.parse('2026-06-15T03:30:00.000Z');

function takeAll(budget: RequestBudget, now: number): RequestBudget {
  const taken = takeRequest(budget, now);
  return taken.kind === 'take' ? takeAll(taken.budget, now) : budget;
}

function mustTake(budget: RequestBudget, now: number): RequestBudget {
  const taken = takeRequest(budget, now);
  if (taken.kind !== 'take') throw new Error(`no request before ${String(taken.until)}`);
  return taken.budget;
}

/** A step of a device's day: time passes, then it tries to send; now and then it restarts from what is on disk. */
const step = fc.record({
  passes: fc.oneof(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 70_000 })),
  tries: fc.integer({ min: 1, max: 80 }),
  restarts: fc.boolean(),
  hold: fc.option(fc.integer({ min: 0, max: 90_000 }), { freq: 8 }),
});

describe('request budget', () => {
  it('never lets more than 60 requests leave in any sliding minute, over restarts and however they come', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const sent: number[] = [];
        let now = START;
        let budget = freshBudget;
        for (const { passes, tries, restarts, hold } of steps) {
          now += passes;
          if (restarts) budget = requestBudgetSchema.parse(JSON.parse(JSON.stringify(budget)));
          if (hold !== null) budget = holdRequests(budget, now + hold, now);
          for (let attempt = 0; attempt < tries; attempt += 1) {
            const taken = takeRequest(budget, now);
            if (taken.kind !== 'take') break;
            budget = taken.budget;
            sent.push(now);
          }
        }
        for (const end of sent) {
          const inWindow = sent.filter((at) => at > end - WINDOW_MS && at <= end).length;
          expect(inWindow).toBeLessThanOrEqual(REQUESTS_PER_MINUTE);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('names the very millisecond at which a request may leave: not one before, surely then', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 2_000 }), { maxLength: 120 }), (gaps) => {
        let now = START;
        let budget = freshBudget;
        for (const gap of gaps) {
          now += gap;
          const taken = takeRequest(budget, now);
          if (taken.kind === 'take') {
            budget = taken.budget;
            continue;
          }
          expect(taken.until).toBeGreaterThan(now);
          expect(takeRequest(budget, taken.until - 1).kind).toBe('wait');
          expect(takeRequest(budget, taken.until).kind).toBe('take');
        }
      }),
      { numRuns: 200 },
    );
  });

  it('keeps 60 back-to-back requests apart from the 61st even where the first ones travel slowly', () => {
    const full = takeAll(freshBudget, START);
    expect(full.sentAt).toHaveLength(REQUESTS_PER_MINUTE);
    expect(takeRequest(full, START + WINDOW_MS)).toEqual({
      kind: 'wait',
      until: START + WINDOW_MS + TRAVEL_MARGIN_MS,
      heldByServer: false,
    });
  });

  it('lets nobody send while a Retry-After runs, and everybody after it', () => {
    const held = holdRequests(freshBudget, START + 30_000, START);
    expect(takeRequest(held, START + 29_999)).toEqual({
      kind: 'wait',
      until: START + 30_000,
      heldByServer: true,
    });
    expect(takeRequest(held, START + 30_000).kind).toBe('take');
  });

  it('keeps the longer of two holds', () => {
    const held = holdRequests(holdRequests(freshBudget, START + 30_000, START), START + 10_000, START);
    expect(takeRequest(held, START).kind === 'wait' && takeRequest(held, START)).toMatchObject({
      until: START + 30_000,
    });
  });

  it('holds for a day at most, whatever a server says', () => {
    const held = holdRequests(freshBudget, START + 40 * 24 * 3_600_000, START);
    expect(takeRequest(held, START + 24 * 3_600_000).kind).toBe('take');
  });

  it('waits at most a minute more when the clock is set back, and a hold its own length', () => {
    const full = takeAll(freshBudget, START);
    const dayBefore = START - 24 * 3_600_000;
    expect(takeRequest(full, dayBefore)).toEqual({
      kind: 'wait',
      until: dayBefore + WINDOW_MS + TRAVEL_MARGIN_MS,
      heldByServer: false,
    });
    const held = holdRequests(freshBudget, START + 30_000, START);
    expect(takeRequest(held, dayBefore)).toEqual({
      kind: 'wait',
      until: dayBefore + 30_000,
      heldByServer: true,
    });
  });

  it('counts the day in UTC and starts anew at midnight', () => {
    const evening = Date.parse('2026-06-15T23:59:59.000Z');
    const budget = mustTake(mustTake(freshBudget, evening), evening);
    expect(budgetStatus(budget, evening).sentToday).toBe(2);
    expect(budgetStatus(budget, evening + 1_000).sentToday).toBe(0);
    expect(budgetStatus(mustTake(budget, evening + 1_000), evening + 1_000)).toMatchObject({
      sentToday: 1,
      leftThisMinute: 57,
    });
  });

  it('REQ-1: one device has all sixty requests a minute, each of k devices ⌊58/k⌋', () => {
    const perMinute = (devicesOnKey: number) => allowanceOf({ devicesOnKey, dailyQuota: null }).perMinute;
    expect([1, 2, 3, 4, 5, 6, 12].map(perMinute)).toEqual([60, 29, 19, 14, 11, 9, 4]);
    for (let devices = 2; devices <= 12; devices += 1) expect(devices * perMinute(devices)).toBeLessThanOrEqual(58);
    expect(allowanceOf({ devicesOnKey: 5, dailyQuota: 1_003 }).perDay).toBe(200);
  });

  it('REQ-1: k devices that know nothing of each other send no more than the key allows in any minute', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 12 }), fc.array(step, { maxLength: 12 }), (devicesOnKey, steps) => {
        const allowance = allowanceOf({ devicesOnKey, dailyQuota: null });
        const budgets = Array.from({ length: devicesOnKey }, () => freshBudget);
        const sent: number[] = [];
        let now = START;
        for (const { passes, tries } of steps) {
          now += passes;
          for (const [device, budget] of budgets.entries()) {
            let current = budget;
            for (let attempt = 0; attempt < tries; attempt += 1) {
              const taken = takeRequest(current, now, allowance);
              if (taken.kind !== 'take') break;
              current = taken.budget;
              sent.push(now);
            }
            budgets[device] = current;
          }
        }
        for (const end of sent) {
          const inWindow = sent.filter((at) => at > end - WINDOW_MS && at <= end).length;
          expect(inWindow).toBeLessThanOrEqual(REQUESTS_PER_MINUTE - 2);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('REQ-2: a smaller part counts at once, with what has left already', () => {
    const full = takeAll(freshBudget, START);
    const shared = allowanceOf({ devicesOnKey: 5, dailyQuota: null });
    expect(takeRequest(full, START + 30_000, shared)).toEqual({
      kind: 'wait',
      until: START + WINDOW_MS + TRAVEL_MARGIN_MS,
      heldByServer: false,
    });
    expect(budgetStatus(full, START + 30_000, shared, 5)).toMatchObject({
      perMinute: 11,
      leftThisMinute: 0,
      devices: 5,
    });
    const some = { ...freshBudget, sentAt: Array.from({ length: 12 }, (_, n) => START + n * 1_000) };
    expect(takeRequest(some, START + 20_000, shared)).toMatchObject({
      until: START + 1_000 + WINDOW_MS + TRAVEL_MARGIN_MS,
    });
    expect(takeRequest(some, START + 20_000).kind).toBe('take');
  });

  it('REQ-3: of the day’s requests no more leave than this device’s part, over restarts, until the next UTC day', () => {
    const evening = Date.parse('2026-06-15T20:00:00.000Z');
    const newDay = Date.parse('2026-06-16T00:00:00.000Z');
    const allowance = allowanceOf({ devicesOnKey: 2, dailyQuota: 100 });
    let budget = freshBudget;
    let now = evening;
    for (let sent = 0; sent < 50; sent += 1) {
      const taken = takeRequest(budget, now, allowance);
      if (taken.kind !== 'take') throw new Error(`only ${String(sent)} left`);
      budget = requestBudgetSchema.parse(JSON.parse(JSON.stringify(taken.budget)));
      now += 10_000;
    }
    expect(takeRequest(budget, now, allowance)).toEqual({ kind: 'used-up', until: newDay });
    expect(budgetStatus(budget, now, allowance, 2)).toMatchObject({
      perDay: 50,
      leftToday: 0,
      leftThisMinute: 0,
      freeAt: '2026-06-16T00:00:00.000Z',
    });
    expect(takeRequest(budget, newDay, allowance).kind).toBe('take');
    expect(takeRequest(budget, now, allowanceOf({ devicesOnKey: 1, dailyQuota: 100 })).kind).toBe('take');
  });

  it('gives back a request that never left', () => {
    const taken = mustTake(freshBudget, START);
    expect(budgetStatus(giveBackRequest(taken, START), START)).toMatchObject({ leftThisMinute: 60, sentToday: 0 });
    expect(giveBackRequest(taken, START + 1)).toEqual(taken);
  });

  it('shows no request left, and until when, while a hold runs', () => {
    const held = holdRequests(freshBudget, START + 30_000, START);
    expect(budgetStatus(held, START)).toEqual({
      perMinute: 60,
      leftThisMinute: 0,
      devices: 1,
      sentToday: 0,
      perDay: null,
      leftToday: null,
      blockedUntil: '2026-06-15T03:30:30.000Z',
      freeAt: '2026-06-15T03:30:30.000Z',
    });
  });

  it('names the instant at which the next request may leave, and none while one may leave now', () => {
    const oneLeft = { ...freshBudget, sentAt: takeAll(freshBudget, START).sentAt.slice(1) };
    expect(budgetStatus(oneLeft, START)).toMatchObject({ leftThisMinute: 1, freeAt: null });
    expect(budgetStatus(takeAll(freshBudget, START), START + 10_000)).toMatchObject({
      leftThisMinute: 0,
      blockedUntil: null,
      freeAt: new Date(START + WINDOW_MS + TRAVEL_MARGIN_MS).toISOString(),
    });
  });
});
