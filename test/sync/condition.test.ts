import { describe, expect, it } from 'vitest';
import type { ApiOperationName } from '../../shared/api/operation.ts';
import type { NoAnswerCause } from '../../shared/api/reply.ts';
import {
  connectingCondition,
  holdsUp,
  noteReply,
  nothingLeft,
  triedAnew,
  worstOf,
  type Condition,
  type Stops,
  type SyncCondition,
} from '../../shared/sync/condition.ts';
import { gateAfter, type Gate } from '../../shared/sync/gate.ts';
import { monday } from './world/bookings.ts';
import type { AnyReply } from './world/server.ts';

const ok: AnyReply = { kind: 'ok', value: [], serverDate: null };
const retryAt = new Date(monday + 30_000).toISOString();
const refused = (status: number): AnyReply => ({
  kind: 'refused',
  status,
  code: 'X',
  message: `said ${String(status)}`,
  existingId: null,
  serverDate: null,
});
const silence = (cause: Extract<AnyReply, { kind: 'no-answer' }>['cause']): AnyReply => ({
  kind: 'no-answer',
  cause,
  sent: false,
  detail: '',
});

const time = { machineNow: monday, now: monday };

type Replies = readonly (readonly [ApiOperationName, AnyReply])[];

function knownAfter(...replies: Replies): Condition {
  return replies.reduce((known, [operation, reply]) => noteReply(known, operation, reply, time), connectingCondition);
}

/** Of a server that has answered as the API before. */
function conditionAfter(...replies: Replies): SyncCondition {
  return worstOf(knownAfter(['services', ok], ...replies));
}

const noAnswer = (cause: NoAnswerCause, stops: Stops): SyncCondition => ({ kind: 'no-answer', cause, stops });

