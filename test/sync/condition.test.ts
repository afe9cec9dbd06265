import { describe, expect, it } from 'vitest';
import type { ApiOperationName } from '../../shared/api/operation.ts';
import { fairCondition, noteReply, nothingToSend, worstOf, type SyncCondition } from '../../shared/sync/condition.ts';
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

function conditionAfter(...replies: readonly (readonly [ApiOperationName, AnyReply])[]): SyncCondition {
  return worstOf(
    replies.reduce((condition, [operation, reply]) => noteReply(condition, operation, reply), fairCondition),
  );
}

describe('the condition', () => {
  it.each<[AnyReply, SyncCondition]>([
    [refused(401), { kind: 'key-refused' }],
    [refused(402), { kind: 'quota-used-up' }],
    [refused(403), { kind: 'scope-missing', message: 'said 403' }],
    [refused(409), { kind: 'online' }],
    [refused(404), { kind: 'no-answer', cause: 'bad-shape' }],
    [silence('dns'), { kind: 'no-answer', cause: 'dns' }],
    [
      { kind: 'rate-limited', retryAt },
      { kind: 'rate-limited', retryAt: monday + 30_000 },
    ],
    [
      { kind: 'not-configured', missing: 'key' },
      { kind: 'not-configured', missing: 'key' },
    ],
    [{ kind: 'budget', retryAt }, { kind: 'online' }],
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
    expect(conditionAfter(['list', trouble], ['config', ok])).toEqual({ kind: 'no-answer', cause: 'bad-shape' });
    expect(conditionAfter(['list', trouble], ['list', ok])).toEqual({ kind: 'online' });
    expect(worstOf(nothingToSend(noteReply(fairCondition, 'create', silence('server-error'))))).toEqual({
      kind: 'online',
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
    expect(after({ kind: 'budget', retryAt: longAgo })).toMatchObject({ at: monday + 1_000 });
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
