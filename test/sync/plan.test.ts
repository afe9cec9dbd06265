import { describe, expect, it } from 'vitest';
import type { Booking, Life } from '../../shared/model/booking.ts';
import { shownPace } from '../../shared/sync/pace.ts';
import { HORIZON_DAYS, nextStep, type PlanInput, type RequestsLeft, type Step } from '../../shared/sync/plan.ts';
import { noteRead, want, type ReadEntry, type ReadKey } from '../../shared/sync/read-log.ts';
import { QUIET_PERIOD_MS } from '../../shared/sync/quiet-period.ts';
import { makeBooking, monday, mondayDate, placeIn } from './world/bookings.ts';

const iso = (ms: number): string => new Date(ms).toISOString();
const refusal = { code: 'X', message: '', status: null, at: iso(monday) };

function input(change: Partial<PlanInput> = {}): PlanInput {
  return {
    now: monday,
    bookings: [],
    reads: new Map(),
    today: mondayDate,
    watched: [],
    horizonDays: HORIZON_DAYS,
    blocked: new Map(),
    tried: new Set(),
    pushesFrom: 0,
    trackingFrom: 0,
    pace: shownPace,
    begunAt: monday,
    requests: null,
    probe: false,
    serverKnown: true,
    ...change,
  };
}

const inState = (life: Life, change: Partial<Booking> = {}): Booking => makeBooking({ life, ...change });
const unknownSince = (sentAt: number): Booking =>
  inState({
    state: 'UNKNOWN',
    attempts: 1,
    sentAt: iso(sentAt),
    quietUntil: iso(sentAt + QUIET_PERIOD_MS),
    intent: null,
    lastRefusal: null,
  });

/** Every step of a quiet desk, until nothing is due any more. */
function drain(given: PlanInput): Step[] {
  const reads = new Map<ReadKey, ReadEntry>(given.reads);
  let bookings = [...given.bookings];
  const steps: Step[] = [];
  for (;;) {
    const plan = nextStep({ ...given, reads, bookings });
    if (plan.kind === 'wait') return steps;
    const { step } = plan;
    steps.push(step);
    if (step.kind === 'read-config') noteRead(reads, 'config', given.now);
    if (step.kind === 'read-services') noteRead(reads, 'services', given.now);
    if (step.kind === 'read-windows') noteRead(reads, `windows:${step.date}`, given.now);
    if (step.kind === 'read-tracking') noteRead(reads, `tracking:${step.date}`, given.now);
    if (step.kind === 'read-list') {
      noteRead(reads, `list:${step.date}`, given.now);
      bookings = bookings.filter(({ life, place }) => life.state !== 'UNKNOWN' || place.date !== step.date);
    }
    if (step.kind === 'read-record') noteRead(reads, `record:${step.bookingId}`, given.now);
    if (step.kind === 'push' || step.kind === 'read-record') {
      // A change whose record was read is still to be sent.
      bookings = bookings.filter(
        ({ bookingId, life }) =>
          bookingId !== step.bookingId || (step.kind === 'read-record' && life.state === 'PATCH_PENDING'),
      );
    }
  }
}