describe('the condition', () => {
  it.each<[AnyReply, SyncCondition]>([
    [refused(401), { kind: 'key-refused' }],
    [refused(402), { kind: 'quota-used-up', retryAt: Date.parse('2026-06-16T00:00:00Z') }],
    [refused(403), { kind: 'scope-missing', message: 'said 403', stops: 'sending' }],
    [refused(409), { kind: 'online' }],
    [refused(404), noAnswer('not-api', 'sending')],
    [silence('dns'), noAnswer('dns', 'everything')],
    [silence('server-error'), noAnswer('server-error', 'everything')],
    [
      { kind: 'rate-limited', retryAt },
      { kind: 'rate-limited', retryAt: monday + 30_000 },
    ],
    [
      { kind: 'not-configured', missing: 'key' },
      { kind: 'not-configured', missing: 'key' },
    ],
    [{ kind: 'budget', retryAt, heldByServer: false }, { kind: 'online' }],
  ])('COND-1: after %o it is %o', (reply, condition) => {
    expect(conditionAfter(['create', reply])).toEqual(condition);
  });

  it('COND-2: any answer ends a silence', () => {
    expect(conditionAfter(['create', silence('timeout')], ['list', refused(409)])).toEqual({ kind: 'online' });
  });

  it('COND-2: a missing scope lasts until that scope succeeds', () => {
    expect(conditionAfter(['availability', refused(403)], ['list', ok])).toMatchObject({ kind: 'scope-missing' });
    expect(conditionAfter(['availability', refused(403)], ['tracking', ok])).toEqual({ kind: 'online' });
  });

  it('COND-2: an answer that can not be read is told until that operation succeeds, or there is nothing left to send', () => {
    const trouble = silence('bad-shape');
    expect(conditionAfter(['list', trouble], ['config', ok])).toEqual(noAnswer('bad-shape', 'reading'));
    expect(conditionAfter(['list', trouble], ['list', ok])).toEqual({ kind: 'online' });
    const failing = knownAfter(['create', silence('server-error')], ['get', silence('server-error')], ['list', ok]);
    expect(worstOf(nothingLeft(failing, { toSend: true, toLookUp: true, toRead: false }))).toEqual(
      noAnswer('server-error', 'everything'),
    );
    expect(worstOf(nothingLeft(failing, { toSend: false, toLookUp: true, toRead: false }))).toEqual(
      noAnswer('server-error', 'reading'),
    );
    expect(worstOf(nothingLeft(failing, { toSend: false, toLookUp: false, toRead: false }))).toEqual({
      kind: 'online',
    });
  });

  it('COND-2: tried anew, what stands in the way of every call still stands until something answers', () => {
    const silent = knownAfter(['config', silence('server-error')], ['list', silence('timeout')]);
    expect(worstOf(triedAnew(silent))).toEqual(noAnswer('timeout', 'everything'));
    const answered = noteReply(triedAnew(silent), 'list', ok, time);
    expect(worstOf(answered)).toEqual(noAnswer('server-error', 'reading'));
    expect(worstOf(noteReply(answered, 'config', ok, time))).toEqual({ kind: 'online' });
  });

  it('COND-6: what is to be tried anew is told until it was, and forgotten where nobody needs it', () => {
    const key = triedAnew(knownAfter(['create', refused(403)], ['availability', refused(403)], ['list', ok]));
    const waits = { toSend: true, toLookUp: false, toRead: true };
    expect(worstOf(nothingLeft(key, waits))).toEqual({
      kind: 'scope-missing',
      message: 'said 403',
      stops: 'everything',
    });
    expect(worstOf(nothingLeft(key, { ...waits, toSend: false }))).toMatchObject({ stops: 'reading' });
    expect(worstOf(nothingLeft(key, { ...waits, toSend: false, toRead: false }))).toEqual({ kind: 'online' });
    // Tried, and refused again: it stays, whether anybody needs it or not.
    const tried = noteReply(key, 'create', refused(403), time);
    expect(worstOf(nothingLeft(tried, { ...waits, toSend: false, toRead: false }))).toMatchObject({ stops: 'sending' });
    // A reply that tells nothing of the call is no try.
    const held = noteReply(key, 'create', { kind: 'budget', retryAt, heldByServer: false }, time);
    expect(worstOf(held)).toMatchObject({ kind: 'scope-missing', stops: 'everything' });
  });

  it('LINE-2: a lost line is the worst there is, and ends with any answer or with the line', () => {
    for (const known of [knownAfter(), knownAfter(['list', refused(401)]), knownAfter(['list', refused(402)])]) {
      const cut: Condition = { ...known, cut: 'refused' };
      expect(worstOf(cut)).toEqual(noAnswer('refused', 'everything'));
      expect(worstOf(noteReply(cut, 'list', silence('timeout'), time))).toEqual(noAnswer('refused', 'everything'));
      expect(worstOf(noteReply(cut, 'list', ok, time))).toEqual({ kind: 'online' });
      expect(worstOf({ ...cut, cut: null })).toEqual(worstOf(known));
    }
    const fault = noteReply({ ...knownAfter(), cut: 'refused' }, 'list', silence('server-error'), time);
    expect(worstOf(fault)).toEqual(noAnswer('server-error', 'everything'));
    const unset = knownAfter(['list', { kind: 'not-configured', missing: 'key' }]);
    expect(worstOf({ ...unset, cut: 'refused' })).toMatchObject({ kind: 'not-configured' });
  });

  it('LINE-4: a request that hangs is told of until its reply, whatever that is', () => {
    const hanging: Condition = { ...knownAfter(['list', ok]), hangs: true };
    expect(worstOf(hanging)).toEqual(noAnswer('timeout', 'everything'));
    expect(worstOf(noteReply(hanging, 'list', ok, time))).toEqual({ kind: 'online' });
    expect(worstOf(noteReply(hanging, 'list', silence('reset'), time))).toEqual(noAnswer('reset', 'everything'));
  });

  it('REQ-4: low requests stop reading alone, and are told after whatever stops more', () => {
    const lowUntil = monday + 3_600_000;
    const low = worstOf({ ...knownAfter(['list', ok]), lowUntil });
    expect(low).toEqual({ kind: 'quota-low', retryAt: lowUntil });
    expect([holdsUp(low, 'sending'), holdsUp(low, 'reading')]).toEqual([false, true]);
    expect(worstOf({ ...knownAfter(['create', refused(403)]), lowUntil })).toMatchObject({ stops: 'everything' });
  });

  it('REQ-5: the end of this device’s part of the day is told as the server’s own, by the server’s clock', () => {
    const usedUp: AnyReply = { kind: 'used-up', retryAt };
    expect(conditionAfter(['create', usedUp])).toEqual({ kind: 'quota-used-up', retryAt: monday + 30_000 });
  });

  it('COND-3: a fault stops everything until the server answers; then it stops what that one call is for', () => {
    const fault = silence('server-error');
    expect(conditionAfter(['services', fault])).toEqual(noAnswer('server-error', 'everything'));
    expect(conditionAfter(['services', fault], ['availability', ok])).toEqual(noAnswer('server-error', 'reading'));
    expect(conditionAfter(['create', fault], ['availability', ok])).toEqual(noAnswer('server-error', 'sending'));
  });

  it('COND-3: with a key that may only read, bookings wait and nothing that is read does', () => {
    const readOnly = conditionAfter(['create', refused(403)], ['list', ok]);
    expect([holdsUp(readOnly, 'sending'), holdsUp(readOnly, 'reading')]).toEqual([true, false]);
    const writeOnly = conditionAfter(['create', ok], ['list', refused(403)]);
    expect([holdsUp(writeOnly, 'sending'), holdsUp(writeOnly, 'reading')]).toEqual([false, true]);
  });

  it('COND-3: a rate limit stops everything, whatever else is wrong', () => {
    const held = conditionAfter(['list', refused(403)], ['config', { kind: 'rate-limited', retryAt }]);
    expect([holdsUp(held, 'sending'), holdsUp(held, 'reading')]).toEqual([true, true]);
  });

  it('COND-4: before anybody has answered it is connecting, and the minute’s own requests do not end that', () => {
    expect(worstOf(knownAfter())).toEqual({ kind: 'connecting' });
    expect(worstOf(knownAfter(['config', { kind: 'budget', retryAt, heldByServer: false }]))).toEqual({
      kind: 'connecting',
    });
  });

  it.each([silence('bad-shape'), refused(404)])(
    'COND-4: an address that has not answered as the API yet gets nothing, and is not called connected: %o',
    (reply) => {
      const condition = worstOf(knownAfter(['config', reply]));
      expect(condition).toMatchObject({ kind: 'no-answer', stops: 'everything' });
    },
  );

  it('COND-5: a hold of an earlier start is the server’s rate limit, told by the server’s clock', () => {
    const hold: AnyReply = { kind: 'budget', retryAt, heldByServer: true };
    const ahead = { machineNow: monday + 86_400_000, now: monday };
    expect(worstOf(noteReply(connectingCondition, 'config', hold, time))).toEqual({
      kind: 'rate-limited',
      retryAt: monday + 30_000,
    });
    expect(worstOf(noteReply(connectingCondition, 'config', hold, ahead))).toMatchObject({
      retryAt: monday + 30_000 - 86_400_000,
    });
  });

  it('COND-1: a scope that stops sending is told before one that stops reading', () => {
    const write: AnyReply = { ...(refused(403) as Extract<AnyReply, { kind: 'refused' }>), message: 'write' };
    expect(conditionAfter(['availability', refused(403)], ['create', write])).toMatchObject({ message: 'write' });
  });
});

