import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { booking, get, post, smallClinic, temporaryDirectory } from './testing.ts';

const main = fileURLToPath(new URL('main.ts', import.meta.url));

/** The server as a process of its own; killed with the test. */
function spawnSandbox(args: readonly string[]): ChildProcess {
  const child = spawn(process.execPath, ['--import', 'tsx', main, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

async function listening(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('the child has no output');
  const lines = createInterface({ input: child.stdout });
  const [line] = (await once(lines, 'line')) as [string];
  expect(line).toMatch(/^sandbox listening on http:\/\/127\.0\.0\.1:\d+$/);
  return line.replace('sandbox listening on ', '');
}

async function refusalOf(args: readonly string[]): Promise<{ code: number | null; output: string; faults: string[] }> {
  const child = spawnSandbox(args);
  if (child.stdout === null || child.stderr === null) throw new Error('the child has no output');
  const [output, faults, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit') as Promise<[number | null]>,
  ]);
  return { code, output, faults: faults.trimEnd().split('\n') };
}

function configFile(config: unknown): string {
  const file = join(temporaryDirectory(), 'clinic.json');
  writeFileSync(file, JSON.stringify(config));
  return file;
}

const clinic = smallClinic({ rate_limit_per_minute: 100_000 });
const start = ['--port', '0', '--now', '2026-06-15T02:30:00Z'];

describe('the process', () => {
  test('killed in the middle of bookings loses none that it answered, and starts again from its data', async () => {
    const data = join(temporaryDirectory(), 'data');
    const args = [...start, '--config', configFile(clinic), '--data', data];
    const child = spawnSandbox(args);
    const url = await listening(child);
    const exited = once(child, 'exit');

    const answered = new Set<string>();
    const killedAfter = 25;
    const bookUntilDead = async (): Promise<void> => {
      try {
        for (;;) {
          const answer = await post(url, '/v1/appointments', booking());
          expect(answer.status).toBe(201);
          answered.add((answer.body as { appointment_id: string }).appointment_id);
          if (answered.size === killedAfter) child.kill('SIGKILL');
        }
      } catch (error) {
        if (!(error instanceof TypeError)) throw error;
      }
    };
    await Promise.all([bookUntilDead(), bookUntilDead(), bookUntilDead(), bookUntilDead()]);
    await exited;
    expect(answered.size).toBeGreaterThanOrEqual(killedAfter);

    // On the same port, as a server that comes back does.
    const next = spawnSandbox(['--port', new URL(url).port, ...args.slice(2)]);
    const nextUrl = await listening(next);
    expect(nextUrl).toBe(url);
    const records = (await get(nextUrl, '/sandbox/appointments', null)).body as { data: { appointment_id: string }[] };
    const kept = new Set(records.data.map((record) => record.appointment_id));
    for (const id of answered) expect(kept).toContain(id);
    // At most what was on its way when the kill came is there beyond what was answered.
    expect(kept.size - answered.size).toBeLessThanOrEqual(4);
    expect(records.data).toHaveLength(kept.size);
  });

  test('ends on SIGTERM with code 0, while a request still waits, and lets go of its data', async () => {
    const data = join(temporaryDirectory(), 'data');
    const child = spawnSandbox([...start, '--config', configFile(clinic), '--data', data]);
    const url = await listening(child);
    await post(url, '/sandbox/faults', { mode: 'timeout' }, null);
    const waiting = expect(get(url, '/v1/services')).rejects.toThrow();
    const seen = async () => (await get(url, '/sandbox/requests', null)).body as { data: unknown[] };
    while ((await seen()).data.length < 1) await new Promise(setImmediate);
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    expect(await exited).toEqual([0, null]);
    await waiting;
    expect(existsSync(join(data, 'lock'))).toBe(false);
  });

  test('with a faulty config ends with code 2 and one line per fault that names the field', async () => {
    const faulty = configFile({ ...clinic, rate_limit_per_minute: 0, branches: [] });
    expect(await refusalOf([...start, '--config', faulty])).toEqual({
      code: 2,
      output: '',
      faults: ['rate_limit_per_minute: too small: expected number to be >0', 'branches: expected at least one branch'],
    });
  });

  test.each([
    [['--port', '0', '--speed', '9'], /^--speed: unknown option$/],
    [['--port', '0', '--config', '/nowhere/clinic.json'], /^--config: cannot read \/nowhere\/clinic\.json: .+$/],
  ])('with %j ends with code 2 and one line', async (args, line) => {
    const { code, output, faults } = await refusalOf(args);
    expect({ code, output, faults }).toEqual({ code: 2, output: '', faults: [expect.stringMatching(line)] });
  });
});