describe('what is done next', () => {
  it('PLAN-2: reads of later days leave the last requests of the minute to bookings', () => {
    const dates = (perMinute: number, thisMinute: number): Set<string> =>
      new Set(
        drain(input({ requests: left(perMinute, thisMinute) })).flatMap((step) => ('date' in step ? [step.date] : [])),
      );
    for (const [perMinute, kept] of [
      [60, 12],
      [29, 5],
      [11, 2],
      [4, 1],
    ] as const) {
      expect(dates(perMinute, kept)).toEqual(new Set(kept > 0 ? [mondayDate] : []));
      expect(dates(perMinute, kept + 1).size).toBe(HORIZON_DAYS);
    }
  });

  it('PLAN-2: of the last four every read leaves some, but those that settle a booking and the one that asks whether anybody is there', () => {
    const bookings = [makeBooking(), unknownSince(monday - QUIET_PERIOD_MS)];
    const kinds = (requestsLeft: number): readonly string[] => [
      ...new Set(
        drain(
          input({ bookings, reads: readAt(monday, `windows:${mondayDate}`), requests: left(60, requestsLeft) }),
        ).map(({ kind }) => kind),
      ),
    ];
    expect(kinds(4)).toEqual(['read-list', 'push']);
    expect(kinds(5)).toContain('read-tracking');
    expect(nextStep(input({ bookings, requests: left(60, 1), probe: true }))).toMatchObject({
      step: { kind: 'read-config' },
    });
  });

  it('PLAN-3: in the middle of a long queue today’s places are read where they are five minutes old, and no sooner', () => {
    const bookings = [makeBooking()];
    const next = (age: number, change: Partial<PlanInput> = {}) =>
      nextStep(
        input({
          now: monday + age,
          bookings,
          reads: readAt(monday, 'config', 'services', `windows:${mondayDate}`),
          requests: left(60, 1),
          ...change,
        }),
      );
    expect(next(5 * 60_000 - 1)).toMatchObject({ step: { kind: 'push' } });
    expect(next(5 * 60_000)).toMatchObject({ step: { kind: 'read-windows', date: mondayDate } });
    // Wanted again after a refused booking, they are as old as they were.
    const reads = readAt(monday, 'config', 'services', `windows:${mondayDate}`);
    want(reads, `windows:${mondayDate}`);
    expect(next(60_000, { reads })).toMatchObject({ step: { kind: 'push' } });
    const blocked = new Map([['slots:read', monday + 3_600_000]] as const);
    expect(next(5 * 60_000, { blocked })).toMatchObject({ step: { kind: 'push' } });
  });

  it('REQ-4: while the day’s requests are low only bookings, what settles them and the probe take any', () => {
    const lowUntil = monday + 3_600_000;
    const requests: RequestsLeft = { perMinute: 60, thisMinute: 60, lowUntil };
    const given = input({ bookings: [makeBooking(), unknownSince(monday - QUIET_PERIOD_MS)], requests });
    expect(drain(given).map(({ kind }) => kind)).toEqual(['read-list', 'push']);
    expect(nextStep(input({ requests }))).toEqual({ kind: 'wait', at: lowUntil, scarce: true });
    expect(nextStep({ ...given, probe: true })).toMatchObject({ step: { kind: 'read-config' } });
  });

  it('PLAN-1: configuration, reads that settle, bookings, today, later days in turn', () => {
    const waiting = makeBooking();
    const steps = drain(input({ bookings: [waiting, unknownSince(monday - QUIET_PERIOD_MS)], horizonDays: 3 }));
    expect(steps.map((step) => ('date' in step ? `${step.kind} ${step.date}` : step.kind))).toEqual([
      'read-config',
      'read-services',
      'read-list 2026-06-15',
      'read-windows 2026-06-15',
      'push',
      'read-tracking 2026-06-15',
      'read-windows 2026-06-16',
      'read-tracking 2026-06-16',
      'read-list 2026-06-16',
      'read-windows 2026-06-17',
      'read-tracking 2026-06-17',
      'read-list 2026-06-17',
    ]);
  });

  it('PUSH-9: a booking goes after the cancellation of its phone number, whatever starts first, and others do not wait', () => {
    const early = makeBooking({ bookingId: 'd1-early', place: placeIn('MA', mondayDate, 0) });
    const cancelled = (life: Partial<Extract<Life, { state: 'PATCH_PENDING' }>> = {}): Booking =>
      inState(
        {
          state: 'PATCH_PENDING',
          serverId: 'appt-1',
          intent: { kind: 'cancel', at: iso(monday) },
          attempts: 0,
          sentAt: null,
          notBefore: iso(monday + 10_000),
          lastRefusal: null,
          ...life,
        },
        { bookingId: 'd1-cancelled', phoneKey: early.phoneKey, place: placeIn('EA', mondayDate, 0) },
      );
    const pushedAt = (now: number, ...bookings: readonly Booking[]): string[] =>
      drain(input({ now, bookings })).flatMap((step) => (step.kind === 'push' ? [step.bookingId] : []));
    expect(pushedAt(monday, early, cancelled())).toEqual([]);
    expect(pushedAt(monday + 10_000, early, cancelled())).toEqual(['d1-cancelled', 'd1-early']);
    expect(pushedAt(monday + 10_000, early, cancelled({ sentAt: iso(monday + 10_000) }))).toEqual([]);
    const other = { ...early, bookingId: 'd1-other', phoneKey: '+919840099999' };
    expect(pushedAt(monday, other, cancelled())).toEqual(['d1-other']);
    const decided = inState(
      { state: 'NEEDS_DECISION', since: iso(monday), refusal, existingId: null, existing: null, serverId: 'appt-1' },
      { bookingId: 'd1-cancelled', phoneKey: early.phoneKey },
    );
    expect(pushedAt(monday, early, decided)).toEqual(['d1-early']);
  });

  it('PUSH-3: earliest start first, then in the order they were made', () => {
    const late = makeBooking({ place: placeIn('EA', mondayDate) });
    const second = makeBooking({ createdAt: iso(monday + 1) });
    const first = makeBooking({ createdAt: iso(monday) });
    const steps = drain(input({ bookings: [late, second, first] })).filter((step) => step.kind === 'push');
    expect(steps.map(({ bookingId }) => bookingId)).toEqual([first.bookingId, second.bookingId, late.bookingId]);
  });

  it('UNKNOWN-1: an unknown booking rests until its quiet period is over', () => {
    const booking = unknownSince(monday);
    const busy = input({ bookings: [booking], today: null, reads: readAt(monday, 'config', 'services') });
    expect(nextStep(busy)).toEqual({ kind: 'wait', at: monday + QUIET_PERIOD_MS, scarce: false });
  });

  it('PAUSE-5: without a scope only what needs it rests', () => {
    const blocked = (scope: 'slots:read' | 'appointments:read' | 'appointments:write') =>
      new Set(
        drain(input({ bookings: [makeBooking()], blocked: new Map([[scope, monday + 1]]) })).map(({ kind }) => kind),
      );
    expect(blocked('slots:read')).toEqual(new Set(['read-config', 'read-services', 'push', 'read-list']));
    expect(blocked('appointments:read')).toEqual(new Set(['push', 'read-windows', 'read-tracking']));
    expect(blocked('appointments:write').has('push')).toBe(false);
  });

  it('PUSH-6: after a silence a read goes first, another one where that keeps failing; no booking before the server is known', () => {
    const asked = (failures: number) =>
      nextStep(
        input({
          bookings: [makeBooking()],
          probe: true,
          reads: new Map([['config', { readAt: null, knownAt: null, failures, notBefore: monday + 60_000 }]]),
        }),
      );
    expect(asked(0)).toMatchObject({ step: { kind: 'read-config' } });
    expect(asked(1)).toMatchObject({ step: { kind: 'read-services' } });
    expect(drain(input({ bookings: [makeBooking()], serverKnown: false })).some(({ kind }) => kind === 'push')).toBe(
      false,
    );
  });

  it('UNDO-1, PUSH-5: a person’s grace always counts; a backoff only of tries since the line came back', () => {
    const notBefore = iso(monday + 5_000);
    const graced = inState({ state: 'QUEUED', attempts: 0, notBefore, lastRefusal: null });
    const backed = inState({ state: 'QUEUED', attempts: 2, notBefore, lastRefusal: refusal });
    const pushed = (tried: readonly string[]) =>
      drain(input({ bookings: [graced, backed], tried: new Set(tried) })).filter((step) => step.kind === 'push');
    expect(pushed([]).map(({ bookingId }) => bookingId)).toEqual([backed.bookingId]);
    expect(pushed([backed.bookingId])).toEqual([]);
  });

  it('PULL-3: ten hours of idle polling take fewer than 2,000 requests', () => {
    const requests = { now: monday, count: 0, reads: new Map<ReadKey, ReadEntry>() };
    while (requests.now < monday + 10 * 3_600_000) {
      for (const step of drain(input({ now: requests.now, reads: requests.reads }))) {
        requests.count += step.kind === 'read-list' ? (step.date === mondayDate ? 2 : 1) : 1;
        noteRead(requests.reads, keyOf(step), requests.now);
      }
      requests.now += 60_000;
    }
    expect(requests.count).toBeLessThan(2_000);
  });

  it('PULL-3: a read of a time that has not come yet, by a clock that was set back, is due at once', () => {
    const reads = readAt(monday + 86_400_000, 'config', 'services');
    expect(nextStep(input({ reads }))).toMatchObject({ step: { kind: 'read-config' } });
  });
});

