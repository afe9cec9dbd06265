import { describe, expect, it } from 'vitest';
import type { ApiReply } from '../../shared/api/reply.ts';
import { asOperation, trialCallSchema, type TrialOperation } from '../../shared/api/trial-call.ts';
import { TRIAL_STEPS, tryClinic, type Trial } from '../../shared/api/trial.ts';
import { sampleConfig, sampleServices, sampleWindows } from '../../shared/model/sample-clinic.ts';
import { MORNING } from '../electron/fakes.ts';

type Reply = ApiReply<unknown>;
type Answer = (operation: TrialOperation) => Reply | undefined;

const ok = (value: unknown): Reply => ({ kind: 'ok', value, serverDate: null });
const refused = (status: number, code: string, message = ''): Reply => ({
  kind: 'refused',
  status,
  code,
  message,
  existingId: null,
  serverDate: null,
});
const noScope = refused(403, 'INSUFFICIENT_SCOPE');
const silent: Reply = { kind: 'no-answer', cause: 'timeout', sent: true, detail: '' };

function well(operation: TrialOperation): Reply {
  switch (operation.op) {
    case 'config':
      return ok(sampleConfig);
    case 'services':
      return ok(sampleServices);
    case 'may-write':
      return refused(404, 'NOT_FOUND');
    case 'availability':
      return ok({ date: operation.date, windows: sampleWindows, filled: {} });
  }
}

/** A trial of a server that answers well but for what `answer` says. */
async function trial(
  answer: Answer = () => undefined,
  now = MORNING,
): Promise<{ readonly end: Trial; readonly asked: readonly TrialOperation[]; readonly steps: readonly number[] }> {
  const asked: TrialOperation[] = [];
  const steps: number[] = [];
  const end = await tryClinic({
    ask: (operation) => {
      asked.push(operation);
      return Promise.resolve(answer(operation) ?? well(operation)) as never;
    },
    now,
    onStep: (answered) => steps.push(answered),
    goesOn: () => true,
  });
  return { end, asked, steps };
}

const opsOf = (asked: readonly TrialOperation[]): string => asked.map(({ op }) => op).join(' ');

describe('a trial of an address and a key', () => {
  it('that work shows the clinic: its rules, services, and each window of the week once', async () => {
    const { end, asked, steps } = await trial();
    expect(end).toEqual({
      kind: 'works',
      clinic: { config: sampleConfig, services: sampleServices, windows: sampleWindows },
    });
    expect(asked).toHaveLength(TRIAL_STEPS);
    expect(steps).toEqual(asked.map((_, index) => index));
  });

  it('begins the week with the day that it is in the clinic’s zone', async () => {
    // 00:30 of the 16th in India.
    const { asked } = await trial(undefined, Date.parse('2026-06-15T19:00:00Z'));
    const dates = asked.flatMap((operation) => (operation.op === 'availability' ? [operation.date] : []));
    expect(dates).toEqual(['16', '17', '18', '19', '20', '21', '22'].map((day) => `2026-06-${day}`));
  });

  it('ends at once where the key is refused', async () => {
    const { end, asked } = await trial(() => refused(401, 'UNAUTHORIZED'));
    expect(end).toEqual({ kind: 'key-refused' });
    expect(opsOf(asked)).toBe('config');
  });

  it.each<readonly [string, readonly TrialOperation['op'][], readonly string[]]>([
    ['reading', ['config', 'services'], ['appointments:read']],
    ['writing', ['may-write'], ['appointments:write']],
    ['the windows', ['availability'], ['slots:read']],
    ['all', ['config', 'may-write', 'availability'], ['appointments:read', 'appointments:write', 'slots:read']],
  ])('finds each scope that is missing in one go: %s', async (_, ops, scopes) => {
    const { end, asked } = await trial(({ op }) => (ops.includes(op) ? noScope : undefined));
    expect(end).toEqual({ kind: 'scope-missing', scopes });
    expect(asked.length).toBeLessThanOrEqual(4);
  });

  it.each<readonly [string, Reply]>([
    ['that there is no such appointment', refused(404, 'NOT_FOUND')],
    ['that the body is empty', refused(400, 'VALIDATION_ERROR')],
    ['with the appointment, whatever it is', ok({})],
    ['with a page of its own', { kind: 'no-answer', cause: 'not-api', sent: true, detail: '' }],
    ['with a fault over the id', { kind: 'no-answer', cause: 'server-error', sent: true, detail: '' }],
  ])('takes it that the key may write where the server answers %s', async (_, reply) => {
    const { end } = await trial(({ op }) => (op === 'may-write' ? reply : undefined));
    expect(end.kind).toBe('works');
  });

  it.each<readonly [Reply, Trial]>([
    [silent, { kind: 'no-answer', cause: 'timeout' }],
    [
      { kind: 'rate-limited', retryAt: '2026-06-15T03:31:00Z' },
      { kind: 'wait', until: MORNING + 60_000 },
    ],
    [
      { kind: 'budget', retryAt: '2026-06-15T03:30:05Z', heldByServer: false },
      { kind: 'wait', until: MORNING + 5_000 },
    ],
    [{ kind: 'used-up', retryAt: '2026-06-16T00:00:00Z' }, { kind: 'quota' }],
    [refused(402, 'QUOTA_EXCEEDED'), { kind: 'quota' }],
    [refused(418, 'TEAPOT', 'I am a teapot'), { kind: 'refused', message: 'I am a teapot' }],
  ])('ended by %j says so, at whichever question it happens', async (reply, expected) => {
    for (const at of ['config', 'services', 'availability'] as const) {
      const { end, asked } = await trial(({ op }) => (op === at ? reply : undefined));
      expect(end).toEqual(expected);
      expect(asked.at(-1)?.op).toBe(at);
    }
  });

  it('that is stopped asks nothing more', async () => {
    let questions = 0;
    const end = await tryClinic({
      ask: (operation) => {
        questions += 1;
        return Promise.resolve(well(operation)) as never;
      },
      now: MORNING,
      onStep: () => undefined,
      goesOn: () => questions < 2,
    });
    expect(end).toEqual({ kind: 'stopped' });
    expect(questions).toBe(2);
  });
});

describe('a question of a trial', () => {
  it('can change nothing: the one that asks for writing names no appointment and no change', () => {
    expect(asOperation({ op: 'may-write' })).toEqual({
      op: 'patch',
      appointmentId: '00000000-0000-0000-0000-000000000000',
      body: {},
    });
  });

  it.each([
    [{ address: '', key: 'k' }, 'address'],
    [{ address: 'http://api.huskyvoice.ai', key: 'k' }, 'address'],
    [{ address: 'https://api.huskyvoice.ai/', key: 'k' }, 'address'],
    [{ address: 'https://api.huskyvoice.ai', key: '' }, 'key'],
    [{ address: 'https://api.huskyvoice.ai', key: 'two parts' }, 'key'],
  ])('with %j is refused by its %s', (access, field) => {
    const parsed = trialCallSchema.safeParse({ ...access, operation: { op: 'config' } });
    expect(parsed.error?.issues.map(({ path }) => path[0])).toEqual([field]);
  });
});
