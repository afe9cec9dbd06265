import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../electron/launch/places.mjs';
import { emptyFolder } from '../electron/fakes.ts';

const COMMAND = join(root, 'electron/packaging/linux/bin/husky-desk');

/** What the program beside the command is started with. */
async function startedWith(...args: string[]): Promise<readonly string[]> {
  const folder = join(await emptyFolder(), 'Husky Desk');
  mkdirSync(join(folder, 'bin'), { recursive: true });
  cpSync(COMMAND, join(folder, 'bin', 'husky-desk'));
  writeFileSync(join(folder, 'husky-desk'), '#!/bin/sh\nprintf "%s\\n" "$0" "$@"\n', { mode: 0o755 });
  const link = join(folder, 'link');
  symlinkSync(join(folder, 'bin', 'husky-desk'), link);
  const [program, ...given] = execFileSync(link, args, { encoding: 'utf8' }).trimEnd().split('\n');
  expect(program).toBe(join(folder, 'husky-desk'));
  return given;
}

describe('the command of the Linux packages', () => {
  it('starts the program beside it through any link, with every argument as it was given', async () => {
    expect(statSync(COMMAND).mode & 0o777).toBe(0o755);
    expect(await startedWith()).toEqual([]);
    expect(await startedWith('--user-data-dir', 'a  b', '--lang=*', "it's")).toEqual([
      '--user-data-dir',
      'a  b',
      '--lang=*',
      "it's",
    ]);
  });

  it('takes a bare --display for the waiting-room screen, and leaves an X server to Chromium', async () => {
    expect(await startedWith('--display')).toEqual(['--waiting-room']);
    expect(await startedWith('--kiosk', '--display', '--display=:1')).toEqual([
      '--kiosk',
      '--waiting-room',
      '--display=:1',
    ]);
  });
});
