import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { withLock } from '../../electron/launch/lock.mjs';
import { saidDuring, temporaryFolder } from './machine.ts';

const LOCK = fileURLToPath(new URL('../../electron/launch/lock.mjs', import.meta.url));

/** Another process that holds the lock of `folder` until it is killed. */
async function otherHolder(folder: string): Promise<() => void> {
  const script = `import(${JSON.stringify(LOCK)}).then(({ withLock }) => withLock(${JSON.stringify(folder)}, () => {
    process.stdout.write('held');
    return new Promise(() => setInterval(() => {}, 1000));
  }))`;
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  return () => child.kill('SIGKILL');
}

describe('the lock of a folder', () => {
  it('two runs in one folder set it up one after the other', async () => {
    const folder = temporaryFolder();
    const steps: string[] = [];
    const run = (name: string): Promise<void> =>
      withLock(folder, async () => {
        steps.push(`${name} begins`);
        await new Promise(setImmediate);
        steps.push(`${name} ends`);
      });
    await saidDuring(() => Promise.all([run('a'), run('b')]));
    expect([steps.slice(0, 2), steps.slice(2)].map(([begin, end]) => [begin?.[0], end?.[0]])).toEqual(
      steps[0] === 'a begins'
        ? [
            ['a', 'a'],
            ['b', 'b'],
          ]
        : [
            ['b', 'b'],
            ['a', 'a'],
          ],
    );
  });

  it('a run that was killed holds nothing up, and the wait is said once', async () => {
    const folder = temporaryFolder();
    const kill = await otherHolder(folder);
    let isDone = false;
    const said = await saidDuring(async () => {
      const waiting = withLock(folder, () => {
        isDone = true;
      });
      await new Promise(setImmediate);
      expect(isDone).toBe(false);
      kill();
      await waiting;
    });
    expect(isDone).toBe(true);
    expect(said).toEqual(['husky-desk: another run is setting the desk up; waiting for it']);
  });

  it('a step that fails gives the lock back', async () => {
    const folder = temporaryFolder();
    await expect(withLock(folder, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await withLock(folder, () => 'free')).toBe('free');
  });

  it('two folders do not wait for each other', async () => {
    const [one, other] = [temporaryFolder(), temporaryFolder()];
    expect(await withLock(one, () => withLock(other, () => 'both'))).toBe('both');
  });
});