describe('the gate', () => {
  const after = (reply: AnyReply, failures = 1, random = 0.5): Gate =>
    gateAfter(reply, { machineNow: monday, now: monday, failures, random });

  it('PAUSE-1: a refused key and missing settings close it', () => {
    expect(after(refused(401)).kind).toBe('closed');
    expect(after({ kind: 'not-configured', missing: 'address' }).kind).toBe('closed');
  });

  it('PAUSE-2: a used-up quota closes it until the next UTC day, by the server', () => {
    expect(after(refused(402))).toMatchObject({ at: Date.parse('2026-06-16T00:00:00.000Z') });
  });

  it('PAUSE-3: a rate limit is kept, and never less than a second, whatever the clocks say', () => {
    expect(after({ kind: 'rate-limited', retryAt })).toMatchObject({ at: monday + 30_000 });
    const longAgo = new Date(monday - 86_400_000).toISOString();
    expect(after({ kind: 'budget', retryAt: longAgo, heldByServer: false })).toMatchObject({ at: monday + 1_000 });
  });

  it('PAUSE-4: silence waits 2 s, then longer, up to a minute, half of it by chance', () => {
    const waits = [1, 2, 3, 6, 40].map((failures) => {
      const gate = after(silence('timeout'), failures, 0);
      return gate.kind === 'until' ? gate.at - monday : 0;
    });
    expect(waits).toEqual([1_000, 2_000, 4_000, 30_000, 30_000]);
  });

  it('PAUSE-5: a missing scope and a refusal leave it open', () => {
    expect(after(refused(403)).kind).toBe('open');
    expect(after(refused(409)).kind).toBe('open');
  });
});
