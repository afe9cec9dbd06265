import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { runInForeground } from '../../electron/launch/child.mjs';
import { Problem, explainFileError } from '../../electron/launch/report.mjs';
import { forElectron, isChromiumChatter } from '../../electron/launch/runs.mjs';
import { put, temporaryFolder } from './machine.ts';

const RUN = fileURLToPath(new URL('../../electron/launch/run.mjs', import.meta.url));

function failure(code: string): Error {
  return Object.assign(new Error(code), { code });
}

describe('the entry of every script', () => {
  it('a Node that is too old ends with one line that names the remedy', () => {
    const folder = temporaryFolder();
    const copy = join(folder, 'electron/launch/run.mjs');
    mkdirSync(dirname(copy), { recursive: true });
    copyFileSync(RUN, copy);
    put(folder, 'package.json', JSON.stringify({ engines: { node: '>=999.5.0' } }));
    const { status, stdout, stderr } = spawnSync(process.execPath, [copy, 'start'], { encoding: 'utf8' });
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/^husky-desk: this is Node [\d.]+; the desk needs 999\.5 or newer\. .*nvm\.\n$/);
  });

  it('an unknown task ends with one line that names the known ones', () => {
    const { status, stderr } = spawnSync(process.execPath, [RUN, 'fly'], { encoding: 'utf8' });
    expect(status).toBe(1);
    expect(stderr).toMatch(/^husky-desk: There is no task "fly"\. Name one of: start, .*\n$/);
  });

  it('the waiting-room screen goes by the name that Chromium leaves alone', () => {
    expect(forElectron(['--display', '--user-data-dir=display'])).toEqual([
      '--waiting-room',
      '--user-data-dir=display',
    ]);
  });

  it.each(['ENOSPC', 'EDQUOT', 'EACCES', 'EPERM', 'EROFS'])('%s becomes a sentence about the folder', (code) => {
    const explained = explainFileError(failure(code), '/srv/desk');
    expect(explained).toBeInstanceOf(Problem);
    expect((explained as Problem).message).toContain('/srv/desk');
  });

  it('an error that is nobody else’s fault stays what it is', () => {
    const bug = failure('ERR_INVALID_ARG_TYPE');
    expect(explainFileError(bug, '/srv/desk')).toBe(bug);
  });

  it("the app's exit code is ours", async () => {
    expect(await runInForeground(process.execPath, ['-e', 'process.exit(7)'])).toBe(7);
  });

  it('a signal that ends the app is told as a shell tells it', async () => {
    expect(await runInForeground(process.execPath, ['-e', "process.kill(process.pid, 'SIGKILL')"])).toBe(137);
  });

  it('our signals are the app’s, and it ends in its own way', async () => {
    const child = new URL('../../electron/launch/child.mjs', import.meta.url).href;
    const app =
      "process.once('SIGTERM', () => process.exit(5)); setInterval(() => {}, 1000); process.stdout.write('up')";
    const script = `import(${JSON.stringify(child)})
      .then(({ runInForeground }) => runInForeground(process.execPath, ['-e', ${JSON.stringify(app)}]))
      .then((code) => process.exit(code))`;
    const outer = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    outer.stdout.once('data', () => outer.kill('SIGTERM'));
    const code = await new Promise((resolve) => outer.once('exit', resolve));
    expect(code).toBe(5);
  });

  it('of Chromium’s log a person sees what stops it', () => {
    const line = (level: string, text: string): string => `[4711:0101/101112.131415:${level}:bus.cc(407)] ${text}`;
    expect(isChromiumChatter(line('ERROR', 'Failed to connect to the bus'))).toBe(true);
    expect(isChromiumChatter(line('FATAL', 'Running as root without --no-sandbox'))).toBe(false);
    expect(isChromiumChatter(line('ERROR', 'Missing X server or $DISPLAY'))).toBe(false);
    expect(isChromiumChatter('husky-desk: HUSKY_API_URL: give an address')).toBe(false);
  });
});