function left(perMinute: number, thisMinute: number): RequestsLeft {
  return { perMinute, thisMinute, lowUntil: null };
}

function readAt(at: number, ...keys: readonly ReadKey[]): Map<ReadKey, ReadEntry> {
  return new Map(keys.map((key) => [key, { readAt: at, knownAt: at, failures: 0, notBefore: 0 }]));
}

function keyOf(step: Step): ReadKey {
  switch (step.kind) {
    case 'read-config':
      return 'config';
    case 'read-services':
      return 'services';
    case 'read-windows':
      return `windows:${step.date}`;
    case 'read-tracking':
      return `tracking:${step.date}`;
    case 'read-list':
      return `list:${step.date}`;
    case 'read-record':
    case 'push':
      return `record:${step.bookingId}`;
  }
}

describe('a change that waited', () => {
  const asked = monday - 5 * 60_000;
  const waiting = inState({
    state: 'PATCH_PENDING',
    serverId: 'appt-1',
    intent: { kind: 'cancel', at: iso(asked) },
    attempts: 0,
    sentAt: null,
    notBefore: null,
    lastRefusal: null,
  });
  const known = new Map<ReadKey, ReadEntry>();
  for (const key of ['config', 'services', `windows:${mondayDate}`] as const) noteRead(known, key, asked + 10_000);
  const read: Step = { kind: 'read-record', bookingId: waiting.bookingId, appointmentId: 'appt-1' };
  const push: Step = { kind: 'push', bookingId: waiting.bookingId };
  const first = (change: Partial<PlanInput>) => nextStep(input({ bookings: [waiting], reads: known, ...change }));

  it('PATCH-6: goes out only after its record was read', () => {
    expect(first({})).toEqual({ kind: 'step', step: read });
    const lately = new Map(known);
    noteRead(lately, `record:${waiting.bookingId}`, monday - 1_000);
    expect(first({ reads: lately })).toEqual({ kind: 'step', step: push });
  });

  it('PATCH-6: of many, each goes out right behind its own reading, not all readings before the first change', () => {
    const many = Array.from({ length: 40 }, (_, index) => ({
      ...makeBooking(),
      life: { ...waiting.life, serverId: `appt-${String(index)}` },
    }));
    const kinds = drain({ ...input({ reads: known }), bookings: many })
      .map((step) => ('bookingId' in step ? `${step.kind} ${step.bookingId}` : step.kind))
      .filter((step) => step.startsWith('read-record') || step.startsWith('push'));
    expect(kinds).toEqual(many.flatMap(({ bookingId }) => [`read-record ${bookingId}`, `push ${bookingId}`]));
  });

  it('PATCH-6: a move asked for just now goes out only after its record was read since', () => {
    const moved = inState({
      state: 'PATCH_PENDING',
      serverId: 'appt-1',
      intent: { kind: 'reschedule', at: iso(asked), place: waiting.place, token: waiting.token },
      attempts: 0,
      sentAt: null,
      notBefore: null,
      lastRefusal: null,
    });
    const { bookingId } = moved;
    const readFirst: Step = { kind: 'read-record', bookingId, appointmentId: 'appt-1' };
    const firstOfMove = (change: Partial<PlanInput>) => first({ bookings: [moved], now: asked + 20_000, ...change });
    expect(firstOfMove({})).toEqual({ kind: 'step', step: readFirst });
    const readAt = (at: number) => {
      const reads = new Map(known);
      noteRead(reads, `record:${bookingId}`, at);
      return firstOfMove({ reads });
    };
    expect(readAt(asked - 1_000)).toEqual({ kind: 'step', step: readFirst });
    expect(readAt(asked + 1_000)).toEqual({ kind: 'step', step: { kind: 'push', bookingId } });
  });

  it('PATCH-6: asked for just now, or by a key that may not read, it goes out at once', () => {
    expect(first({ now: asked + 20_000 })).toEqual({ kind: 'step', step: push });
    const blocked = new Map([['appointments:read', monday + 60_000]] as const);
    expect(first({ blocked })).toEqual({ kind: 'step', step: push });
  });
});
